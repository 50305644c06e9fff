// Settings through electron-store, for the Electron shell, which alone may load this file.
// It must never hold anything about people, groups, papers or roads.
import ElectronStore from 'electron-store'
import type { SettingsStore } from '../../../shared/ports/settings-store.ts'
import { parseSettings } from '../settings.ts'
import { diskError } from './disk-errors.ts'

/** Keeps `settings.json` in `folder`. */
export function electronSettings(folder: string): SettingsStore {
  const store = new ElectronStore({ cwd: folder, name: 'settings', clearInvalidConfig: true })
  return {
    get: () => parseSettings(store.store),
    async set(change) {
      try {
        store.set({ ...change })
      } catch (error) {
        throw diskError(error)
      }
    },
  }
}
