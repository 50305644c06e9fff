// The ledger of one group, as the host sees it: what comes in is judged, what is written is sealed, and both are answered for.
// It does no I/O, and must never hold plaintext longer than it takes to hand it over.
import { MalformedBytes } from '../bytes/codec.ts'
import { type ErrorCode, RapporteurError } from '../contract/errors.ts'
import { type DeviceId, type EpochId, type Hash, idFrom } from '../ids/ids.ts'
import type { Lane, LaneKind } from '../ids/lanes.ts'
import type { Verdict } from './chain.ts'
import { type Envelope, envelopeHash, MAX_ENVELOPE_BYTES, parseEnvelope } from './envelope.ts'
import { Held, type Incoming, type Reason } from './held.ts'
import { type LedgerDeps, LedgerState } from './ledger-state.ts'
import { judgeEnvelope } from './pipeline.ts'
import { type Leaf, type Position, sessionKey } from './position.ts'
import type { Receipt, WrittenEnvelope } from './verdict.ts'
import { type OwnPayload, writePayload } from './write-payload.ts'

export interface ReceiveOptions {
  /** From the own log, verified before it was stored: the signature is not checked again. */
  readonly trusted?: boolean
  /** Its number in the own log. Without one, the ledger counts. */
  readonly logNumber?: number
}

export class Ledger {
  readonly #state: LedgerState
  readonly #held = new Held()
  readonly #incarnations = new Map<DeviceId, number>()
  /** Per session the lowest seq of which two envelopes were seen. */
  readonly #forkedAt = new Map<string, number>()

  constructor(deps: LedgerDeps, state = new LedgerState(deps)) {
    this.#state = state
  }

  /** The number that the next stored envelope gets. */
  get count(): number {
    return this.#state.count
  }

