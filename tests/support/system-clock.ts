// The machine's clock, for tests over real sockets.
import type { Clock } from '../../shared/ports/clock.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
