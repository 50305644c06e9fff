// OpenVault: the vault with the workspace that lives between unlock and lock. One after another: an unlock that overtakes a lock
// would leave keys behind.
import { RapporteurError } from '../../shared/contract/errors.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { Serial } from './groups/serial.ts'
import type { VaultKeeper, VaultState } from './vault/vault-keeper.ts'
import { Workspace, type WorkspaceDeps } from './workspace.ts'

export class OpenVault {
  readonly #keeper: VaultKeeper
  readonly #deps: Omit<WorkspaceDeps, 'store'>
  readonly #turn = new Serial()
  #workspace: Workspace | undefined

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
      try {
        await this.#leave()
      } finally {
        await this.#keeper.lock()
      }
      this.#deps.emit('app.changed', {})
    })
  }

  /** The editor's page has gone without a word. */
  editorGone(): void {
    this.#workspace?.closePapers()
  }

  close(): Promise<void> {
    return this.#turn.run(async () => {
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

  async #leave(): Promise<void> {
    const workspace = this.#workspace
    this.#workspace = undefined
    await workspace?.close()
  }
}
