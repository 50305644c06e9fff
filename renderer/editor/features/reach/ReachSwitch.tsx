// Whether colleagues' computers may connect to this one: off until the person allows it, with the reason why the system will ask.
import { useAsk, useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Switch } from '../../ui/Checkbox.tsx'
import styles from './reach.module.css'

/** The page runs on the computer that it speaks of. */
const ON_WINDOWS = /Windows/.test(navigator.userAgent)

export function ReachSwitch() {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const notify = useNotify()
  const asked = useAsk('reach.get', {}, 'reach.changed')
  if (asked.state === 'asking') return null
  if (asked.state === 'failed') return <Alert>{explain(asked.code)}</Alert>
  const { allowed, addresses, trouble } = asked.data

  const set = async (wanted: boolean) => {
    const reply = await client.call('reach.set', { allowed: wanted })
    if (!reply.ok) notify(reply.code)
  }

  return (
    <div className={styles.reach}>
      <Switch
        label={say('reach.allow')}
        hint={say(ON_WINDOWS ? 'reach.why.windows' : 'reach.why')}
        checked={allowed}
        onChange={(wanted) => void set(wanted)}
      />
      {allowed && addresses.length > 0 ? (
        <p className={styles.addresses}>{say('reach.addresses', { addresses: addresses.join(', ') })}</p>
      ) : null}
      {trouble === undefined ? null : <Alert>{explain(trouble)}</Alert>}
    </div>
  )
}
