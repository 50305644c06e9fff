// What a former member changed, paper by paper, newest first: to be read by a person, who decides. Nothing is undone by itself.
import { useState } from 'react'
import type { TouchedPaper } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useAsk, useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { List, ListItem } from '../../ui/List.tsx'
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
        <Paper key={paper.paper} group={group} member={member} paper={paper} />
      ))}
    </div>
  )
}

interface PaperProps {
  readonly group: string
  readonly member: string
  readonly paper: TouchedPaper
}

function Paper({ group, member, paper }: PaperProps) {
  return (
    <section aria-label={paper.title}>
      <h3>{paper.title}</h3>
      <List label={paper.title}>
        {paper.changes.map((change) => (
          <ListItem key={change.change}>
            {(nameId) => (
              <Change group={group} member={member} paper={paper.paper} change={change} nameId={nameId} />
            )}
          </ListItem>
        ))}
      </List>
    </section>
  )
}

interface ChangeProps {
  readonly group: string
  readonly member: string
  readonly paper: string
  readonly change: TouchedPaper['changes'][number]
  readonly nameId: string
}

function Change({ group, member, paper, change, nameId }: ChangeProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const [outcome, setOutcome] = useState<ErrorCode | 'busy' | 'done'>()
  const { kind, text, characters, settled } = change
  const inserted = kind === 'inserted'
  const restore = async () => {
    setOutcome('busy')
    const reply = await client.call('members.restore', { group, member, paper, change: change.change })
    setOutcome(reply.ok ? 'done' : reply.code)
  }
  const over = settled
    ? 'touched.gone'
    : outcome === 'done'
      ? inserted
        ? 'touched.gone'
        : 'touched.back'
      : undefined
  return (
    <div className={styles.change}>
      <p id={nameId} className={styles.soft}>
        {say(inserted ? 'touched.inserted' : 'touched.deleted', { count: characters })}
      </p>
      {inserted ? <ins>{text}</ins> : <del>{text}</del>}
      <p aria-live="polite" className={styles.soft}>
        {over === undefined ? null : say(over)}
      </p>
      {over === undefined ? (
        <div>
          <Button isDisabled={outcome === 'busy'} onPress={() => void restore()}>
            {say('touched.restore')}
          </Button>
        </div>
      ) : null}
      {outcome === undefined || outcome === 'busy' || outcome === 'done' ? null : (
        <Alert>{explain(outcome)}</Alert>
      )}
    </div>
  )
}
