// What a set of statements, resolved, says about people: who belongs, with which devices, in which role.
// It must never look at a statement outside its set, nor at a void one: two devices with the same set must see the same.
import type { DeviceId, MemberId } from '../ids/ids.ts'
import type { LaneKind } from '../ids/lanes.ts'
import type { Book, Entry } from './book.ts'
import { type Bits, hasBit } from './dag.ts'
import { deviceAdmitted, type GivenRole, givenBy, takesOut } from './given.ts'
import { ROLE_TABLE, type Role, roleWrites } from './roles.ts'

/** What resolution found in a set of statements. See settle.ts. */
export interface Voids {
  /** Statements that have no effect. */
  readonly out: ReadonlySet<number>
  /** Removals between devices of one member that freeze instead of removing. */
  readonly contested: ReadonlySet<number>
  /** Removals of one another by different members: those that stand and those that do not. */
  readonly mutual: ReadonlySet<number>
  /** Void only because a group must keep a coordinator. */
  readonly spared: ReadonlySet<number>
  /** Members about whom some statement was in question. */
  readonly tainted: ReadonlySet<MemberId>
}

export const NO_VOIDS: Voids = {
  out: new Set(),
  contested: new Set(),
  mutual: new Set(),
  spared: new Set(),
  tainted: new Set(),
}

/** `frozen`: answered by nobody until somebody decides. `voided`: whoever admitted it had been removed: to be admitted again. */
export type Standing = 'current' | 'removed' | 'frozen' | 'voided'

export class View {
  readonly book: Book
  readonly closure: Bits
  readonly voids: Voids
  /** Left out of `closure`: a statement whose own past is asked about. */
  readonly #except: number
  readonly #roles = new Map<MemberId, GivenRole | undefined>()
  readonly #standings = new Map<DeviceId, Standing | undefined>()

  constructor(book: Book, closure: Bits, voids: Voids, except = -1) {
    this.book = book
    this.closure = closure
    this.voids = voids
    this.#except = except
  }

  /** The same resolution, seen from just before a statement. */
  before(index: number): View {
    return new View(this.book, this.book.dag.pastAt(index), this.voids, index)
  }

  has(index: number): boolean {
    return index !== this.#except && hasBit(this.closure, index)
  }

  /** Is the statement in the set, and not void? */
  counts(entry: Entry): boolean {
    return this.has(entry.index) && !this.voids.out.has(entry.index)
  }

  /**
   * The admission that stands: of those not followed by another, the lowest statement hash; but whoever was admitted as a person is
   * nobody's further device.
   */
  admission(device: DeviceId): Entry | undefined {
    return this.#lowest(this.book.admissionsOf(device))
  }

  /** Of any device admitted in the set, void admissions included: an id stands for its keys. */
  signingKey(device: DeviceId): Uint8Array | undefined {
    const entry = this.book.admissionsOf(device).find(({ index }) => this.has(index))
    return entry !== undefined && 'signingKey' in entry.statement.body
      ? entry.statement.body.signingKey
      : undefined
  }

  memberOf(device: DeviceId): MemberId | undefined {
    return this.admission(device)?.subjects[0]
  }

