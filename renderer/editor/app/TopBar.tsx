// The strip above every unlocked screen: the name, the preferences, the lock.
import { LockKeyhole, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { AppState } from '../../../shared/contract/editor-api.ts'
import { PreferencesDialog } from '../features/preferences/PreferencesDialog.tsx'
import { useSay } from '../i18n/say.ts'
import { Button } from '../ui/Button.tsx'
import styles from './TopBar.module.css'

interface TopBarProps {
  readonly state: AppState
  /** Absent while there is nothing to lock. */
  readonly onLock?: () => void
}

export function TopBar({ state, onLock }: TopBarProps) {
  const say = useSay()
  const [preferences, setPreferences] = useState(false)
  return (
    <header className={styles.bar}>
      <p className={styles.name}>{say('app.name')}</p>
      <Button
        look="quiet"
        shrinks
        icon={<SlidersHorizontal aria-hidden="true" />}
        onPress={() => setPreferences(true)}
      >
        {say('preferences.title')}
      </Button>
      {onLock === undefined ? null : (
        <Button look="quiet" shrinks icon={<LockKeyhole aria-hidden="true" />} onPress={onLock}>
          {say('app.lock')}
        </Button>
      )}
      <PreferencesDialog state={state} isOpen={preferences} onClose={() => setPreferences(false)} />
    </header>
  )
}
