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
/** What does not come after so many times is refused here, and will be: unless an envelope comes that waits for some of it. */
const MOST_ASKED = 8
/** Heads in one frame, which holds 300 KiB. */
const MOST_NAMED = 4_096

export class CharterSync {
  readonly #clock: Clock
  readonly #replica: Replica
  readonly #outbox: Outbox
  #announced = ''
  /** What they said last that they have, and how often we have asked for it. */
  #theirs: readonly Hash[] = []
  #asked = 0
  /** What envelopes waited for when we last asked. */
  #sought: ReadonlySet<Hash> = new Set()
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
    this.#theirs = []
    this.#wholeAt = Number.NEGATIVE_INFINITY
    this.changed()
  }

  /** Says what this side has, when it is not what was said before. */
  changed(): void {
    const heads = someOf(this.#replica.charterHeads())
    const key = keyOf(heads)
    if (key === this.#announced) return
    this.#announced = key
    this.#outbox.prompt({ type: 'charter-have', heads })
  }

  have(heads: readonly Hash[]): void {
    this.#theirs = heads
    this.#asked = 0
    if (this.#knows(heads)) this.#send(heads)
    else this.#ask()
  }

  /** Now and then: what they have and we do not may have had no place here when it came. */
  again(): void {
    const wanted = this.#replica.wantedStatements()
    if (wanted.some((hash) => !this.#sought.has(hash))) this.#asked = 0
    this.#sought = new Set(wanted)
    if (!this.#knows(this.#theirs) && this.#asked < MOST_ASKED) this.#ask()
  }

  want(heads: readonly Hash[]): void {
    this.#send(heads)
  }

  #knows(heads: readonly Hash[]): boolean {
    return heads.every((head) => this.#replica.knowsStatement(head))
  }

  #ask(): void {
    this.#asked += 1
    this.#outbox.prompt({ type: 'charter-want', heads: someOf(this.#replica.charterHeads()) })
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

/** Of those beyond it the peer sends what we have already: dear, and only where somebody has flooded the charter. */
function someOf(heads: readonly Hash[]): readonly Hash[] {
  return heads.slice(0, MOST_NAMED)
}

function keyOf(heads: readonly Hash[]): string {
  return heads.toSorted().join()
}
