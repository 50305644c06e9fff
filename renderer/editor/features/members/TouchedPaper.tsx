// What somebody changed in one paper, newest first, the older behind a button, each with the way to undo it.
import { useState } from 'react'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import type { TouchedPaper as Paper, RestoredItem } from '../../../../shared/contract/review-api.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Came } from './Came.tsx'
import styles from './members.module.css'

/** So many stand there at first, and come with each press. */
const AT_ONCE = 20
/** Thirty days. */
const RECENT_MS = 30 * 86_400_000

interface TouchedPaperProps {
  readonly group: string
  readonly member: string
  readonly paper: Paper
  readonly restored: readonly RestoredItem[]
  /** May write papers. */
  readonly writes: boolean
}

export function TouchedPaper({ group, member, paper, restored, writes }: TouchedPaperProps) {
  const say = useSay()
  // What came longer ago is kept as well, behind the button. Of what it is not known it stands in front.
  const [since] = useState(() => Date.now() - RECENT_MS)
  const recent = paper.changes.findIndex(({ seen }) => seen !== undefined && seen < since)
  const [shown, setShown] = useState(recent < 0 ? AT_ONCE : Math.min(recent, AT_ONCE))
  const older = paper.changes.length - shown
  return (
    <section aria-label={paper.title}>
      <h3>{paper.title}</h3>
      <List label={paper.title}>
        {paper.changes.slice(0, shown).map((change) => (
          <ListItem key={change.change}>
            {(nameId) => (
              <Change
                group={group}
                member={member}
                paper={paper.paper}
                change={change}
                writes={writes}
                isRestored={restored.some((one) => one.paper === paper.paper && one.change === change.change)}
                nameId={nameId}
              />
            )}
          </ListItem>
        ))}
      </List>
      {older > 0 ? (
        <div>
          <Button look="quiet" onPress={() => setShown(shown + AT_ONCE)}>
            {say('touched.older', { count: older })}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

interface ChangeProps {
  readonly group: string
  readonly member: string
  readonly paper: string
  readonly change: Paper['changes'][number]
  readonly isRestored: boolean
  readonly writes: boolean
  readonly nameId: string
}

function Change({ group, member, paper, change, isRestored, writes, nameId }: ChangeProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const [outcome, setOutcome] = useState<ErrorCode | 'busy'>()
  const inserted = change.kind === 'inserted'
  const restore = async () => {
    setOutcome('busy')
    const reply = await client.call('members.restore', { group, member, paper, change: change.change })
    setOutcome(reply.ok ? undefined : reply.code)
  }
  const over = change.settled ? 'touched.gone' : isRestored && !inserted ? 'touched.back' : undefined
  return (
    <div className={styles.change}>
      <ChangeText change={change} nameId={nameId} />
      <p aria-live="polite" className={styles.soft}>
        {over === undefined ? null : say(over)}
      </p>
      {over === undefined && writes ? (
        <div>
          <Button isDisabled={outcome === 'busy'} onPress={() => void restore()}>
            {say('touched.restore')}
          </Button>
        </div>
      ) : null}
      {outcome === undefined || outcome === 'busy' ? null : <Alert>{explain(outcome)}</Alert>}
    </div>
  )
}

interface ChangeTextProps {
  readonly change: Paper['changes'][number]
  readonly nameId: string
}

/** What was done, as the name of its row, and the words. */
export function ChangeText({ change: { kind, text, characters, seen }, nameId }: ChangeTextProps) {
  const say = useSay()
  return (
    <>
      <p id={nameId} className={styles.soft}>
        {say(kind === 'inserted' ? 'touched.inserted' : 'touched.deleted', { count: characters })}
      </p>
      <Came seen={seen} />
      {kind === 'inserted' ? <ins>{text}</ins> : <del>{text}</del>}
    </>
  )
}
