// Group: one working group on this device: its state in memory, its log on disk, one queue in front of both. It says "written" only
// when the sealed envelope is durable, and when the disk refuses it goes back to what the disk holds.

import { type Admitted, admit, type Newcomer, type NewOwnDevice } from '../../../shared/charter/admit.ts'
import type { DeviceKeys } from '../../../shared/charter/device-keys.ts'
import { ROLE_TABLE, type Role } from '../../../shared/charter/roles.ts'
import { codeOf, RapporteurError } from '../../../shared/contract/errors.ts'
import type { DeviceId, GroupId, MemberId, PaperId } from '../../../shared/ids/ids.ts'
import type { Lane } from '../../../shared/ids/lanes.ts'
import { nameEnvelope } from '../../../shared/ledger/envelope.ts'
import { laneClass } from '../../../shared/ledger/judge-header.ts'
import type { PayloadKind } from '../../../shared/ledger/payload.ts'
import type { Leaf, Position } from '../../../shared/ledger/position.ts'
import { encodeRecord, type LaneRecord, RECORD_SCHEMA } from '../../../shared/records/record.ts'
import type { ForkProof, Received } from '../../../shared/replication/replica.ts'
import { adoptOwnGround, type Deed, mintEpoch, prepareGrant, statementOf } from './deeds.ts'
import { EpochTurn } from './epoch-turn.ts'
import { loadGrants, saveGrants } from './grant-book.ts'
import type { GroupListener } from './group-listener.ts'
import type { GroupLog } from './group-log.ts'
import { LastDays } from './last-days.ts'
import { type GroupDeps, loadGroup } from './load-group.ts'
import { Serial } from './serial.ts'
import { type Effects, type GroupState, noEffects } from './state.ts'

/** A checkpoint when this many envelopes stand behind the last one, or a share of the whole log if that is more. */
const CHECKPOINT_TAIL = 1_024
const CHECKPOINT_SHARE = 16
/** …or after a rest, when this many do. */
const RESTING_TAIL = 128
const REST_MS = 4_000

type ReadonlyPapers = () => readonly PaperId[]

export class Group {
  readonly id: GroupId
  readonly keys: DeviceKeys
  readonly #deps: GroupDeps
  readonly #queue = new Serial()
  /** Writes go one after another even while they wait for an epoch. */
  readonly #writes = new Serial()
  readonly #turn: EpochTurn
  readonly #lastDays: LastDays
  /** What was adopted, by hash of the leaf: once is enough. */
  readonly #adopted = new Set<string>()
  readonly #listeners = new Set<GroupListener>()
  #log: GroupLog
  #state: GroupState
  #incarnation: number
  #failed = false
  #closed = false
  #openPapers: ReadonlyPapers = () => []
  #cancelRest: () => void = () => undefined

  /** Loads and verifies; `damaged` when sealed and counted records were gone or altered. */
  static async open(deps: GroupDeps, id: GroupId): Promise<{ group: Group; damaged: boolean }> {
    const { log, state, damaged, incarnation, refused } = await loadGroup(deps, id)
    const group = new Group(deps, id, log, state, incarnation)
    group.#failed = refused !== undefined
    if (refused === undefined) await group.#run(() => group.#catchUp()).catch(() => undefined)
    group.#lastDays.watch()
    return { group, damaged }
  }

