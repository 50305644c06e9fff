// The lanes of a group and the verdict on what is inside an envelope: session, deps, parts, content.
// It must never see a key or a signature, and must judge by the causal past alone: the same on every device.
import type { ByteReader, ByteWriter } from '../bytes/codec.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, type GroupId, idBytes, idFrom } from '../ids/ids.ts'
import { type Lane, laneKey, readLane, writeLane } from '../ids/lanes.ts'
import { Causes } from './causes.ts'
import { VERDICTS } from './chain.ts'
import type { Chains } from './chains.ts'
import { clientIdOf } from './client-id.ts'
import { type Inspected, inspectUpdate } from './inspect-update.ts'
import { laneClass } from './judge-header.ts'
import { LaneIndex, LaneSession } from './lane-index.ts'
import type { Shift } from './limits.ts'
import { PartsInProgress } from './parts.ts'
import { DEP_HASH_BYTES, type Dep, kindFitsLane, type Payload } from './payload.ts'
import { type Position, positionKey, sessionKey } from './position.ts'

export type LaneVerdict =
  | { readonly is: 'accepted'; readonly bytes: Uint8Array; readonly order: number; readonly clientId: number }
  | { readonly is: 'part' }
  | { readonly is: 'outside' }
  | { readonly is: 'waiting'; readonly waitsFor: string }
  | { readonly is: 'collision'; readonly session: LaneSession }
  | { readonly is: 'refused'; readonly code: ErrorCode }

const INVALID: LaneVerdict = { is: 'refused', code: 'E_ENVELOPE_CONTENT' }

export class LaneBook {
  readonly #crypto: Crypto
  readonly #group: GroupId
  readonly #lanes = new Map<string, { readonly lane: Lane; readonly index: LaneIndex }>()
  readonly #parts = new Map<string, { readonly position: Position; readonly parts: PartsInProgress }>()
  readonly causes = new Causes()

  constructor(crypto: Crypto, group: GroupId) {
    this.#crypto = crypto
    this.#group = group
  }

  /** The session, not yet in the index when it has written nothing there. */
  session(lane: Lane, device: DeviceId, incarnation: number): LaneSession {
    const known = this.#index(lane).session(device, incarnation)
    if (known !== undefined) return known
    return new LaneSession(
      device,
      incarnation,
      clientIdOf(this.#crypto, this.#group, lane, device, incarnation),
    )
  }

  /** Whose session writes under a clientID; undefined when no such session is known. */
  writerOf(lane: Lane, clientId: number): DeviceId | undefined {
    return this.#index(lane).byClient(clientId)?.device
  }

  /** Accepted envelopes of a lane, session by session, in the order of each chain. */
  positionsIn(lane: Lane): Position[] {
    const positions: Position[] = []
    for (const { device, incarnation, seqs } of this.#index(lane).sessions()) {
      for (let i = 0; i < seqs.length; i++) positions.push({ device, incarnation, seq: seqs.at(i) ?? 0 })
    }
    return positions
  }

  /**
   * Judges an opened payload that comes next in its chain. `within`: not beyond what counts of its device. Everything but
   * 'waiting' and 'collision' is recorded at once; the caller then chains the envelope.
   */
  judge(position: Position, payload: Payload, chains: Chains, within: boolean): LaneVerdict {
    const { lane } = payload
    const index = this.#index(lane)
    const session = this.session(lane, position.device, position.incarnation)
    const holder = index.byClient(session.clientId)
    if (holder !== undefined && holder !== session) return { is: 'collision', session: holder }
    if (session.ended) return INVALID
    const waitsFor = missingDep(payload.deps, chains)
    if (waitsFor !== undefined) return { is: 'waiting', waitsFor }
    if (holder === undefined) index.add(session)
    if (!within || session.outside || payload.deps.some((dep) => isOutside(dep, chains)))
      return this.#setOutside(position, payload, session, within)
    const verdict = this.#judgeContent(position, payload, session, chains)
    if (verdict.is === 'refused') session.ended = true
    return verdict
  }

  #setOutside(
    position: Position,
    { lane, deps }: Payload,
    session: LaneSession,
    within: boolean,
  ): LaneVerdict {
    const key = sessionKey(position.device, position.incarnation)
    session.outside = true
    // What was begun here is never completed.
    const begun = this.#parts.get(key)
    if (begun !== undefined && laneKey(begun.parts.lane) === laneKey(lane)) this.#parts.delete(key)
    this.causes.add(position, lane.kind, `${key}/${laneKey(lane)}`, !within, deps)
    return { is: 'outside' }
  }