  get held(): { readonly count: number; readonly bytes: number } {
    return { count: this.#held.size, bytes: this.#held.bytes }
  }

  /** How often envelopes were refused, by code. */
  get refusals(): ReadonlyMap<ErrorCode, number> {
    return this.#state.refusals.byCode()
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
    return this.#state.lanes.session(lane, device, incarnation).clientId
  }

  /** Which device writes under a Yjs clientID in a lane; undefined when no such session is known. */
  writerOf(lane: Lane, clientId: number): DeviceId | undefined {
    return this.#state.lanes.writerOf(lane, clientId)
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
    payload: OwnPayload,
  ): WrittenEnvelope[] {
    const incarnation = this.#incarnations.get(own.device)
    if (incarnation === undefined) throw new RapporteurError('E_ENVELOPE_CHAIN')
    return writePayload(this.#state, { ...own, incarnation }, epoch.id, lane, payload)
  }

  /** Leaves of all devices: each stands for everything before it. */
  frontier(): Leaf[] {
    return this.#state.chains.frontier()
  }

  leaves(device: DeviceId): Leaf[] {
    return this.#state.chains.leaves(device)
  }

  devices(): DeviceId[] {
    return this.#state.chains.devices()
  }

  has(position: Position): boolean {
    return this.#state.chains.has(position)
  }

  hashAt(position: Position): Hash | undefined {
    const hash = this.#state.chains.chain(position.device, position.incarnation)?.hashAt(position.seq)
    return hash === undefined ? undefined : idFrom('Hash', hash)
  }

  /** The leaf of an envelope of the device that is here under this hash. */
  leafOf(device: DeviceId, hash: Uint8Array): Leaf | undefined {
    const found = this.#state.chains.find(device, hash)
    if (found === undefined) return undefined
    return { device, incarnation: found.chain.incarnation, seq: found.seq, hash: idFrom('Hash', hash) }
  }

  /** As {@link VERDICTS} numbers them; undefined for what is not here. */
  verdictAt(position: Position): Verdict | undefined {
    return this.#state.chains.chain(position.device, position.incarnation)?.verdictAt(position.seq)
  }

  logNumberAt(position: Position): number | undefined {
    return this.#state.chains.chain(position.device, position.incarnation)?.logNumberAt(position.seq)
  }

  /** What someone with these leaves lacks of a device, in chain order. Leaves that are unknown here cover nothing. */
  positionsAfter(device: DeviceId, theirLeaves: readonly Leaf[]): Position[] {
    return this.#state.chains.positionsAfter(device, theirLeaves)
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
    return this.#state.chains.hasLeaf(leaf) || (forkedAt !== undefined && leaf.seq >= forkedAt)
  }

  /** Those of the leaves that are not here: what to ask their holder for. */
  missing(theirLeaves: readonly Leaf[]): Leaf[] {
    return theirLeaves.filter((leaf) => !this.holds(leaf))
  }

  /** True when someone with these leaves of the position's device has the envelope at the position. */
  covers(theirLeaves: readonly Leaf[], position: Position): boolean {
    const chain = this.#state.chains.chain(position.device, position.incarnation)
    if (chain === undefined) return false
    return (this.#state.chains.covered(position.device, theirLeaves).get(chain) ?? 0) > position.seq
  }

  /** True when something of the session does not count: its device begins a new incarnation before it writes again. */
  isSpent(device: DeviceId, incarnation: number): boolean {
    return this.#state.chains.chain(device, incarnation)?.spent === true
  }

  /** True when a leaf of a cut or a key came later than what it says something about: the log must be judged again. */
  get outdated(): boolean {
    return this.#state.outdated
  }

  /**
   * Ask after the charter's limits have changed, and before anything else is given to this ledger. True: verdicts given earlier may
   * differ, and the log must be judged again. False: all stand as the new limits have it, and the next answer goes by them.
   */
  reconsider(): boolean {
    const { lanes, limits, outdated } = this.#state
    if (outdated) return true
    for (const shift of limits.shifts()) if (lanes.feels(shift)) return true
    limits.rebase()
    return false
  }

  /**
   * What others' prefixes, beyond their limits, the device's own envelopes in these lanes rest on: as few leaves as stand for it, one of
   * a device that only ever went on from its last. Complete only for envelopes that were received since this ledger was made, not restored.
   */
  restsOn(device: DeviceId, mayAdopt: (lane: LaneKind) => boolean): Leaf[] {
    const { chains, lanes } = this.#state
    return chains.uncovered(lanes.causes.of(device, mayAdopt)).flatMap((position) => {
      const hash = this.hashAt(position)
      return hash === undefined ? [] : [{ ...position, hash }]
    })
  }

  /** The charter heads that waiting envelopes cite, with the devices that wrote them, signatures checked. Some may be known already. */
  citedByHeld(): ReadonlyMap<Hash, ReadonlySet<DeviceId>> {
    return this.#held.citations()
  }

  /** What waits, encoded: a ledger that takes this one's place is given it again. */
  heldEnvelopes(): Uint8Array[] {
    return this.#held.all().map(({ bytes }) => bytes)
  }

  /**
   * An empty ledger that will be given this one's log again, in order and with its numbers. It judges as one that knows the whole
   * of it from the start, until {@link settle}: leaves stand for what is before them wherever they come.
   */
  again(deps: LedgerDeps): Ledger {
    return new Ledger(deps, new LedgerState(deps, undefined, this.#state.chains))
  }

  /** The log is through. */
  settle(): void {
    this.#state.limits.settle()
  }

  /** What of the device is here and left out, though it may come to count once somebody adopts it. */
  outside(device: DeviceId): Position[] {
    return this.#state.chains.outside(device)
  }

  /** Everything that counts in a lane, session by session. */
  positionsIn(lane: Lane): Position[] {
    return this.#state.lanes.positionsIn(lane)
  }

  /** Everything but what is held, for the local cache; sealed by the caller. */
  checkpoint(): Uint8Array {
    return this.#state.encode()
  }

  /** Throws MalformedBytes when the checkpoint is not one of this group, version and schema: then the log is replayed. */
  static restore(deps: LedgerDeps, checkpoint: Uint8Array): Ledger {
    return new Ledger(deps, LedgerState.decode(deps, checkpoint))
  }

  #run(queue: Incoming[]): Receipt[] {
    const receipts: Receipt[] = []
    for (let at = 0; at < queue.length; at++) {
      const incoming = queue[at]
      if (incoming === undefined) continue
      const step = judgeEnvelope(this.#state, incoming)
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
      const { trusted: verified = false, logNumber } = options
      const known =
        verified && logNumber !== undefined ? this.#state.hashBefore(envelope.header, logNumber) : undefined
      return {
        bytes,
        envelope,
        hash: known ?? this.#hashOf(envelope),
        verified,
        payload: undefined,
        logNumber,
      }
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
      return { outcome: 'refused', code: 'E_ENVELOPE_MALFORMED', chained: false }
    }
  }

  #hashOf({ headerBytes, ciphertext }: Envelope): Uint8Array {
    const { group, deps } = this.#state
    return envelopeHash(deps.crypto, group, headerBytes, deps.crypto.hash(ciphertext))
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

  #counted(receipt: Receipt): Receipt {
    if (receipt.outcome === 'refused') this.#state.refusals.count(receipt.code)
    if (receipt.outcome !== 'fork') return receipt
    this.#state.refusals.count('E_FORK')
    const { kind, position } = receipt.proof
    if (kind === 'position') {
      const key = sessionKey(position.device, position.incarnation)
      this.#forkedAt.set(key, Math.min(position.seq, this.#forkedAt.get(key) ?? position.seq))
    }
    return receipt
  }
}
