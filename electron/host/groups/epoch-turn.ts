// Who writes when nobody has an epoch that shuts out all who were removed: writers wait here, and one reader among the colleagues
// mints a new one after a random moment, so that they do not all do it at once.
// It must never let a write go unanswered: it is woken by what comes, or told that the vault was locked.
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { Clock } from '../../../shared/ports/clock.ts'

/** The longest that a reader leaves others the turn. */
const LONGEST_MS = 2_000

export class EpochTurn {
  readonly #deps: { readonly crypto: Crypto; readonly clock: Clock }
  readonly #mint: () => Promise<void>
  readonly #waiting: { resolve(): void; reject(error: unknown): void }[] = []
  #cancel: (() => void) | undefined
  #hurried: 'not' | 'yes' | 'minted' = 'not'
  #closed = false

  /** `mint`: makes an epoch if there is still none and this device may; then {@link wake}. */
  constructor(deps: { readonly crypto: Crypto; readonly clock: Clock }, mint: () => Promise<void>) {
    this.#deps = deps
    this.#mint = mint
  }

  /** Resolves when it is worth looking again; rejects with E_VAULT_LOCKED. */
  wait(): Promise<void> {
    if (this.#closed || this.#hurried === 'minted')
      return Promise.reject(new RapporteurError('E_VAULT_LOCKED'))
    if (this.#hurried === 'yes') {
      this.#hurried = 'minted'
      return this.#mint()
    }
    this.#cancel ??= this.#deps.clock.after(randomMs(this.#deps.crypto, LONGEST_MS), () => {
      this.#cancel = undefined
      // A disk that refuses is said to the writers, who try again.
      this.#mint().catch((error: unknown) => this.#end(({ reject }) => reject(error)))
    })
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  /** The vault is about to be locked: from now on nobody is left the turn, and who cannot write now is told so. */
  hurry(): void {
    this.#hurried = 'yes'
    this.#cancel?.()
    this.wake()
  }

  /** Charter or keys have grown. */
  wake(): void {
    this.#end(({ resolve }) => resolve())
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
    this.#end(({ reject }) => reject(new RapporteurError('E_VAULT_LOCKED')))
  }

  #end(tell: (waiter: { resolve(): void; reject(error: unknown): void }) => void): void {
    for (const waiter of this.#waiting.splice(0)) tell(waiter)
  }
}

/** From 0 up to, not including, `below`. */
export function randomMs(crypto: Crypto, below: number): number {
  const [high, low] = crypto.random(2)
  return Math.floor((((high ?? 0) * 256 + (low ?? 0)) / 65_536) * below)
}
