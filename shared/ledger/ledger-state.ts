// What a ledger knows of what it has taken in: chains, lanes, counts. What waits is not part of it.
// It must be rebuilt exactly by replaying the log; a checkpoint of it is only a faster way to the same state.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type EpochId, type GroupId, idBytes, idFrom } from '../ids/ids.ts'
import { BODY_SCHEMA } from '../paper/names.ts'
import { Chains } from './chains.ts'
import type { CharterView, EpochKeys } from './charter-view.ts'
import { LaneBook } from './lane-book.ts'
import { Limits } from './limits.ts'
import type { Position } from './position.ts'
import { Refusals } from './refusals.ts'

export interface LedgerDeps {
  readonly crypto: Crypto
  readonly group: GroupId
  /** Asked anew each time: the charter grows. */
  readonly charter: () => CharterView
  readonly keys: EpochKeys
}

/** Checkpoints of another version, or made with another schema, are not read: the log is replayed. */
const CHECKPOINT_VERSION = 3

export class LedgerState {
  readonly deps: LedgerDeps
  /** The group id's 32 bytes. */
  readonly group: Uint8Array
  readonly chains: Chains
  readonly lanes: LaneBook
  readonly refusals: Refusals
  readonly limits: Limits
  /** While a log is judged again: the tree that it made before. */
  readonly #before: Chains | undefined
  /** Epochs of envelopes that are stored unread. */
  readonly unread = new Set<EpochId>()
  /** The number that the next stored envelope gets. */
  count = 0

  constructor(
    deps: LedgerDeps,
    parts = {
      chains: new Chains(),
      lanes: new LaneBook(deps.crypto, deps.group),
      refusals: new Refusals(),
    },
    whole?: Chains,
  ) {
    this.deps = deps
    this.group = idBytes(deps.group)
    this.chains = parts.chains
    this.lanes = parts.lanes
    this.refusals = parts.refusals
    this.limits = new Limits(deps.charter, parts.chains, whole)
    this.#before = whole
  }

  /** The hash of what stood at the position under this number in the log that is judged again: it need not be made anew. */
  hashBefore({ device, incarnation, seq }: Position, logNumber: number): Uint8Array | undefined {
    const chain = this.#before?.chain(device, incarnation)
    return chain?.logNumberAt(seq) === logNumber ? chain.hashAt(seq) : undefined
  }

  /** True when a leaf or a key came later than what it says something about. */
  get outdated(): boolean {
    for (const epoch of this.unread) if (this.deps.keys.inner(epoch) !== undefined) return true
    return this.limits.moved
  }

  encode(): Uint8Array {
    const writer = new ByteWriter(64 * 1024).u16(CHECKPOINT_VERSION).u16(BODY_SCHEMA).raw(this.group)
    writer.u32(this.count).u32(this.unread.size)
    for (const epoch of this.unread) writer.raw(idBytes(epoch))
    this.chains.write(writer)
    this.lanes.write(writer)
    this.refusals.write(writer)
    return writer.finish()
  }

  /** Throws MalformedBytes when the checkpoint is not one of this group, version and schema. */
  static decode(deps: LedgerDeps, checkpoint: Uint8Array): LedgerState {
    const reader = new ByteReader(checkpoint)
    if (reader.u16() !== CHECKPOINT_VERSION || reader.u16() !== BODY_SCHEMA) throw new MalformedBytes()
    if (idFrom('GroupId', reader.raw(32)) !== deps.group) throw new MalformedBytes()
    const count = reader.u32()
    const unread: EpochId[] = []
    for (let left = reader.u32(); left > 0; left--) unread.push(idFrom('EpochId', reader.raw(32)))
    const chains = Chains.read(reader)
    const lanes = LaneBook.read(reader, deps.crypto, deps.group)
    const state = new LedgerState(deps, { chains, lanes, refusals: Refusals.read(reader) })
    reader.end()
    // Checkpoints are read under the limits under which they were made, and no others.
    state.limits.rebase()
    state.count = count
    for (const epoch of unread) state.unread.add(epoch)
    return state
  }
}
