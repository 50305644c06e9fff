// The status light: role `status`, quiet for screen readers, who hear of trouble and recovery only. A click or Ctrl+S explains it.
import { useContext, useEffect, useRef, useState } from 'react'
import type { SyncStatus } from '../../../../shared/contract/editor-api.ts'
import { LostContext } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import styles from './SyncStatusLine.module.css'
import { syncWords } from './sync-words.ts'

interface SyncStatusLineProps {
  readonly status: SyncStatus
  readonly explained: boolean
  readonly onExplain: (explained: boolean) => void
}

export function SyncStatusLine({ status: heard, explained, onExplain }: SyncStatusLineProps) {
  const status = useContext(LostContext) ? onlyThisDevice(heard) : heard
  const say = useSay()
  const explain = useExplain()
  const { text, about } = syncWords(status, say, explain)
  const trouble = useTrouble(status, text, say('paper.trouble.over'))
  return (
    <div className={styles.place}>
      <button
        type="button"
        className={styles.button}
        aria-expanded={explained}
        aria-describedby="sync-about"
        onClick={() => onExplain(!explained)}
      >
        <span className={styles.light} data-kind={status.kind} aria-hidden="true" />
        <span role="status" aria-live="off" aria-label={say('paper.sync')}>
          {text}
        </span>
      </button>
      <p id="sync-about" className={styles.about} hidden={!explained}>
        {about}
      </p>
      <span className={styles.unseen} aria-live="polite">
        {trouble}
      </span>
    </div>
  )
}

/** Without the host nothing is known of other devices any more; what was said to be saved here is. */
function onlyThisDevice(heard: SyncStatus): SyncStatus {
  return heard.kind === 'saving' || heard.kind === 'notSaved' ? heard : { kind: 'saved' }
}

/** What to announce: the trouble when it begins, one sentence when it is over, otherwise nothing. */
function useTrouble(status: SyncStatus, text: string, over: string): string {
  const was = useRef(false)
  const [trouble, setTrouble] = useState('')
  const isTrouble = status.kind === 'notSaved'
  const isSettled = status.kind !== 'saving'
  useEffect(() => {
    if (isTrouble) setTrouble(text)
    else if (was.current && isSettled) setTrouble(over)
    if (isTrouble || isSettled) was.current = isTrouble
  }, [isTrouble, isSettled, text, over])
  return trouble
}
