// GroupReplica: one group as replication sees it. It judges nothing itself: the group's state does, and only what is durable is
// passed on or signed for.

import { ByteWriter } from '../../../shared/bytes/codec.ts'
import { writeGrant } from '../../../shared/charter/grant.ts'
import { grantAgain } from '../../../shared/charter/grants-for.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, EpochId, GroupId, Hash } from '../../../shared/ids/ids.ts'
import { stubOf } from '../../../shared/ledger/fork-proof.ts'
import type { Leaf, Position } from '../../../shared/ledger/position.ts'
import type { ForkSighting } from '../../../shared/ledger/verdict.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type {
  Change,
  DeviceAddresses,
  ForkProof,
  Frontier,
  Received,
  Replica,
} from '../../../shared/replication/replica.ts'
import type { ForkBook } from './fork-book.ts'
import type { Group } from './group.ts'
import type { HeadsBook } from './heads-book.ts'

/** Of the epochs that could be written under, asked for before all others. */
const MOST_FITTING = 64

export interface ReplicaDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly group: Group
  readonly heads: HeadsBook
  readonly forks: ForkBook
  /** What is not about statements and envelopes. */
  readonly side: {
    presence(record: Uint8Array, from: DeviceId): boolean
    signal(signal: { readonly origin: DeviceId; readonly box: Uint8Array }, from: DeviceId): void
    addresses(): readonly DeviceAddresses[]
    addressesReceived(addresses: readonly DeviceAddresses[], from: DeviceId): void
    headsReceived(): void
    forked(): void
  }
}

export class GroupReplica implements Replica {
  readonly group: GroupId
  readonly self: DeviceId
  readonly #deps: ReplicaDeps
  readonly #listeners = new Set<(change: Change) => void>()

  constructor(deps: ReplicaDeps) {
    this.#deps = deps
    this.group = deps.group.id
    this.self = deps.group.keys.id
    deps.group.listen({
      stored: ({ effects, from }) => {
        const positions = effects.store.map(({ position }) => position)
        const encoded = effects.store.map(({ envelope }) => envelope)
        if (positions.length > 0) {
          this.#tell({ kind: 'envelopes', positions, from, encoded })
          this.#tell({ kind: 'heads' })
        }
        for (const sighting of effects.forks) void this.#prove(sighting).catch(() => undefined)
      },
      charterGrew: () => this.#tell({ kind: 'statements' }),
      keysCame: () => this.#tell({ kind: 'keys' }),
    })
  }

  isCurrent(device: DeviceId): boolean {
    return this.#state.charter.isCurrent(device)
  }

  readsDrafts(device: DeviceId): boolean {
    return this.#state.charter.mayRead(device, 'body')
  }

  /** Those first under which people write now, then the latest: epochs that somebody made up must not stand in front. */
  wantedEpochs(): readonly EpochId[] {
    const { charter } = this.#state
    const known = charter.epochs().map(({ epoch }) => epoch)
    const lacking = new Set(known.toReversed().filter((epoch) => this.#state.lacks(epoch)))
    const fitting: EpochId[] = []
    while (fitting.length < MOST_FITTING) {
      const next = charter.currentEpoch((epoch) => lacking.has(epoch))
      if (next === undefined) break
      lacking.delete(next)
      fitting.push(next)
    }
    return [...fitting, ...lacking]
  }

  grantFor(epoch: EpochId, device: DeviceId): Uint8Array | undefined {
    const { charter, epochKeys } = this.#state
    if (!charter.isCurrent(device)) return undefined
    const grant = grantAgain(this.#deps.crypto, charter, epochKeys, device, epoch)
    if (grant === undefined) return undefined
    const writer = new ByteWriter(256)
    writeGrant(writer, grant)
    return writer.finish()
  }

  receiveGrants(grants: readonly Uint8Array[], from: DeviceId): Promise<void> {
    return this.#deps.group.receiveGrants(grants, from)
  }

  charterHeads(): readonly Hash[] {
    return this.#state.charter.leaves()
  }

  statementsSince(known: readonly Hash[]): readonly Uint8Array[] {
    return this.#state.charter.statementsSince(known)
  }

  knowsStatement(hash: Hash): boolean {
    return this.#state.charter.holds(hash)
  }

  wantedStatements(): readonly Hash[] {
    const { charter, ledger } = this.#state
    return [...ledger.citedByHeld().keys()].filter((hash) => !charter.holds(hash))
  }

  receiveStatements(statements: readonly Uint8Array[], from: DeviceId): Promise<void> {
    return this.#deps.group.receiveStatements(statements, from)
  }

  devices(): readonly DeviceId[] {
    return this.#state.ledger.devices()
  }

  leaves(device: DeviceId): readonly Leaf[] {
    return this.#state.ledger.leaves(device)
  }

  holds(leaf: Leaf): boolean {
    return this.#state.ledger.holds(leaf) || this.#deps.forks.knows(leaf.hash)
  }

  missingFor(wanted: readonly Frontier[]): readonly Position[] {
    return this.#state.ledger.missingFor(wanted)
  }

  read(positions: readonly Position[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.#deps.group.read(positions)
  }

  receiveEnvelopes(envelopes: readonly Uint8Array[], from: DeviceId): Promise<readonly Received[]> {
    return this.#deps.group.receiveEnvelopes(envelopes, from)
  }

  /** Signs for what is on the disk at this moment, and for nothing that is on its way there. */
  async signedHeads(): Promise<readonly Uint8Array[]> {
    const { group, heads, clock } = this.#deps
    const leaves = await group.durableFrontier()
    heads.sign(leaves, clock.now(), group.keys.signing.secretKey)
    return heads.records((device) => this.isCurrent(device))
  }

  receiveHeads(records: readonly Uint8Array[]): readonly Uint8Array[] {
    const held: Uint8Array[] = []
    let news = false
    for (const record of records) {
      const became = this.#deps.heads.take(record)
      if (became !== 'passed over') held.push(record)
      news ||= became === 'news'
    }
    if (news) {
      this.#deps.side.headsReceived()
      this.#tell({ kind: 'heads' })
    }
    return held
  }

  receivePresence(record: Uint8Array, from: DeviceId): boolean {
    return this.#deps.side.presence(record, from)
  }

  receiveSignal(signal: { readonly origin: DeviceId; readonly box: Uint8Array }, from: DeviceId): void {
    this.#deps.side.signal(signal, from)
  }

  addresses(): readonly DeviceAddresses[] {
    return this.#deps.side.addresses()
  }

  receiveAddresses(addresses: readonly DeviceAddresses[], from: DeviceId): void {
    this.#deps.side.addressesReceived(addresses, from)
  }

  forkProofs(): readonly ForkProof[] {
    return this.#deps.forks.all()
  }

  async receiveForkProof(proof: ForkProof): Promise<void> {
    this.#deps.forks.check(proof)
    await this.#addProof(proof)
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Own or learned addresses changed: tell the peers. */
  addressesChanged(): void {
    this.#tell({ kind: 'addresses' })
  }

  async #prove(sighting: ForkSighting): Promise<void> {
    if (sighting.kind !== 'position') return
    const [envelope] = await this.#deps.group.read([sighting.position])
    const first = envelope === undefined ? undefined : stubOf(this.#deps.crypto, envelope)
    if (first !== undefined) await this.#addProof({ first, second: sighting.other })
  }

  async #addProof(proof: ForkProof): Promise<void> {
    const added = await this.#deps.forks.add(proof).catch(() => false)
    if (!added) return
    this.#deps.side.forked()
    this.#tell({ kind: 'forks' })
  }

  get #state() {
    return this.#deps.group.state
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }
}
