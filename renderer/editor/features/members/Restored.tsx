// What was restored from this computer, newest first: each can be undone in one step, also after a restart.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import type { RestoredItem } from '../../../../shared/contract/review-api.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import styles from './members.module.css'

interface RestoredProps {
  readonly group: string
  readonly restored: readonly RestoredItem[]
}

export function Restored({ group, restored }: RestoredProps) {
  const say = useSay()
  if (restored.length === 0) return null
  const title = say('restored.title')
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <List label={title}>
        {restored.map((item) => (
          <ListItem key={item.restored}>
            {(nameId) => <One group={group} item={item} nameId={nameId} />}
          </ListItem>
        ))}
      </List>
    </section>
  )
}

interface OneProps {
  readonly group: string
  readonly item: RestoredItem
  readonly nameId: string
}

function One({ group, item: { restored, kind, title, text, characters, at }, nameId }: OneProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const date = useIntl().formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  const [outcome, setOutcome] = useState<ErrorCode | 'busy'>()
  const undo = async () => {
    setOutcome('busy')
    const reply = await client.call('members.undoRestore', { group, restored })
    setOutcome(reply.ok ? undefined : reply.code)
  }
  return (
    <div className={styles.change}>
      <p id={nameId} className={styles.soft}>
        {say(kind === 'inserted' ? 'restored.out' : 'restored.back', { date, count: characters })}
      </p>
      <p className={styles.soft}>{title}</p>
      <p>{text}</p>
      <div>
        <Button isDisabled={outcome === 'busy'} onPress={() => void undo()}>
          {say('restored.undo')}
        </Button>
      </div>
      {outcome === undefined || outcome === 'busy' ? null : <Alert>{explain(outcome)}</Alert>}
    </div>
  )
}
