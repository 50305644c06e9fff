// Group: one working group on this device: its state in memory, its log on disk, one queue in front of both. It says "written" only
// when the sealed envelope is durable, and when the disk refuses it goes back to what the disk holds.

import { type Admitted, admit, type Newcomer } from '../../../shared/charter/admit.ts'
import type { DeviceKeys } from '../../../shared/charter/device-keys.ts'
import type { Role } from '../../../shared/charter/roles.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, GroupId, MemberId, PaperId } from '../../../shared/ids/ids.ts'
import type { Lane } from '../../../shared/ids/lanes.ts'
import { nameEnvelope } from '../../../shared/ledger/envelope.ts'
import type { PayloadKind } from '../../../shared/ledger/payload.ts'
import type { Leaf, Position } from '../../../shared/ledger/position.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { encodeRecord, type LaneRecord, RECORD_SCHEMA } from '../../../shared/records/record.ts'
import type { ForkProof, Received } from '../../../shared/replication/replica.ts'
import { type Deed, statementsOf } from './deeds.ts'
import { GroupLog, type LoadedLog } from './group-log.ts'
import { Serial } from './serial.ts'
import { type Effects, GroupState, noEffects } from './state.ts'

export interface GroupDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly store: SealedStore
  readonly keys: DeviceKeys
  /** Draws this host's incarnation in the group; drawn again when the store lost something. */
  incarnation(again: boolean): number
}

export interface Taken {
  readonly effects: Effects
  /** `self`, or the neighbour that handed it over. */
  readonly from: DeviceId
}

export interface GroupListener {
  /** Accepted or written, perhaps not durable yet: for screens. */
  taken?(taken: Taken): void
  /** Durable: for peers and for the status. */
  stored?(taken: Taken): void
  charterGrew?(from: DeviceId): void
  troubled?(codes: readonly ErrorCode[]): void
  /** The disk refused; in memory is again what the disk holds. Editors must reopen. */
  reloaded?(): void
}

/** A checkpoint when this many envelopes stand behind the last one, or a share of the whole log if that is more. */
const CHECKPOINT_TAIL = 1_024
const CHECKPOINT_SHARE = 16
/** …or after a rest, when this many do. */
const RESTING_TAIL = 128
const REST_MS = 4_000

export class Group {
  readonly id: GroupId
  readonly keys: DeviceKeys
  readonly #deps: GroupDeps
  readonly #queue = new Serial()
  readonly #listeners = new Set<GroupListener>()
  #log: GroupLog
  #state: GroupState
  #incarnation: number
  #failed = false
  #closed = false
  #openPapers: (paper: PaperId) => boolean = () => false
  #cancelRest: () => void = () => undefined

  /** Loads and verifies; `damaged` when sealed and counted records were gone or altered. */
  static async open(deps: GroupDeps, id: GroupId): Promise<{ group: Group; damaged: boolean }> {
    const { log, state, damaged, incarnation, refused } = await load(deps, id)
    const group = new Group(deps, id, log, state, incarnation)
    group.#failed = refused !== undefined
    return { group, damaged }
  }

  private constructor(deps: GroupDeps, id: GroupId, log: GroupLog, state: GroupState, incarnation: number) {
    this.#deps = deps
    this.id = id
    this.keys = deps.keys
    this.#log = log
    this.#state = state
    this.#incarnation = incarnation
  }

  get state(): GroupState {
    return this.#state
  }

  get log(): GroupLog {
    return this.#log
  }

  get incarnation(): number {
    return this.#incarnation
  }

  /** The returned function stops listening. */
  listen(listener: GroupListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Papers that somebody looks at keep their document in memory. */
  keepOpen(isOpen: (paper: PaperId) => boolean): void {
    this.#openPapers = isOpen
  }

  writeRecord(lane: Lane, record: LaneRecord): Promise<void> {
    return this.#write(lane, { kind: 'record', schema: RECORD_SCHEMA, bytes: encodeRecord(record) })
  }

  /** Rejects with a code; the group is then as it was before. Resolves when durable. `mayGo` is asked in turn, and may throw. */
  writeBody(paper: PaperId, schema: number, update: Uint8Array, mayGo?: () => void): Promise<void> {
    return this.#write({ kind: 'body', paper }, { kind: 'yjs', schema, bytes: update }, mayGo)
  }

  admit(newcomer: Newcomer): Promise<Admitted> {
    return this.#run(async () => {
      const { charter, epochKeys } = this.#state
      const admitted = admit(this.#deps.crypto, charter, this.keys, epochKeys, newcomer)
      charter.add(admitted.bytes)
      await this.#orReload(this.#log.appendStatements([admitted.bytes]))
      this.#tell((listener) => listener.charterGrew?.(this.keys.id))
      return admitted
    })
  }

