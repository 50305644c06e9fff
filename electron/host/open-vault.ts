// OpenVault: the vault with the workspace that lives between unlock and lock. One after another: an unlock that overtakes a lock
// would leave keys behind.
import { RapporteurError } from '../../shared/contract/errors.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { Serial } from './groups/serial.ts'
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
  #workspace: Workspace | undefined
  /** Ends the waiting for the page's last words. */
  #settled: () => void = () => undefined

  constructor(keeper: VaultKeeper, deps: Omit<WorkspaceDeps, 'store'>) {
    this.#keeper = keeper
    this.#deps = deps
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

  lock(): Promise<void> {
    return this.#turn.run(async () => {
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
    this.#workspace?.closePapers()
    this.#settled()
  }

  close(): Promise<void> {
    return this.#turn.run(async () => {
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
    this.#deps.emit('app.changed', {})
  }

  /** What was typed within the last moment has not been sent yet: the page is asked for it while it still can be saved. */
  async #lastWords(): Promise<void> {
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
