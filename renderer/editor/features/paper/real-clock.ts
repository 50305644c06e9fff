// The page's clock, behind the port that the session is tested with.
import type { Clock } from '../../../../shared/ports/clock.ts'

export const pageClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
