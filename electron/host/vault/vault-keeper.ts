// The vault of one profile: made, unlocked and locked by passphrase. Holds the profile's lock from open to close.
// It must never keep a passphrase, lower the cost of guessing one, or write anything on a failed unlock.
import { access, mkdir } from 'node:fs/promises'
import { codeOf, RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, KEY_BYTES, NONCE_BYTES } from '../../../shared/crypto/crypto.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { diskError } from '../adapters/disk-errors.ts'
import { groupCommit } from '../adapters/group-commit.ts'
import { type OpenedLevelStore, openLevelStore } from '../adapters/level-store.ts'
import { createSealedStore } from '../adapters/sealed-store.ts'
import { argon2id } from './argon2.ts'
import { BackupWriter } from './backup-writer.ts'
import {
  diskHeaderFiles,
  type HeaderFiles,
  mendHeaders,
  readHeaders,
  replaceHeader,
  writeHeader,
} from './header-files.ts'
import { checkProfileFolder, profilePath } from './profile.ts'
import { forgetRestore, Restore, sweepRestore } from './restore.ts'
import {
  type KdfCost,
  MODERATE,
  SALT_BYTES,
  unwrapVaultKey,
  type VaultHeader,
  wrapVaultKey,
} from './vault-header.ts'

/** Shortest passphrase, in characters. */
const SHORTEST = 12

export interface VaultDeps {
  /** Made on opening if it is missing. */
  readonly profileDir: string
  readonly crypto: Crypto
  /** Cheaper guessing, for tests only: the product never sets it. Also the least that is accepted. */
  readonly kdfCost?: KdfCost
  /** Another Store in place of LevelDB, for tests of the host. */
  readonly openStore?: (folder: string) => Promise<OpenedLevelStore>
  /** Another place for the header, for tests of bad luck. */
  readonly headerFiles?: HeaderFiles
}

export type VaultState = 'absent' | 'locked' | 'unlocked'

export class VaultKeeper {
  readonly #deps: VaultDeps
  readonly #cost: KdfCost
  readonly #files: HeaderFiles
  readonly #store: Store
  /** LevelDB's index was damaged when the profile was opened, and has been rebuilt: some records may be gone. */
  readonly repaired: boolean
  #state: VaultState
  #sealed: SealedStore | undefined
  #restore: Restore | undefined
  #turn: Promise<unknown> = Promise.resolve()

  /**
   * Opens a profile folder and keeps other processes off it until {@link close}.
   * Errors: `E_PROFILE_IN_USE`, `E_PROFILE_FOREIGN`, `E_PROFILE_DAMAGED`, `E_DISK_FULL`, `E_DISK_READ_ONLY`, `E_STORE_DAMAGED`.
   * A damaged or newer header is not among them: it is reported by {@link unlock}, so that a window can say it.
   */
  static async open(deps: VaultDeps): Promise<VaultKeeper> {
    checkProfileFolder(deps.profileDir)
    try {
      await mkdir(deps.profileDir, { recursive: true, mode: 0o700 })
    } catch (error) {
      throw diskError(error)
    }
    const { store, repaired } = await (deps.openStore ?? openLevelStore)(
      profilePath(deps.profileDir, 'store'),
    )
    try {
      const exists = await headerExists(deps)
      if (await wasRestoring(deps.profileDir)) {
        if (exists) await forgetRestore(deps.profileDir)
        else await sweepRestore(store, deps.profileDir)
      }
      // Records without a header: the vault key is gone. A new vault over them would hide that for good.
      if (!exists && !(await isEmpty(store))) throw new RapporteurError('E_PROFILE_DAMAGED')
      return new VaultKeeper(deps, store, repaired, exists ? 'locked' : 'absent')
    } catch (error) {
      await store.close()
      throw error
    }
  }

  private constructor(deps: VaultDeps, store: Store, repaired: boolean, state: VaultState) {
    this.#deps = deps
    this.#cost = deps.kdfCost ?? MODERATE
    this.#files = filesOf(deps)
    this.#store = store
    this.repaired = repaired
    this.#state = state
  }

  state(): VaultState {
    return this.#state
  }

