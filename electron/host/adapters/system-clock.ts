// The machine's clock. It must never keep the process alive by itself: a timer is no reason to go on running.
import type { Clock } from '../../../shared/ports/clock.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
