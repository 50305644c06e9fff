// GroupState: everything a group is in memory: charter, keys, ledger, bodies, records. It is rebuilt from the log alone, so when
// a write to disk fails it is thrown away and built again; nothing here may be needed that the log does not hold.
import { createDecoder, readAny } from 'lib0/decoding'
import * as Y from 'yjs'
import { z } from 'zod'
import { ByteReader, MalformedBytes, sameBytes } from '../../../shared/bytes/codec.ts'
import { type Calendar, foldCalendar } from '../../../shared/calendar/calendar.ts'
import { type Charter, charterOf } from '../../../shared/charter/charter.ts'
import type { DeviceKeys } from '../../../shared/charter/device-keys.ts'
import { EpochKeys } from '../../../shared/charter/epoch-keys.ts'
import { type Grant, readGrant } from '../../../shared/charter/grant.ts'
import type { KeyClass } from '../../../shared/charter/roles.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import { role } from '../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, EpochId, GroupId, Hash, PaperId } from '../../../shared/ids/ids.ts'
import { type Lane, laneKey } from '../../../shared/ids/lanes.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import type { LedgerDeps } from '../../../shared/ledger/ledger-state.ts'
import type { PayloadKind } from '../../../shared/ledger/payload.ts'
import { type Position, sessionKey } from '../../../shared/ledger/position.ts'
import type { Accepted, ForkSighting, Receipt, WrittenEnvelope } from '../../../shared/ledger/verdict.ts'
import { BODY_ROOT, BODY_SCHEMA } from '../../../shared/paper/names.ts'
import { type Desk, foldDesk } from '../../../shared/records/desk.ts'
import {
  type Before,
  decodeRecord as decodeLaneRecord,
  type LaneRecord,
  RECORD_SCHEMA,
  type RecordEntry,
} from '../../../shared/records/record.ts'
import { foldRoster, type Roster } from '../../../shared/records/roster.ts'
import { foldWords, type GroupWordList } from '../../../shared/spelling/group-words.ts'
import { Body } from '../papers/body.ts'
import type { Checkpoint, LoadedLog } from './group-log.ts'
import { encodeRecord } from './sealed-record.ts'

export interface StateDeps {
  readonly crypto: Crypto
  readonly group: GroupId
  readonly keys: DeviceKeys
  readonly incarnation: number
  /** Keys that colleagues sealed to this device outside the charter, as `writeGrant` encodes them. */
  readonly grants: readonly Uint8Array[]
}

/** What came of feeding envelopes in: the caller stores, shows and passes on. */
export interface Effects {
  /** To be stored, in this order. */
  readonly store: { readonly position: Position; readonly envelope: Uint8Array }[]
  /** The number in the log of the first of these; undefined until they are handed to it. */
  logNumber?: number
  readonly bodies: {
    readonly paper: PaperId
    readonly update: Uint8Array
    readonly author: DeviceId
    readonly incarnation: number
  }[]
  /** Desk or roster changed. */
  records: boolean
  readonly troubles: ErrorCode[]
  readonly forks: ForkSighting[]
  /** A paper got content of a newer version of the app. */
  readonly tooNew: PaperId[]
}

/** What an accepted envelope brings, received or written. */
type Counted = Pick<Accepted, 'lane' | 'position' | 'hash' | 'order' | 'heads' | 'schema' | 'bytes'>

type Extra = z.infer<typeof extraSchema>

/** Envelopes that are judged in one go: some 20 ms. */
const SLICE = 256

export function noEffects(): Effects {
  return { store: [], bodies: [], records: false, troubles: [], forks: [], tooNew: [] }
}

const storedRecord = z.object({
  lane: z.enum(['desk', 'roster', 'other']),
  device: z.string(),
  hash: z.string(),
  order: z.number(),
  schema: z.number(),
  /** The author's role at the charter heads that the envelope cites. */
  role,
  bytes,
})
type StoredRecord = z.infer<typeof storedRecord>

const tip = z.object({ device: z.string(), incarnation: z.number(), seq: z.number() })
const extraSchema = z.object({
  records: z.array(storedRecord),
  /** Per lane: the newest accepted envelope of each chain, for the status. */
  tips: z.array(z.object({ lane: z.string(), tips: z.array(tip) })),
  tooNew: z.array(z.string()),
  /** The charter's limits under which the verdicts were reached. */
  verdicts: z.string(),
  /** Hashes of the statements that counted: they need not be judged again. */
  counted: z.array(z.string()),
})

