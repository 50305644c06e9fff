// One's own entry: what the others see. Only the country's code is kept, never its name.
import { useMemo, useState } from 'react'
import { useIntl } from 'react-intl'
import type { MemberItem, Membership } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { countries } from './countries.ts'
import { MEMBERSHIP_NAMES, MEMBERSHIPS } from './memberships.ts'

interface EditEntryDialogProps {
  readonly group: string
  readonly member: MemberItem
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Characters, as in the contract. */
const NAME_LENGTH = 120

export function EditEntryDialog({ group, member, isOpen, onClose }: EditEntryDialogProps) {
  const client = useClient()
  const say = useSay()
  const { locale } = useIntl()
  const [country, setCountry] = useState(member.country ?? '')
  const [membership, setMembership] = useState<Membership | ''>(member.membership ?? '')
  const choices = useMemo(
    () => [{ id: '', name: say('entry.notStated') }, ...countries(locale)],
    [locale, say],
  )
  return (
    <FormDialog
      title={say('entry.edit')}
      isOpen={isOpen}
      onClose={onClose}
      required={['name', 'organisation']}
      submit={say('entry.save')}
      onSubmit={async ({ name, organisation }) => {
        const reply = await client.call('members.editMine', {
          group,
          name,
          organisation,
          ...(country === '' ? {} : { country }),
          ...(membership === '' ? {} : { membership }),
        })
        if (!reply.ok) return reply.code
        onClose()
        return undefined
      }}
    >
      <p>{say('entry.lead')}</p>
      <TextField
        name="name"
        label={say('groups.yourName')}
        hint={say('groups.yourName.hint')}
        maxLength={NAME_LENGTH}
        defaultValue={member.name}
        autoFocus
      />
      <TextField
        name="organisation"
        label={say('groups.organisation')}
        maxLength={NAME_LENGTH}
        defaultValue={member.organisation}
      />
      <Select label={say('entry.country')} choices={choices} value={country} onChange={setCountry} />
      <Select
        label={say('entry.membership')}
        choices={[
          { id: '', name: say('entry.notStated') },
          ...MEMBERSHIPS.map((id) => ({ id, name: say(MEMBERSHIP_NAMES[id]) })),
        ]}
        value={membership}
        onChange={setMembership}
      />
    </FormDialog>
  )
}
