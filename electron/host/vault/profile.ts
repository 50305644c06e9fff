// The profile folder: which names in it are ours, and what kind of folder a path is.
// It must never change a folder that it looks at: a foreign one stays as it was.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { diskError } from '../adapters/disk-errors.ts'
import { temporaryName } from './write-file.ts'

/** Everything of format 1. The header is kept twice: one flipped bit in the only copy would lock its owner out for good. */
export const PROFILE_NAMES = {
  header: 'vault.header',
  headerCopy: 'vault.header.copy',
  store: 'store',
  settings: 'settings.json',
  /** There while a backup is being restored: records without a header are its leavings. */
  restoring: 'vault.restoring',
  /** Chromium's own folder under the Electron shell. */
  electron: 'electron',
} as const

/** What operating systems leave in any folder. */
const LITTER = ['.DS_Store', 'desktop.ini', 'Thumbs.db', 'lost+found']

export function profilePath(profileDir: string, name: keyof typeof PROFILE_NAMES): string {
  return join(profileDir, PROFILE_NAMES[name])
}

/**
 * Whether a folder may be used as a profile: missing, empty, or ours.
 * Synchronous, because Electron has to know it before it is ready. Errors: `E_PROFILE_FOREIGN` (a file, or a folder with other things in it and no vault header), `E_DISK_READ_ONLY`.
 */
export function checkProfileFolder(profileDir: string): void {
  let names: string[]
  try {
    names = readdirSync(profileDir)
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT') return
      if (error.code === 'ENOTDIR') throw new RapporteurError('E_PROFILE_FOREIGN')
    }
    throw diskError(error)
  }
  if (names.includes(PROFILE_NAMES.header) || names.includes(PROFILE_NAMES.headerCopy)) return
  const isOurs = (name: string): boolean =>
    Object.values(PROFILE_NAMES).some((own) => name === own || name.startsWith(temporaryName(own)))
  if (names.some((name) => !isOurs(name) && !LITTER.includes(name))) {
    throw new RapporteurError('E_PROFILE_FOREIGN')
  }
}
