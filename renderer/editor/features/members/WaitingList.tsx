// People who knock: who they say they are, the words to compare, and the two answers.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Granted, WaitingItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { ExplainedCheckbox } from '../../ui/Checkbox.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import styles from './members.module.css'
import { ROLE_NAMES } from './roles.ts'
import { SafetyWords } from './SafetyWords.tsx'

interface WaitingListProps {
  readonly group: string
  readonly waiting: readonly WaitingItem[]
}

export function WaitingList({ group, waiting }: WaitingListProps) {
  const say = useSay()
  if (waiting.length === 0) return null
  return (
    <Section title={say('members.waiting')}>
      <p>{say('members.waiting.hint')}</p>
      <List label={say('members.waiting')}>
        {waiting.map((item) => (
          <ListItem key={item.waiting}>
            {(nameId) => <Waiting group={group} item={item} nameId={nameId} />}
          </ListItem>
        ))}
      </List>
    </Section>
  )
}

interface WaitingProps {
  readonly group: string
  readonly item: WaitingItem
  readonly nameId: string
}

function Waiting({ group, item, nameId }: WaitingProps) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [compared, setCompared] = useState(false)
  const asks = useAsks()
  const answer = async (method: 'members.admit' | 'members.refuse') => {
    setBusy(true)
    const which = { group, waiting: item.waiting }
    const reply =
      method === 'members.admit'
        ? await client.call(method, { ...which, compared })
        : await client.call(method, which)
    setBusy(false)
    if (!reply.ok) notify(reply.code)
  }
  return (
    <div className={styles.waiting}>
      <div className={styles.who}>
        <p>
          <span id={nameId} className={styles.name}>
            {item.name}
          </span>{' '}
          <span className={styles.soft}>{asks(item.grants)}</span>
        </p>
        <p className={styles.soft}>
          {item.organisation} · {say(item.online ? 'members.online' : 'members.offline')}
        </p>
      </div>
      <SafetyWords words={item.words} />
      {item.others > 0 ? <Note>{say('members.leaked', { count: item.others })}</Note> : null}
      {item.grants.kind === 'member' ? (
        <ExplainedCheckbox
          label={say('members.compared')}
          hint={say('members.compared.hint')}
          checked={compared}
          isDisabled={false}
          onChange={setCompared}
        />
      ) : null}
      <div className={styles.answers}>
        <Button look="primary" isBusy={busy} onPress={() => void answer('members.admit')}>
          {say('members.admit')}
        </Button>
        <Button isBusy={busy} onPress={() => void answer('members.refuse')}>
          {say('members.refuse')}
        </Button>
      </div>
    </div>
  )
}

/** As what somebody wants in. */
function useAsks(): (grants: Granted) => string {
  const say = useSay()
  const intl = useIntl()
  return (grants) => {
    if (grants.kind === 'device') return say('members.asks.device')
    const role = say(ROLE_NAMES[grants.role])
    if (grants.until === undefined) return say('members.asks', { role })
    return say('members.asks.until', { role, date: intl.formatDate(grants.until, { dateStyle: 'long' }) })
  }
}
