// Restore: a backup on its way into an empty profile. The header is written last, so that what is cut off is no vault; a note in the
// folder says that records without a header are a restore's leavings, to be swept at the next start.
// It must never touch a profile that holds a vault, nor keep anything of a file that does not end as it was sealed.
import { rm } from 'node:fs/promises'
import { MOST_BACKUP } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, type OpeningStream, STREAM_CHUNK_OVERHEAD } from '../../../shared/crypto/crypto.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { diskError } from '../adapters/disk-errors.ts'
import { argon2id } from './argon2.ts'
import { CHUNK_BYTES, EntryJoiner } from './backup-entries.ts'
import { decodeBackupHead, type ReadBackupHead } from './backup-head.ts'
import { backupKey } from './backup-writer.ts'
import { profilePath } from './profile.ts'
import { type KdfCost, unwrapVaultKey, type VaultHeader } from './vault-header.ts'
import { writeFileAtomically } from './write-file.ts'

/** Bytes of a sealed chunk; the last one may be shorter. */
export const SEALED_CHUNK = CHUNK_BYTES + STREAM_CHUNK_OVERHEAD
const SWEPT_AT_ONCE = 1_000

export interface RestoreDeps {
  readonly crypto: Crypto
  readonly store: Store
  readonly profileDir: string
  /** The cheapest derivation that is accepted. */
  readonly least: KdfCost
}

export class Restore {
  /** Where in the file the first chunk begins. */
  readonly from: number
  readonly #deps: RestoreDeps
  readonly #head: ReadBackupHead
  readonly #vaultKey: Uint8Array
  readonly #stream: OpeningStream
  readonly #joiner = new EntryJoiner()
  #taken = 0
  #whole = false
  #ended = false

  /**
   * `head`: the beginning of the file. `passphrase` stays the caller's to wipe. Errors: those of the head, `E_WRONG_PASSPHRASE`, and
   * the disk's.
   */
  static async begin(deps: RestoreDeps, head: Uint8Array, passphrase: Uint8Array): Promise<Restore> {
    const { crypto, profileDir, least } = deps
    const read = decodeBackupHead(crypto, head, least)
    const keyEncryptionKey = await argon2id(passphrase, read.header.salt, read.header.cost)
    const vaultKey = unwrapVaultKey(crypto, read.header, keyEncryptionKey)
    crypto.wipe(keyEncryptionKey)
    if (vaultKey === undefined) throw new RapporteurError('E_WRONG_PASSPHRASE')
    try {
      await writeFileAtomically(profilePath(profileDir, 'restoring'), Uint8Array.of(1))
    } catch (error) {
      crypto.wipe(vaultKey)
      throw diskError(error)
    }
    return new Restore(deps, read, vaultKey)
  }

  private constructor(deps: RestoreDeps, head: ReadBackupHead, vaultKey: Uint8Array) {
    this.#deps = deps
    this.#head = head
    this.#vaultKey = vaultKey
    this.from = head.length
    const key = backupKey(deps.crypto, vaultKey)
    this.#stream = deps.crypto.openStream(key, head.stream)
    deps.crypto.wipe(key)
  }

  get header(): VaultHeader {
    return this.#head.header
  }

  /** Wiped by {@link end}. */
  get vaultKey(): Uint8Array {
    return this.#vaultKey
  }

  /** The next chunk of the file. Errors: `E_BACKUP_DAMAGED`, `E_BACKUP_TOO_LARGE`, and the disk's. */
  async take(sealed: Uint8Array): Promise<void> {
    if (this.#ended) throw new RapporteurError('E_BACKUP_ENDED')
    this.#taken += sealed.length
    if (this.#taken > MOST_BACKUP) throw new RapporteurError('E_BACKUP_TOO_LARGE')
    const pulled = this.#whole ? undefined : this.#stream.pull(sealed, this.#head.aad)
    if (pulled === undefined) throw new RapporteurError('E_BACKUP_DAMAGED')
    const entries = this.#joiner.push(pulled.chunk)
    this.#whole = pulled.last
    if (entries.length === 0) return
    await this.#deps.store.write(
      entries.map(({ key, value }) => ({ type: 'put' as const, key, value })),
      'synced',
    )
  }

  /** Errors: `E_BACKUP_DAMAGED` when the file has an end that was not the end of the backup. */
  mustBeWhole(): void {
    if (!this.#whole) throw new RapporteurError('E_BACKUP_DAMAGED')
    this.#joiner.end()
  }

  /** Wipes the keys. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#stream.end()
    this.#deps.crypto.wipe(this.#vaultKey)
  }
}

/** What a restore that did not come to its end has left goes; then the note does. Errors: the disk's. */
export async function sweepRestore(store: Store, profileDir: string): Promise<void> {
  let keys: Uint8Array[] = []
  const sweep = async (): Promise<void> => {
    await store.write(
      keys.map((key) => ({ type: 'delete' as const, key })),
      'synced',
    )
    keys = []
  }
  for await (const key of store.keys()) {
    keys.push(key)
    if (keys.length === SWEPT_AT_ONCE) await sweep()
  }
  await sweep()
  await store.compact()
  await forgetRestore(profileDir)
}

/** The vault is there: from now on its records are nobody's leavings. */
export async function forgetRestore(profileDir: string): Promise<void> {
  try {
    await rm(profilePath(profileDir, 'restoring'), { force: true })
  } catch (error) {
    throw diskError(error)
  }
}
