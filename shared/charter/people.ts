// Who belongs and who belonged, as lists for the rest of the app. Names are not in here: the charter knows none.
// It must never list somebody as a member whom replication would not answer, but for the frozen, who are shown without devices.
import type { DeviceId, Hash, MemberId } from '../ids/ids.ts'
import type { Entry } from './book.ts'
import { givenBy, takesOut } from './given.ts'
import type { Role } from './roles.ts'
import type { View } from './view.ts'

export interface CharterMember {
  readonly member: MemberId
  readonly role: Role
  /** Unix ms; experts have it. */
  readonly until?: number
  /** All that are current; none while all are frozen. */
  readonly devices: readonly DeviceId[]
  /** The admitting device; the founder's own for the founder. */
  readonly admittedBy: DeviceId
  /** The statement that admitted the member. */
  readonly statement: Hash
}

export interface FormerMember {
  readonly member: MemberId
  /** The last one. */
  readonly role: Role
  readonly devices: readonly DeviceId[]
  readonly removedBy: DeviceId
  /** The statement that ended it. */
  readonly statement: Hash
  /** `voided`: whoever admitted them had been removed; they can be admitted again. */
  readonly why: 'removed' | 'expired' | 'voided'
}

/** By seniority. */
export function membersOf(view: View): CharterMember[] {
  const members: (CharterMember & { readonly index: number })[] = []
  for (const member of view.book.members()) {
    const admission = view.memberAdmission(member)
    const given = view.given(member)
    if (admission === undefined || given === undefined) continue
    const devices = view.devicesOf(member)
    if (!devices.some((device) => isThere(view, device))) continue
    members.push({
      index: admission.index,
      member,
      ...given,
      devices: devices.filter((device) => view.isCurrent(device)).sort(),
      admittedBy: admission.statement.author,
      statement: admission.statement.hash,
    })
  }
  return bySeniority(view, members)
}

/** By seniority of their last admission. */
export function formerOf(view: View): FormerMember[] {
  const former: (FormerMember & { readonly index: number })[] = []
  for (const member of view.book.members()) {
    const devices = view.devicesOf(member)
    if (devices.some((device) => isThere(view, device))) continue
    const admission = view.memberAdmission(member) ?? lastAdmission(view, member)
    // A device that somebody else had added as theirs at the same moment belongs there, and nobody is gone.
    const own = devices.length > 0 ? devices : everyDevice(view, member).filter((it) => !isThere(view, it))
    if (admission === undefined || own.length === 0) continue
    const end = endOf(view, member, admission)
    former.push({
      index: admission.index,
      member,
      role: view.given(member)?.role ?? givenBy(admission.statement)?.role ?? 'observer',
      devices: own.sort(),
      removedBy: end.entry.statement.author,
      statement: end.entry.statement.hash,
      why: end.why,
    })
  }
  return bySeniority(view, former)
}

function isThere(view: View, device: DeviceId): boolean {
  const standing = view.standing(device)
  return standing === 'current' || standing === 'frozen'
}

function bySeniority<Item extends { readonly index: number }>(
  view: View,
  items: Item[],
): Omit<Item, 'index'>[] {
  const { dag } = view.book
  return items
    .sort((a, b) => dag.positionAt(a.index) - dag.positionAt(b.index))
    .map(({ index: _, ...item }) => item)
}

/** Of void admissions, the first in resolved order. */
function lastAdmission(view: View, member: MemberId): Entry | undefined {
  return view.book
    .about(member)
    .filter(({ index, statement }) => view.has(index) && statement.body.kind === 'admit')
    .sort((a, b) => view.book.dag.positionAt(a.index) - view.book.dag.positionAt(b.index))[0]
}

function everyDevice(view: View, member: MemberId): DeviceId[] {
  const devices = new Set<DeviceId>()
  for (const { statement } of view.book.about(member))
    if (statement.body.kind === 'admit' || statement.body.kind === 'add-device')
      devices.add(statement.body.device)
  return [...devices]
}

function endOf(view: View, member: MemberId, admission: Entry): { entry: Entry; why: FormerMember['why'] } {
  const devices = view.devicesOf(member)
  const ends = view.book
    .about(member)
    .filter(
      (entry) =>
        entry.lowers &&
        view.counts(entry) &&
        (devices.some((device) => takesOut(entry.statement, device, member)) ||
          takesOut(entry.statement, admission.statement.author, member)),
    )
    .sort((a, b) => view.book.dag.positionAt(a.index) - view.book.dag.positionAt(b.index))
  const [end] = ends
  if (end === undefined) return { entry: culprit(view, admission), why: 'voided' }
  const expired = ends.every(({ statement }) => statement.body.kind === 'expire')
  return { entry: end, why: expired ? 'expired' : 'removed' }
}

/** What made a void statement void: what strikes it and stands, or whatever made void what it builds on; itself when it only had to give way. */
function culprit(view: View, start: Entry): Entry {
  const { book } = view
  let at = start
  for (;;) {
    const striker = at.strikers
      .map((index) => book.at(index))
      .filter((entry) => view.counts(entry))
      .sort((a, b) => book.dag.positionAt(a.index) - book.dag.positionAt(b.index))[0]
    if (striker !== undefined) return striker
    const base = at.authorMembers
      .flatMap((member) => book.about(member))
      .filter(({ index }) => view.voids.out.has(index) && book.dag.isBefore(index, at.index))
      .sort((a, b) => book.dag.positionAt(a.index) - book.dag.positionAt(b.index))[0]
    if (base === undefined) return at
    at = base
  }
}
