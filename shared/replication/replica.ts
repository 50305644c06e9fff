// What replication needs of the host: one group's charter, ledger and store, seen from the wire. Envelopes, statements, heads and
// presence are opaque bytes here: whoever implements this judges them, and must not trust that a peer sent what it announced.
import type { DeviceId, EpochId, GroupId, Hash } from '../ids/ids.ts'
import type { Leaf, Position } from '../ledger/position.ts'

/** One device's leaves as someone knows them; none at all means that he has nothing of that device. */
export interface Frontier {
  readonly device: DeviceId
  readonly leaves: readonly Leaf[]
}

export interface DeviceAddresses {
  readonly device: DeviceId
  readonly addresses: readonly string[]
}

/** Two envelopes or stubs, encoded, that stand at one position. */
export interface ForkProof {
  readonly first: Uint8Array
  readonly second: Uint8Array
}

/** What became of one envelope that a peer sent. */
export interface Received {
  readonly position: Position
  /** False for one that was here already. */
  readonly fresh: boolean
}

export type Change =
  | {
      readonly kind: 'envelopes'
      readonly positions: readonly Position[]
      /** Who handed them over: `self` for those written here, else the neighbour (not the author). */
      readonly from: DeviceId
      /** The bytes, in the order of `positions`, where they are at hand: a keystroke then waits for no disk. */
      readonly encoded?: readonly Uint8Array[]
    }
  | { readonly kind: 'statements' | 'keys' | 'heads' | 'addresses' | 'forks' }

export interface Replica {
  readonly group: GroupId
  readonly self: DeviceId

  /** Does the device belong to the group now? Any other is told nothing at all. */
  isCurrent(device: DeviceId): boolean
  /** May the device read drafts? */
  readsDrafts(device: DeviceId): boolean

  /** Epochs of which this device lacks a key that it is entitled to, the most needed first. */
  wantedEpochs(): readonly EpochId[]
  /** The epoch's key, sealed to the device; undefined when it is not entitled to it, or the key is not here. */
  grantFor(epoch: EpochId, device: DeviceId): Uint8Array | undefined
  /** Resolves when what is of use is durable. Never rejects for what the grants hold. */
  receiveGrants(grants: readonly Uint8Array[], from: DeviceId): Promise<void>

  charterHeads(): readonly Hash[]
  /** Statements that someone who has `known` and all before them lacks, parents first. */
  statementsSince(known: readonly Hash[]): readonly Uint8Array[]
  knowsStatement(hash: Hash): boolean
  /** Statements that are not here, though envelopes wait for them. */
  wantedStatements(): readonly Hash[]
  receiveStatements(statements: readonly Uint8Array[], from: DeviceId): Promise<void>

  /** Devices of which there are envelopes. */
  devices(): readonly DeviceId[]
  leaves(device: DeviceId): readonly Leaf[]
  /** True when this very envelope (position and hash) is here or was seen as one side of a fork. */
  holds(leaf: Leaf): boolean
  /** What someone with these leaves lacks of these devices, nothing before what it depends on (e.g. in order of arrival here). */
  missingFor(wanted: readonly Frontier[]): readonly Position[]
  /** Encoded envelopes, one per position in order; undefined where the body is damaged or gone. */
  read(positions: readonly Position[]): Promise<readonly (Uint8Array | undefined)[]>
  /**
   * Resolves when what counts is durable; the peer is read no further until then. Never rejects for what the envelopes hold.
   * One answer per envelope that names a position, in order.
   */
  receiveEnvelopes(envelopes: readonly Uint8Array[], from: DeviceId): Promise<readonly Received[]>

  /** Own and others' newest signed heads. */
  signedHeads(): Promise<readonly Uint8Array[]>
  /**
   * Those of the records that are now the newest genuine word of their device here, whether they are news or not. Throws
   * MalformedBytes for a record that nobody signed: no honest device passes one on.
   */
  receiveHeads(records: readonly Uint8Array[], from: DeviceId): readonly Uint8Array[]
  /** True when it was genuine and newer than what was known: it is then worth passing on. */
  receivePresence(record: Uint8Array, from: DeviceId): boolean
  /** `origin` is who is said to have sent it: a neighbour that passes it on may lie, and a sealed box proves nothing. */
  receiveSignal(signal: { readonly origin: DeviceId; readonly box: Uint8Array }, from: DeviceId): void
  addresses(): readonly DeviceAddresses[]
  receiveAddresses(addresses: readonly DeviceAddresses[], from: DeviceId): void
  forkProofs(): readonly ForkProof[]
  /** Resolves when what is kept of it is durable. Rejects with MalformedBytes for what proves nothing: no honest device passes it on. */
  receiveForkProof(proof: ForkProof, from: DeviceId): Promise<void>

  /** The returned function unsubscribes. */
  onChange(listener: (change: Change) => void): () => void
}
