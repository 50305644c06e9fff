// Who a person is in one group: asked anew for each, so that nothing links them.
import { useSay } from '../../i18n/say.ts'
import { TextField } from '../../ui/TextField.tsx'

/** Characters, as in the contract. */
export const NAME_LENGTH = 120

export function YouFields() {
  const say = useSay()
  return (
    <>
      <TextField
        name="yourName"
        label={say('groups.yourName')}
        hint={say('groups.yourName.hint')}
        maxLength={NAME_LENGTH}
      />
      <TextField name="organisation" label={say('groups.organisation')} maxLength={NAME_LENGTH} />
    </>
  )
}
