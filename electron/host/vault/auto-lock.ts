// AutoLock: counts how long nobody has touched the editor and locks when the person's limit is reached, with a warning before.
// It must never count on a page to be there, nor on timers to run while the machine sleeps: it looks at the clock.
import type { LockAfter } from '../../../shared/contract/editor-api.ts'
import type { Clock } from '../../../shared/ports/clock.ts'

/** How long before the lock the warning stands. */
export const WARNING_MS = 60_000
/** A timer does not run while the machine sleeps: look at the clock at least this often. */
const LOOK_MS = 5_000

export interface AutoLockDeps {
  readonly clock: Clock
  lockAfter(): LockAfter
  /** Milliseconds until the lock; undefined: somebody is there again. */
  tell(locksIn: number | undefined): void
  /** Asks the page, if there is one, for what it has not sent. */
  lock(): void
}

export class AutoLock {
  readonly #deps: AutoLockDeps
  #armed = false
  #idle = 0
  #looked = 0
  #warned = false
  #cancel: () => void = () => undefined

  constructor(deps: AutoLockDeps) {
    this.#deps = deps
  }

  /** The vault has been unlocked. */
  arm(): void {
    this.#rearm()
    this.#armed = true
    this.#look()
  }

  disarm(): void {
    this.#armed = false
    this.#cancel()
    if (this.#warned) this.#deps.tell(undefined)
    this.#rearm()
  }

  /** A person has typed, pressed or pointed. Too late when the limit has passed: whoever wakes the machine must know the passphrase. */
  touched(): void {
    if (!this.#armed) return
    this.#count()
    if (this.#idle >= this.#limit()) {
      this.#look()
      return
    }
    const warned = this.#warned
    this.#rearm()
    if (warned) this.#deps.tell(undefined)
    this.#look()
  }

  #rearm(): void {
    this.#idle = 0
    this.#looked = this.#deps.clock.now()
    this.#warned = false
  }

  #limit(): number {
    const lockAfter = this.#deps.lockAfter()
    return lockAfter === 'never' ? Number.POSITIVE_INFINITY : Number(lockAfter) * 60_000
  }

  /** Adds up, so that a clock that is set back neither locks nor keeps from locking. */
  #count(): void {
    const now = this.#deps.clock.now()
    this.#idle += Math.max(0, now - this.#looked)
    this.#looked = now
  }

  #look(): void {
    this.#cancel()
    if (!this.#armed) return
    this.#count()
    const left = this.#limit() - this.#idle
    if (left <= 0) {
      this.#armed = false
      this.#deps.lock()
      return
    }
    if (left <= WARNING_MS && !this.#warned) {
      this.#warned = true
      this.#deps.tell(left)
    }
    const next = left > WARNING_MS ? left - WARNING_MS : left
    this.#cancel = this.#deps.clock.after(Math.min(next, LOOK_MS), () => this.#look())
  }
}
