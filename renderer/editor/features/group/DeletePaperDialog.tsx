// Asks before a paper goes from everyone's list, and says what that means and what it does not.
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'

interface DeletePaperDialogProps {
  readonly title: string
  readonly archived: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onDelete: () => void
}

export function DeletePaperDialog({ title, archived, isOpen, onClose, onDelete }: DeletePaperDialogProps) {
  const say = useSay()
  return (
    <Dialog role="alertdialog" title={say('paper.delete.ask', { title })} isOpen={isOpen} onClose={onClose}>
      <p>{say('paper.delete.list')}</p>
      <p>{say('paper.delete.stays')}</p>
      {archived ? null : <p>{say('paper.delete.rather')}</p>}
      <DialogButtons>
        <Button look="primary" autoFocus onPress={onClose}>
          {say('app.cancel')}
        </Button>
        <Button onPress={onDelete}>{say('paper.delete')}</Button>
      </DialogButtons>
    </Dialog>
  )
}
