// The requests to join that this device has made: how each stands, and the words to compare with the person who invited.
import type { JoiningItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import { SafetyWords } from '../members/SafetyWords.tsx'
import styles from './groups.module.css'

export function JoiningList({ joining }: { readonly joining: readonly JoiningItem[] }) {
  const say = useSay()
  if (joining.length === 0) return null
  return (
    <Section title={say('joining.list')}>
      <List label={say('joining.list')}>
        {joining.map((item, index) => (
          <ListItem key={item.joining}>
            {(nameId) => <Request item={item} nameId={nameId} number={index + 1} />}
          </ListItem>
        ))}
      </List>
    </Section>
  )
}

interface RequestProps {
  readonly item: JoiningItem
  readonly nameId: string
  readonly number: number
}

function Request({ item, nameId, number }: RequestProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const notify = useNotify()
  const forget = async () => {
    const reply = await client.call('groups.forgetJoining', { joining: item.joining })
    if (!reply.ok) notify(reply.code)
  }
  const open = item.state === 'waiting' || item.state === 'unreachable'
  return (
    <div className={styles.request}>
      <p id={nameId} className={styles.role}>
        {say('joining.item', { number })}
      </p>
      <div
        role="status"
        aria-label={say('joining.status')}
        className={item.state === 'unreachable' ? styles.trouble : styles.status}
      >
        <JoiningState item={item} />
      </div>
      {open && item.words !== undefined ? (
        <>
          <p className={styles.hint}>{say('joining.words.hint')}</p>
          <SafetyWords words={item.words} />
        </>
      ) : null}
      {open ? <p className={styles.hint}>{say('joining.waiting.hint')}</p> : null}
      {item.state === 'refused' && item.reason !== undefined ? (
        <p className={styles.hint}>{explain(item.reason)}</p>
      ) : null}
      <Button onPress={() => void forget()}>
        {say(item.state === 'admitted' ? 'joining.dismiss' : 'joining.forget')}
      </Button>
    </div>
  )
}

function JoiningState({ item }: { readonly item: JoiningItem }) {
  const say = useSay()
  const explain = useExplain()
  switch (item.state) {
    case 'waiting':
      return say('joining.waiting')
    case 'admitted':
      return say('joining.admitted')
    case 'refused':
      return say('joining.refused')
    case 'unreachable':
      if (item.reason === 'E_ALREADY_MEMBER') return explain(item.reason)
      return say('joining.unreachable', { reason: explain(item.reason ?? 'E_INVITER_UNREACHABLE') })
  }
}