export class GroupState {
  readonly charter: Charter
  readonly epochKeys: EpochKeys
  readonly ledger: Ledger
  readonly #deps: StateDeps
  readonly #bodies = new Map<PaperId, Body>()
  readonly #records: StoredRecord[] = []
  readonly #orders = new Map<Hash, number>()
  readonly #tips = new Map<string, Map<string, Position>>()
  readonly #tooNew = new Set<PaperId>()
  /** The charter's `verdictsKey` when the verdicts here were reached. */
  #verdictsKey: string
  /** How many of the charter's grants to this device have been opened. */
  #opened = 0
  #desk: Desk | undefined
  #calendar: Calendar | undefined
  #words: GroupWordList | undefined
  #roster: Roster | undefined

  private constructor(
    deps: StateDeps,
    charter: Charter,
    epochKeys: EpochKeys,
    make: (deps: LedgerDeps) => Ledger = (ledgerDeps) => new Ledger(ledgerDeps),
  ) {
    const { crypto, group } = deps
    this.#deps = deps
    this.charter = charter
    this.epochKeys = epochKeys
    this.#verdictsKey = charter.verdictsKey()
    this.ledger = make({ crypto, group, charter: () => charter, keys: epochKeys })
  }

  /** Throws when the checkpoint is of another version, or was made under other limits: the log is then replayed. */
  static #from(deps: StateDeps, { statements, checkpoint }: LoadedLog): GroupState {
    const extra = checkpoint && readExtra(checkpoint)
    const counted = new Set(extra?.counted)
    const charter = charterOf(deps.crypto, deps.group, statements, deps.keys.id, (hash) => counted.has(hash))
    const epochKeys = new EpochKeys(deps.crypto)
    const state = new GroupState(deps, charter, epochKeys, (ledgerDeps) =>
      checkpoint === undefined ? new Ledger(ledgerDeps) : Ledger.restore(ledgerDeps, checkpoint.ledger),
    )
    for (const grant of deps.grants) state.#openGrant(grant)
    state.unlockNewEpochs()
    if (checkpoint !== undefined && extra !== undefined) state.#recall(checkpoint, extra)
    state.#heed()
    return state
  }

  /** From now on this is the state in force: this device writes in it, and what its waiting envelopes cite is listened for. */
  takesOver(device: DeviceId, incarnation: number): void {
    this.ledger.beginIncarnation(device, incarnation)
    this.#heed()
  }

  /** Not of a state that is only played again and dropped: the charter is shared, and would listen for what nobody waits for. */
  #heed(): void {
    this.charter.heed(() => this.ledger.citedByHeld())
  }

  #recall(checkpoint: Checkpoint, extra: Extra): void {
    for (const { lane, state } of checkpoint.lanes) this.#bodies.set(lane as PaperId, new Body(state))
    if (extra.verdicts !== this.#verdictsKey) throw new MalformedBytes()
    this.#records.push(...extra.records)
    for (const { hash, order } of extra.records) this.#orders.set(hash as Hash, order)
    for (const { lane, tips } of extra.tips) {
      const positions = tips as Position[]
      this.#tips.set(lane, new Map(positions.map((one) => [sessionKey(one.device, one.incarnation), one])))
    }
    for (const paper of extra.tooNew) this.#tooNew.add(paper as PaperId)
  }

  /** Replays what followed the checkpoint and names what could not be placed: those are strays. */
  static load(deps: StateDeps, loaded: LoadedLog): { state: GroupState; effects: Effects } {
    const state = GroupState.#from(deps, loaded)
    const effects = noEffects()
    for (const envelope of [...loaded.tail, ...loaded.strays]) {
      state.take(state.ledger.receive(envelope, { trusted: true }), effects)
    }
    state.ledger.beginIncarnation(deps.keys.id, deps.incarnation)
    return { state, effects }
  }

  /** Applies receipts to bodies and records, and adds what they mean for the caller to `effects`. */
  take(receipts: readonly Receipt[], effects: Effects): void {
    for (const receipt of receipts) {
      if (receipt.outcome === 'refused') effects.troubles.push(receipt.code)
      if (receipt.outcome === 'fork') {
        effects.forks.push(receipt.proof)
        effects.troubles.push('E_FORK')
      }
      if (receipt.outcome === 'held' && receipt.code !== undefined) effects.troubles.push(receipt.code)
      if ('envelope' in receipt && !receipt.replayed)
        effects.store.push({ position: receipt.position, envelope: receipt.envelope })
      if (receipt.outcome === 'accepted') this.#accept(receipt, effects)
    }
  }

  /** What this device wrote itself: as accepted, for recipients make the same check. */
  takeOwn(
    lane: Lane,
    payload: { readonly kind: PayloadKind; readonly schema: number; readonly bytes: Uint8Array },
    written: readonly WrittenEnvelope[],
    effects: Effects,
  ): void {
    for (const { position, envelope, hash, order } of written) {
      effects.store.push({ position, envelope })
      if (order !== undefined) {
        this.#accept({ lane, position, hash, order, heads: this.charter.heads(), ...payload }, effects)
      }
    }
  }

  /** The keys that new statements seal to this device, and those that follow from them. */
  unlockNewEpochs(): void {
    const grants = this.charter.grantsTo(this.#deps.keys.id)
    for (const grant of grants.slice(this.#opened)) this.epochKeys.open(this.#deps.keys.box, grant)
    this.#opened = grants.length
    this.epochKeys.follow(this.charter)
  }

  /** A key that a colleague sealed to this device; false when it is none that this device lacks and may have. */
  takeGrant(bytes: Uint8Array): boolean {
    const grant = this.#readGrant(bytes)
    if (grant === undefined || !this.lacks(grant.epoch)) return false
    if (this.charter.entitledTo(this.#deps.keys.id, grant.epoch) !== grant.key) return false
    if (!this.epochKeys.open(this.#deps.keys.box, grant)) return false
    this.epochKeys.follow(this.charter)
    return true
  }

  /** Is this device entitled to a key of the epoch that it does not hold? */
  lacks(epoch: EpochId): boolean {
    const keyClass = this.charter.entitledTo(this.#deps.keys.id, epoch)
    return keyClass !== undefined && this.epochKeys.key(epoch, keyClass) === undefined
  }

  /** The epoch to write under with that key: the smallest of those that fit and are held. */
  writeEpoch(keyClass: KeyClass): EpochId | undefined {
    const holds = (epoch: EpochId): boolean => this.epochKeys.key(epoch, keyClass) !== undefined
    const smallest = this.charter.currentEpoch()
    return smallest !== undefined && holds(smallest) ? smallest : this.charter.currentEpoch(holds)
  }

  /** True when the log must be judged again: limits have changed, or a leaf or a key has come late. */
  isOutdated(): boolean {
    if (this.ledger.outdated) return true
    const key = this.charter.verdictsKey()
    if (key === this.#verdictsKey) return false
    if (this.ledger.reconsider()) return true
    this.#verdictsKey = key
    return false
  }

  /**
   * The same log, judged by the charter and the keys as they are now. `read`: records by number. In slices, with time for others
   * between them; `each` hears what counts of papers' texts, in order. Charter and keys are shared: afterwards {@link release} the old state, do not wipe it.
   */
  async judgedAgain(
    count: number,
    read: (numbers: readonly number[]) => Promise<readonly (Uint8Array | undefined)[]>,
    each: (bodies: Effects['bodies'], logNumber: number) => void = () => undefined,
  ): Promise<{ state: GroupState; effects: Effects }> {
    const again = (deps: LedgerDeps): Ledger => this.ledger.again(deps)
    const state = new GroupState(this.#deps, this.charter, this.epochKeys, again)
    state.#opened = this.#opened
    for (let from = 0; from < count; from += SLICE) {
      const numbers = Array.from({ length: Math.min(SLICE, count - from) }, (_, i) => from + i)
      const records = await read(numbers)
      for (const [i, envelope] of records.entries()) {
        if (envelope === undefined) continue
        const receipts = state.ledger.receive(envelope, { trusted: true, logNumber: from + i })
        const slice = noEffects()
        state.take(receipts, slice)
        each(slice.bodies, from + i)
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    state.ledger.settle()
    const effects = noEffects()
    for (const envelope of this.ledger.heldEnvelopes()) state.take(state.ledger.receive(envelope), effects)
    effects.records = true
    effects.troubles.length = 0
    return { state, effects }
  }

  /** Does the paper look alike in both? Also what is deleted counts: an editor stands on it. */
  sameBody(other: GroupState, paper: PaperId): boolean {
    const [mine, theirs] = [this.body(paper).doc(), other.body(paper).doc()]
    const vector = Y.encodeStateVector(mine)
    return (
      sameBytes(vector, Y.encodeStateVector(theirs)) &&
      mine.getXmlFragment(BODY_ROOT).toString() === theirs.getXmlFragment(BODY_ROOT).toString()
    )
  }

  #openGrant(bytes: Uint8Array): void {
    const grant = this.#readGrant(bytes)
    if (grant !== undefined) this.epochKeys.open(this.#deps.keys.box, grant)
  }

  #readGrant(bytes: Uint8Array): Grant | undefined {
    try {
      const reader = new ByteReader(bytes)
      const grant = readGrant(reader)
      reader.end()
      return grant
    } catch (error) {
      if (error instanceof MalformedBytes) return undefined
      throw error
    }
  }

  body(paper: PaperId): Body {
    const body = this.#bodies.get(paper) ?? new Body()
    this.#bodies.set(paper, body)
    return body
  }

  /** Content that only a newer version of the app may show and edit. */
  isTooNew(paper: PaperId): boolean {
    return this.#tooNew.has(paper)
  }

  get desk(): Desk {
    this.#desk ??= foldDesk(this.#deps.crypto, this.#entries('desk'), this.#before)
    return this.#desk
  }

  get calendar(): Calendar {
    this.#calendar ??= foldCalendar(this.#entries('desk'), this.#before)
    return this.#calendar
  }

  get words(): GroupWordList {
    this.#words ??= foldWords(this.#deps.crypto, this.#entries('desk'), this.#before)
    return this.#words
  }

  get roster(): Roster {
    this.#roster ??= foldRoster(this.#deps.group, this.#entries('roster'), this.#before)
    return this.#roster
  }

  /** The roster as a device has it that holds these of its records and no other. */
  rosterAmong(held: ReadonlySet<Hash>): Roster {
    const entries = this.#entries('roster').filter(({ hash }) => held.has(hash))
    return foldRoster(this.#deps.group, entries, this.#before)
  }

  /** The newest accepted envelope of each chain in a lane. */
  tips(lane: Lane): Position[] {
    return [...(this.#tips.get(laneKey(lane))?.values() ?? [])]
  }

  /** For the log's checkpoint; documents that nobody looks at leave memory. */
  checkpoint(isOpen: (paper: PaperId) => boolean): {
    statements: Uint8Array[]
    ledger: Uint8Array
    lanes: Checkpoint['lanes']
    extra: Uint8Array
  } {
    const lanes = [...this.#bodies].map(([paper, body]) => {
      const state = body.state()
      if (isOpen(paper)) body.saved()
      else body.rest(state)
      return { lane: paper, state }
    })
    const tips = [...this.#tips].map(([lane, positions]) => ({ lane, tips: [...positions.values()] }))
    const extra = encodeRecord({
      records: this.#records,
      tips,
      tooNew: [...this.#tooNew],
      verdicts: this.#verdictsKey,
      counted: this.charter.counted(),
    })
    return { statements: this.charter.all(), ledger: this.ledger.checkpoint(), lanes, extra }
  }

  wipe(): void {
    this.epochKeys.wipe()
    this.release()
  }

  /** Another state has taken over, with charter and keys. */
  release(): void {
    for (const body of this.#bodies.values()) body.destroy()
    this.#bodies.clear()
  }

  #accept(receipt: Counted, effects: Effects): void {
    const { lane, position } = receipt
    const key = laneKey(lane)
    const tips = this.#tips.get(key) ?? new Map<string, Position>()
    this.#tips.set(key, tips)
    tips.set(sessionKey(position.device, position.incarnation), position)
    if (lane.kind === 'body') {
      if (receipt.schema > BODY_SCHEMA) {
        this.#tooNew.add(lane.paper)
        effects.tooNew.push(lane.paper)
      }
      this.body(lane.paper).apply(receipt.bytes)
      effects.bodies.push({
        paper: lane.paper,
        update: receipt.bytes,
        author: position.device,
        incarnation: position.incarnation,
      })
      return
    }
    const role = this.charter.roleAt(position.device, receipt.heads)
    if (role === undefined) return
    this.#records.push({
      lane: lane.kind === 'desk' || lane.kind === 'roster' ? lane.kind : 'other',
      device: position.device,
      hash: receipt.hash,
      order: receipt.order,
      schema: receipt.schema,
      role,
      bytes: receipt.bytes,
    })
    this.#orders.set(receipt.hash, receipt.order)
    if (receipt.schema > RECORD_SCHEMA) effects.troubles.push('E_UPDATE_APP')
    this.#desk = undefined
    this.#calendar = undefined
    this.#words = undefined
    this.#roster = undefined
    effects.records = true
  }

  /** The order that the ledger gives grows along every causal path, and is the same on every device. */
  readonly #before: Before = (first, second) =>
    (this.#orders.get(first) ?? 0) < (this.#orders.get(second) ?? 0)

  #entries(lane: 'desk' | 'roster'): RecordEntry[] {
    const entries: RecordEntry[] = []
    for (const stored of this.#records) {
      // Of a later version: kept for it, and not read.
      if (stored.lane !== lane || stored.schema > RECORD_SCHEMA) continue
      const author = this.charter.memberOf(stored.device as DeviceId)
      const record = readRecord(stored.bytes)
      if (author === undefined || record === undefined) continue
      entries.push({ hash: stored.hash as Hash, author, role: stored.role, record })
    }
    return entries
  }
}

/** Throws for one of an earlier version. */
function readExtra(checkpoint: Checkpoint): Extra {
  return extraSchema.parse(readAny(createDecoder(checkpoint.extra)))
}

/** undefined for bytes that a member signed and that are no record: passed over by every device alike. */
function readRecord(stored: Uint8Array): LaneRecord | undefined {
  try {
    return decodeLaneRecord(stored)
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}
