// Calls one device at its known addresses until it answers: quickly at first, then ever more rarely, with jitter so that a group
// whose network comes back does not call in step. It must never call while told that the device is there, nor forget to when not.
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Random } from '../../../shared/ports/random.ts'
import { staggered } from './staggered.ts'

/** Pauses between rounds, in milliseconds; the last one stays. */
const PAUSES = [200, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000] as const
const LONGEST = 60_000
export interface DialerDeps {
  readonly clock: Clock
  readonly random: Random
  /** Newest first. Asked at each round. */
  addresses(): readonly string[]
  /** One call; rejects when it did not end in a session. `late()`: another address was quicker, hang up. */
  call(address: string, late: () => boolean): Promise<void>
}

export class Dialer {
  readonly #deps: DialerDeps
  #round = 0
  #wanted = false
  #cancelPause: (() => void) | undefined
  #calling: Promise<boolean> | undefined

  constructor(deps: DialerDeps) {
    this.#deps = deps
  }

  /**
   * The device is not there: keep calling. Starts with the shortest pause, but where the last session was over as soon as it
   * began: a device that hangs up on us each time is not to be called five times a second.
   */
  start(afterShortSession = false): void {
    if (this.#wanted) return
    this.#wanted = true
    if (!afterShortSession) this.#round = 0
    this.#pause()
  }

  /** The device is there, or gone from the group. */
  stop(): void {
    this.#wanted = false
    this.#cancelPause?.()
    this.#cancelPause = undefined
  }

  /** Calls at once (the network came back, the person asked). Resolves to whether a session came of it. */
  now(): Promise<boolean> {
    this.#round = 0
    return this.#callNow()
  }

  #callNow(): Promise<boolean> {
    this.#cancelPause?.()
    this.#cancelPause = undefined
    this.#calling ??= this.#callAll().then((reached) => {
      this.#calling = undefined
      // Told to stop when the session was taken in; if not, whoever answered has gone again.
      if (this.#wanted) this.#pause()
      return reached
    })
    return this.#calling
  }

  #pause(): void {
    if (this.#cancelPause !== undefined || this.#calling !== undefined) return
    const round = this.#round
    const pause = PAUSES[round] ?? LONGEST
    const jitter = 0.7 + (0.6 * (this.#deps.random.bytes(1)[0] ?? 0)) / 255
    this.#cancelPause = this.#deps.clock.after(pause * jitter, () => {
      this.#cancelPause = undefined
      this.#round = Math.min(round + 1, PAUSES.length)
      void this.#callNow()
    })
  }

  async #callAll(): Promise<boolean> {
    const { clock, addresses, call } = this.#deps
    const reached = await staggered(clock, addresses(), async (address, late) => {
      await call(address, late)
      return true
    })
    return reached ?? false
  }
}
