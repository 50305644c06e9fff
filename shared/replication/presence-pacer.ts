// How often one's own presence is said: at most twice a second, always once more on coming to rest, and again before it runs out.
// Selecting and scrolling must never cost the group more than this.
import type { Clock } from '../ports/clock.ts'

export const PRESENCE_INTERVAL_MS = 500
/** A place that does not change is said again before the others' 30 s are over, even if one is lost. */
export const PRESENCE_REFRESH_MS = 12_000

export class PresencePacer<Place> {
  readonly #clock: Clock
  readonly #say: (place: Place | undefined) => void
  #place: Place | undefined
  #saidAt = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | undefined

  constructor(clock: Clock, say: (place: Place | undefined) => void) {
    this.#clock = clock
    this.#say = say
  }

  /** Where this device is now; undefined when it has left. */
  set(place: Place | undefined): void {
    if (place === undefined && this.#place === undefined) return
    this.#place = place
    this.#sayIn(this.#saidAt + PRESENCE_INTERVAL_MS - this.#clock.now())
  }

  /** For a peer that has just come: says it again. */
  repeat(): void {
    if (this.#place !== undefined) this.#sayIn(this.#saidAt + PRESENCE_INTERVAL_MS - this.#clock.now())
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#place = undefined
  }

  #sayIn(milliseconds: number): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (milliseconds > 0) {
      this.#cancel = this.#clock.after(milliseconds, () => this.#sayIn(0))
      return
    }
    this.#saidAt = this.#clock.now()
    this.#say(this.#place)
    if (this.#place !== undefined) this.#cancel = this.#clock.after(PRESENCE_REFRESH_MS, () => this.#sayIn(0))
  }
}
