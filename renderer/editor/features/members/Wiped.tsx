// Large deletions: by whom, how much, the paper's text as it was before, and the way to put back what is missing of it.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import type { WipedItem } from '../../../../shared/contract/review-api.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Came } from './Came.tsx'
import styles from './members.module.css'
import { useName } from './name.ts'

interface WipedProps {
  readonly group: string
  readonly wiped: readonly WipedItem[]
  /** May write papers. */
  readonly writes: boolean
}

export function Wiped({ group, wiped, writes }: WipedProps) {
  const say = useSay()
  return (
    <List label={say('wiped.title')}>
      {wiped.map((item) => (
        <ListItem key={`${item.paper}/${item.change}`}>
          {(nameId) => <One group={group} item={item} writes={writes} nameId={nameId} />}
        </ListItem>
      ))}
    </List>
  )
}

interface OneProps extends Pick<WipedProps, 'group' | 'writes'> {
  readonly item: WipedItem
  readonly nameId: string
}

function One({ group, item, writes, nameId }: OneProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const shown = useName()
  const percent = useIntl().formatNumber(item.characters / item.of, { style: 'percent' })
  const [outcome, setOutcome] = useState<ErrorCode | 'busy'>()
  const { paper, change, title, by, characters, text, missing, seen } = item
  const restore = async () => {
    setOutcome('busy')
    const reply = await client.call('papers.restoreWiped', { group, paper, change })
    setOutcome(reply.ok ? undefined : reply.code)
  }
  return (
    <div className={styles.change}>
      <p id={nameId}>{say('wiped.what', { title, by: shown(by), count: characters, percent })}</p>
      <Came seen={seen} />
      <details className={styles.before}>
        <summary>{say('wiped.before')}</summary>
        <p>{text}</p>
      </details>
      <p aria-live="polite" className={styles.soft}>
        {missing ? null : say('wiped.back')}
      </p>
      {missing && writes ? (
        <div>
          <Button isBusy={outcome === 'busy'} onPress={() => void restore()}>
            {say('touched.restore')}
          </Button>
        </div>
      ) : null}
      {outcome === undefined || outcome === 'busy' ? null : <Alert>{explain(outcome)}</Alert>}
    </div>
  )
}
