// Members: who is in one group, as its page shows them, and what a person may do about it. It holds no state of its own: the charter
// says who belongs and in which role, the roster what they are called, the network who is here.
import type { FormerItem, HistoryItem, MemberItem, Role } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Exposure } from '../../../shared/contract/review-api.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, MemberId } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { mustShow } from '../../../shared/records/line.ts'
import { describeMember, nameMember, type Person } from '../../../shared/records/roster.ts'
import type { ForkBook } from '../groups/fork-book.ts'
import type { Group } from '../groups/group.ts'
import type { HeadsBook } from '../groups/heads-book.ts'
import { exposureOf } from './exposure.ts'
import { historyItems } from './history.ts'
import type { Review } from './review.ts'
import type { SeenBook } from './seen-book.ts'

/** How a device is reached just now. */
export type Contact = Omit<MemberItem['devices'][number], 'device' | 'here' | 'forked' | 'addedBy'>

export interface MembersDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly group: Group
  readonly heads: HeadsBook
  readonly seen: SeenBook
  readonly forks: ForkBook
  readonly review: Review
  contact(device: DeviceId): Contact
  /** What people called themselves when they asked to join here. */
  verification(member: MemberId): MemberItem['verification']
  claims(): readonly { readonly device: string; readonly name: string; readonly organisation: string }[]
}

export class Members {
  readonly #deps: MembersDeps

  constructor(deps: MembersDeps) {
    this.#deps = deps
  }

  get #state() {
    return this.#deps.group.state
  }

  get #self(): DeviceId {
    return this.#deps.group.keys.id
  }

  list(): MemberItem[] {
    const adders = this.#adders()
    return this.#state.charter.members().map(({ member, role, until, devices }) => ({
      member,
      ...this.#person(member, devices),
      role,
      ...(until === undefined ? {} : { until }),
      me: devices.includes(this.#self),
      verification: this.#deps.verification(member),
      ...this.#leftOut(member),
      devices: devices.map((device) => ({
        device,
        here: device === this.#self,
        ...(adders.has(device) && { addedBy: adders.get(device) }),
        ...(this.#deps.forks.proofOf(device) === undefined ? {} : { forked: true }),
        ...this.#deps.contact(device),
      })),
    }))
  }

  /** False once this device knows that it no longer belongs. */
  get belongs(): boolean {
    const standing = this.#state.charter.standing(this.#self)
    return standing === 'current' || standing === 'frozen'
  }

  /** What this device may do; for one that no longer belongs, what it last might. */
  get role(): Role {
    const { charter } = this.#state
    const me = charter.memberOf(this.#self)
    const last = charter.former().find(({ member }) => member === me)
    return charter.roleOf(this.#self) ?? last?.role ?? 'observer'
  }

  former(): FormerItem[] {
    return this.#state.charter.former().map(({ member, devices, role, why, removedBy }) => {
      const { name, organisation } = this.#person(member, devices)
      return {
        ...{ member, name, organisation, role, why, by: this.nameOf(removedBy) },
        ...this.#leftOut(member),
      }
    })
  }

  /** Newest first. */
  history(): HistoryItem[] {
    // What is on its way to the disk is shown already: it is seen now.
    this.noteCharter()
    const names = {
      ofDevice: (device: DeviceId) => this.nameOf(device),
      ofMember: (member: MemberId) => this.#person(member, []).name,
    }
    return historyItems(this.#state.charter, names, (statement) => this.#deps.seen.at(statement))
  }

  /** `until`: unix milliseconds, for an expert. */
  changeRole(member: MemberId, role: Role, until: number | undefined): Promise<void> {
    return this.#deps.group.changeRole(member, role, until)
  }

  remove(member: MemberId): Promise<void> {
    return this.#deps.group.removeMember(member)
  }

  /** Answers with what the devices had, as far as their own words are known here. All go or none. */
  async removeDevices(devices: readonly DeviceId[]): Promise<Exposure> {
    const [first] = devices
    const { charter } = this.#state
    const owner = first === undefined ? undefined : charter.memberOf(first)
    if (first === undefined || devices.some((device) => charter.memberOf(device) !== owner))
      throw new RapporteurError('E_BAD_REQUEST')
    // Looked at before: afterwards their words may be forgotten.
    const report = exposureOf(this.#state, this.#deps.heads, devices, this.nameOf(first))
    await this.#deps.group.removeDevices(devices)
    return report
  }

  /** Have others signed for something of the member, or of one device of theirs, that is not here? */
  lacks(member: MemberId, device: DeviceId | undefined): boolean {
    return this.#deps.review.lacks(device === undefined ? this.#state.charter.devicesOf(member) : [device])
  }

  /** Stops a device that exists twice. Throws E_NOT_FOUND when nothing here proves it. */
  async freezeDevice(device: DeviceId): Promise<void> {
    const proof = this.#deps.forks.proofOf(device)
    if (proof === undefined) throw new RapporteurError('E_NOT_FOUND')
    await this.#deps.group.freeze(proof)
  }

  /** The charter has grown: statements seen for the first time are seen now. */
  noteCharter(): void {
    const statements = this.#state.charter.history().map(({ statement }) => statement)
    this.#deps.seen.note(statements, this.#deps.clock.now())
  }

  /** Everyone's devices but this one. */
  others(): DeviceId[] {
    return this.#state.charter
      .members()
      .flatMap(({ devices }) => devices)
      .filter((device) => device !== this.#self)
  }

  /** Empty for a device whose owner never said their name. */
  nameOf(device: DeviceId): string {
    const member = this.#state.charter.memberOf(device)
    return member === undefined ? '' : this.#person(member, [device]).name
  }

  /** One's own entry in the roster when one comes. */
  introduce(name: string, organisation: string): Promise<void> {
    return this.#write((me) => nameMember(this.#deps.crypto, me, name, organisation))
  }

  /** One's own entry, all of it. */
  async editMine(person: Person): Promise<void> {
    mustShow(person.name, person.organisation)
    await this.#write((me) => describeMember(this.#deps.crypto, me, person))
  }

  #leftOut(member: MemberId): { leftOut?: number } {
    const leftOut = this.#deps.review.leftOut(member)
    return leftOut === 0 ? {} : { leftOut }
  }

  /** Which device brought which into the group, beside each member's first. */
  #adders(): ReadonlyMap<DeviceId, DeviceId> {
    const adders = new Map<DeviceId, DeviceId>()
    for (const { kind, device, by, flags } of this.#state.charter.history())
      if (kind === 'add-device' && device !== undefined && !flags.includes('void')) adders.set(device, by)
    return adders
  }

  async #write(record: (me: MemberId) => ReturnType<typeof nameMember>): Promise<void> {
    const me = this.#state.charter.memberOf(this.#self)
    if (me === undefined) throw new RapporteurError('E_NOT_MEMBER')
    await this.#deps.group.writeRecord({ kind: 'roster' }, record(me))
  }

  /** Their own word; before it has come, what they called themselves when they asked to join. */
  #person(member: MemberId, devices: readonly DeviceId[]): Person {
    const known = this.#state.roster.people.get(member)
    if (known !== undefined) return known
    const claim = this.#deps.claims().find(({ device }) => devices.includes(device as DeviceId))
    return { name: claim?.name ?? '', organisation: claim?.organisation ?? '' }
  }
}
