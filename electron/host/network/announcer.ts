// Says to one device that our courier is in the room. y-webrtc announces itself again whenever a connection fails, so where no
// path exists it would go on for ever, as fast as it fails: the pauses here grow. It must never drop the last announcement, only
// put it off.
import type { Clock } from '../../../shared/ports/clock.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

export class Announcer {
  readonly #clock: Clock
  readonly #say: () => void
  #pause = FIRST_PAUSE_MS
  #freeAt = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, say: () => void) {
    this.#clock = clock
    this.#say = say
  }

  /** Says it now, or as soon as the pause is over. */
  announce(): void {
    if (this.#cancel !== undefined) return
    const wait = this.#freeAt - this.#clock.now()
    if (wait > 0) {
      this.#cancel = this.#clock.after(wait, () => {
        this.#cancel = undefined
        this.#now()
      })
    } else this.#now()
  }

  /** A connection came of it, or the device is newly there: the next failure is a new story. */
  reset(): void {
    this.#pause = FIRST_PAUSE_MS
    this.#freeAt = 0
    this.close()
  }

  /** Forgets what was put off. */
  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #now(): void {
    this.#freeAt = this.#clock.now() + this.#pause
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2)
    this.#say()
  }
}
