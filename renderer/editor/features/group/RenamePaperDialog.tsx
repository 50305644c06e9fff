// Asks for a paper's new title. Everyone who has the paper open sees it change.
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { TITLE_LENGTH } from './NewPaperDialog.tsx'

interface RenamePaperDialogProps {
  readonly group: string
  readonly paper: string
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function RenamePaperDialog({ group, paper, title, isOpen, onClose }: RenamePaperDialogProps) {
  const client = useClient()
  const say = useSay()
  return (
    <FormDialog
      title={say('paper.rename')}
      isOpen={isOpen}
      onClose={onClose}
      required={['title']}
      submit={say('paper.rename')}
      onSubmit={async (fields) => {
        if (fields.title !== title) {
          const reply = await client.call('papers.rename', { group, paper, title: fields.title })
          if (!reply.ok) return reply.code
        }
        onClose()
        return undefined
      }}
    >
      <TextField
        name="title"
        label={say('papers.title')}
        maxLength={TITLE_LENGTH}
        defaultValue={title}
        autoFocus
      />
    </FormDialog>
  )
}
