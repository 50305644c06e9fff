// What a former member changed, paper by paper, newest first: to be read by a person, who decides. Nothing is undone by itself.
import type { TouchedPaper } from '../../../../shared/contract/editor-api.ts'
import { useAsk } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import styles from './members.module.css'

interface TouchedDialogProps {
  readonly group: string
  readonly member: string
  readonly name: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function TouchedDialog({ group, member, name, isOpen, onClose }: TouchedDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('touched.title', { name })} isOpen={isOpen} onClose={onClose}>
      <p>{say('touched.lead')}</p>
      <Touched group={group} member={member} />
      <DialogButtons>
        <Button onPress={onClose}>{say('app.close')}</Button>
      </DialogButtons>
    </Dialog>
  )
}

function Touched({ group, member }: { readonly group: string; readonly member: string }) {
  const say = useSay()
  const explain = useExplain()
  const asked = useAsk('members.touched', { group, member }, 'group.changed')
  if (asked.state === 'asking') return <p aria-live="polite">{say('touched.looking')}</p>
  if (asked.state === 'failed') return <Alert>{explain(asked.code)}</Alert>
  if (asked.data.papers.length === 0) return <p>{say('touched.nothing')}</p>
  return (
    <div className={styles.touched}>
      {asked.data.papers.map((paper) => (
        <Paper key={paper.paper} paper={paper} />
      ))}
    </div>
  )
}

function Paper({ paper }: { readonly paper: TouchedPaper }) {
  const say = useSay()
  return (
    <section aria-label={paper.title}>
      <h3>{paper.title}</h3>
      <ul>
        {paper.changes.map(({ change, kind, text, characters, settled }) => (
          <li key={change} className={styles.change}>
            <p className={styles.soft}>
              {say(kind === 'inserted' ? 'touched.inserted' : 'touched.deleted', { count: characters })}
              {settled ? ` ${say('touched.gone')}` : ''}
            </p>
            {text === '' ? null : kind === 'inserted' ? <ins>{text}</ins> : <del>{text}</del>}
          </li>
        ))}
      </ul>
    </section>
  )
}
