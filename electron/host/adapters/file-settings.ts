// Settings in one small JSON file, for the browser shell: electron-store cannot run outside Electron.
// It must never fail a start: a file that cannot be read is as good as none.
import { readFile } from 'node:fs/promises'
import { utf8 } from '../../../shared/bytes/codec.ts'
import type { SettingsStore } from '../../../shared/ports/settings-store.ts'
import { DEFAULT_SETTINGS, parseSettings } from '../settings.ts'
import { writeFileAtomically } from '../vault/write-file.ts'
import { diskError } from './disk-errors.ts'

/** `path`: the file, whose folder exists by the time of the first `set`. */
export async function fileSettings(path: string): Promise<SettingsStore> {
  let settings = await readSettings(path)
  let turn: Promise<void> = Promise.resolve()
  return {
    get: () => settings,
    set(change) {
      settings = parseSettings({ ...settings, ...change })
      const bytes = utf8(`${JSON.stringify(settings, null, 2)}\n`)
      const written = turn.then(() => writeFileAtomically(path, bytes))
      turn = written.catch(() => undefined)
      return written.catch((error: unknown) => {
        throw diskError(error)
      })
    },
  }
}

async function readSettings(path: string): Promise<ReturnType<SettingsStore['get']>> {
  try {
    return parseSettings(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return DEFAULT_SETTINGS
  }
}
