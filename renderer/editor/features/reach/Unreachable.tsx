// A member whose computer does not answer: says so and lets the person call it at another address.
import { type FormEvent, useState } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useName } from '../members/name.ts'
import styles from './reach.module.css'

interface UnreachableProps {
  readonly group: string
  readonly member: MemberItem
}

export function Unreachable({ group, member }: UnreachableProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const shown = useName()
  const [address, setAddress] = useState(member.devices.flatMap((device) => device.addresses)[0] ?? '')
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<ErrorCode | 'called'>()

  /** Which of the member's devices lives at that address is not known: the first that answers is the one. */
  const call = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setOutcome(undefined)
    let last: ErrorCode | 'called' = 'E_UNREACHABLE'
    for (const { device } of member.devices) {
      const reply = await client.call('members.tryAddress', { group, device, address: address.trim() })
      last = reply.ok ? 'called' : reply.code
      if (reply.ok) break
    }
    setOutcome(last)
    setBusy(false)
  }

  return (
    <div className={styles.unreachable}>
      <p>{say('reach.cannot', { name: shown(member.name) })}</p>
      <form className={styles.call} onSubmit={call}>
        <TextField label={say('reach.address')} value={address} onChange={setAddress} maxLength={300} />
        <Button type="submit" isBusy={busy} isDisabled={address.trim().length < 3}>
          {say('app.tryAgain')}
        </Button>
      </form>
      <div aria-live="polite">{outcome === 'called' ? say('reach.answered') : null}</div>
      {outcome === undefined || outcome === 'called' ? null : <Alert>{explain(outcome)}</Alert>}
    </div>
  )
}
