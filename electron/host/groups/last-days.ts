// The last days of experts: when one has passed by this device's clock, a coordinator's device says so in the charter by itself.
// It must never decide for others: what they go by is the statement, not anybody's clock.
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { MemberId } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { randomMs } from './epoch-turn.ts'
import type { GroupState } from './state.ts'

/** Timers are not trusted for longer: a machine may have slept. */
const LOOK_EVERY_MS = 60 * 60 * 1_000
/** Several coordinators' devices are on at once; the first that says it spares the others the trouble. */
const SPREAD_MS = 2_000

export interface LastDaysDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  self(): { readonly isCoordinator: boolean; readonly state: GroupState }
  expire(member: MemberId): Promise<void>
}

export class LastDays {
  readonly #deps: LastDaysDeps
  #cancel: () => void = () => undefined
  #closed = false

  constructor(deps: LastDaysDeps) {
    this.#deps = deps
  }

  /** Call at the start and whenever the charter has grown. */
  watch(): void {
    this.#cancel()
    if (this.#closed) return
    const { crypto, clock } = this.#deps
    const next = Math.min(...this.#dated().map(({ until }) => until))
    if (next === Number.POSITIVE_INFINITY) return
    const wait = Math.min(Math.max(0, next - clock.now()), LOOK_EVERY_MS)
    this.#cancel = clock.after(wait + randomMs(crypto, SPREAD_MS), () => void this.#look())
  }

  close(): void {
    this.#closed = true
    this.#cancel()
  }

  async #look(): Promise<void> {
    const { clock, expire } = this.#deps
    let refused = false
    for (const { member, until } of this.#dated()) {
      if (until > clock.now() || this.#closed) continue
      await expire(member).catch(() => {
        refused = true
      })
    }
    if (refused && !this.#closed) this.#cancel = clock.after(LOOK_EVERY_MS / 60, () => void this.#look())
    else this.watch()
  }

  #dated(): { readonly member: MemberId; readonly until: number }[] {
    const { isCoordinator, state } = this.#deps.self()
    if (!isCoordinator) return []
    return state.charter
      .members()
      .flatMap(({ member, until }) => (until === undefined ? [] : [{ member, until }]))
  }
}
