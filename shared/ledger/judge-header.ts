// What the header alone decides: whether its charter heads are here and go forward, and whether its author may write at all
// under that key. It must never need a key: whoever cannot read a body still reaches these verdicts.
import type { DeviceId, Hash } from '../ids/ids.ts'
import { type LaneKind, OUTER_LANES } from '../ids/lanes.ts'
import type { CharterView } from './charter-view.ts'
import type { KeyClass } from './envelope.ts'

const LANES: { readonly [Class in KeyClass]: readonly LaneKind[] } = {
  inner: ['body', 'review', 'desk'],
  outer: ['adoption', 'roster'],
}

/** Which key seals a lane. */
export function laneClass(lane: LaneKind): KeyClass {
  return OUTER_LANES.has(lane) ? 'outer' : 'inner'
}

/** The heads that hold for an envelope; 'unknown' while one of its own is not here; 'backwards' when they lose some of `earlier`. */
export function judgeHeads(
  charter: CharterView,
  own: readonly Hash[] | undefined,
  earlier: readonly Hash[] | undefined,
): { readonly heads: readonly Hash[] } | 'unknown' | 'backwards' {
  if (own === undefined) return earlier === undefined ? 'backwards' : { heads: earlier }
  if (!own.every((head) => charter.knows(head))) return 'unknown'
  if (earlier !== undefined && !charter.covers(own, earlier)) return 'backwards'
  return { heads: own }
}

/** True when the author may write in at least one lane that this key seals. */
export function mayWriteClass(
  charter: CharterView,
  device: DeviceId,
  type: KeyClass,
  heads: readonly Hash[],
): boolean {
  return LANES[type].some((lane) => charter.mayWrite(device, lane, heads))
}
