// What devices have signed that they hold, and nobody has handed over: the evidence of a withheld update.
// It must never accuse by itself: a peer that was away has announced without being asked. Whoever is connected and announced is.
import type { DeviceId } from '../ids/ids.ts'
import { type Leaf, positionKey } from './position.ts'

/** A leaf that devices have signed for and that is not here. */
export interface Announced {
  readonly leaf: Leaf
  readonly by: readonly DeviceId[]
}

/** `heads`: the newest verified HEADS of each device. `missing`: those of the leaves that are not here, as the ledger says. */
export function announcedAndMissing(
  heads: Iterable<{ readonly device: DeviceId; readonly leaves: readonly Leaf[] }>,
  missing: (leaves: readonly Leaf[]) => readonly Leaf[],
): Announced[] {
  const found = new Map<string, { leaf: Leaf; by: DeviceId[] }>()
  for (const { device, leaves } of heads) {
    for (const leaf of missing(leaves)) {
      const key = `${positionKey(leaf)}/${leaf.hash}`
      const entry = found.get(key) ?? { leaf, by: [] }
      entry.by.push(device)
      found.set(key, entry)
    }
  }
  return [...found.values()]
}
