// The statements that count, indexed by whom they are about and by whom they are: what resolution asks again and again.
// Everything here follows from the statement and its ancestors alone, so the order of arrival cannot show in it.
import type { DeviceId, Hash, MemberId } from '../ids/ids.ts'
import { type Bits, Dag, hasBit } from './dag.ts'
import { givenBy } from './given.ts'
import type { CharterAct } from './roles.ts'
import type { Statement } from './statement.ts'
import { decides, isLowering, takesFrom } from './strikes.ts'

/** A statement with what its ancestors say about it. */
export interface Entry {
  readonly index: number
  readonly statement: Statement
  /** The members to whom its author's device belongs, as its ancestors have it: one, but for devices that two have added. */
  readonly authorMembers: readonly MemberId[]
  /** The members whom it is about. */
  readonly subjects: readonly MemberId[]
  /** What its author needs the right to; undefined for `found`. */
  readonly act: CharterAct | undefined
  /** Would it take a right from somebody? */
  readonly lowers: boolean
  /** Would it take a coordinator's right from somebody? */
  readonly unseats: boolean
  /** Statements that make this one void if they stand. See strikes.ts. */
  readonly strikers: number[]
  /** The other way round. */
  readonly struck: number[]
}

export class Book {
  readonly dag = new Dag()
  readonly #entries: Entry[] = []
  readonly #byDevice = new Map<DeviceId, Entry[]>()
  readonly #about = new Map<MemberId, Entry[]>()
  readonly #authored = new Map<MemberId, Entry[]>()
  readonly #adoptions = new Map<DeviceId, Entry[]>()
  readonly #members: MemberId[] = []
  readonly #unseatings: Entry[] = []
  readonly #struck = new Set<Entry>()
  readonly #saidBy = new Map<DeviceId, Entry[]>()
  readonly #forked = new Set<DeviceId>()

  get entries(): readonly Entry[] {
    return this.#entries
  }

  at(index: number): Entry {
    const entry = this.#entries[index]
    if (entry === undefined) throw new RangeError('no such statement')
    return entry
  }

  byHash(hash: Hash): Entry | undefined {
    const index = this.dag.indexOf(hash)
    return index === undefined ? undefined : this.#entries[index]
  }

  /** Admissions of the device: by `found`, `admit` or `add-device`. */
  admissionsOf(device: DeviceId): readonly Entry[] {
    return this.#byDevice.get(device) ?? []
  }

  devices(): IterableIterator<DeviceId> {
    return this.#byDevice.keys()
  }

  /** Everyone ever admitted, in order of arrival. */
  members(): readonly MemberId[] {
    return this.#members
  }

  about(member: MemberId): readonly Entry[] {
    return this.#about.get(member) ?? []
  }

  authoredBy(member: MemberId): readonly Entry[] {
    return this.#authored.get(member) ?? []
  }

  /** Everything that the device has said, if it ever said two things of which neither has heard the other; else nothing. */
  forkedBy(device: DeviceId): readonly Entry[] {
    return this.#forked.has(device) ? (this.#saidBy.get(device) ?? []) : []
  }

  adoptionsOf(device: DeviceId): readonly Entry[] {
    return this.#adoptions.get(device) ?? []
  }

  /** Every statement that takes a coordinator's right from somebody. */
  unseatings(): readonly Entry[] {
    return this.#unseatings
  }

  /** Does the statement make some ancestor of its own void? */
  overrules(index: number): boolean {
    return this.at(index).struck.some((other) => this.dag.isBefore(other, index))
  }

  /** Every statement that some other strikes. */
  struck(): Iterable<Entry> {
    return this.#struck
  }

  /** Position of the author's admission, the earlier the more senior. */
  seniority(entry: Entry): number {
    const past = this.dag.pastAt(entry.index)
    let senior = Number.MAX_SAFE_INTEGER
    for (const member of entry.authorMembers)
      for (const { statement, index } of this.about(member)) {
        const admits = statement.body.kind === 'found' || statement.body.kind === 'admit'
        if (admits && hasBit(past, index)) senior = Math.min(senior, this.dag.positionAt(index))
      }
    return senior
  }

