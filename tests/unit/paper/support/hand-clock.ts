// A clock for tests: nothing happens until the test says that time has passed.
import type { Clock } from '../../../../shared/ports/clock.ts'

/** Time that moves only when the test says so. */
export class HandClock implements Clock {
  private time = 0
  private timers: { at: number; callback: () => void }[] = []

  now(): number {
    return this.time
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.time + milliseconds, callback }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  advance(milliseconds: number): void {
    this.time += milliseconds
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= this.time).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) return
      this.timers = this.timers.filter((timer) => timer !== due)
      due.callback()
    }
  }
}