  #judgeContent(position: Position, payload: Payload, session: LaneSession, chains: Chains): LaneVerdict {
    const { device, incarnation, seq } = position
    const key = sessionKey(device, incarnation)
    let parts = this.#parts.get(key)?.parts
    if (parts !== undefined && !parts.continues(payload, seq)) {
      this.session(parts.lane, device, incarnation).ended = true
      this.#parts.delete(key)
      parts = undefined
    }
    if (session.ended || !kindFitsLane(payload.kind, payload.lane.kind)) return INVALID
    for (const dep of payload.deps) if (!this.#cover(session, dep, payload.lane, chains)) return INVALID
    if (payload.part === undefined) return this.#judgeWhole(session, payload, seq, payload.bytes)
    if (parts !== undefined) parts.add(payload)
    else parts = PartsInProgress.start(payload, seq)
    if (parts === undefined) return INVALID
    if (parts.oversize) {
      this.#parts.delete(key)
      return { is: 'refused', code: 'E_ENVELOPE_OVERSIZE' }
    }
    const whole = parts.joined()
    if (whole === undefined) {
      this.#parts.set(key, { position: { device, incarnation, seq }, parts })
      return { is: 'part' }
    }
    this.#parts.delete(key)
    return this.#judgeWhole(session, payload, seq, whole)
  }