  private constructor(deps: GroupDeps, id: GroupId, log: GroupLog, state: GroupState, incarnation: number) {
    this.#deps = deps
    this.id = id
    this.keys = deps.keys
    this.#log = log
    this.#state = state
    this.#incarnation = incarnation
    this.#turn = new EpochTurn(deps, () => this.#mint())
    this.#lastDays = new LastDays({
      ...deps,
      self: () => ({
        isCoordinator: this.#state.charter.roleOf(this.keys.id) === 'coordinator',
        state: this.#state,
      }),
      expire: (member) => this.expire(member),
    })
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
  keepOpen(openPapers: ReadonlyPapers): void {
    this.#openPapers = openPapers
  }

  writeRecord(lane: Lane, record: LaneRecord): Promise<void> {
    return this.#write(lane, { kind: 'record', schema: RECORD_SCHEMA, bytes: encodeRecord(record) })
  }

  /** Rejects with a code; the group is then as it was before. Resolves when durable. `mayGo` is asked in turn, and may throw. */
  writeBody(paper: PaperId, schema: number, update: Uint8Array, mayGo?: () => void): Promise<void> {
    return this.#write({ kind: 'body', paper }, { kind: 'yjs', schema, bytes: update }, mayGo)
  }

  admit(newcomer: Newcomer): Promise<Admitted> {
    return this.#run(() =>
      this.#grow(({ charter, epochKeys }, add) => {
        prepareGrant(this.#deps.crypto, this.#state, this.keys, ROLE_TABLE[newcomer.role].key, add)
        const admitted = admit(this.#deps.crypto, charter, this.keys, epochKeys, newcomer)
        add(admitted.bytes)
        return admitted
      }),
    )
  }

  /** Durable and told to peers when it resolves, like all that follow here. Throws E_ROLE_FORBIDS, E_LAST_COORDINATOR, E_NOT_FOUND. */
  changeRole(member: MemberId, role: Role, until?: number): Promise<void> {
    return this.#act({ kind: 'role', member, role, until })
  }

  removeMember(member: MemberId): Promise<void> {
    return this.#act({ kind: 'remove-member', member })
  }

  /** One's own other devices, or a colleague's: all or none. */
  removeDevices(devices: readonly DeviceId[]): Promise<void> {
    return this.#act(...devices.map((device) => ({ kind: 'remove-device', device }) as const))
  }

  /** For everyone, what cuts left out up to these envelopes, in the lanes that this device may write: all or none. */
  adopt(leaves: readonly Leaf[]): Promise<void> {
    return this.#act(...leaves.map((leaf) => ({ kind: 'adopt', leaf }) as const))
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
  addDevice(keys: NewOwnDevice): Promise<void> {
    return this.#act({ kind: 'add-device', ...keys })
  }

  /** Keys that a colleague sealed to this device. Resolves when they are durable. */
  receiveGrants(grants: readonly Uint8Array[], from: DeviceId): Promise<void> {
    return this.#run(async () => {
      const state = this.#state
      const taken = grants.filter((grant) => state.takeGrant(grant)).map((grant) => grant.slice())
      if (taken.length === 0) return
      const { store } = this.#deps
      await this.#orReload(
        loadGrants(store, this.id).then((known) => saveGrants(store, this.id, [...known, ...taken])),
      )
      await this.#retry(from)
      this.#tell((listener) => listener.keysCame?.())
    })
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
      await this.#orReload(this.#log.appendStatements(keep))
      state.unlockNewEpochs()
      await this.#retry(from, effects)
      this.#charterGrew(from)
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
      if (state.isOutdated()) await this.#catchUp()
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

  /** Plays the log again from its first envelope and tells what counts of papers' texts, in order. Others go on writing meanwhile. */
  async retell(each: (bodies: Effects['bodies'], logNumber: number) => void): Promise<void> {
    await this.#orReload(this.#log.flushed())
    const log = this.#log
    const { state } = await this.#state.judgedAgain(log.count, (numbers) => log.read(numbers), each)
    state.release()
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
        const open = new Set(this.#openPapers())
        await this.#log.saveCheckpoint(this.#state.checkpoint((paper) => open.has(paper)))
      } catch {
        // A cache that could not be written: the log has everything.
      }
    })
  }

  /** The vault is about to be locked: what waits for an epoch waits no longer. */
  hurry(): void {
    this.#turn.hurry()
  }

  /** Flushes, then leaves nothing readable in memory. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#lastDays.close()
    this.hurry()
    await this.#writes.idle()
    this.#turn.close()
    await this.rest()
    this.#closed = true
    this.#cancelRest()
    await this.#queue.idle()
    this.#listeners.clear()
    this.#state.wipe()
  }

  /** All of them or none. */
  #act(...deeds: readonly Deed[]): Promise<void> {
    return this.#run(() =>
      this.#grow((state, add) => {
        const { crypto } = this.#deps
        const role = state.charter.roleOf(this.keys.id)
        for (const deed of deeds) {
          if (deed.kind === 'add-device' && role !== undefined)
            prepareGrant(crypto, state, this.keys, ROLE_TABLE[role].key, add)
          add(statementOf(crypto, state, this.keys, deed))
        }
        // Whoever lost the right to read is shut out in the same breath.
        if (state.charter.currentEpoch() === undefined) mintEpoch(crypto, state, this.keys, add)
      }),
    )
  }

  #mint(): Promise<void> {
    return this.#run(() =>
      this.#grow((state, add) => {
        if (state.writeEpoch('inner') === undefined) mintEpoch(this.#deps.crypto, state, this.keys, add)
      }),
    )
  }

  /** In the queue. What is added here is durable and told when it resolves, or gone again. */
  async #grow<Result>(
    write: (state: GroupState, add: (statement: Uint8Array) => void) => Result,
  ): Promise<Result> {
    const state = this.#state
    const added: Uint8Array[] = []
    let result: Result
    try {
      result = write(state, (statement) => {
        // Of a statement that does not count no screen may say that it is done.
        const { outcome } = state.charter.add(statement)
        if (outcome !== 'added') throw new RapporteurError('E_STATEMENT_INVALID')
        added.push(statement)
      })
    } catch (error) {
      // Half of what was meant must not stay.
      if (added.length > 0) this.#failed = true
      throw error
    }
    if (added.length === 0) return result
    await this.#orReload(this.#log.appendStatements(added))
    state.unlockNewEpochs()
    await this.#retry(this.keys.id)
    this.#charterGrew(this.keys.id)
    return result
  }

  #charterGrew(from: DeviceId): void {
    this.#tell((listener) => listener.charterGrew?.(from))
    this.#lastDays.watch()
  }

  /** Charter or keys have grown: what waited may go on, and what was judged may look different. */
  async #retry(from: DeviceId, effects = noEffects()): Promise<void> {
    this.#state.take(this.#state.ledger.retryHeld(), effects)
    const stored = this.#store(effects)
    this.#tell((listener) => listener.taken?.({ effects, from }))
    await this.#orReload(stored)
    this.#stored(effects, from)
    await this.#catchUp()
    this.#turn.wake()
  }

  /** Judges the log again until nothing more comes of it, and adopts what own envelopes rest on. */
  async #catchUp(): Promise<void> {
    const before = this.#state
    do {
      if (!this.#state.isOutdated()) continue
      await this.#orReload(this.#log.flushed())
      const last = this.#state
      const { state, effects } = await last.judgedAgain(this.#log.count, (numbers) => this.#log.read(numbers))
      this.#state = state
      state.takesOver(this.keys.id, this.#incarnation)
      if (last !== before) last.release()
      await this.#orReload(this.#store(effects))
    } while ((await this.#adopt()) || this.#state.isOutdated())
    if (this.#state === before) return
    const changed = this.#openPapers().filter((paper) => !this.#state.sameBody(before, paper))
    before.release()
    if (changed.length > 0) this.#tell((listener) => listener.judgedAgain?.(changed))
    this.#goOn()
    this.#tell((listener) =>
      listener.taken?.({ effects: { ...noEffects(), records: true }, from: this.keys.id }),
    )
  }

  /** Own text that rests on somebody's beyond a cut would fall with it: what it rests on is kept, no more, and once. True when it said so. */
  async #adopt(): Promise<boolean> {
    const { said, refused } = adoptOwnGround(this.#deps.crypto, this.#state, this.keys, this.#adopted)
    if (refused !== undefined) this.#tell((listener) => listener.troubled?.([refused]))
    if (said.length === 0) return false
    await this.#orReload(this.#log.appendStatements(said.map(({ bytes }) => bytes)))
    // Not before: what the disk refused is said again.
    for (const { leaf } of said) this.#adopted.add(leaf.hash)
    this.#charterGrew(this.keys.id)
    return true
  }

  /** A session of which something does not count is over. */
  #goOn(): void {
    const { ledger } = this.#state
    if (!ledger.isSpent(this.keys.id, this.#incarnation)) return
    this.#incarnation = this.#deps.incarnation(true)
    ledger.beginIncarnation(this.keys.id, this.#incarnation)
    this.#tell((listener) => listener.reloaded?.())
  }

  async #write(
    lane: Lane,
    payload: { kind: PayloadKind; schema: number; bytes: Uint8Array },
    mayGo: () => void = () => undefined,
  ): Promise<void> {
    const effects = noEffects()
    const stored = await this.#writes.run(async () => {
      for (;;) {
        const sealed = await this.#run(async () => this.#seal(lane, payload, mayGo, effects))
        if (sealed !== undefined) return sealed
        await this.#turn.wait()
      }
    })
    await this.#orReload(stored.durable)
    this.#stored(effects, this.keys.id)
  }

  /** In the queue. undefined while there is no epoch to write under. */
  #seal(
    lane: Lane,
    payload: { kind: PayloadKind; schema: number; bytes: Uint8Array },
    mayGo: () => void,
    effects: Effects,
  ): { readonly durable: Promise<void> } | undefined {
    this.#goOn()
    mayGo()
    const state = this.#state
    if (!state.charter.mayWrite(this.keys.id, lane.kind, state.charter.heads()))
      throw new RapporteurError('E_ROLE_FORBIDS')
    const epoch = state.writeEpoch(laneClass(lane.kind))
    if (epoch === undefined) return undefined
    const own = { device: this.keys.id, signingKey: this.keys.signing.secretKey }
    const written = state.ledger.write(own, { id: epoch }, lane, payload)
    state.takeOwn(lane, payload, written, effects)
    // Awaited outside the queue: the next keystroke is sealed while this one is on its way to the disk.
    const durable = this.#store(effects)
    durable.catch(() => undefined)
    this.#tell((listener) => listener.taken?.({ effects, from: this.keys.id }))
    return { durable }
  }

  #store(effects: Effects): Promise<void> {
    return this.#log.appendStored(effects)
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
    const { log, state, incarnation, refused } = await loadGroup(this.#deps, this.id)
    if (refused !== undefined) {
      state.wipe()
      throw new RapporteurError(refused)
    }
    this.#state.wipe()
    this.#log = log
    this.#state = state
    this.#incarnation = incarnation
    this.#failed = false
    await this.#catchUp()
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
