// Large deletions in all papers of a group, whoever made them, and what was restored of them from here. To be read by a person, who decides.
import { useAsk } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import styles from './members.module.css'
import { Restored } from './Restored.tsx'
import { Wiped } from './Wiped.tsx'

interface LargeDeletionsDialogProps {
  readonly group: string
  readonly writes: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function LargeDeletionsDialog({ isOpen, onClose, ...rest }: LargeDeletionsDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('wiped.title')} isOpen={isOpen} onClose={onClose}>
      <Deletions {...rest} />
      <DialogButtons>
        <Button onPress={onClose}>{say('app.close')}</Button>
      </DialogButtons>
    </Dialog>
  )
}

function Deletions({ group, writes }: Pick<LargeDeletionsDialogProps, 'group' | 'writes'>) {
  const say = useSay()
  const explain = useExplain()
  const asked = useAsk('papers.wiped', { group }, 'group.changed')
  if (asked.state === 'asking') return <p aria-live="polite">{say('touched.looking')}</p>
  if (asked.state === 'failed') return <Alert>{explain(asked.code)}</Alert>
  const { wiped, restored } = asked.data
  return (
    <div className={styles.touched}>
      <p>{say('wiped.lead')}</p>
      {wiped.length === 0 ? (
        <p>{say('wiped.nothing')}</p>
      ) : (
        <Wiped group={group} wiped={wiped} writes={writes} />
      )}
      <Restored group={group} restored={restored} />
    </div>
  )
}
