// Where this machine can be reached, and when that changes: a laptop that wakes or moves to another network calls at once
// instead of waiting out its pauses. It must never ask anything outside this machine.
import { networkInterfaces } from 'node:os'
import type { Clock } from '../../../shared/ports/clock.ts'
import { formatAddress } from '../adapters/address.ts'

const LOOK_EVERY_MS = 10_000
/** A timer this late means that the machine slept. */
const SLEPT_MS = 30_000
const EVERY_INTERFACE = new Set(['0.0.0.0', '::'])

/** `host:port` of each way in, the likeliest first. `host` is what the listener is bound to. */
export function reachableAt(host: string, port: number): string[] {
  if (!EVERY_INTERFACE.has(host)) return [formatAddress({ host, port })]
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => !address.internal && !(address.family === 'IPv6' && address.scopeid !== 0))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => formatAddress({ host: address, port }))
  // A machine with no network still reaches its own second profile.
  return found.length > 0 ? found : [formatAddress({ host: '127.0.0.1', port })]
}

/** Calls `changed` after a sleep and whenever `look` answers something new. The returned function ends it. */
export function watchReach(clock: Clock, look: () => readonly string[], changed: () => void): () => void {
  let known = look().join()
  let looked = clock.now()
  let cancel = (): void => undefined
  const again = (): void => {
    const now = clock.now()
    const seen = look().join()
    const different = seen !== known || now - looked > LOOK_EVERY_MS + SLEPT_MS
    known = seen
    looked = now
    cancel = clock.after(LOOK_EVERY_MS, again)
    if (different) changed()
  }
  cancel = clock.after(LOOK_EVERY_MS, again)
  return () => cancel()
}