  /** Durable and told to peers when it resolves, like all that follow here. Throws E_ROLE_FORBIDS, E_LAST_COORDINATOR, E_NOT_FOUND. */
  changeRole(member: MemberId, role: Role, until?: number): Promise<void> {
    return this.#act({ kind: 'role', member, role, until })
  }

  removeMember(member: MemberId): Promise<void> {
    return this.#act({ kind: 'remove-member', member })
  }

  /** One's own other device, or a colleague's. */
  removeDevice(device: DeviceId): Promise<void> {
    return this.#act({ kind: 'remove-device', device })
  }

  /** An expert whose date has passed. */
  expire(member: MemberId): Promise<void> {
    return this.#act({ kind: 'expire', member })
  }

  /** The device that the proof shows to be two. */
  freeze(proof: ForkProof): Promise<void> {
    return this.#act({ kind: 'freeze', proof })
  }

  /** Another device of this device's own member. */
  addDevice(keys: { readonly signingKey: Uint8Array; readonly boxKey: Uint8Array }): Promise<void> {
    return this.#act({ kind: 'add-device', ...keys })
  }

  /** Never rejects for what the statements hold. Resolves when what counts is durable. */
  receiveStatements(statements: readonly Uint8Array[], from: DeviceId): Promise<void> {
    return this.#run(async () => {
      const state = this.#state
      const effects = noEffects()
      const keep: Uint8Array[] = []
      for (const bytes of statements) {
        const outcome = state.charter.add(bytes)
        if ('keep' in outcome) keep.push(...outcome.keep)
        if (outcome.outcome === 'refused') effects.troubles.push(outcome.code)
      }
      if (keep.length === 0) {
        this.#trouble(effects)
        return
      }
      if (state.charter.needsUpdate) effects.troubles.push('E_UPDATE_APP')
      state.unlockNewEpochs()
      state.take(state.ledger.retryHeld(), effects)
      const stored = Promise.all([this.#log.appendStatements(keep), this.#store(effects)])
      this.#tell((listener) => listener.taken?.({ effects, from }))
      await this.#orReload(stored)
      this.#tell((listener) => listener.charterGrew?.(from))
      this.#stored(effects, from)
    })
  }

