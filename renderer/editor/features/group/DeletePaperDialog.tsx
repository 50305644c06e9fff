// Asks before a paper goes from everyone's list, and says what that means and what it does not.
import type { PaperItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

interface DeletePaperDialogProps {
  readonly group: string
  readonly item: PaperItem
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function DeletePaperDialog({ group, item, isOpen, onClose }: DeletePaperDialogProps) {
  const client = useClient()
  const say = useSay()
  const { paper, title, archived } = item
  return (
    <ConfirmDialog
      title={say('paper.delete.ask', { title })}
      isOpen={isOpen}
      onClose={onClose}
      action={say('paper.delete')}
      onConfirm={async () => {
        const reply = await client.call('papers.delete', { group, paper })
        if (!reply.ok) return reply.code
        onClose()
        return undefined
      }}
    >
      <p>{say('paper.delete.list')}</p>
      <p>{say('paper.delete.stays')}</p>
      {archived ? null : <p>{say('paper.delete.rather')}</p>}
    </ConfirmDialog>
  )
}
