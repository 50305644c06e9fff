// Tries several ways to one end, each with a head start before the next: a machine that swallows packets must not hold up the
// rest, and two ways to the same place must not both arrive.
import type { Clock } from '../../../shared/ports/clock.ts'

const HEAD_START_MS = 1_500

/**
 * Resolves with the first success, or undefined when every attempt has rejected. `late()` tells an attempt that another was
 * quicker: it undoes what it did.
 */
export function staggered<Way, End>(
  clock: Clock,
  ways: readonly Way[],
  attempt: (way: Way, late: () => boolean) => Promise<End>,
): Promise<End | undefined> {
  return new Promise((resolve) => {
    let done = false
    let open = ways.length
    if (open === 0) resolve(undefined)
    const begin = (index: number): void => {
      const way = ways[index]
      if (way === undefined || done) return
      let passedOn = false
      const next = (): void => {
        if (passedOn) return
        passedOn = true
        cancel()
        begin(index + 1)
      }
      const cancel = clock.after(HEAD_START_MS, next)
      attempt(way, () => done).then(
        (end) => {
          cancel()
          done = true
          resolve(end)
        },
        () => {
          open -= 1
          next()
          if (open === 0) resolve(undefined)
        },
      )
    }
    begin(0)
  })
}
