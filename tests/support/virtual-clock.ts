// A clock that a test holds in its hand, and a way to let everything that is due happen. It must never read the real time.
import type { Clock } from '../../shared/ports/clock.ts'

interface Timer {
  at: number
  readonly order: number
  readonly callback: () => void
}

export class VirtualClock implements Clock {
  #now: number
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(now = 1_700_000_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, callback: () => void): () => void {
    this.#order += 1
    const timer = { at: this.#now + Math.max(0, milliseconds), order: this.#order, callback }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  /** Lets `milliseconds` pass: timers fire in order, and what they set off settles before the next one. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds
    await settled()
    for (let timer = this.#next(until); timer; timer = this.#next(until)) {
      this.#timers.delete(timer)
      this.#now = timer.at
      timer.callback()
      await settled()
    }
    this.#now = until
  }

  /** The machine sleeps: the time of day goes on, timers do not. Less than nothing: somebody sets the clock back. */
  suspend(milliseconds: number): void {
    this.#now += milliseconds
    for (const timer of this.#timers) timer.at += milliseconds
  }

  /** Lets time pass until `condition` holds; throws, naming `what`, when it does not within `milliseconds`. */
  async until(what: string, condition: () => boolean, milliseconds = 120_000): Promise<void> {
    const deadline = this.#now + milliseconds
    await settled()
    while (!condition()) {
      const timer = this.#next(deadline)
      if (timer === undefined) throw new Error(`${milliseconds} virtual ms passed without: ${what}`)
      this.#timers.delete(timer)
      this.#now = timer.at
      timer.callback()
      await settled()
    }
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers) {
      if (timer.at > until) continue
      if (next === undefined || timer.at < next.at || (timer.at === next.at && timer.order < next.order))
        next = timer
    }
    return next
  }
}

/** All promises that can go on without a timer have done so: the microtask queue is empty when the next macrotask runs. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
