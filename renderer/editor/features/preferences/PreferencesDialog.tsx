// The few choices that belong to this computer rather than to a group: language and theme. Each works at once.
import type { AppState, Input, Theme } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import type { MessageId } from '../../i18n/en.ts'
import { LANGUAGES } from '../../i18n/Language.tsx'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import styles from './preferences.module.css'

const THEMES: readonly { readonly id: Theme; readonly name: MessageId }[] = [
  { id: 'system', name: 'preferences.theme.system' },
  { id: 'light', name: 'preferences.theme.light' },
  { id: 'dark', name: 'preferences.theme.dark' },
]

interface PreferencesDialogProps {
  readonly state: AppState
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function PreferencesDialog({ state, isOpen, onClose }: PreferencesDialogProps) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const set = async (settings: Input<'settings.set'>) => {
    const reply = await client.call('settings.set', settings)
    if (!reply.ok) notify(reply.code)
  }
  return (
    <Dialog title={say('preferences.title')} isOpen={isOpen} onClose={onClose}>
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
      <p className={styles.version}>{say('preferences.version', { version: state.version })}</p>
      <DialogButtons>
        <Button onPress={onClose}>{say('app.close')}</Button>
      </DialogButtons>
    </Dialog>
  )
}
