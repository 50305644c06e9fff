// Group commit: writes that come while one is on its way to the disk go together in the next, with one fsync for all.
// It must never answer a caller before his own write is as durable as he asked, nor let two writes change places.
import type { Durability, Store, StoreWrite } from '../../../shared/ports/store.ts'

/** Most calls that share one fsync. */
const MOST = 64

interface Waiting {
  readonly writes: readonly StoreWrite[]
  readonly durability: Durability
  resolve(): void
  reject(error: unknown): void
}

/**
 * A Store over `inner` with coalesced writes. Nobody waits for company: a write to an idle store leaves at once, later ones
 * wait for the one fsync under way. A failed commit is refused to every caller in it, and to no other.
 */
export function groupCommit(inner: Store): Store {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    // Calls of one turn of the event loop belong together.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      const durability = batch.some((call) => call.durability === 'synced') ? 'synced' : 'buffered'
      try {
        await inner.write(
          batch.flatMap((call) => call.writes),
          durability,
        )
        for (const call of batch) call.resolve()
      } catch (error) {
        for (const call of batch) call.reject(error)
      }
    }
    running = undefined
  }

  return {
    get: (key) => inner.get(key),
    getMany: (keys) => inner.getMany(keys),
    write: (writes, durability) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ writes, durability, resolve, reject })
        running ??= run()
      }),
    keys: () => inner.keys(),
    entries: () => inner.entries(),
    compact: () => inner.compact(),
    async close() {
      await running
      await inner.close()
    },
  }
}
