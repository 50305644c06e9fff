// Brings two charters together: heads are exchanged, and what comes after them follows. Where neither knows the other's heads
// both send all they have: charters are small, and two coordinators admitting at once is rare. Nothing here judges a statement, nor
// may a peer decide how often it is sent the same.
import type { Hash } from '../ids/ids.ts'
import type { Clock } from '../ports/clock.ts'
import { batches, longBytes } from './batches.ts'
import type { Outbox } from './outbox.ts'
import type { Replica } from './replica.ts'

/** What went to a peer goes to it again in the same session at most this often: it may have had no room for it. */
export const AGAIN_MS = 60_000

export class CharterSync {
  readonly #clock: Clock
  readonly #replica: Replica
  readonly #outbox: Outbox
  #announced = ''
  /** Our heads when statements last went: the peer has been sent everything up to them. */
  #given: readonly Hash[] = []
  /** When statements last went regardless of what had gone before. */
  #wholeAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, replica: Replica, outbox: Outbox) {
    this.#clock = clock
    this.#replica = replica
    this.#outbox = outbox
  }

  start(): void {
    this.#announced = ''
    this.#given = []
    this.#wholeAt = Number.NEGATIVE_INFINITY
    this.changed()
  }

  /** Says what this side has, when it is not what was said before. */
  changed(): void {
    const heads = this.#replica.charterHeads()
    const key = keyOf(heads)
    if (key === this.#announced) return
    this.#announced = key
    this.#outbox.prompt({ type: 'charter-have', heads })
  }

  have(heads: readonly Hash[]): void {
    if (heads.every((head) => this.#replica.knowsStatement(head))) this.#send(heads)
    else this.#outbox.prompt({ type: 'charter-want', heads: this.#replica.charterHeads() })
  }

  want(heads: readonly Hash[]): void {
    this.#send(heads)
  }

  #send(theirs: readonly Hash[]): void {
    const ours = this.#replica.charterHeads()
    const whole = this.#clock.now() - this.#wholeAt >= AGAIN_MS
    if (!whole && keyOf(ours) === keyOf(this.#given)) return
    const known = theirs.filter((head) => this.#replica.knowsStatement(head))
    const since = this.#replica.statementsSince(whole ? known : [...known, ...this.#given])
    this.#given = ours
    if (whole) this.#wholeAt = this.#clock.now()
    for (const statements of batches(since, longBytes)) {
      this.#outbox.queue({ type: 'statements', statements })
    }
  }
}

function keyOf(heads: readonly Hash[]): string {
  return heads.toSorted().join()
}
