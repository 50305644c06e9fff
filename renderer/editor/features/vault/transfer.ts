// A backup's file, between the host and the page, piece by piece: no call carries more than a transport takes.
// What passes here is sealed; it must never be kept once it is handed over or given up.
import { type EditorClient, MOST_HEAD } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'

/** Pieces that are handed to the browser together: it keeps large blobs out of the page's memory. */
const PIECES_A_BLOB = 32

export type Told = (done: number, total: number) => void

export interface SavedFile {
  readonly name: string
  readonly blob: Blob
}

/** `passphrase` is wiped. The file, or why there is none. `stopped` is looked at between pieces. */
export async function fetchBackup(
  client: EditorClient,
  passphrase: Uint8Array,
  told: Told,
  stopped: () => boolean,
): Promise<SavedFile | ErrorCode> {
  const begun = await client.call('backup.begin', { passphrase })
  passphrase.fill(0)
  if (!begun.ok) return begun.code
  const { backup, fileName, size } = begun.data
  const blobs: Blob[] = []
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let done = 0
  for (;;) {
    if (stopped()) return 'E_BACKUP_ENDED'
    const piece = await client.call('backup.next', { backup })
    if (!piece.ok) return piece.code
    const { bytes } = piece.data
    done += bytes.length
    told(done, Math.max(done, size))
    pieces.push(new Uint8Array(bytes))
    if (pieces.length === PIECES_A_BLOB || piece.data.done) {
      blobs.push(new Blob(pieces))
      pieces = []
    }
    if (piece.data.done) return { name: fileName, blob: new Blob(blobs) }
  }
}

/** `passphrase` is wiped. Undefined once the vault is there; else why not, and then nothing of the file is. */
export async function sendBackup(
  client: EditorClient,
  file: Blob,
  passphrase: Uint8Array,
  told: Told,
  stopped: () => boolean,
): Promise<ErrorCode | 'unreadable' | undefined> {
  try {
    const head = await bytesOf(file.slice(0, MOST_HEAD))
    const begun = await client.call('restore.begin', { head, passphrase })
    passphrase.fill(0)
    if (!begun.ok) return begun.code
    const { restore, from, piece } = begun.data
    for (let at = from; at < file.size; at += piece) {
      if (stopped()) return 'E_BACKUP_ENDED'
      const bytes = await bytesOf(file.slice(at, at + piece))
      const taken = await client.call('restore.next', { restore, bytes })
      if (!taken.ok) return taken.code
      told(Math.min(file.size, at + piece), file.size)
    }
    const ended = await client.call('restore.end', { restore })
    return ended.ok ? undefined : ended.code
  } catch {
    // The file has gone, or its disk has.
    passphrase.fill(0)
    await client.call('transfer.cancel', {})
    return 'unreadable'
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}
