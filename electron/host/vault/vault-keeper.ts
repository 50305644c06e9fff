// The vault of one profile: made, unlocked and locked by passphrase. Holds the profile's lock from open to close.
// It must never keep a passphrase, lower the cost of guessing one, or write anything on a failed unlock.
import { mkdir } from 'node:fs/promises'
import { codeOf, RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, KEY_BYTES, NONCE_BYTES } from '../../../shared/crypto/crypto.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { diskError } from '../adapters/disk-errors.ts'
import { groupCommit } from '../adapters/group-commit.ts'
import { type OpenedLevelStore, openLevelStore } from '../adapters/level-store.ts'
import { createSealedStore } from '../adapters/sealed-store.ts'
import { argon2id } from './argon2.ts'
import { readHeader, writeHeader } from './header-files.ts'
import { checkProfileFolder, profilePath } from './profile.ts'
import { type KdfCost, MODERATE, SALT_BYTES, unwrapVaultKey, wrapVaultKey } from './vault-header.ts'

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
}

export type VaultState = 'absent' | 'locked' | 'unlocked'

export class VaultKeeper {
  readonly #deps: VaultDeps
  readonly #cost: KdfCost
  readonly #store: Store
  /** LevelDB's index was damaged when the profile was opened, and has been rebuilt: some records may be gone. */
  readonly repaired: boolean
  #state: VaultState
  #sealed: SealedStore | undefined
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
    this.#store = store
    this.repaired = repaired
    this.#state = state
  }

  state(): VaultState {
    return this.#state
  }

  /** Makes the vault and unlocks it. `passphrase` (UTF-8) is wiped. Errors: `E_VAULT_EXISTS`, `E_PASSPHRASE_SHORT`, and the disk's. */
  create(passphrase: Uint8Array): Promise<SealedStore> {
    return this.#wiping(passphrase, async () => {
      if (this.#state !== 'absent') throw new RapporteurError('E_VAULT_EXISTS')
      if (characters(passphrase) < SHORTEST) throw new RapporteurError('E_PASSPHRASE_SHORT')
      const { crypto, profileDir } = this.#deps
      const fields = {
        cost: this.#cost,
        salt: crypto.random(SALT_BYTES),
        nonce: crypto.random(NONCE_BYTES),
      }
      const keyEncryptionKey = await argon2id(passphrase, fields.salt, fields.cost)
      const vaultKey = crypto.random(KEY_BYTES)
      try {
        await writeHeader(crypto, profileDir, wrapVaultKey(crypto, fields, keyEncryptionKey, vaultKey))
        return this.#openSealed(vaultKey)
      } finally {
        crypto.wipe(keyEncryptionKey, vaultKey)
      }
    })
  }

  /**
   * `passphrase` (UTF-8) is wiped. Errors: `E_VAULT_ABSENT`, `E_WRONG_PASSPHRASE`, `E_PROFILE_DAMAGED`, `E_FORMAT_NEWER`,
   * `E_KDF_WEAKENED`, and the disk's. Unlocked already: the passphrase is checked all the same, the open store is returned.
   */
  unlock(passphrase: Uint8Array): Promise<SealedStore> {
    return this.#wiping(passphrase, async () => {
      const { crypto, profileDir } = this.#deps
      const header = await readHeader(crypto, profileDir, this.#cost)
      if (header === undefined) throw new RapporteurError('E_VAULT_ABSENT')
      const keyEncryptionKey = await argon2id(passphrase, header.salt, header.cost)
      const vaultKey = unwrapVaultKey(crypto, header, keyEncryptionKey)
      crypto.wipe(keyEncryptionKey)
      if (vaultKey === undefined) throw new RapporteurError('E_WRONG_PASSPHRASE')
      try {
        return this.#sealed ?? this.#openSealed(vaultKey)
      } finally {
        crypto.wipe(vaultKey)
      }
    })
  }

  /** Waits for writes under way and wipes the keys. The profile stays this process's until {@link close}. */
  lock(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#sealed?.close()
      this.#sealed = undefined
      if (this.#state === 'unlocked') this.#state = 'locked'
    })
  }

  /** Locks, and gives the profile up. */
  async close(): Promise<void> {
    await this.lock()
    await this.#store.close()
  }

  #openSealed(vaultKey: Uint8Array): SealedStore {
    // Locking closes the sealed store; the store beneath stays open, because its lock is the profile's.
    const beneath = groupCommit({ ...delegate(this.#store), close: () => Promise.resolve() })
    this.#sealed = createSealedStore(this.#deps.crypto, beneath, vaultKey)
    this.#state = 'unlocked'
    return this.#sealed
  }

  async #wiping<Value>(passphrase: Uint8Array, work: () => Promise<Value>): Promise<Value> {
    try {
      return await this.#inTurn(work)
    } finally {
      this.#deps.crypto.wipe(passphrase)
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

async function headerExists(deps: VaultDeps): Promise<boolean> {
  try {
    return (await readHeader(deps.crypto, deps.profileDir, deps.kdfCost ?? MODERATE)) !== undefined
  } catch (error) {
    if (['E_PROFILE_DAMAGED', 'E_FORMAT_NEWER', 'E_KDF_WEAKENED'].includes(codeOf(error))) return true
    throw error
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const _key of store.keys()) return false
  return true
}

/** Unicode characters in UTF-8: every byte that does not continue one. */
function characters(text: Uint8Array): number {
  return text.reduce((count, byte) => count + ((byte & 0xc0) === 0x80 ? 0 : 1), 0)
}
