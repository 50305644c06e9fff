// The charter of one group: which statements count, and what they say about who belongs, in which role, with which epoch.
// It must give the same answers on every device that holds the same statements, in whatever order they came.
import { MalformedBytes } from '../bytes/codec.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, EpochId, GroupId, Hash, MemberId } from '../ids/ids.ts'
import type { LaneKind } from '../ids/lanes.ts'
import type { Leaf } from '../ledger/position.ts'
import type { RotateBody } from './body.ts'
import { Book, type Entry } from './book.ts'
import { Cited } from './cited.ts'
import { limitOf, verdictsKeyOf } from './cuts.ts'
import { hasBit, NOTHING } from './dag.ts'
import { EpochBook } from './epoch-book.ts'
import type { Grant } from './grant.ts'
import { Held } from './held.ts'
import { type HistoryEntry, historyOf } from './history.ts'
import { type CharterMember, type FormerMember, formerOf, membersOf } from './people.ts'
import { Resolver } from './resolver.ts'
import { type KeyClass, ROLE_TABLE, type Role, roleReads } from './roles.ts'
import { Room, type WaitedFor } from './room.ts'
import { type DecodedStatement, readStatement, type SignedBytes, type Statement } from './statement.ts'
import {
  type Broken,
  findBroken,
  findBrokenFrame,
  type InvariantName,
  isSignedBy,
  type Past,
} from './validate.ts'
import { NO_VOIDS, type Standing, View } from './view.ts'

export type { CharterMember, FormerMember, HistoryEntry, Standing }

export type AddOutcome =
  /** It counts. `added` names it and those that had waited for it; `keep` holds the bytes worth storing from now on. */
  | { readonly outcome: 'added'; readonly hash: Hash; readonly added: readonly Hash[]; readonly keep: Kept }
  | { readonly outcome: 'duplicate'; readonly hash: Hash }
  /** E_STATEMENT_UNKNOWN: waits for parents, not stored. E_UPDATE_APP: of a later version or after one, stored. */
  | {
      readonly outcome: 'held'
      readonly hash: Hash
      readonly code: 'E_STATEMENT_UNKNOWN' | 'E_UPDATE_APP'
      readonly keep: Kept
    }
  | { readonly outcome: 'refused'; readonly code: ErrorCode; readonly invariant?: InvariantName }

type Kept = readonly Uint8Array[]

export interface CharterDevice {
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly member: MemberId
}

export interface CharterEpoch {
  readonly epoch: EpochId
  /** The statement that minted it. */
  readonly statement: Hash
}

/** Judged before, and stored since under a seal of one's own: such a statement need not be judged again. */
export type Trusted = (statement: Hash) => boolean

interface Answers {
  readonly size: number
  members?: readonly CharterMember[]
  former?: readonly FormerMember[]
  history?: readonly HistoryEntry[]
  verdictsKey?: string
  epoch?: { readonly id: EpochId | undefined }
}

export class Charter {
  readonly group: GroupId
  readonly #crypto: Crypto
  readonly #trusted: Trusted
  readonly #book = new Book()
  readonly #resolver = new Resolver(this.#book)
  readonly #epochs = new EpochBook(this.#book.dag)
  readonly #grants = new Map<DeviceId, Grant[]>()
  readonly #held: Held
  readonly #cited: Cited
  readonly #room: Room
  /** Of what is known now; thrown away when a statement is added. */
  #answers: Answers = { size: 0 }

  /** `self`: this device, which will write; its own admission then always stays covered by {@link heads}. */
  constructor(crypto: Crypto, group: GroupId, self?: DeviceId, trusted: Trusted = () => false) {
    this.#crypto = crypto
    this.#trusted = trusted
    this.group = group
    this.#held = new Held(crypto)
    this.#room = new Room(crypto, this.#book, this.#held, this)
    this.#cited = new Cited(this.#book.dag, self)
  }

  /** Never throws on strangers' bytes, and keeps its own copy of them. */
  add(bytes: Uint8Array): AddOutcome {
    const keep: Uint8Array[] = []
    const added: Hash[] = []
    const first = this.#judge(bytes, keep, added)
    // Whatever settles may free what waited for it, and so on; a list, for a long chain would overflow the stack.
    for (const settled = first.settled === undefined ? [] : [first.settled]; ; ) {
      const arrived = settled.pop()
      if (arrived === undefined) break
      for (const freed of this.#held.release(arrived)) {
        const next = this.#judge(freed.bytes, keep, added).settled
        if (next !== undefined) settled.push(next)
      }
    }
    return first.outcome
  }

  /** From now on it is asked which statements envelopes wait for: those are heard, within bounds, though there is no room for them. */
  heed(waitedFor: () => WaitedFor): void {
    this.#room.waitedFor = waitedFor
  }

