// Starting a working group: its name, and who you are in it.
import { useClient } from '../../app/client.ts'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { NAME_LENGTH, YouFields } from './YouFields.tsx'

interface NewGroupDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function NewGroupDialog({ isOpen, onClose }: NewGroupDialogProps) {
  const client = useClient()
  const say = useSay()
  const go = useGo()
  return (
    <FormDialog
      title={say('groups.new')}
      isOpen={isOpen}
      onClose={onClose}
      required={['name', 'yourName', 'organisation']}
      submit={say('groups.create')}
      onSubmit={async (fields) => {
        const reply = await client.call('groups.create', fields)
        if (!reply.ok) return reply.code
        onClose()
        go({ at: 'group', group: reply.data.group, tab: 'papers' })
        return undefined
      }}
    >
      <p>{say('groups.new.lead')}</p>
      <TextField name="name" label={say('groups.name')} maxLength={NAME_LENGTH} autoFocus />
      <YouFields />
    </FormDialog>
  )
}
