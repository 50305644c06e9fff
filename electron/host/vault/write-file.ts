// Writes a file so that a crash at any moment leaves the old one or the new one, whole.
// It must never leave the new bytes unsynced once it has returned.
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Temporary name of a file being written; a crash may leave it behind. */
export const temporaryName = (path: string): string => `${path}.tmp`

/** Errors are the system's own (`ENOSPC`, `EROFS`…); nothing has changed then. */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryName(path)
  try {
    const file = await open(temporary, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes names in a folder durable. Windows cannot open a folder and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
