// What belongs to this computer rather than to a group: language, theme, when it locks, who may picture it; its passphrase and backup.
// Each choice works at once.
import { useState } from 'react'
import type { AppState, Input, LockAfter, Theme } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import type { MessageId } from '../../i18n/en.ts'
import { LANGUAGES } from '../../i18n/Language.tsx'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { ExplainedCheckbox } from '../../ui/Checkbox.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { BackupDialog } from '../vault/BackupDialog.tsx'
import { ChangePassphraseDialog } from '../vault/ChangePassphraseDialog.tsx'
import styles from './preferences.module.css'

const THEMES: readonly { readonly id: Theme; readonly name: MessageId }[] = [
  { id: 'system', name: 'preferences.theme.system' },
  { id: 'light', name: 'preferences.theme.light' },
  { id: 'dark', name: 'preferences.theme.dark' },
]

/**
 * `never` is there because a locked vault is away from the network: in a group without a server somebody's computer has to stay up.
 * What that costs is said where it is chosen.
 */
const LOCK_AFTER: readonly LockAfter[] = ['5', '15', '30', '60', 'never']

interface PreferencesDialogProps {
  readonly state: AppState
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function PreferencesDialog({ state, isOpen, onClose }: PreferencesDialogProps) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const [inner, setInner] = useState<'passphrase' | 'backup'>()
  const set = async (settings: Input<'settings.set'>) => {
    const reply = await client.call('settings.set', settings)
    if (!reply.ok) notify(reply.code)
  }
  return (
    <Dialog title={say('preferences.title')} isOpen={isOpen} onClose={onClose}>
      <div className={styles.looks}>
        <Select
          label={say('vault.language')}
          choices={LANGUAGES}
          value={state.language}
          onChange={(language) => void set({ language })}
        />
        <Select
          label={say('preferences.theme')}
          choices={THEMES.map(({ id, name }) => ({ id, name: say(name) }))}
          value={state.theme}
          onChange={(theme) => void set({ theme })}
        />
      </div>
      <Select
        label={say('preferences.lockAfter')}
        hint={say(state.lockAfter === 'never' ? 'preferences.lockAfter.risk' : 'preferences.lockAfter.why')}
        choices={LOCK_AFTER.map((id) => ({
          id,
          name:
            id === 'never'
              ? say('preferences.lockAfter.never')
              : say('preferences.lockAfter.minutes', { count: Number(id) }),
        }))}
        value={state.lockAfter}
        onChange={(lockAfter) => void set({ lockAfter })}
      />
      <ExplainedCheckbox
        label={say('preferences.hidden')}
        hint={say(
          state.contentProtection === 'unavailable'
            ? 'preferences.hidden.unavailable'
            : 'preferences.hidden.why',
        )}
        checked={state.contentProtection === 'on'}
        isDisabled={state.contentProtection === 'unavailable'}
        onChange={(contentProtection) => void set({ contentProtection })}
      />
      <ExplainedCheckbox
        label={say('preferences.spelling')}
        hint={say('preferences.spelling.why')}
        checked={state.spelling}
        isDisabled={false}
        onChange={(spelling) => void set({ spelling })}
      />
      <section className={styles.vault} aria-label={say('preferences.vault')}>
        <Button onPress={() => setInner('passphrase')}>{say('change.title')}</Button>
        <Button onPress={() => setInner('backup')}>{say('backup.title')}</Button>
      </section>
      <ChangePassphraseDialog isOpen={inner === 'passphrase'} onClose={() => setInner(undefined)} />
      <BackupDialog isOpen={inner === 'backup'} onClose={() => setInner(undefined)} />
      <DialogButtons>
        <p className={styles.version}>{say('preferences.version', { version: state.version })}</p>
        <Button onPress={onClose}>{say('app.close')}</Button>
      </DialogButtons>
    </Dialog>
  )
}