  /** undefined for strangers. */
  standing(device: DeviceId): Standing | undefined {
    const known = this.#standings.get(device)
    if (known !== undefined || this.#standings.has(device)) return known
    const standing = this.#resolveStanding(device)
    this.#standings.set(device, standing)
    return standing
  }

  isCurrent(device: DeviceId): boolean {
    return this.standing(device) === 'current'
  }

  /** The member's role, whether they still belong or not; undefined when no admission of theirs stands. */
  given(member: MemberId): GivenRole | undefined {
    const known = this.#roles.get(member)
    if (known !== undefined || this.#roles.has(member)) return known
    const setting = this.roleSetting(member)
    const given = setting === undefined ? undefined : givenBy(setting.statement)
    this.#roles.set(member, given)
    return given
  }

  /** undefined for a device that is not current. */
  roleOf(device: DeviceId): Role | undefined {
    if (!this.isCurrent(device)) return undefined
    const member = this.memberOf(device)
    return member === undefined ? undefined : this.given(member)?.role
  }

  mayWrite(device: DeviceId, lane: LaneKind): boolean {
    const role = this.roleOf(device)
    return role !== undefined && roleWrites(role, lane)
  }

  /** The statement by which the member was admitted. */
  memberAdmission(member: MemberId): Entry | undefined {
    return this.#lowest(this.book.about(member).filter(admitsMember))
  }

  /**
   * The statement that gave the member the role they have: the latest since the admission that stands; of several side by side the
   * one with the fewest rights, then the lowest hash. So a demotion wins over a promotion made at the same moment.
   */
  roleSetting(member: MemberId): Entry | undefined {
    const admission = this.memberAdmission(member)
    if (admission === undefined) return undefined
    const { dag } = this.book
    const changes = this.book
      .about(member)
      .filter(
        (entry) =>
          entry.statement.body.kind === 'role' &&
          this.counts(entry) &&
          !dag.isBefore(entry.index, admission.index),
      )
    const latest = changes.filter(({ index }) => !changes.some((other) => dag.isBefore(index, other.index)))
    let chosen: Entry | undefined
    for (const change of latest) if (chosen === undefined || isSafer(change, chosen)) chosen = change
    return chosen ?? admission
  }

  /** Every device ever admitted to the member and not void, whatever became of it. */
  devicesOf(member: MemberId): DeviceId[] {
    const devices = new Set<DeviceId>()
    for (const entry of this.book.about(member)) {
      const device = deviceAdmitted(entry.statement)
      if (device !== undefined && this.has(entry.index) && this.memberOf(device) === member)
        devices.add(device)
    }
    return [...devices]
  }

  /** Has the member a device that is current, or that is frozen only until another coordinator decides? */
  belongs(member: MemberId): boolean {
    return this.devicesOf(member).some((device) => this.isCurrent(device) || this.isContested(device))
  }

  isContested(device: DeviceId): boolean {
    return this.standing(device) === 'frozen' && !this.#removals(device).some(isFreeze)
  }

  coordinators(): MemberId[] {
    return this.book
      .members()
      .filter((member) => this.given(member)?.role === 'coordinator' && this.belongs(member))
  }

  hasCoordinator(): boolean {
    return this.book
      .members()
      .some((member) => this.given(member)?.role === 'coordinator' && this.belongs(member))
  }

  #resolveStanding(device: DeviceId): Standing | undefined {
    const admission = this.admission(device)
    const removals = this.#removals(device)
    if (removals.some((entry) => !isFreeze(entry) && !this.voids.contested.has(entry.index))) return 'removed'
    if (removals.length > 0) return 'frozen'
    if (admission !== undefined) return 'current'
    return this.book.admissionsOf(device).some(({ index }) => this.has(index)) ? 'voided' : undefined
  }

  /** What counts and takes the device out: removals of it or of its member, expiry, freezes. */
  #removals(device: DeviceId): Entry[] {
    const admissions = this.book.admissionsOf(device).filter(({ index }) => this.has(index))
    const removals: Entry[] = []
    // What a member says of a device that is not theirs takes nothing from it.
    const admission = this.admission(device)
    for (const { subjects } of admission === undefined ? admissions : [admission])
      for (const member of subjects)
        for (const entry of this.book.about(member))
          if (entry.lowers && this.counts(entry) && takesOut(entry.statement, device, member))
            removals.push(entry)
    return removals
  }

  #lowest(entries: readonly Entry[]): Entry | undefined {
    if (entries.length === 1) {
      const [only] = entries
      return only !== undefined && this.counts(only) ? only : undefined
    }
    const { dag } = this.book
    const standing = entries.filter((entry) => this.counts(entry))
    const persons = standing.filter(admitsMember)
    const counting = persons.length > 0 ? persons : standing
    let lowest: Entry | undefined
    for (const entry of counting) {
      if (counting.some((other) => dag.isBefore(entry.index, other.index))) continue
      if (lowest === undefined || entry.statement.hash < lowest.statement.hash) lowest = entry
    }
    return lowest
  }
}

function isFreeze({ statement }: Entry): boolean {
  return statement.body.kind === 'freeze'
}

function admitsMember({ statement }: Entry): boolean {
  return statement.body.kind === 'found' || statement.body.kind === 'admit'
}

function isSafer(one: Entry, other: Entry): boolean {
  const [a, b] = [givenBy(one.statement), givenBy(other.statement)]
  if (a === undefined || b === undefined) return false
  const difference = ROLE_TABLE[a.role].caution - ROLE_TABLE[b.role].caution
  if (difference !== 0) return difference > 0
  return one.statement.hash < other.statement.hash
}
