// Settings in memory, for tests. It must never behave better than a file: it also holds only what the schema allows.
import type { Settings, SettingsStore } from '../../../shared/ports/settings-store.ts'
import { DEFAULT_SETTINGS, parseSettings } from '../settings.ts'

export function memorySettings(initial: Settings = DEFAULT_SETTINGS): SettingsStore {
  let settings = initial
  return {
    get: () => settings,
    async set(change) {
      settings = parseSettings({ ...settings, ...change })
    },
  }
}
