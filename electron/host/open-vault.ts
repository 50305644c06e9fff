// OpenVault: the vault with the workspace that lives between unlock and lock. One after another: an unlock that overtakes a lock
// would leave keys behind.
import type { LockAfter } from '../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { Serial } from './groups/serial.ts'
import { disarmRestored } from './restored.ts'
import { AutoLock } from './vault/auto-lock.ts'
import type { BackupWriter } from './vault/backup-writer.ts'
import type { Restore } from './vault/restore.ts'
import type { VaultKeeper, VaultState } from './vault/vault-keeper.ts'
import { Workspace, type WorkspaceDeps } from './workspace.ts'

/**
 * Milliseconds that the page has for its last words before the keys go. A disk that refuses them, or a page that does not answer,
 * must not hold up a Lock, and Ctrl-C must be through within two seconds.
 */
const LAST_WORDS_MS = 1_000

export class OpenVault {
  readonly #keeper: VaultKeeper
  readonly #deps: Omit<WorkspaceDeps, 'store'>
  readonly #turn = new Serial()
  readonly #autoLock: AutoLock
  /** What hangs on an open vault or on the page, and lets go with either. */
  #letGo: () => void = () => undefined
  #workspace: Workspace | undefined
  /** Ends the waiting for the page's last words. */
  #settled: () => void = () => undefined

  constructor(keeper: VaultKeeper, deps: Omit<WorkspaceDeps, 'store'>, lockAfter: () => LockAfter) {
    this.#keeper = keeper
    this.#deps = deps
    this.#autoLock = new AutoLock({
      clock: deps.clock,
      lockAfter,
      tell: (locksIn) => deps.emit('vault.idle', locksIn === undefined ? {} : { locksIn }),
      // A disk that fails while locking has been told to the page that wrote; the keys are gone all the same.
      lock: () => void this.lock().catch(() => undefined),
    })
  }

  /** One listener: the vault is being locked, or the page has gone. */
  onLetGo(listener: () => void): void {
    this.#letGo = listener
  }

  /** A person is at the editor. */
  touched(): void {
    this.#autoLock.touched()
  }

  /** Unlocked only once there is a workspace to show. */
  get state(): VaultState {
    const state = this.#keeper.state()
    return state === 'unlocked' && this.#workspace === undefined ? 'locked' : state
  }

  /** Throws `E_VAULT_LOCKED`. */
  get workspace(): Workspace {
    if (this.#workspace === undefined) throw new RapporteurError('E_VAULT_LOCKED')
    return this.#workspace
  }

  create(passphrase: Uint8Array): Promise<void> {
    return this.#turn.run(async () => this.#enter(await this.#keeper.create(passphrase)))
  }

  unlock(passphrase: Uint8Array): Promise<void> {
    return this.#turn.run(async () => this.#enter(await this.#keeper.unlock(passphrase)))
  }

  changePassphrase(current: Uint8Array, next: Uint8Array): Promise<void> {
    return this.#turn.run(() => this.#keeper.changePassphrase(current, next))
  }

  beginBackup(passphrase: Uint8Array): Promise<BackupWriter> {
    return this.#turn.run(() => this.#keeper.beginBackup(passphrase))
  }

  beginRestore(head: Uint8Array, passphrase: Uint8Array): Promise<Restore> {
    return this.#turn.run(() => this.#keeper.beginRestore(head, passphrase))
  }

  finishRestore(): Promise<void> {
    return this.#turn.run(async () => this.#enter(await this.#keeper.finishRestore(disarmRestored)))
  }

  abandonRestore(): Promise<void> {
    return this.#turn.run(() => this.#keeper.abandonRestore())
  }

  lock(): Promise<void> {
    return this.#turn.run(async () => {
      this.#autoLock.disarm()
      this.#letGo()
      await this.#lastWords()
      try {
        await this.#leave()
      } finally {
        await this.#keeper.lock()
      }
      this.#deps.emit('app.changed', {})
    })
  }

  /** The page has sent what it had, and had it acknowledged. */
  settled(): void {
    this.#settled()
  }

  /** The editor's page has gone without a word. */
  editorGone(): void {
    this.#letGo()
    this.#workspace?.closePapers()
    this.#settled()
  }

  close(): Promise<void> {
    return this.#turn.run(async () => {
      this.#autoLock.disarm()
      this.#letGo()
      await this.#lastWords()
      try {
        await this.#leave()
      } finally {
        await this.#keeper.close()
      }
    })
  }

  async #enter(store: SealedStore): Promise<void> {
    if (this.#workspace === undefined) {
      this.#workspace = await Workspace.open({ ...this.#deps, store })
      if (this.#keeper.repaired) this.#deps.emit('notice', { code: 'E_STORE_DAMAGED' })
    }
    this.#autoLock.arm()
    this.#deps.emit('app.changed', {})
  }

  /** What was typed within the last moment has not been sent yet: the page is asked for it while it still can be saved. */
  async #lastWords(): Promise<void> {
    this.#workspace?.hurry()
    if (this.#workspace?.hasOpenPapers !== true) return
    await new Promise<void>((resolve) => {
      const cancel = this.#deps.clock.after(LAST_WORDS_MS, resolve)
      this.#settled = () => {
        cancel()
        resolve()
      }
      this.#deps.emit('vault.locking', {})
    })
  }

  async #leave(): Promise<void> {
    const workspace = this.#workspace
    this.#workspace = undefined
    await workspace?.close()
  }
}
