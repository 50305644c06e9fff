// BackupWriter: a vault as a file, piece by piece: the head, then sealed chunks of the store as it was at one moment.
// It must never put anything of the store into a piece unsealed, nor read the store faster than the pieces are asked for.
import { MOST_BACKUP } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, type SealingStream, STREAM_CHUNK_OVERHEAD } from '../../../shared/crypto/crypto.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { CHUNK_BYTES, type Chunk, cutEntries, entriesLength } from './backup-entries.ts'
import { backupAad, encodeBackupHead } from './backup-head.ts'
import type { VaultHeader } from './vault-header.ts'

/** Key of a backup's chunks, from the vault key; the caller wipes it. */
export const backupKey = (crypto: Crypto, vaultKey: Uint8Array): Uint8Array =>
  crypto.derive(vaultKey, 'backup')

export interface Piece {
  readonly bytes: Uint8Array
  readonly done: boolean
}

export class BackupWriter {
  /** Bytes of the whole file, about: what is written meanwhile is not in it. */
  readonly size: number
  readonly #chunks: AsyncGenerator<Chunk>
  readonly #stream: SealingStream
  readonly #head: Uint8Array
  readonly #aad: Uint8Array
  #begun = false
  #ended = false

  /** `header`: the vault key, wrapped for this file. Errors: `E_BACKUP_TOO_LARGE`, and the store's. */
  static async begin(
    crypto: Crypto,
    store: Store,
    header: VaultHeader,
    vaultKey: Uint8Array,
  ): Promise<BackupWriter> {
    const length = await entriesLength(store.entries())
    const size = length + Math.ceil(length / CHUNK_BYTES) * STREAM_CHUNK_OVERHEAD
    if (size > MOST_BACKUP) throw new RapporteurError('E_BACKUP_TOO_LARGE')
    const key = backupKey(crypto, vaultKey)
    const stream = crypto.sealStream(key)
    crypto.wipe(key)
    const head = encodeBackupHead(crypto, { header, stream: stream.header })
    return new BackupWriter(crypto, store, stream, head, size + head.length)
  }

  private constructor(crypto: Crypto, store: Store, stream: SealingStream, head: Uint8Array, size: number) {
    this.#chunks = cutEntries(store.entries())
    this.#stream = stream
    this.#head = head
    this.#aad = backupAad(crypto, head)
    this.size = size
  }

  /** The next bytes of the file, a little more than 1 MiB at most. Errors: the store's; `E_BACKUP_ENDED` behind the last piece. */
  async next(): Promise<Piece> {
    if (this.#ended) throw new RapporteurError('E_BACKUP_ENDED')
    if (!this.#begun) {
      this.#begun = true
      return { bytes: this.#head, done: false }
    }
    const { value, done } = await this.#chunks.next()
    if (done === true) throw new RapporteurError('E_BACKUP_ENDED')
    const bytes = this.#stream.push(value.bytes, this.#aad, value.last)
    if (value.last) await this.close()
    return { bytes, done: value.last }
  }

  /** Wipes the key, lets the store go. */
  async close(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    this.#stream.end()
    await this.#chunks.return(undefined)
  }
}