  /** False when the dep is an envelope that does not count: then neither does what was built on it. */
  #cover(session: LaneSession, dep: Dep, lane: Lane, chains: Chains): boolean {
    const chain = chains.chain(dep.device, dep.incarnation)
    const verdict = chain?.verdictAt(dep.seq)
    if (verdict === undefined || verdict === VERDICTS.refused) return false
    // Whoever holds only the outer key has no verdict on what the inner one seals, and must judge alike.
    if (chain?.typeAt(dep.seq) !== laneClass(lane.kind)) return false
    const other = this.#index(lane).session(dep.device, dep.incarnation)
    if (other !== undefined && other !== session) session.cover(other, dep.seq)
    return true
  }

  #judgeWhole(session: LaneSession, payload: Payload, seq: number, bytes: Uint8Array): LaneVerdict {
    const { clientId } = session
    if (payload.kind === 'record') {
      const order = recordOrder(session)
      session.accept(seq, order, [])
      return { is: 'accepted', bytes, order, clientId }
    }
    const inspected = this.#checkUpdate(session, payload.lane, bytes, payload.schema)
    if (inspected === undefined) return INVALID
    session.accept(seq, inspected.nextClock, inspected.attributes)
    return { is: 'accepted', bytes, order: inspected.nextClock, clientId }
  }

  /** Undefined when the update is invalid content: in itself, or because it reaches beyond what the author's deps cover. */
  #checkUpdate(session: LaneSession, lane: Lane, bytes: Uint8Array, schema: number): Inspected | undefined {
    const index = this.#index(lane)
    const inspected = inspect(session, index, bytes, schema)
    const needs = inspected === undefined ? undefined : index.resolve(inspected.needs)
    if (needs === undefined) return undefined
    for (const [other, seq] of needs) if (!session.covers(other, seq)) return undefined
    return inspected
  }

  /**
   * What `deps` an own payload must carry. Undefined when it is not valid content: then it must not be sealed.
   * Changes nothing.
   */
  depsFor(session: LaneSession, payload: Omit<Payload, 'part' | 'deps'>, chains: Chains): Dep[] | undefined {
    const index = this.#index(payload.lane)
    if (session.ended || session.outside || !kindFitsLane(payload.kind, payload.lane.kind)) return undefined
    const holder = index.byClient(session.clientId)
    if (holder !== undefined && holder !== session) return undefined
    let needs: Map<LaneSession, number> | undefined
    if (payload.kind === 'record') needs = index.latest(session)
    else {
      const inspected = inspect(session, index, payload.bytes, payload.schema)
      needs = inspected === undefined ? undefined : index.resolve(inspected.needs)
    }
    if (needs === undefined) return undefined
    const deps: Dep[] = []
    for (const [other, seq] of needs) {
      if (session.covers(other, seq)) continue
      const { device, incarnation } = other
      const hash = chains.chain(device, incarnation)?.hashAt(seq)
      if (hash === undefined) return undefined
      deps.push({ device, incarnation, seq, hash: hash.slice(0, DEP_HASH_BYTES) })
    }
    return deps
  }

  /** Does something change its verdict when so much more, or less, of a chain counts? What is outside here may also be so for others' sake. */
  feels({ chain, lane, was, is }: Shift): boolean {
    if (is > was) return chain.outsideFrom < is
    const { device, incarnation } = chain
    for (const { lane: kept, index } of this.#lanes.values()) {
      const last = kept.kind === lane ? index.session(device, incarnation)?.seqs.last : undefined
      if (last !== undefined && last >= is) return true
    }
    const begun = this.#parts.get(sessionKey(device, incarnation))
    return begun !== undefined && begun.parts.lane.kind === lane && begun.position.seq >= is
  }

  write(writer: ByteWriter): void {
    writer.u32(this.#lanes.size)
    for (const { lane, index } of this.#lanes.values()) {
      writeLane(writer, lane)
      index.write(writer)
    }
    writer.u32(this.#parts.size)
    for (const { position, parts } of this.#parts.values()) {
      writer.raw(idBytes(position.device)).u32(position.incarnation).u32(position.seq)
      parts.write(writer)
    }
  }

  /** Throws MalformedBytes. */
  static read(reader: ByteReader, crypto: Crypto, group: GroupId): LaneBook {
    const book = new LaneBook(crypto, group)
    for (let left = reader.u32(); left > 0; left--) {
      const lane = readLane(reader)
      book.#lanes.set(laneKey(lane), { lane, index: LaneIndex.read(reader) })
    }
    for (let left = reader.u32(); left > 0; left--) {
      const device = idFrom('DeviceId', reader.raw(16))
      const position = { device, incarnation: reader.u32(), seq: reader.u32() }
      const key = sessionKey(device, position.incarnation)
      book.#parts.set(key, { position, parts: PartsInProgress.read(reader) })
    }
    return book
  }

  #index(lane: Lane): LaneIndex {
    const key = laneKey(lane)
    const known = this.#lanes.get(key)
    if (known !== undefined) return known.index
    const index = new LaneIndex()
    this.#lanes.set(key, { lane, index })
    return index
  }
}

function inspect(
  session: LaneSession,
  index: LaneIndex,
  bytes: Uint8Array,
  schema: number,
): Inspected | undefined {
  return inspectUpdate(bytes, {
    author: session.clientId,
    nextClock: session.mark,
    schema,
    isAttribute: (client, clock) => index.isAttribute(client, clock),
  })
}

function isOutside({ device, incarnation, seq }: Dep, chains: Chains): boolean {
  return chains.chain(device, incarnation)?.verdictAt(seq) === VERDICTS.outside
}

/** What to wait for: a dep that is not here, or of which another version is here (a fork, which time or a freeze resolves). */
function missingDep(deps: readonly Dep[], chains: Chains): string | undefined {
  for (const dep of deps) {
    const chain = chains.chain(dep.device, dep.incarnation)
    if (chain?.hashStartsWith(dep.seq, dep.hash) !== true) return positionKey(dep)
  }
  return undefined
}

/** One more than everything the author had accepted: an order that causality implies. */
function recordOrder(session: LaneSession): number {
  let order = session.mark
  for (const [other, seq] of session.covered) order = Math.max(order, other.markAt(seq))
  return order + 1
}
