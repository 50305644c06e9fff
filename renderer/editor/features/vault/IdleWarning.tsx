// Watches whether somebody is there, and warns a minute before the vault locks by itself.
// It must never decide when: the host counts, and locks also when no page is there to ask.
import { useEffect, useState } from 'react'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { useHumanInput } from './use-human-input.ts'
import styles from './vault.module.css'

export function IdleWarning() {
  const client = useClient()
  const [locksAt, setLocksAt] = useState<number>()
  useHumanInput(client, locksAt !== undefined)
  useEffect(
    () =>
      client.on('vault.idle', ({ locksIn }) =>
        setLocksAt(locksIn === undefined ? undefined : performance.now() + locksIn),
      ),
    [client],
  )
  if (locksAt === undefined) return null
  const stay = async () => {
    await client.call('vault.touch', {})
    setLocksAt(undefined)
  }
  return (
    <Warning locksAt={locksAt} onStay={() => void stay()} onLock={() => void client.call('vault.lock', {})} />
  )
}

interface WarningProps {
  readonly locksAt: number
  readonly onStay: () => void
  readonly onLock: () => void
}

function Warning({ locksAt, onStay, onLock }: WarningProps) {
  const say = useSay()
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const count = Math.max(0, Math.ceil((locksAt - now) / 1_000))
  return (
    <Dialog role="alertdialog" title={say('idle.title')} isOpen onClose={onStay}>
      <p>{say('idle.text')}</p>
      {/* A timer is silent for a screen reader unless asked: sixty sentences would drown the question. */}
      <p role="timer" className={styles.timer}>
        {say('idle.left', { count })}
      </p>
      <DialogButtons>
        <Button onPress={onLock}>{say('idle.lock')}</Button>
        <Button look="primary" autoFocus onPress={onStay}>
          {say('idle.stay')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
