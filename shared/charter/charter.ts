// The charter of one group: which statements count, and what they say about who belongs, in which role, with which epoch.
// It must give the same answers on every device that holds the same statements, in whatever order they came.
import { MalformedBytes } from '../bytes/codec.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, EpochId, GroupId, Hash, MemberId } from '../ids/ids.ts'
import type { LaneKind } from '../ids/lanes.ts'
import { type Admission, Admissions } from './admissions.ts'
import { Cited } from './cited.ts'
import { type Bits, Dag, hasBit } from './dag.ts'
import type { Grant } from './grant.ts'
import { Held } from './held.ts'
import { type Role, roleReads, roleWrites } from './roles.ts'
import { type DecodedStatement, readStatement, type Statement } from './statement.ts'
import { findBroken, findBrokenFrame, type InvariantName, type Past } from './validate.ts'

export const MAX_STATEMENTS = 10_000

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

export interface CharterMember {
  readonly member: MemberId
  readonly role: Role
  readonly devices: readonly DeviceId[]
  /** The admitting device; the founder's own for the founder. */
  readonly admittedBy: DeviceId
  /** The statement that admitted the member. */
  readonly statement: Hash
}

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

export class Charter {
  readonly group: GroupId
  readonly #crypto: Crypto
  readonly #dag = new Dag()
  /** By index in the graph. */
  readonly #statements: Statement[] = []
  readonly #admissions = new Admissions()
  readonly #epochs: (CharterEpoch & { readonly index: number })[] = []
  readonly #held: Held
  readonly #cited: Cited
  #members: readonly CharterMember[] | undefined

