// The ledger of one group: what comes in is parsed, verified, chained, opened and judged; what is written is sealed and signed.
// It must never let a verdict depend on anything but the envelope's causal past and the charter, and does no I/O.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { type ErrorCode, RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, type EpochId, type GroupId, type Hash, idBytes, idFrom } from '../ids/ids.ts'
import type { Lane } from '../ids/lanes.ts'
import { BODY_SCHEMA } from '../paper/names.ts'
import { VERDICTS, type Verdict } from './chain.ts'
import { Chains, type Placement } from './chains.ts'
import type { CharterView, EpochKeys } from './charter-view.ts'
import { encodeStub, envelopeHash, MAX_ENVELOPE_BYTES, MAX_HEADS, parseEnvelope } from './envelope.ts'
import { Held, type Incoming, type Reason } from './held.ts'
import { judgeHeads, laneClass, mayWriteClass } from './judge-header.ts'
import { LaneBook, type LaneVerdict } from './lane-book.ts'
import { MAX_PAYLOAD_BYTES, splitPayload } from './parts.ts'
import { decodePayload, encodePayload, type Payload, type PayloadKind } from './payload.ts'
import { type Leaf, type Position, sessionKey } from './position.ts'
import { Refusals } from './refusals.ts'
import { openEnvelope, sealEnvelope } from './seal.ts'
import type { Chained, ForkSighting, Receipt, WrittenEnvelope } from './verdict.ts'

export interface LedgerDeps {
  readonly crypto: Crypto
  readonly group: GroupId
  /** Asked anew each time: the charter grows. */
  readonly charter: () => CharterView
  readonly keys: EpochKeys
}

export interface ReceiveOptions {
  /** From the own log, verified before it was stored: the signature is not checked again. */
  readonly trusted?: boolean
  /** Its number in the own log. Without one, the ledger counts. */
  readonly logNumber?: number
}

type Step =
  | { readonly receipt: Receipt; readonly released: readonly Reason[] }
  | { readonly hold: Reason; readonly code?: ErrorCode }

type Next = Placement & { at: 'next' }

/** Checkpoints of another version, or made with another schema, are not read: the log is replayed. */
const CHECKPOINT_VERSION = 1

export class Ledger {
  readonly #deps: LedgerDeps
  readonly #group: Uint8Array
  #chains = new Chains()
  #lanes: LaneBook
  #refusals = new Refusals()
  readonly #held = new Held()
  readonly #incarnations = new Map<DeviceId, number>()
  /** Per session the lowest seq of which two envelopes were seen. */
  readonly #forkedAt = new Map<string, number>()
  #count = 0

  constructor(deps: LedgerDeps) {
    this.#deps = deps
    this.#group = idBytes(deps.group)
    this.#lanes = new LaneBook(deps.crypto, deps.group)
  }

  /** The number that the next stored envelope gets. */
  get count(): number {
    return this.#count
  }

