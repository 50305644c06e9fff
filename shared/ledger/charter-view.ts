// What the ledger asks of the charter and of the key ring. The charter implements it; tests use a small one.
// It must never grow a question whose answer depends on local state: verdicts follow from statements alone.
import type { DeviceId, EpochId, Hash, MemberId } from '../ids/ids.ts'
import type { LaneKind } from '../ids/lanes.ts'
import type { Leaf } from './position.ts'

export interface DeviceKeys {
  /** Ed25519 public key, 32 bytes. */
  readonly signingKey: Uint8Array
  /** X25519 public key, 32 bytes. */
  readonly boxKey: Uint8Array
  readonly member: MemberId
}

export interface CharterView {
  /** Any device ever admitted, removed ones too. */
  device(id: DeviceId): DeviceKeys | undefined
  /** True when the statement is here, understood, and all its ancestors are. */
  knows(statement: Hash): boolean
  /** True when the ancestry of `heads` (themselves included) contains all of `earlier`. */
  covers(heads: readonly Hash[], earlier: readonly Hash[]): boolean
  /** The role table, judged by the ancestry of `heads` alone. */
  mayWrite(device: DeviceId, lane: LaneKind, heads: readonly Hash[]): boolean
  /**
   * What counts of what the device wrote in the lane under heads that entitled it: undefined for all of it, else only what these
   * leaves stand for. The same array while it is the same answer.
   */
  limit(device: DeviceId, lane: LaneKind): readonly Leaf[] | undefined
  /** True when a statement that mints the epoch is here. */
  knowsEpoch(epoch: EpochId): boolean
  /** True when every removal in the ancestry of `heads` is in that of a statement that mints the epoch. */
  epochFits(epoch: EpochId, heads: readonly Hash[]): boolean
  /** The heads to cite in what is written now: 1 to 8. */
  heads(): readonly Hash[]
}

/** 32-byte keys of an epoch; undefined while unknown. */
export interface EpochKeys {
  inner(epoch: EpochId): Uint8Array | undefined
  outer(epoch: EpochId): Uint8Array | undefined
}
