// The history of membership: every statement in resolved order, with what became of it.
// It must never be asked what counts now: that is view.ts. Statements carry no time, so nothing here does.
import type { DeviceId, Hash, MemberId } from '../ids/ids.ts'
import type { StatementKind } from './body.ts'
import type { Entry } from './book.ts'
import { givenBy } from './given.ts'
import type { Role } from './roles.ts'
import type { View } from './view.ts'

/**
 * `concurrent`: another change about the same member was made at the same moment. `void`: without effect. `mutual`: two members
 * took rights from each other. `contested`: two devices of one member did, or the group would have had no coordinator.
 * `readmit`: a void admission of somebody who has not been admitted since.
 */
export type HistoryFlag = 'concurrent' | 'void' | 'mutual' | 'contested' | 'readmit'

export interface HistoryEntry {
  readonly statement: Hash
  readonly kind: StatementKind
  readonly by: DeviceId
  /** Whom it is about; left out for `rotate`. For an adoption, whose text it is. */
  readonly member?: MemberId
  /** The device it is about, if it is about one. */
  readonly device?: DeviceId
  /** The role given. */
  readonly role?: Role
  /** Unix ms, for experts. */
  readonly until?: number
  readonly flags: readonly HistoryFlag[]
}

export function historyOf(view: View): HistoryEntry[] {
  return view.book.dag.order().map((index) => entryOf(view, view.book.at(index)))
}

function entryOf(view: View, entry: Entry): HistoryEntry {
  const { body, hash, author } = entry.statement
  const device = deviceOf(entry)
  const member = body.kind === 'adopt' ? view.memberOf(body.leaf.device) : entry.subjects[0]
  return {
    statement: hash,
    kind: body.kind,
    by: author,
    ...(member === undefined ? {} : { member }),
    ...(device === undefined ? {} : { device }),
    ...givenBy(entry.statement),
    flags: flagsOf(view, entry),
  }
}

function deviceOf({ statement: { body, author } }: Entry): DeviceId | undefined {
  switch (body.kind) {
    case 'found':
      return author
    case 'admit':
    case 'add-device':
    case 'freeze':
      return body.device
    case 'adopt':
      return body.leaf.device
    case 'remove':
      return 'device' in body.target ? body.target.device : undefined
    default:
      return undefined
  }
}

function flagsOf(view: View, entry: Entry): HistoryFlag[] {
  const { voids, book } = view
  const { index } = entry
  const flags: HistoryFlag[] = []
  const besides = entry.subjects.some((member) =>
    book.about(member).some((other) => book.dag.areConcurrent(index, other.index)),
  )
  if (besides || entry.strikers.length > 0 || entry.struck.length > 0) flags.push('concurrent')
  if (voids.out.has(index)) flags.push('void')
  if (voids.mutual.has(index)) flags.push('mutual')
  if (voids.contested.has(index) || voids.spared.has(index)) flags.push('contested')
  if (isToReadmit(view, entry)) flags.push('readmit')
  return flags
}

function isToReadmit(view: View, { index, statement: { body } }: Entry): boolean {
  return body.kind === 'admit' && view.voids.out.has(index) && view.standing(body.device) === 'voided'
}
