// Sentences that the host wants said (damage found, a fork, refused changes): announced politely, one at a time, until dismissed.
// A notice never disappears by itself: a tired person may be elsewhere.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { useExplain, useSay } from '../i18n/say.ts'
import { Button } from '../ui/Button.tsx'
import { useClient } from './client.ts'
import styles from './Notices.module.css'

const NotifyContext = createContext<(code: ErrorCode) => void>(() => {})

/** Says what went wrong where there is no form to say it in. */
export function useNotify(): (code: ErrorCode) => void {
  return useContext(NotifyContext)
}

export function Notices({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const [waiting, setWaiting] = useState<readonly ErrorCode[]>([])
  const notify = useCallback((code: ErrorCode) => {
    setWaiting((codes) => (codes.includes(code) ? codes : [...codes, code]))
  }, [])
  useEffect(() => client.on('notice', ({ code }) => notify(code)), [client, notify])

  const [first, ...others] = waiting
  return (
    <NotifyContext value={notify}>
      {children}
      {/* Marked so that it stays readable, and clickable, while a dialog is open. */}
      <div
        role="log"
        aria-label={say('app.notices')}
        className={styles.corner}
        data-react-aria-top-layer="true"
      >
        {first === undefined ? null : (
          <div className={styles.notice}>
            <p>{explain(first)}</p>
            <div className={styles.foot}>
              <span className={styles.more}>
                {others.length === 0 ? null : say('app.notice.more', { count: others.length })}
              </span>
              <Button look="quiet" onPress={() => setWaiting(others)}>
                {say('app.notice.dismiss')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </NotifyContext>
  )
}
