// What somebody changed who is gone, or whose device or right is: what counts, paper by paper, newest first; what does not; and what was
// restored from here. To be read by a person, who decides. Nothing is undone or kept by itself.
import { roleWrites } from '../../../../shared/charter/roles.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useAsk } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { LeftOut } from './LeftOut.tsx'
import styles from './members.module.css'
import { Restored } from './Restored.tsx'
import { TouchedPaper } from './TouchedPaper.tsx'
import { Wiped } from './Wiped.tsx'

interface TouchedDialogProps {
  readonly page: GroupPage
  readonly member: string
  readonly name: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function TouchedDialog({ name, isOpen, onClose, ...rest }: TouchedDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('touched.title', { name })} isOpen={isOpen} onClose={onClose}>
      <Touched {...rest} />
      <DialogButtons>
        <Button onPress={onClose}>{say('app.close')}</Button>
      </DialogButtons>
    </Dialog>
  )
}

/** Coordinators keep what is left out; whoever writes papers restores. */
function Touched({ page: { group, role }, member }: Pick<TouchedDialogProps, 'page' | 'member'>) {
  const writes = roleWrites(role, 'body')
  const say = useSay()
  const explain = useExplain()
  const asked = useAsk('members.touched', { group, member }, 'group.changed')
  if (asked.state === 'asking') return <p aria-live="polite">{say('touched.looking')}</p>
  if (asked.state === 'failed') return <Alert>{explain(asked.code)}</Alert>
  const { papers, wiped, leftOut, restored } = asked.data
  const nothing = papers.length + wiped.length + leftOut.changes + restored.length === 0
  return (
    <div className={styles.touched}>
      <LeftOut group={group} member={member} leftOut={leftOut} mayKeep={role === 'coordinator'} />
      <p>{say(nothing ? 'touched.nothing' : 'touched.lead')}</p>
      {wiped.length === 0 ? null : (
        <section aria-label={say('wiped.title')}>
          <h3>{say('wiped.title')}</h3>
          <Wiped group={group} wiped={wiped} writes={writes} />
        </section>
      )}
      {papers.map((paper) => (
        <TouchedPaper key={paper.paper} {...{ group, member, paper, restored, writes }} />
      ))}
      <Restored group={group} restored={restored} />
    </div>
  )
}
