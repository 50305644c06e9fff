// Cuts and adoptions: how much of what a device wrote in a lane counts once it may no longer write there. docs/charter.md has pictures.
// It must never let anything count on the word of somebody who was not entitled to the lane.
import { utf8 } from '../bytes/codec.ts'
import { toHex } from '../bytes/text.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, MemberId } from '../ids/ids.ts'
import type { LaneKind } from '../ids/lanes.ts'
import type { Leaf } from '../ledger/position.ts'
import { compareLeaves } from './body-codec.ts'
import type { Entry } from './book.ts'
import { givenBy, takesOut } from './given.ts'
import { roleWrites } from './roles.ts'
import type { View } from './view.ts'

/** Asked for with each envelope; found once for what is known at a time. */
const FOUND = new WeakMap<View, Map<string, readonly Leaf[]>>()

/**
 * undefined: all that the device wrote under heads that entitled it counts. Else only what these leaves, and everything before
 * them in its chain, hold; sorted. The cut itself, and what was adopted. The same array as long as nothing is added.
 */
export function limitOf(view: View, device: DeviceId, lane: LaneKind): readonly Leaf[] | undefined {
  if (view.mayWrite(device, lane)) return undefined
  const found = FOUND.get(view) ?? new Map<string, readonly Leaf[]>()
  FOUND.set(view, found)
  const key = `${device}/${lane}`
  const limit = found.get(key) ?? findLimit(view, device, lane)
  found.set(key, limit)
  return limit
}

function findLimit(view: View, device: DeviceId, lane: LaneKind): readonly Leaf[] {
  const leaves = new Map<string, Leaf>()
  for (const leaf of [...cutOf(view, device, lane), ...adoptedOf(view, device, lane)])
    leaves.set(leaf.hash, leaf)
  return [...leaves.values()].sort(compareLeaves)
}

/** Was the device ever given the lane, even by what is void now? Only then can the limit matter. */
function wasEverGiven(view: View, device: DeviceId, lane: LaneKind): boolean {
  return view.book
    .admissionsOf(device)
    .some(({ subjects }) =>
      subjects.some((member) =>
        view.book.about(member).some((entry) => view.has(entry.index) && gives(entry, lane)),
      ),
    )
}

/** The leaves that the statements which ended the right name for the device: those at once, all of them together. */
function cutOf(view: View, device: DeviceId, lane: LaneKind): Leaf[] {
  const member = view.memberOf(device)
  if (member === undefined) return []
  const leaves: Leaf[] = []
  for (const entry of endingsOf(view, device, member, lane)) {
    const { body } = entry.statement
    if ('leaves' in body) leaves.push(...body.leaves.filter((leaf) => leaf.device === device))
  }
  return leaves
}

/**
 * Of the latest statements that gave the right, those that ended it first. What ends a right that was ended before says nothing
 * about this lane: it may name leaves that were written without the right.
 */
function endingsOf(view: View, device: DeviceId, member: MemberId, lane: LaneKind): Set<Entry> {
  const { dag } = view.book
  const about = view.book.about(member).filter((entry) => view.counts(entry))
  const gifts = about.filter((entry) => gives(entry, lane))
  const latest = gifts.filter(({ index }) => !gifts.some((other) => dag.isBefore(index, other.index)))
  const ends = about.filter((entry) => endsFor(entry, device, member, lane))
  const endings = new Set<Entry>()
  for (const gift of latest) {
    const after = ends.filter(({ index }) => !dag.isBefore(index, gift.index))
    for (const end of after) if (!after.some(({ index }) => dag.isBefore(index, end.index))) endings.add(end)
  }
  return endings
}

/** Leaves of the device that somebody entitled to the lane adopted. One pass is enough: no entitlement hangs on an adoption. */
function adoptedOf(view: View, device: DeviceId, lane: LaneKind): Leaf[] {
  const leaves: Leaf[] = []
  for (const entry of view.book.adoptionsOf(device)) {
    const { body } = entry.statement
    if (body.kind === 'adopt' && view.counts(entry) && adopterCounts(view, entry, lane))
      leaves.push(body.leaf)
  }
  return leaves
}

/**
 * The adopter may write the lane now; or could when adopting, and whatever took the right away came from somebody who knew of the
 * adoption. So an accomplice who is found out launders nothing behind the remover's back.
 */
function adopterCounts(view: View, adoption: Entry, lane: LaneKind): boolean {
  const { author } = adoption.statement
  if (view.mayWrite(author, lane)) return true
  if (!view.before(adoption.index).mayWrite(author, lane)) return false
  const { dag } = view.book
  return !adoption.authorMembers.some((member) =>
    view.book
      .about(member)
      .some(
        (entry) =>
          view.counts(entry) &&
          endsFor(entry, author, member, lane) &&
          dag.areConcurrent(entry.index, adoption.index),
      ),
  )
}

/** Does the statement give its member the lane? */
function gives({ statement }: Entry, lane: LaneKind): boolean {
  const given = givenBy(statement)
  return given !== undefined && roleWrites(given.role, lane)
}

/** Does the statement leave the device without the lane? */
function endsFor({ statement }: Entry, device: DeviceId, member: MemberId, lane: LaneKind): boolean {
  const { body } = statement
  if (body.kind === 'role') return body.member === member && !roleWrites(body.to, lane)
  return takesOut(statement, device, member)
}

const LANES: readonly LaneKind[] = ['body', 'review', 'adoption', 'desk', 'roster']

/** Names every limit that can matter, in few bytes; empty when there is none. */
export function verdictsKeyOf(crypto: Crypto, view: View): string {
  const lines: string[] = []
  for (const device of view.book.devices())
    for (const lane of LANES) {
      if (view.mayWrite(device, lane) || !wasEverGiven(view, device, lane)) continue
      const leaves = limitOf(view, device, lane) ?? []
      lines.push([device, lane, ...leaves.map(({ hash }) => hash)].join())
    }
  return lines.length === 0 ? '' : toHex(crypto.hash(utf8(lines.sort().join('\n'))))
}