  /** Something that a member's device has signed can only be judged by a later version of the app. */
  get needsUpdate(): boolean {
    return this.#held.signedForLaterCount > 0
  }

  /** Statements set aside until their parents arrive. */
  get waitingCount(): number {
    return this.#held.waitingCount
  }

  get size(): number {
    return this.#book.dag.size
  }

  /** What a new statement or envelope of this device cites: 1 to 8 once `found` is here, never going backwards. */
  heads(): readonly Hash[] {
    return this.#cited.heads
  }

  /** Does the statement count here? */
  knows(statement: Hash): boolean {
    return this.#book.dag.has(statement)
  }

  /** Is the statement stored here, whether it counts or is kept for a later version? Then a peer need not send it. */
  holds(statement: Hash): boolean {
    return this.#book.dag.has(statement) || this.#held.isForLater(statement)
  }

  /** Are all of `earlier` among `heads` and their ancestors? False also when a head is not known. */
  covers(heads: readonly Hash[], earlier: readonly Hash[]): boolean {
    const closure = this.#book.dag.closure(heads)
    if (closure === undefined) return false
    return earlier.every((hash) => {
      const index = this.#book.dag.indexOf(hash)
      return index !== undefined && hasBit(closure, index)
    })
  }

  /** The first invariant that the statement would break, were it added now; undefined when it would count. */
  check(statement: Statement): Broken | undefined {
    const past = this.#resolver.view(statement.parents)
    if (past === undefined) return { code: 'E_STATEMENT_UNKNOWN', invariant: 'onlyFoundHasNoParents' }
    return findBroken(this.#crypto, statement, this.#past(past))
  }

  /** Keys and member of any device that was ever admitted, removed ones too. */
  device(device: DeviceId): CharterDevice | undefined {
    const admission = this.#now().admission(device) ?? lowestOf(this.#book.admissionsOf(device))
    if (admission === undefined) return undefined
    const { body } = admission.statement
    if (!('signingKey' in body)) return undefined
    return { signingKey: body.signingKey, boxKey: body.boxKey, member: body.member }
  }

  /** As {@link device}. */
  memberOf(device: DeviceId): MemberId | undefined {
    return this.device(device)?.member
  }

  /** The device's role as `heads` and their ancestors have it; undefined for strangers, the removed, and heads not known here. */
  roleAt(device: DeviceId, heads: readonly Hash[]): Role | undefined {
    return this.#resolver.view(heads)?.roleOf(device)
  }

  /** The device's role as everything known here has it; undefined for one that is not current. */
  roleOf(device: DeviceId): Role | undefined {
    return this.#now().roleOf(device)
  }

  /** Does the device belong to a member and is it neither removed nor frozen? Only such devices are answered. */
  isCurrent(device: DeviceId): boolean {
    return this.#now().isCurrent(device)
  }

  /** undefined for strangers. */
  standing(device: DeviceId): Standing | undefined {
    return this.#now().standing(device)
  }

  /**
   * Was the device entitled to write the lane at the heads it cites? It depends on those heads alone, so that devices which
   * know more and devices which know less agree. What came later is for {@link limit}.
   */
  mayWrite(device: DeviceId, lane: LaneKind, heads: readonly Hash[]): boolean {
    return this.#resolver.view(heads)?.mayWrite(device, lane) ?? false
  }

  /** Is the device, as everything known here has it, entitled to read the lane? */
  mayRead(device: DeviceId, lane: LaneKind): boolean {
    const role = this.roleOf(device)
    return role !== undefined && roleReads(role, lane)
  }

  /**
   * How much of what the device wrote in the lane, under heads that entitled it, counts. undefined: all of it. Else what these
   * leaves hold, and everything before them; an empty list is nothing.
   */
  limit(device: DeviceId, lane: LaneKind): readonly Leaf[] | undefined {
    return limitOf(this.#now(), device, lane)
  }

  /** Changes whenever a {@link limit} that can matter has changed: then verdicts reached earlier may be others now. */
  verdictsKey(): string {
    const answers = this.#current()
    answers.verdictsKey ??= verdictsKeyOf(this.#crypto, this.#now())
    return answers.verdictsKey
  }

  /** Every device ever admitted to the member, removed ones too. */
  devicesOf(member: MemberId): readonly DeviceId[] {
    return this.#now().devicesOf(member)
  }

  /** Current members in order of seniority: the founder first. */
  members(): readonly CharterMember[] {
    const answers = this.#current()
    answers.members ??= membersOf(this.#now())
    return answers.members
  }

  /** Who belonged once, in order of seniority. */
  former(): readonly FormerMember[] {
    const answers = this.#current()
    answers.former ??= formerOf(this.#now())
    return answers.former
  }

  /** Every statement that counts, in resolved order, with what became of it. */
  history(): readonly HistoryEntry[] {
    const answers = this.#current()
    answers.history ??= historyOf(this.#now())
    return answers.history
  }

  epochs(): readonly CharterEpoch[] {
    return this.#epochs
      .mints()
      .map(({ epoch, index }) => ({ epoch, statement: this.#book.at(index).statement.hash }))
  }

  /** What the statements that minted the epoch say: more than one if its author minted it twice; none for the first epoch and unknown ones. */
  rotations(epoch: EpochId): readonly RotateBody[] {
    return this.#epochs.mintsOf(epoch).flatMap(({ index }) => {
      const { body } = this.#book.at(index).statement
      return body.kind === 'rotate' ? [body] : []
    })
  }

  knowsEpoch(epoch: EpochId): boolean {
    return this.#epochs.has(epoch)
  }

  /**
   * May an envelope that cites `heads` be sealed under the epoch? Only if every removal among the heads' ancestors is an ancestor
   * of a statement that minted it. False when epoch or heads are not known here.
   */
  epochFits(epoch: EpochId, heads: readonly Hash[]): boolean {
    const closure = this.#book.dag.closure(heads)
    return closure !== undefined && this.#epochs.fits(epoch, closure)
  }

  /**
   * The write epoch: the smallest id among those whose ancestry includes every removal known here. undefined when there is none;
   * then whoever may read drafts mints one (rotate.ts) before writing. `held`: only epochs whose key the caller holds.
   */
  currentEpoch(held?: (epoch: EpochId) => boolean): EpochId | undefined {
    if (held !== undefined) return this.#epochs.current(this.#now().closure, held)
    const answers = this.#current()
    answers.epoch ??= { id: this.#epochs.current(this.#now().closure) }
    return answers.epoch.id
  }

  /** Which key of the epoch the device may be sent. Who belongs is entitled to what came before, too. */
  entitledTo(device: DeviceId, epoch: EpochId): KeyClass | undefined {
    const role = this.roleOf(device)
    return role === undefined || !this.knowsEpoch(epoch) ? undefined : ROLE_TABLE[role].key
  }

  /** Every key that statements here seal to the device. */
  grantsTo(device: DeviceId): readonly Grant[] {
    return this.#grants.get(device) ?? []
  }

  /** Leaves of everything stored here, statements for a later version included: what to tell a peer one has. */
  leaves(): readonly Hash[] {
    const leaves = new Set(this.#book.dag.heads())
    for (const statement of this.#held.forLater()) {
      for (const parent of statement.parents) leaves.delete(parent)
      leaves.add(statement.hash)
    }
    return [...leaves].sort()
  }

  /** Everything that is neither in `known` nor an ancestor of it, parents first. Hashes not known here are passed over. */
  statementsSince(known: readonly Hash[]): Uint8Array[] {
    const skip = new Set(known)
    const later = [...this.#held.forLater()]
    for (const statement of later.toReversed()) {
      if (skip.has(statement.hash)) for (const parent of statement.parents) skip.add(parent)
    }
    const closure = this.#book.dag.closure([...skip].filter((hash) => this.#book.dag.has(hash))) ?? NOTHING
    const fresh = this.#book.entries
      .filter(({ index }) => !hasBit(closure, index))
      .map(({ statement }) => statement)
    return [...fresh, ...later.filter((statement) => !skip.has(statement.hash))].map(({ bytes }) => bytes)
  }

  /** Hashes of all statements that count: what a later start may trust. Not those held for a later version. */
  counted(): Hash[] {
    return this.#book.entries.map(({ statement }) => statement.hash)
  }

  /** Everything to be stored, parents first. */
  all(): Uint8Array[] {
    return this.statementsSince([])
  }

  /** `settled`: the hash that others may have waited for. */
  #judge(bytes: Uint8Array, keep: Uint8Array[], added: Hash[]): { outcome: AddOutcome; settled?: Hash } {
    let decoded: DecodedStatement
    try {
      decoded = readStatement(this.#crypto, bytes.slice())
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
      return refused('E_STATEMENT_MALFORMED')
    }
    const { form } = decoded
    const frame = form === 'unknown-version' ? { ...decoded.statement, parents: [] } : decoded.statement
    if (this.#book.dag.has(frame.hash) || this.#held.has(frame.bytes)) {
      return { outcome: { outcome: 'duplicate', hash: frame.hash } }
    }
    if (form === 'unknown-version') return this.#keepForLater(frame, keep)
    const missing = frame.parents.find((hash) => !this.#book.dag.has(hash) && !this.#held.isForLater(hash))
    if (missing !== undefined) {
      this.#held.wait(frame, missing)
      return { outcome: { outcome: 'held', hash: frame.hash, code: 'E_STATEMENT_UNKNOWN', keep } }
    }
    if (frame.parents.some((hash) => this.#held.isForLater(hash))) return this.#keepForLater(frame, keep)
    if (form === 'known' && this.#trusted(frame.hash)) {
      this.#include(decoded.statement)
      return this.#added(frame, keep, added)
    }
    const view = this.#resolver.view(frame.parents) ?? new View(this.#book, NOTHING, NO_VOIDS)
    const past = this.#past(view)
    if (form === 'unknown-body') {
      const broken = findBrokenFrame(this.#crypto, decoded.statement, past)
      return broken === undefined ? this.#keepForLater(frame, keep) : refused(broken.code, broken.invariant)
    }
    const broken = findBroken(this.#crypto, decoded.statement, past)
    if (broken !== undefined) return refused(broken.code, broken.invariant)
    const { statement } = decoded
    const bounded = view.roleOf(statement.author) !== 'coordinator'
    if (bounded && !this.#room.hasFor(statement, view.closure)) return refused('E_STATEMENT_INVALID')
    this.#resolver.learn(this.#include(decoded.statement), view)
    return this.#added(frame, keep, added)
  }

  #added(
    { hash, bytes }: { readonly hash: Hash; readonly bytes: Uint8Array },
    keep: Uint8Array[],
    added: Hash[],
  ): { outcome: AddOutcome; settled?: Hash } {
    keep.push(bytes)
    added.push(hash)
    return { outcome: { outcome: 'added', hash, added, keep }, settled: hash }
  }

  /** What no device signed that belongs is kept apart: the author may be known to a later version. In a known device's name it is forged. */
  #keepForLater(
    statement: SignedBytes & { readonly parents: readonly Hash[] },
    keep: Uint8Array[],
  ): { outcome: AddOutcome; settled?: Hash } {
    const { hash, bytes, author } = statement
    const key = this.device(author)?.signingKey
    if (key !== undefined && !isSignedBy(this.#crypto, statement, key))
      return refused('E_STATEMENT_INVALID', 'signedByAuthor')
    const signer = key !== undefined && this.isCurrent(author) ? author : undefined
    if (!this.#held.keepForLater(statement, signer))
      return refused(signer === undefined ? 'E_NOT_MEMBER' : 'E_UPDATE_APP')
    keep.push(bytes)
    return { outcome: { outcome: 'held', hash, code: 'E_UPDATE_APP', keep }, settled: hash }
  }

  #now(): View {
    return this.#resolver.whole()
  }

  #current(): Answers {
    if (this.#answers.size !== this.#book.dag.size) this.#answers = { size: this.#book.dag.size }
    return this.#answers
  }

  #past(view: View): Past {
    return {
      group: this.group,
      signingKey: (device) => view.signingKey(device),
      standing: (device) => view.standing(device),
      memberOf: (device) => view.memberOf(device),
      devicesOf: (member) => view.devicesOf(member),
      role: (member) => view.given(member),
      coordinators: () => view.coordinators(),
      hasEpoch: (epoch) => this.#epochs.has(epoch, view.closure),
    }
  }

  /** Returns its index. */
  #include(statement: Statement): number {
    const entry = this.#book.add(statement)
    this.#epochs.follow(this.#book, entry)
    this.#cited.follow(statement)
    const { body, author } = statement
    if (body.kind === 'found') this.#keepGrant(author, body.grant)
    if (body.kind === 'admit' || body.kind === 'add-device') this.#keepGrant(body.device, body.grant)
    if (body.kind === 'rotate')
      for (const { device, key, sealed } of body.grants)
        this.#keepGrant(device, { epoch: body.epoch, key, sealed })
    return entry.index
  }

  #keepGrant(device: DeviceId, grant: Grant): void {
    const grants = this.#grants.get(device)
    if (grants === undefined) this.#grants.set(device, [grant])
    else grants.push(grant)
  }
}

function refused(code: ErrorCode, invariant?: InvariantName): { outcome: AddOutcome } {
  return { outcome: { outcome: 'refused', code, ...(invariant === undefined ? {} : { invariant }) } }
}

function lowestOf(admissions: readonly Entry[]): Entry | undefined {
  let lowest: Entry | undefined
  for (const it of admissions)
    if (lowest === undefined || it.statement.hash < lowest.statement.hash) lowest = it
  return lowest
}

/**
 * A charter from stored or received statements, whatever their order. What does not count is left out. `trusted`: for one's own
 * log only; what counted when it was stored (see {@link Charter.counted}) is taken as it is.
 */
export function charterOf(
  crypto: Crypto,
  group: GroupId,
  statements: Iterable<Uint8Array>,
  self?: DeviceId,
  trusted?: Trusted,
): Charter {
  const charter = new Charter(crypto, group, self, trusted)
  for (const bytes of statements) charter.add(bytes)
  return charter
}