  /** Makes the vault and unlocks it. `passphrase` (UTF-8) is wiped. Errors: `E_VAULT_EXISTS`, `E_PASSPHRASE_SHORT`, and the disk's. */
  create(passphrase: Uint8Array): Promise<SealedStore> {
    return this.#wiping([passphrase], async () => {
      this.#mustBeAbsent()
      mustBeLong(passphrase)
      await this.#abandonRestore()
      const { crypto } = this.#deps
      const vaultKey = crypto.random(KEY_BYTES)
      try {
        await writeHeader(crypto, this.#files, await this.#wrap(passphrase, this.#cost, vaultKey))
        return this.#openSealed(vaultKey)
      } finally {
        crypto.wipe(vaultKey)
      }
    })
  }

  /**
   * `passphrase` (UTF-8) is wiped. Errors: `E_VAULT_ABSENT`, `E_WRONG_PASSPHRASE`, `E_PROFILE_DAMAGED`, `E_FORMAT_NEWER`,
   * `E_KDF_WEAKENED`, and the disk's. Unlocked already: the passphrase is checked all the same, the open store is returned.
   */
  unlock(passphrase: Uint8Array): Promise<SealedStore> {
    return this.#wiping([passphrase], async () => {
      const { header, vaultKey } = await this.#unwrap(passphrase)
      try {
        await mendHeaders(this.#deps.crypto, this.#files, header)
        return this.#sealed ?? this.#openSealed(vaultKey)
      } finally {
        this.#deps.crypto.wipe(vaultKey)
      }
    })
  }

  /**
   * Wraps the vault key anew, never more cheaply than before; what is stored stays as it is. Both passphrases are wiped.
   * Errors: those of {@link unlock}, `E_PASSPHRASE_SHORT`; after any of them `current` still opens the vault.
   */
  changePassphrase(current: Uint8Array, next: Uint8Array): Promise<void> {
    return this.#wiping([current, next], async () => {
      mustBeLong(next)
      const { crypto } = this.#deps
      const { header, vaultKey } = await this.#unwrap(current)
      try {
        const cost = {
          passes: Math.max(header.cost.passes, this.#cost.passes),
          memory: Math.max(header.cost.memory, this.#cost.memory),
        }
        await replaceHeader(crypto, this.#files, header, await this.#wrap(next, cost, vaultKey))
      } finally {
        crypto.wipe(vaultKey)
      }
    })
  }

  /** Of the store as it is now, for whoever knows the passphrase, which is wiped. Errors: those of {@link unlock}, `E_BACKUP_TOO_LARGE`. */
  beginBackup(passphrase: Uint8Array): Promise<BackupWriter> {
    return this.#wiping([passphrase], async () => {
      const { crypto } = this.#deps
      const { header, vaultKey } = await this.#unwrap(passphrase)
      try {
        // A salt and a nonce of its own: the file should not be matched with a disk.
        const wrapped = await this.#wrap(passphrase, header.cost, vaultKey)
        return await BackupWriter.begin(crypto, this.#store, wrapped, vaultKey)
      } finally {
        crypto.wipe(vaultKey)
      }
    })
  }

  /** Into an empty profile only. `passphrase` is wiped. Errors: `E_VAULT_EXISTS`, and those of `Restore.begin`. */
  beginRestore(head: Uint8Array, passphrase: Uint8Array): Promise<Restore> {
    return this.#wiping([passphrase], async () => {
      this.#mustBeAbsent()
      await this.#abandonRestore()
      const { crypto, profileDir } = this.#deps
      const deps = { crypto, store: this.#store, profileDir, least: this.#cost }
      this.#restore = await Restore.begin(deps, head, passphrase)
      return this.#restore
    })
  }

  /**
   * All chunks are here: makes the profile a vault, unlocked. `prepare` gets the store before it is one. Errors: `E_BACKUP_ENDED`,
   * `E_BACKUP_DAMAGED`, and the disk's.
   */
  finishRestore(prepare: (store: SealedStore) => Promise<void>): Promise<SealedStore> {
    return this.#inTurn(async () => {
      const restore = this.#restore
      if (restore === undefined) throw new RapporteurError('E_BACKUP_ENDED')
      restore.mustBeWhole()
      const sealed = this.#openSealed(restore.vaultKey)
      try {
        await prepare(sealed)
        await writeHeader(this.#deps.crypto, this.#files, restore.header)
      } catch (error) {
        await this.#closeSealed('absent')
        throw error
      }
      this.#restore = undefined
      restore.end()
      // Should it stay, the next start takes it away.
      await forgetRestore(this.#deps.profileDir).catch(() => undefined)
      return sealed
    })
  }

  /** A restore that was begun is given up, and what it left goes. */
  abandonRestore(): Promise<void> {
    return this.#inTurn(() => this.#abandonRestore())
  }

  /** Waits for writes under way and wipes the keys. The profile stays this process's until {@link close}. */
  lock(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state === 'unlocked') await this.#closeSealed('locked')
    })
  }

  /** Locks, and gives the profile up. */
  async close(): Promise<void> {
    await this.lock()
    await this.abandonRestore().catch(() => undefined)
    await this.#store.close()
  }

  async #closeSealed(state: VaultState): Promise<void> {
    await this.#sealed?.close()
    this.#sealed = undefined
    this.#state = state
  }

  async #abandonRestore(): Promise<void> {
    const restore = this.#restore
    if (restore === undefined) return
    this.#restore = undefined
    restore.end()
    await sweepRestore(this.#store, this.#deps.profileDir)
  }

  #mustBeAbsent(): void {
    if (this.#state !== 'absent') throw new RapporteurError('E_VAULT_EXISTS')
  }

  /** The header that `passphrase` opens, and the vault key, to be wiped. After a change that was cut off there are two to try. */
  async #unwrap(passphrase: Uint8Array): Promise<{ header: VaultHeader; vaultKey: Uint8Array }> {
    const { crypto } = this.#deps
    const headers = await readHeaders(crypto, this.#files, this.#cost)
    if (headers.length === 0) throw new RapporteurError('E_VAULT_ABSENT')
    for (const header of headers) {
      const keyEncryptionKey = await argon2id(passphrase, header.salt, header.cost)
      const vaultKey = unwrapVaultKey(crypto, header, keyEncryptionKey)
      crypto.wipe(keyEncryptionKey)
      if (vaultKey !== undefined) return { header, vaultKey }
    }
    throw new RapporteurError('E_WRONG_PASSPHRASE')
  }

  async #wrap(passphrase: Uint8Array, cost: KdfCost, vaultKey: Uint8Array): Promise<VaultHeader> {
    const { crypto } = this.#deps
    const fields = { cost, salt: crypto.random(SALT_BYTES), nonce: crypto.random(NONCE_BYTES) }
    const keyEncryptionKey = await argon2id(passphrase, fields.salt, fields.cost)
    try {
      return wrapVaultKey(crypto, fields, keyEncryptionKey, vaultKey)
    } finally {
      crypto.wipe(keyEncryptionKey)
    }
  }

  #openSealed(vaultKey: Uint8Array): SealedStore {
    // Locking closes the sealed store; the store beneath stays open, because its lock is the profile's.
    const beneath = groupCommit({ ...delegate(this.#store), close: () => Promise.resolve() })
    this.#sealed = createSealedStore(this.#deps.crypto, beneath, vaultKey)
    this.#state = 'unlocked'
    return this.#sealed
  }

  async #wiping<Value>(passphrases: readonly Uint8Array[], work: () => Promise<Value>): Promise<Value> {
    try {
      return await this.#inTurn(work)
    } finally {
      this.#deps.crypto.wipe(...passphrases)
    }
  }

  /** One after another: an unlock that overtakes a lock would leave keys behind. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }
}

function delegate(store: Store): Store {
  return {
    get: (key) => store.get(key),
    getMany: (keys) => store.getMany(keys),
    write: (writes, durability) => store.write(writes, durability),
    keys: () => store.keys(),
    entries: () => store.entries(),
    compact: () => store.compact(),
    close: () => store.close(),
  }
}

const filesOf = (deps: VaultDeps): HeaderFiles => deps.headerFiles ?? diskHeaderFiles(deps.profileDir)

async function wasRestoring(profileDir: string): Promise<boolean> {
  return access(profilePath(profileDir, 'restoring')).then(
    () => true,
    () => false,
  )
}

async function headerExists(deps: VaultDeps): Promise<boolean> {
  try {
    return (await readHeaders(deps.crypto, filesOf(deps), deps.kdfCost ?? MODERATE)).length > 0
  } catch (error) {
    if (['E_PROFILE_DAMAGED', 'E_FORMAT_NEWER', 'E_KDF_WEAKENED'].includes(codeOf(error))) return true
    throw error
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const _key of store.keys()) return false
  return true
}

function mustBeLong(passphrase: Uint8Array): void {
  if (characters(passphrase) < SHORTEST) throw new RapporteurError('E_PASSPHRASE_SHORT')
}

/** Unicode characters in UTF-8: every byte that does not continue one. */
function characters(text: Uint8Array): number {
  return text.reduce((count, byte) => count + ((byte & 0xc0) === 0x80 ? 0 : 1), 0)
}
