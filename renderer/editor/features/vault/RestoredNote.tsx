// Said once, as soon as a restored vault is open: that the old computer must rest, and what to do where it is not in one's hands.
import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import styles from './vault.module.css'

const POINTS: readonly MessageId[] = ['restore.one.why', 'restore.second', 'restore.taken', 'restore.rest']

export function RestoredNote({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const say = useSay()
  return (
    <Dialog title={say('restore.done.title')} isOpen={isOpen} onClose={onClose}>
      <p className={styles.nobody}>{say('restore.one')}</p>
      {POINTS.map((id) => (
        <p key={id}>{say(id)}</p>
      ))}
      <DialogButtons>
        <Button look="primary" autoFocus onPress={onClose}>
          {say('app.close')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
