// How much may be under way to one peer: half a second of the measured rate above the link's own delay, at least 4 KiB.
// A keystroke then never stands behind more than that, and a fast link is not held back. It must never shrink because there
// was little to send.
import type { Clock } from '../ports/clock.ts'

export const MIN_WINDOW = 4 * 1024
/** Until something was measured: what a phone's tether carries in a second. */
export const FIRST_WINDOW = 64 * 1024
export const MAX_WINDOW = 2 * 1024 * 1024
const QUEUE_MS = 500
/**
 * The shortest delay seen gives way, after this long, to that of a frame that travelled alone: the road may have changed. Frames
 * behind others would only measure the queue that this side keeps, and the window would creep up with it.
 */
const DELAY_MEMORY_MS = 30_000

interface Sent {
  /** Running total of bytes sent, this one included. */
  readonly upTo: number
  readonly at: number
  /** Bytes acknowledged when it was sent. */
  readonly acknowledged: number
  /** True when the window was full: only then does a low rate say something about the link. */
  readonly full: boolean
  readonly alone: boolean
}

export class SendWindow {
  readonly #clock: Clock
  readonly #sent: Sent[] = []
  #total = 0
  #acknowledged = 0
  #window = FIRST_WINDOW
  /** Bytes per millisecond; 0 until measured. */
  #rate = 0
  #delay = Number.POSITIVE_INFINITY
  #delayAt = 0
  #progressAt: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#progressAt = clock.now()
  }

  /** Bytes under way. */
  get pending(): number {
    return this.#total - this.#acknowledged
  }

  get window(): number {
    return this.#window
  }

  /** True when `bytes` may go: they fit, or nothing is under way. */
  allows(bytes: number): boolean {
    return this.pending === 0 || this.pending + bytes <= this.#window
  }

  /** How large one frame of a long list should be, so that several fit under way. */
  get batch(): number {
    return Math.max(MIN_WINDOW, Math.floor(this.#window / 4))
  }

  /** Since when the peer has acknowledged nothing of what is under way; undefined when nothing is. */
  get waitingSince(): number | undefined {
    return this.pending > 0 ? this.#progressAt : undefined
  }

  sent(bytes: number): void {
    const at = this.#clock.now()
    const alone = this.pending === 0
    if (alone) this.#progressAt = at
    this.#total += bytes
    const full = this.pending >= this.#window / 2
    this.#sent.push({ upTo: this.#total, at, acknowledged: this.#acknowledged, full, alone })
  }

  /** `received` is the peer's running total. False when it acknowledges what was never sent: the peer lies. */
  acknowledge(received: number): boolean {
    if (received > this.#total || received < this.#acknowledged) return false
    if (received === this.#acknowledged) return true
    const now = this.#clock.now()
    this.#acknowledged = received
    this.#progressAt = now
    let newest: Sent | undefined
    while (this.#sent[0] && this.#sent[0].upTo <= received) newest = this.#sent.shift()
    if (newest) this.#measure(newest, now)
    return true
  }

  /** Rate as delivered between the sending and the acknowledging of one frame. */
  #measure(frame: Sent, now: number): void {
    const took = Math.max(1, now - frame.at)
    if (took <= this.#delay || (frame.alone && now - this.#delayAt > DELAY_MEMORY_MS)) {
      this.#delay = took
      this.#delayAt = now
    }
    const rate = (this.#acknowledged - frame.acknowledged) / took
    if (rate > this.#rate) this.#rate = rate
    else if (frame.full) this.#rate += (rate - this.#rate) / 4
    const fitting = Math.floor(this.#rate * (this.#delay + QUEUE_MS))
    if (!frame.full && fitting < this.#window) return
    this.#window = Math.min(MAX_WINDOW, Math.max(MIN_WINDOW, fitting))
  }
}