  /** `self`: this device, which will write; its own admission then always stays covered by {@link heads}. */
  constructor(crypto: Crypto, group: GroupId, self?: DeviceId) {
    this.#crypto = crypto
    this.group = group
    this.#held = new Held(crypto)
    this.#cited = new Cited(this.#dag, self)
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

  /** Something here can only be judged by a later version of the app. */
  get needsUpdate(): boolean {
    return this.#held.forLaterCount > 0
  }

  /** Statements set aside until their parents arrive. */
  get waitingCount(): number {
    return this.#held.waitingCount
  }

  get size(): number {
    return this.#dag.size
  }

  /** What a new statement or envelope of this device cites: 1 to 8 once `found` is here, never going backwards. */
  heads(): readonly Hash[] {
    return this.#cited.heads
  }

  /** Does the statement count here? */
  knows(statement: Hash): boolean {
    return this.#dag.has(statement)
  }

  /** Is the statement stored here, whether it counts or is kept for a later version? Then a peer need not send it. */
  holds(statement: Hash): boolean {
    return this.#dag.has(statement) || this.#held.isForLater(statement)
  }

  /** Are all of `earlier` among `heads` and their ancestors? False also when a head is not known. */
  covers(heads: readonly Hash[], earlier: readonly Hash[]): boolean {
    const closure = this.#dag.closure(heads)
    if (closure === undefined) return false
    return earlier.every((hash) => {
      const index = this.#dag.indexOf(hash)
      return index !== undefined && hasBit(closure, index)
    })
  }

  /** Keys and member of any device that was ever admitted. */
  device(device: DeviceId): CharterDevice | undefined {
    return this.#admissions.standing(device)
  }

  memberOf(device: DeviceId): MemberId | undefined {
    return this.#admissions.standing(device)?.member
  }

  /** The device's role as `heads` and their ancestors have it; undefined for strangers and for heads not known here. */
  roleAt(device: DeviceId, heads: readonly Hash[]): Role | undefined {
    const closure = this.#dag.closure(heads)
    return closure === undefined ? undefined : this.#admissions.standing(device, closure)?.role
  }

  /** The device's role as everything known here has it. */
  roleOf(device: DeviceId): Role | undefined {
    return this.#admissions.standing(device)?.role
  }

  /**
   * Was the device entitled to write the lane at the heads it cites? It depends on those heads alone, so that devices which
   * know more and devices which know less agree. Limits that come later (cuts) will be statements of their own.
   */
  mayWrite(device: DeviceId, lane: LaneKind, heads: readonly Hash[]): boolean {
    const role = this.roleAt(device, heads)
    return role !== undefined && roleWrites(role, lane)
  }

  /** Is the device, as everything known here has it, entitled to read the lane? */
  mayRead(device: DeviceId, lane: LaneKind): boolean {
    const role = this.roleOf(device)
    return role !== undefined && roleReads(role, lane)
  }

  /** In order of seniority: the founder first. */
  members(): readonly CharterMember[] {
    this.#members ??= this.#resolveMembers()
    return this.#members
  }

  epochs(): readonly CharterEpoch[] {
    return this.#epochs
  }

  /**
   * The epoch to write under: the smallest id among those whose ancestry includes every removal known here. There are no
   * removals yet, so it is the smallest of all. undefined before `found` has arrived.
   */
  currentEpoch(): EpochId | undefined {
    let smallest: EpochId | undefined
    for (const { epoch } of this.#epochs) if (smallest === undefined || epoch < smallest) smallest = epoch
    return smallest
  }

  /** Every key that statements here seal to the device. */
  grantsTo(device: DeviceId): readonly Grant[] {
    return this.#admissions.of(device).map((admission) => admission.grant)
  }

  /** Leaves of everything stored here, statements for a later version included: what to tell a peer one has. */
  leaves(): readonly Hash[] {
    const leaves = new Set(this.#dag.heads())
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
    const closure = this.#dag.closure([...skip].filter((hash) => this.#dag.has(hash))) ?? new Uint32Array(0)
    const fresh = this.#statements.filter((_, index) => !hasBit(closure, index))
    return [...fresh, ...later.filter((statement) => !skip.has(statement.hash))].map(({ bytes }) => bytes)
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
    const frame = form === 'unknown-version' ? { ...decoded, parents: [] } : decoded.statement
    if (this.#dag.has(frame.hash) || this.#held.has(frame.bytes)) {
      return { outcome: { outcome: 'duplicate', hash: frame.hash } }
    }
    if (form === 'unknown-version') return this.#keepForLater(frame, keep)
    const missing = frame.parents.find((hash) => !this.#dag.has(hash) && !this.#held.isForLater(hash))
    if (missing !== undefined) {
      this.#held.wait(frame, missing)
      return { outcome: { outcome: 'held', hash: frame.hash, code: 'E_STATEMENT_UNKNOWN', keep } }
    }
    if (frame.parents.some((hash) => this.#held.isForLater(hash))) return this.#keepForLater(frame, keep)
    const past = this.#past(this.#dag.closure(frame.parents) ?? new Uint32Array(0))
    if (form === 'unknown-body') {
      const broken = findBrokenFrame(this.#crypto, decoded.statement, past)
      return broken === undefined ? this.#keepForLater(frame, keep) : refused(broken.code, broken.invariant)
    }
    const broken = findBroken(this.#crypto, decoded.statement, past)
    if (broken !== undefined) return refused(broken.code, broken.invariant)
    if (this.#dag.size >= MAX_STATEMENTS) return refused('E_STATEMENT_INVALID')
    this.#include(decoded.statement)
    keep.push(frame.bytes)
    added.push(frame.hash)
    return { outcome: { outcome: 'added', hash: frame.hash, added, keep }, settled: frame.hash }
  }

  #keepForLater(
    statement: { readonly hash: Hash; readonly parents: readonly Hash[]; readonly bytes: Uint8Array },
    keep: Uint8Array[],
  ): { outcome: AddOutcome; settled?: Hash } {
    if (!this.#held.keepForLater(statement)) return refused('E_UPDATE_APP')
    keep.push(statement.bytes)
    return {
      outcome: { outcome: 'held', hash: statement.hash, code: 'E_UPDATE_APP', keep },
      settled: statement.hash,
    }
  }

  #past(closure: Bits): Past {
    return {
      group: this.group,
      admission: (device) => this.#admissions.standing(device, closure),
      hasEpoch: (epoch) =>
        this.#epochs.some((known) => known.epoch === epoch && hasBit(closure, known.index)),
    }
  }

  #include(statement: Statement): void {
    const { body, hash, author } = statement
    const index = this.#dag.add(hash, statement.parents)
    this.#statements.push(statement)
    this.#cited.follow(statement)
    this.#members = undefined
    if (body.kind === 'found') this.#epochs.push({ epoch: body.grant.epoch, statement: hash, index })
    this.#admissions.add({
      index,
      statement: hash,
      member: body.member,
      device: body.kind === 'found' ? author : body.device,
      role: body.kind === 'found' ? 'coordinator' : body.role,
      signingKey: body.signingKey,
      boxKey: body.boxKey,
      grant: body.grant,
      admittedBy: author,
    })
  }

  #resolveMembers(): CharterMember[] {
    const standing = new Map<number, Admission>()
    for (const device of this.#admissions.devices()) {
      const admission = this.#admissions.standing(device)
      if (admission !== undefined) standing.set(admission.index, admission)
    }
    return this.#dag
      .order()
      .map((index) => standing.get(index))
      .filter((admission) => admission !== undefined)
      .map(({ member, role, device, admittedBy, statement }) => ({
        member,
        role,
        devices: [device],
        admittedBy,
        statement,
      }))
  }
}

function refused(code: ErrorCode, invariant?: InvariantName): { outcome: AddOutcome } {
  return { outcome: { outcome: 'refused', code, ...(invariant === undefined ? {} : { invariant }) } }
}

/** A charter from stored or received statements, whatever their order. What does not count is left out. */
export function charterOf(
  crypto: Crypto,
  group: GroupId,
  statements: Iterable<Uint8Array>,
  self?: DeviceId,
): Charter {
  const charter = new Charter(crypto, group, self)
  for (const bytes of statements) charter.add(bytes)
  return charter
}
