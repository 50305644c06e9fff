// Ids of new evidence: they stand in the list in the order of their ids, so a new one is made to sort behind all that are there.
// It must not tell the time: it counts on from its neighbours.
import { newBlockId } from '../paper/commands/new-id.ts'

const COUNTED = 8
const LAST = 0xffff_ffff

/** 32 hex characters: one more than the highest of `known` (ids of evidence), then random. */
export function evidenceIdAfter(known: readonly string[]): string {
  const highest = known.reduce((most, id) => Math.max(most, Number.parseInt(id.slice(0, COUNTED), 16)), 0)
  const next = Math.min(highest + 1, LAST)
  return next.toString(16).padStart(COUNTED, '0') + newBlockId().slice(COUNTED)
}