  /** Every parent must be here already. */
  add(statement: Statement): Entry {
    const index = this.dag.add(statement.hash, statement.parents)
    const past = this.dag.pastAt(index)
    const authorMembers = this.#authorMembers(statement, past)
    const subjects = this.#subjects(statement, past)
    const entry: Entry = {
      index,
      statement,
      authorMembers,
      subjects,
      act: actOf(statement, authorMembers, subjects),
      lowers: isLowering(statement),
      unseats: isLowering(statement) && this.#unseats(statement, subjects, past),
      strikers: [],
      struck: [],
    }
    this.#entries.push(entry)
    for (const member of subjects) push(this.#about, member, entry)
    for (const member of authorMembers) push(this.#authored, member, entry)
    this.#index(entry)
    this.#pair(entry)
    return entry
  }

  #index(entry: Entry): void {
    const { body, author } = entry.statement
    // All before it hang together, or the device is known as forked: so it is enough to look at the last.
    const last = this.#saidBy.get(author)?.at(-1)
    if (last !== undefined && !this.dag.isBefore(last.index, entry.index)) this.#forked.add(author)
    push(this.#saidBy, author, entry)
    if (entry.unseats) this.#unseatings.push(entry)
    if (body.kind === 'adopt') push(this.#adoptions, body.leaf.device, entry)
    if (body.kind === 'found' || body.kind === 'admit' || body.kind === 'add-device') {
      push(this.#byDevice, body.kind === 'found' ? author : body.device, entry)
      if (body.kind !== 'add-device' && !this.#members.includes(body.member)) this.#members.push(body.member)
    }
  }

  /** A new statement has no descendants here: it is concurrent with whatever is not its ancestor. */
  #pair(entry: Entry): void {
    const past = this.dag.pastAt(entry.index)
    for (const member of entry.authorMembers)
      for (const other of this.about(member))
        if (other.lowers && !hasBit(past, other.index) && takesFrom(other, entry)) this.#strike(other, entry)
    if (!entry.lowers) return
    for (const member of entry.subjects) {
      for (const other of this.authoredBy(member))
        if (!hasBit(past, other.index) && takesFrom(entry, other)) this.#strike(entry, other)
      for (const other of this.about(member)) if (decides(this, entry, other)) this.#strike(entry, other)
    }
  }

  #strike(striker: Entry, target: Entry): void {
    if (target.strikers.includes(striker.index)) return
    target.strikers.push(striker.index)
    striker.struck.push(target.index)
    this.#struck.add(target)
  }

  #authorMembers({ body, author }: Statement, past: Bits): readonly MemberId[] {
    return body.kind === 'found' ? [body.member] : this.membersOf(author, past)
  }

  #subjects({ body }: Statement, past: Bits): readonly MemberId[] {
    switch (body.kind) {
      case 'remove':
        return 'member' in body.target ? [body.target.member] : this.membersOf(body.target.device, past)
      case 'freeze':
        return this.membersOf(body.device, past)
      case 'adopt':
      case 'rotate':
        return []
      default:
        return [body.member]
    }
  }

  /** By whoever was a coordinator once, as the ancestors have it: resolution is not asked. */
  #unseats({ body }: Statement, subjects: readonly MemberId[], past: Bits): boolean {
    if (body.kind === 'role') return body.from === 'coordinator' && body.to !== 'coordinator'
    return subjects.some((member) =>
      this.about(member).some(
        ({ index, statement }) => hasBit(past, index) && givenBy(statement)?.role === 'coordinator',
      ),
    )
  }

  /** To whom the device belongs, as the past has it: one, but for devices that two have added. */
  membersOf(device: DeviceId, past: Bits): readonly MemberId[] {
    const members = new Set<MemberId>()
    for (const { index, subjects } of this.admissionsOf(device))
      if (hasBit(past, index)) for (const member of subjects) members.add(member)
    return [...members].sort()
  }
}

function actOf(
  { body }: Statement,
  authorMembers: readonly MemberId[],
  subjects: readonly MemberId[],
): CharterAct | undefined {
  switch (body.kind) {
    case 'found':
      return undefined
    case 'add-device':
      return 'add-own-device'
    case 'remove':
      return subjects.some((member) => authorMembers.includes(member)) ? 'remove-own' : 'remove'
    case 'freeze':
      return body.evidence === undefined ? 'freeze' : 'freeze-upon-proof'
    default:
      return body.kind
  }
}

function push<Key>(map: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const entries = map.get(key)
  if (entries === undefined) map.set(key, [entry])
  else entries.push(entry)
}