  get held(): { readonly count: number; readonly bytes: number } {
    return { count: this.#held.size, bytes: this.#held.bytes }
  }

  /** How often envelopes were refused, by code. */
  get refusals(): ReadonlyMap<ErrorCode, number> {
    return this.#refusals.byCode()
  }

  /** One encoded envelope. First its own receipt, then those of all that it released from waiting, in order. */
  receive(bytes: Uint8Array, options: ReceiveOptions = {}): Receipt[] {
    const incoming = this.#parse(bytes, options)
    if ('outcome' in incoming) return [this.#counted(incoming)]
    return this.#run([incoming])
  }

  /** Call when the charter or the key ring has grown. Receipts of what could now be judged. */
  retryHeld(): Receipt[] {
    const waiting = [...this.#held.release('charter'), ...this.#held.release('keys')]
    return this.#run(waiting).filter((receipt) => receipt.outcome !== 'held')
  }

  /** What this device writes from now on stands in this incarnation; its first envelope goes on from the newest leaf. */
  beginIncarnation(device: DeviceId, incarnation: number): void {
    this.#incarnations.set(device, incarnation)
  }

  /** The Yjs clientID of a session in a lane. */
  clientId(lane: Lane, device: DeviceId, incarnation: number): number {
    return this.#lanes.session(lane, device, incarnation).clientId
  }

  /**
   * Seals, signs and chains one payload; several envelopes when it needs parts. The index has it at once: a caller who cannot
   * store it drops this ledger and restores.
   * Throws RapporteurError: E_ROLE_FORBIDS, E_ENVELOPE_EPOCH (no key), E_ENVELOPE_OVERSIZE, E_ENVELOPE_CONTENT (the check that
   * recipients make; also when the incarnation has ended in this lane), E_HEADS_BACKWARDS, E_ENVELOPE_CHAIN (no incarnation).
   */
  write(
    own: { readonly device: DeviceId; readonly signingKey: Uint8Array },
    epoch: { readonly id: EpochId },
    lane: Lane,
    payload: { readonly kind: PayloadKind; readonly schema: number; readonly bytes: Uint8Array },
  ): WrittenEnvelope[] {
    const { crypto, keys } = this.#deps
    const charter = this.#deps.charter()
    const incarnation = this.#incarnations.get(own.device)
    if (incarnation === undefined) throw new RapporteurError('E_ENVELOPE_CHAIN')
    const cited = this.#headsToCite(charter, own.device, incarnation)
    if (!charter.mayWrite(own.device, lane.kind, cited.heads)) throw new RapporteurError('E_ROLE_FORBIDS')
    const type = laneClass(lane.kind)
    const key = keys[type](epoch.id)
    if (key === undefined) throw new RapporteurError('E_ENVELOPE_EPOCH')
    if (payload.bytes.length > MAX_PAYLOAD_BYTES) throw new RapporteurError('E_ENVELOPE_OVERSIZE')
    const session = this.#lanes.session(lane, own.device, incarnation)
    const deps = this.#lanes.depsFor(session, { lane, ...payload }, this.#chains)
    if (deps === undefined) throw new RapporteurError('E_ENVELOPE_CONTENT')
    let heads = cited.changed ? cited.heads : undefined
    return splitPayload({ lane, ...payload, deps }).map((part) => {
      const { seq, prev, place } = this.#next(own.device, incarnation)
      const header = { type, device: own.device, incarnation, seq, prev, heads, epoch: epoch.id }
      const sealed = sealEnvelope(crypto, this.#group, header, encodePayload(part), key, own.signingKey)
      const verdict = this.#lanes.judge(header, part, this.#chains)
      if (verdict.is !== 'accepted' && verdict.is !== 'part') throw new RapporteurError('E_INTERNAL')
      const standing = verdict.is === 'accepted' ? VERDICTS.accepted : VERDICTS.part
      this.#chains.append(header, place, {
        hash: sealed.hash,
        logNumber: this.#count,
        verdict: standing,
        heads,
      })
      heads = undefined
      const position = { device: own.device, incarnation, seq }
      const hash = idFrom('Hash', sealed.hash)
      return {
        position,
        hash,
        logNumber: this.#count++,
        replayed: false,
        envelope: sealed.bytes,
        bytes: sealed.bytes,
        order: verdict.is === 'accepted' ? verdict.order : undefined,
      }
    })
  }

  /** Leaves of all devices: each stands for everything before it. */
  frontier(): Leaf[] {
    return this.#chains.frontier()
  }

  leaves(device: DeviceId): Leaf[] {
    return this.#chains.leaves(device)
  }

  devices(): DeviceId[] {
    return this.#chains.devices()
  }

  has(position: Position): boolean {
    return this.#chains.has(position)
  }

  hashAt(position: Position): Hash | undefined {
    const hash = this.#chains.chain(position.device, position.incarnation)?.hashAt(position.seq)
    return hash === undefined ? undefined : idFrom('Hash', hash)
  }

  logNumberAt(position: Position): number | undefined {
    return this.#chains.chain(position.device, position.incarnation)?.logNumberAt(position.seq)
  }

  /** What someone with these leaves lacks of a device, in chain order. Leaves that are unknown here cover nothing. */
  positionsAfter(device: DeviceId, theirLeaves: readonly Leaf[]): Position[] {
    return this.#chains.positionsAfter(device, theirLeaves)
  }

  /** What someone with these leaves lacks of these devices, in order of arrival here: nothing before what it depends on. */
  missingFor(wanted: readonly { readonly device: DeviceId; readonly leaves: readonly Leaf[] }[]): Position[] {
    return wanted
      .flatMap(({ device, leaves }) => this.positionsAfter(device, leaves))
      .map((position) => ({ position, at: this.logNumberAt(position) ?? 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ position }) => position)
  }

  /** True when this very envelope is here, or lies on the other side of a fork that is known: asking for it gains nothing. */
  holds(leaf: Leaf): boolean {
    const forkedAt = this.#forkedAt.get(sessionKey(leaf.device, leaf.incarnation))
    return this.#chains.hasLeaf(leaf) || (forkedAt !== undefined && leaf.seq >= forkedAt)
  }

  /** Those of the leaves that are not here: what to ask their holder for. */
  missing(theirLeaves: readonly Leaf[]): Leaf[] {
    return theirLeaves.filter((leaf) => !this.holds(leaf))
  }

  /** True when someone with these leaves of the position's device has the envelope at the position. */
  covers(theirLeaves: readonly Leaf[], position: Position): boolean {
    const chain = this.#chains.chain(position.device, position.incarnation)
    if (chain === undefined) return false
    return (this.#chains.covered(position.device, theirLeaves).get(chain) ?? 0) > position.seq
  }

  /** Everything but what is held, for the local cache; sealed by the caller. */
  checkpoint(): Uint8Array {
    const writer = new ByteWriter(64 * 1024).u16(CHECKPOINT_VERSION).u16(BODY_SCHEMA).raw(this.#group)
    writer.u32(this.#count)
    this.#chains.write(writer)
    this.#lanes.write(writer)
    this.#refusals.write(writer)
    return writer.finish()
  }

  /** Throws MalformedBytes when the checkpoint is not one of this group, version and schema: then the log is replayed. */
  static restore(deps: LedgerDeps, checkpoint: Uint8Array): Ledger {
    const ledger = new Ledger(deps)
    const reader = new ByteReader(checkpoint)
    if (reader.u16() !== CHECKPOINT_VERSION || reader.u16() !== BODY_SCHEMA) throw new MalformedBytes()
    if (idFrom('GroupId', reader.raw(32)) !== deps.group) throw new MalformedBytes()
    ledger.#count = reader.u32()
    ledger.#chains = Chains.read(reader)
    ledger.#lanes = LaneBook.read(reader, deps.crypto, deps.group)
    ledger.#refusals = Refusals.read(reader)
    reader.end()
    return ledger
  }

  #run(queue: Incoming[]): Receipt[] {
    const receipts: Receipt[] = []
    for (let at = 0; at < queue.length; at++) {
      const incoming = queue[at]
      if (incoming === undefined) continue
      const step = this.#step(incoming)
      if ('hold' in step) {
        receipts.push(this.#counted(this.#hold(incoming, step.hold, step.code)))
        continue
      }
      receipts.push(this.#counted(step.receipt))
      for (const reason of step.released) queue.push(...this.#held.release(reason))
    }
    return receipts
  }

  #parse(bytes: Uint8Array, options: ReceiveOptions): Incoming | Receipt {
    if (bytes.length > MAX_ENVELOPE_BYTES)
      return { outcome: 'refused', code: 'E_ENVELOPE_OVERSIZE', chained: false }
    try {
      const envelope = parseEnvelope(bytes)
      if (envelope === 'newer') return { outcome: 'held', code: 'E_UPDATE_APP' }
      const { crypto } = this.#deps
      const hash = envelopeHash(crypto, this.#group, envelope.headerBytes, crypto.hash(envelope.ciphertext))
      const verified = options.trusted === true
      return { bytes, envelope, hash, verified, payload: undefined, logNumber: options.logNumber }
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
      return { outcome: 'refused', code: 'E_ENVELOPE_MALFORMED', chained: false }
    }
  }

  /** The pipeline, in the order of docs/protocol.md: each step may refuse, hold or let pass. */
  #step(incoming: Incoming): Step {
    const { header, signature } = incoming.envelope
    const { crypto, keys } = this.#deps
    const placement = this.#chains.place(header, incoming.hash)
    if (placement.at === 'duplicate') return settled({ outcome: 'duplicate' })
    const charter = this.#deps.charter()
    const device = charter.device(header.device)
    if (device === undefined) return { hold: 'charter' }
    if (!incoming.verified && !crypto.verify('envelope', incoming.hash, signature, device.signingKey))
      return settled({ outcome: 'refused', code: 'E_ENVELOPE_FORGED', chained: false })
    incoming.verified = true
    if (placement.at === 'fork') return settled(this.#fork('position', header, incoming))
    if (placement.at === 'broken')
      return settled({ outcome: 'refused', code: 'E_ENVELOPE_CHAIN', chained: false })
    if (placement.at === 'gap') return { hold: placement.waitsFor }
    const judged = judgeHeads(charter, header.heads, earlierHeads(placement))
    if (judged === 'unknown') return { hold: 'charter' }
    if (judged === 'backwards') return this.#refuse(incoming, placement, 'E_HEADS_BACKWARDS')
    if (!mayWriteClass(charter, header.device, header.type, judged.heads))
      return this.#refuse(incoming, placement, 'E_ENVELOPE_ROLE')
    const key = keys[header.type](header.epoch)
    if (key === undefined) {
      if (header.type === 'outer' || keys.outer(header.epoch) === undefined) return { hold: 'keys' }
      return this.#chain(incoming, placement, VERDICTS.unread, (chained) => ({
        ...chained,
        outcome: 'stored',
      }))
    }
    const payload = incoming.payload ?? this.#open(incoming, key)
    if (payload === 'newer') return { hold: 'app', code: 'E_UPDATE_APP' }
    if (payload === undefined || laneClass(payload.lane.kind) !== header.type)
      return this.#refuse(incoming, placement, 'E_ENVELOPE_CONTENT')
    incoming.payload = payload
    if (!charter.mayWrite(header.device, payload.lane.kind, judged.heads))
      return this.#refuse(incoming, placement, 'E_ENVELOPE_ROLE')
    const verdict = this.#lanes.judge(header, payload, this.#chains)
    return this.#settle(incoming, placement, payload, verdict, judged.heads)
  }

  #settle(
    incoming: Incoming,
    placement: Next,
    payload: Payload,
    verdict: LaneVerdict,
    heads: readonly Hash[],
  ): Step {
    switch (verdict.is) {
      case 'waiting':
        return { hold: verdict.waitsFor }
      case 'collision': {
        const { device, incarnation, seqs } = verdict.session
        return settled(this.#fork('client-id', { device, incarnation, seq: seqs.at(0) ?? 0 }, incoming))
      }
      case 'refused':
        return this.#refuse(incoming, placement, verdict.code)
      case 'part':
        return this.#chain(incoming, placement, VERDICTS.part, (chained) => ({
          ...chained,
          outcome: 'stored',
        }))
      case 'accepted': {
        const { bytes, order, clientId } = verdict
        const { lane, kind, schema } = payload
        return this.#chain(incoming, placement, VERDICTS.accepted, (chained) => {
          return { ...chained, outcome: 'accepted', lane, kind, schema, bytes, clientId, order, heads }
        })
      }
    }
  }

  #open(incoming: Incoming, key: Uint8Array): Payload | 'newer' | undefined {
    const plaintext = openEnvelope(this.#deps.crypto, this.#group, incoming.envelope, key)
    if (plaintext === undefined) return undefined
    try {
      return decodePayload(plaintext)
    } catch (error) {
      if (error instanceof MalformedBytes) return undefined
      throw error
    }
  }

  #refuse(incoming: Incoming, placement: Next, code: ErrorCode): Step {
    return this.#chain(incoming, placement, VERDICTS.refused, (chained) => {
      return { ...chained, outcome: 'refused', chained: true, code }
    })
  }

  #chain(
    incoming: Incoming,
    placement: Next,
    verdict: Verdict,
    receipt: (chained: Chained) => Receipt,
  ): Step {
    const { header } = incoming.envelope
    const logNumber = incoming.logNumber ?? this.#count
    this.#count = Math.max(this.#count, logNumber + 1)
    const forward = judgeHeads(this.#deps.charter(), header.heads, earlierHeads(placement)) !== 'backwards'
    this.#chains.append(header, placement, {
      hash: incoming.hash,
      logNumber,
      verdict,
      heads: forward ? header.heads : undefined,
    })
    const position = { device: header.device, incarnation: header.incarnation, seq: header.seq }
    const chained = {
      position,
      hash: idFrom('Hash', incoming.hash),
      logNumber,
      replayed: incoming.logNumber !== undefined,
      envelope: incoming.bytes,
    }
    return { receipt: receipt(chained), released: this.#chains.keysOf(position, incoming.hash) }
  }

  #hold(incoming: Incoming, reason: Reason, code: ErrorCode | undefined): Receipt {
    const key = idFrom('Hash', incoming.hash)
    const bytes = incoming.bytes.slice()
    const envelope = parseEnvelope(bytes)
    if (envelope === 'newer') return { outcome: 'held', code: 'E_UPDATE_APP' }
    if (!this.#held.has(key) && !this.#held.add(key, { ...incoming, bytes, envelope }, reason))
      return { outcome: 'refused', code: 'E_ENVELOPE_LIMIT', chained: false }
    return code === undefined ? { outcome: 'held' } : { outcome: 'held', code }
  }

  #fork(kind: ForkSighting['kind'], here: Position, incoming: Incoming): Receipt {
    const position = { device: here.device, incarnation: here.incarnation, seq: here.seq }
    const chain = this.#chains.chain(here.device, here.incarnation)
    const hash = chain?.hashAt(here.seq)
    const logNumber = chain?.logNumberAt(here.seq)
    if (hash === undefined || logNumber === undefined)
      return { outcome: 'refused', code: 'E_FORK', chained: false }
    if (kind === 'position') {
      const key = sessionKey(here.device, here.incarnation)
      this.#forkedAt.set(key, Math.min(here.seq, this.#forkedAt.get(key) ?? here.seq))
    }
    const other = encodeStub(this.#deps.crypto, incoming.envelope)
    return {
      outcome: 'fork',
      proof: { kind, position, hash: idFrom('Hash', hash), logNumber, other },
    }
  }

  #counted(receipt: Receipt): Receipt {
    if (receipt.outcome === 'refused') this.#refusals.count(receipt.code)
    if (receipt.outcome === 'fork') this.#refusals.count('E_FORK')
    return receipt
  }

  /** Where the next own envelope stands. */
  #next(device: DeviceId, incarnation: number): { seq: number; prev: Uint8Array; place: Next } {
    const chain = this.#chains.chain(device, incarnation)
    const tip = chain?.tip()
    if (chain !== undefined && tip !== undefined)
      return { seq: chain.length, prev: idBytes(tip.hash), place: { at: 'next', chain, parent: undefined } }
    const parent = this.#newestLeaf(device)
    const prev = parent === undefined ? new Uint8Array(32) : idBytes(parent.hash)
    const place = this.#chains.place({ device, incarnation, seq: 0, prev }, new Uint8Array(32))
    if (place.at !== 'next') throw new RapporteurError('E_INTERNAL')
    return { seq: 0, prev, place }
  }

  #newestLeaf(device: DeviceId): Leaf | undefined {
    let newest: Leaf | undefined
    for (const leaf of this.#chains.leaves(device)) {
      const number = (one: Leaf): number => this.logNumberAt(one) ?? -1
      if (newest === undefined || number(leaf) > number(newest)) newest = leaf
    }
    return newest
  }

  /** The charter's heads, or those cited before where the charter's would go backwards or do not fit. */
  #headsToCite(
    charter: CharterView,
    device: DeviceId,
    incarnation: number,
  ): { heads: readonly Hash[]; changed: boolean } {
    const chain = this.#chains.chain(device, incarnation)
    const before = chain?.headsAt(chain.length - 1)
    const now = charter.heads().slice(0, MAX_HEADS)
    if (before === undefined) return { heads: now, changed: true }
    if (sameHeads(now, before)) return { heads: before, changed: false }
    if (!charter.covers(now, before)) throw new RapporteurError('E_HEADS_BACKWARDS')
    return { heads: now, changed: true }
  }
}

const settled = (receipt: Receipt): Step => ({ receipt, released: [] })

function sameHeads(a: readonly Hash[], b: readonly Hash[]): boolean {
  return a.length === b.length && a.every((head, index) => head === b[index])
}

/** The heads of the envelope before, across incarnations. */
function earlierHeads(placement: Next): readonly Hash[] | undefined {
  const { chain, parent } = placement
  return chain === undefined ? parent?.chain.headsAt(parent.seq) : chain.headsAt(chain.length - 1)
}
