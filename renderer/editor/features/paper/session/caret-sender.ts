// Tells the host where the own caret is: at most twice a second while it moves, and once more when it rests.
import type { Clock } from '../../../../../shared/ports/clock.ts'

export const CARET_MS = 500
/** A click first gives the focus and then sets the caret; only the second is worth a word. */
export const SETTLE_MS = 40

export interface Caret {
  readonly anchor: Uint8Array
  readonly head: Uint8Array
}

export class CaretSender {
  private readonly clock: Clock
  private readonly send: (caret: Caret | null) => void
  private latest: Caret | null = null
  private dirty = false
  private lastSend = Number.NEGATIVE_INFINITY
  private cancel: (() => void) | null = null

  constructor(clock: Clock, send: (caret: Caret | null) => void) {
    this.clock = clock
    this.send = send
  }

  moved(caret: Caret | null): void {
    this.latest = caret
    this.dirty = true
    if (this.cancel !== null) return
    const rest = Math.max(SETTLE_MS, this.lastSend + CARET_MS - this.clock.now())
    this.cancel = this.clock.after(rest, () => this.sendNow())
  }

  stop(): void {
    this.cancel?.()
    this.cancel = null
    this.dirty = false
  }

  private sendNow(): void {
    this.cancel = null
    if (!this.dirty) return
    this.dirty = false
    this.lastSend = this.clock.now()
    this.send(this.latest)
  }
}