  /** As `Replica.receiveEnvelopes`. */
  async receiveEnvelopes(envelopes: readonly Uint8Array[], from: DeviceId): Promise<Received[]> {
    const effects = noEffects()
    const { received, stored } = await this.#run(async () => {
      const state = this.#state
      const received: Received[] = []
      for (const bytes of envelopes) {
        const before = effects.store.length
        state.take(state.ledger.receive(bytes), effects)
        const named = nameEnvelope(this.#deps.crypto, this.id, bytes)
        if (named !== undefined && state.ledger.has(named.position)) {
          received.push({ position: named.position, fresh: effects.store.length > before })
        }
      }
      const stored = this.#store(effects)
      stored.catch(() => undefined)
      this.#tell((listener) => listener.taken?.({ effects, from }))
      return { received, stored }
    })
    await this.#orReload(stored)
    this.#stored(effects, from)
    return received
  }

  /** Encoded envelopes; waits for those that are on their way to the disk. */
  read(positions: readonly Position[]): Promise<(Uint8Array | undefined)[]> {
    if (this.#failed) return Promise.resolve(positions.map(() => undefined))
    const numbers = positions.map((position) => this.#state.ledger.logNumberAt(position))
    const known = numbers.filter((number) => number !== undefined)
    return this.#log.read(known).then((found) => {
      const byNumber = new Map(known.map((number, i) => [number, found[i]]))
      return numbers.map((number) => (number === undefined ? undefined : byNumber.get(number)))
    })
  }

  /** Runs between other changes: what it sees is of one moment. */
  exclusive<Result>(task: (state: GroupState) => Result): Promise<Result> {
    return this.#run(async () => task(this.#state))
  }

  /** Leaves of everything that is on the disk now. Rejects when some of it never will be. */
  durableFrontier(): Promise<Leaf[]> {
    return this.#run(async () => {
      const leaves = this.#state.ledger.frontier()
      await this.#orReload(this.#log.flushed())
      return leaves
    })
  }

  /** Writes the checkpoint if anything came since the last; waits for all writes. */
  async rest(): Promise<void> {
    this.#cancelRest()
    await this.#queue.run(async () => {
      if (this.#closed || this.#failed || this.#log.tailLength === 0) return
      try {
        await this.#log.saveCheckpoint(this.#state.checkpoint(this.#openPapers))
      } catch {
        // A cache that could not be written: the log has everything.
      }
    })
  }

  /** Flushes, then leaves nothing readable in memory. */
  async close(): Promise<void> {
    if (this.#closed) return
    await this.rest()
    this.#closed = true
    this.#cancelRest()
    await this.#queue.idle()
    this.#listeners.clear()
    this.#state.wipe()
  }

  #act(deed: Deed): Promise<void> {
    return this.#run(async () => {
      const statements = statementsOf(deed)
      await this.#orReload(this.#log.appendStatements(statements))
      this.#tell((listener) => listener.charterGrew?.(this.keys.id))
    })
  }

  async #write(
    lane: Lane,
    payload: { kind: PayloadKind; schema: number; bytes: Uint8Array },
    mayGo: () => void = () => undefined,
  ): Promise<void> {
    const effects = noEffects()
    const stored = await this.#run(async () => {
      mayGo()
      const state = this.#state
      const epoch = state.charter.currentEpoch()
      if (epoch === undefined) throw new RapporteurError('E_ENVELOPE_EPOCH')
      const own = { device: this.keys.id, signingKey: this.keys.signing.secretKey }
      const written = state.ledger.write(own, { id: epoch }, lane, payload)
      state.takeOwn(lane, payload, written, effects)
      // Awaited outside the queue: the next keystroke is sealed while this one is on its way to the disk.
      const durable = this.#store(effects)
      durable.catch(() => undefined)
      this.#tell((listener) => listener.taken?.({ effects, from: this.keys.id }))
      return { durable }
    })
    await this.#orReload(stored.durable)
    this.#stored(effects, this.keys.id)
  }

  #store(effects: Effects): Promise<void> {
    return this.#log.append(effects.store.map(({ envelope }) => envelope))
  }

  /** In the queue; when the disk failed earlier, first back to what it holds. */
  #run<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#queue.run(async () => {
      if (this.#closed) throw new RapporteurError('E_VAULT_LOCKED')
      if (this.#failed) await this.#reload()
      return task()
    })
  }

  async #orReload<Result>(stored: Promise<Result>): Promise<Result> {
    try {
      return await stored
    } catch (error) {
      this.#failed = true
      throw new RapporteurError(codeOf(error))
    }
  }

  async #reload(): Promise<void> {
    const { log, state, incarnation, refused } = await load(this.#deps, this.id)
    if (refused !== undefined) {
      state.wipe()
      throw new RapporteurError(refused)
    }
    this.#state.wipe()
    this.#log = log
    this.#state = state
    this.#incarnation = incarnation
    this.#failed = false
    this.#tell((listener) => listener.reloaded?.())
  }

  #stored(effects: Effects, from: DeviceId): void {
    this.#trouble(effects)
    if (effects.store.length === 0 && effects.forks.length === 0) return
    this.#tell((listener) => listener.stored?.({ effects, from }))
    if (this.#closed) return
    const tail = this.#log.tailLength
    if (tail >= Math.max(CHECKPOINT_TAIL, this.#log.count / CHECKPOINT_SHARE)) void this.rest()
    else if (tail >= RESTING_TAIL) {
      this.#cancelRest()
      this.#cancelRest = this.#deps.clock.after(REST_MS, () => void this.rest())
    }
  }

  #trouble(effects: Effects): void {
    if (effects.troubles.length > 0) this.#tell((listener) => listener.troubled?.(effects.troubles))
  }

  #tell(call: (listener: GroupListener) => void): void {
    for (const listener of [...this.#listeners]) call(listener)
  }
}

interface Loaded {
  readonly log: GroupLog
  readonly state: GroupState
  readonly damaged: boolean
  readonly incarnation: number
  /** Why the repair could not be written. */
  readonly refused: ErrorCode | undefined
}

async function load(deps: GroupDeps, id: GroupId): Promise<Loaded> {
  const { crypto, store, keys } = deps
  const log = new GroupLog(store, crypto, id)
  let loaded: LoadedLog = await log.load()
  const stateDeps = { crypto, group: id, keys, incarnation: deps.incarnation(false) }
  let replayed: ReturnType<typeof GroupState.load>
  try {
    replayed = GroupState.load(stateDeps, loaded)
  } catch (error) {
    // A checkpoint that does not fit this version is only a cache: the log has everything.
    if (loaded.checkpoint === undefined) throw error
    loaded = await log.load(true)
    replayed = GroupState.load(stateDeps, loaded)
  }
  const { state, effects } = replayed
  const placed = effects.store.map(({ envelope }) => envelope)
  const damaged = loaded.damaged || placed.length < loaded.tail.length
  let refused: ErrorCode | undefined
  if (damaged || placed.length > loaded.tail.length) {
    // A full disk must not hide what is there: the group can be read, and each write tries the repair again.
    refused = await log.rewrite(loaded, state.charter.all(), placed).then(() => undefined, codeOf)
  }
  // What was lost may be out in the world: a position that it held must not be used again.
  const incarnation = damaged ? deps.incarnation(true) : stateDeps.incarnation
  state.ledger.beginIncarnation(keys.id, incarnation)
  return { log, state, damaged, incarnation, refused }
}
