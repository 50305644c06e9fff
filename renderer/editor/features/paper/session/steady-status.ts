// What the status says while somebody types on: each key is saved within milliseconds, and a light that goes on and off with every
// letter tells nothing and costs a drawing of the page each time. Good news waits for a rest; it must never come early, nor trouble late.
import type { SyncStatus } from '../../../../../shared/contract/editor-api.ts'
import type { Clock } from '../../../../../shared/ports/clock.ts'

/** Good news after a key waits this long for the next one. */
export const REST_MS = 400
/** And of somebody who never rests, so long at most since the status first said that it is saving. */
export const LONGEST_MS = 1_000

export class SteadyStatus {
  private readonly clock: Clock
  private readonly show: (status: SyncStatus) => void
  private savingSince: number | null = null
  private lastEdit = 0
  private news: SyncStatus | null = null
  private cancel: (() => void) | null = null

  constructor(clock: Clock, show: (status: SyncStatus) => void) {
    this.clock = clock
    this.show = show
  }

  /** Words that are not saved yet, or cannot be: said at once. */
  unsaved(status: SyncStatus): void {
    this.stop()
    this.lastEdit = this.clock.now()
    if (status.kind !== 'saving') this.savingSince = null
    else if (this.savingSince !== null) return
    else this.savingSince = this.clock.now()
    this.show(status)
  }

  /** All is saved, and this is where. */
  saved(status: SyncStatus): void {
    this.news = status
    if (this.savingSince === null) this.tell()
    else this.wait(this.savingSince)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = null
    this.news = null
  }

  private wait(savingSince: number): void {
    const at = Math.min(this.lastEdit + REST_MS, savingSince + LONGEST_MS)
    const rest = at - this.clock.now()
    if (rest <= 0) this.tell()
    else this.cancel ??= this.clock.after(rest, () => this.tell())
  }

  private tell(): void {
    const { news } = this
    this.stop()
    this.savingSince = null
    if (news !== null) this.show(news)
  }
}
