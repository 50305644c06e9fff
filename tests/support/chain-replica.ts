// A small real Replica for tests of replication: chains of signed blobs per device, and a charter of signed statements that name
// devices. It checks signatures and order, holds what comes too early, and never stores what does not verify.
import { ByteReader, ByteWriter, concat, fromUtf8, MalformedBytes, utf8 } from '../../shared/bytes/codec.ts'
import { fromHex, toHex } from '../../shared/bytes/text.ts'
import type { Crypto, KeyPair } from '../../shared/crypto/crypto.ts'
import {
  type DeviceId,
  deviceIdOf,
  type EpochId,
  type GroupId,
  type Hash,
  idBytes,
  idFrom,
} from '../../shared/ids/ids.ts'
import { type Leaf, type Position, positionKey } from '../../shared/ledger/position.ts'
import type {
  Change,
  DeviceAddresses,
  ForkProof,
  Frontier,
  Received,
  Replica,
} from '../../shared/replication/replica.ts'

export interface DeviceKeys {
  readonly id: DeviceId
  readonly sign: KeyPair
  readonly box: KeyPair
}

export function newDevice(crypto: Crypto): DeviceKeys {
  const sign = crypto.signingKeys()
  const box = crypto.boxKeys()
  return { id: deviceIdOf(crypto, sign.publicKey, box.publicKey), sign, box }
}

interface Stored {
  readonly position: Position
  readonly hash: string
  readonly bytes: Uint8Array
}

interface Blob {
  readonly position: Position
  readonly prev: Uint8Array
  readonly body: Uint8Array
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

function parse(bytes: Uint8Array): Blob {
  const reader = new ByteReader(bytes)
  const device = idFrom('DeviceId', reader.raw(16))
  const position = { device, incarnation: reader.u32(), seq: reader.u32() }
  const prev = reader.raw(32)
  const body = reader.long()
  const signed = bytes.subarray(0, reader.offset)
  const signature = reader.raw(64)
  reader.end()
  return { position, prev, body, signed, signature }
}

export class ChainReplica implements Replica {
  readonly group = '00'.repeat(32) as GroupId
  readonly self: DeviceId
  /** In the order in which they were accepted. */
  readonly log: Stored[] = []
  readonly presences: { record: Uint8Array; from: DeviceId }[] = []
  readonly signals: { origin: DeviceId; box: Uint8Array; from: DeviceId }[] = []
  readonly heads = new Set<string>()
  readonly learntAddresses = new Map<DeviceId, readonly string[]>()
  readonly forks: ForkProof[] = []
  ownAddresses: readonly string[] = []
  /** Devices that do not belong any more. */
  readonly former = new Set<DeviceId>()
  /** Epochs that this device should have a key of, and those that it has. */
  wants: EpochId[] = []
  readonly grants = new Set<EpochId>()
  /** Statements that a test says envelopes wait for. */
  wantedHashes: readonly Hash[] = []
  /** Envelopes that came and were here already. */
  duplicates = 0
  /** Envelopes that did not verify. */
  refused = 0
  /** Set by a test: taking envelopes in waits for it, like a slow disk. */
  gate: Promise<void> | undefined
  readonly #crypto: Crypto
  readonly #device: DeviceKeys
  readonly #incarnation: number
  readonly #chains = new Map<DeviceId, Map<number, Stored[]>>()
  readonly #keys = new Map<DeviceId, Uint8Array>()
  readonly #statements = new Map<Hash, { bytes: Uint8Array; parents: readonly Hash[] }>()
  readonly #held = new Map<string, Uint8Array>()
  readonly #listeners = new Set<(change: Change) => void>()
  /** Neither log nor charter ever shrinks, so their size tells whether this still holds. */
  #digest = { size: 0, hash: '' }

  constructor(crypto: Crypto, device: DeviceKeys, incarnation = 1) {
    this.#crypto = crypto
    this.#device = device
    this.#incarnation = incarnation
    this.self = device.id
  }

  /** A statement that names a device; the first needs no parent. */
  admit(device: DeviceKeys): void {
    const parents = this.charterHeads()
    const writer = new ByteWriter().u8(parents.length)
    for (const parent of parents) writer.raw(idBytes(parent))
    const statement = writer.raw(device.sign.publicKey).raw(device.box.publicKey).finish()
    this.#addStatement(statement)
    this.#emit({ kind: 'statements' })
  }

  /** Writes an envelope here. */
  write(body: Uint8Array): void {
    const chain = this.#chain(this.self, this.#incarnation)
    const prev = chain.at(-1)?.hash
    const signed = new ByteWriter(body.length + 128)
      .raw(idBytes(this.self))
      .u32(this.#incarnation)
      .u32(chain.length)
      .raw(prev === undefined ? new Uint8Array(32) : fromHex(prev))
      .long(body)
      .finish()
    const encoded = concat(signed, this.#crypto.sign('envelope', signed, this.#device.sign.secretKey))
    const stored = this.#append(parse(encoded), encoded)
    this.#emit({ kind: 'envelopes', positions: [stored.position], encoded: [encoded], from: this.self })
  }

  /** What is here, whatever the order in which it came. */
  digest(): string {
    const size = this.log.length + this.#statements.size
    if (this.#digest.size !== size) {
      const hashes = this.log.map(({ hash }) => hash).sort()
      const text = `${[...this.#statements.keys()].sort().join()}|${hashes.join()}`
      this.#digest = { size, hash: toHex(this.#crypto.hash(utf8(text))) }
    }
    return this.#digest.hash
  }

  isCurrent(device: DeviceId): boolean {
    return !this.former.has(device)
  }

  readsDrafts(): boolean {
    return true
  }

  wantedEpochs(): readonly EpochId[] {
    return this.wants.filter((epoch) => !this.grants.has(epoch))
  }

  grantFor(epoch: EpochId, device: DeviceId): Uint8Array | undefined {
    return this.grants.has(epoch) ? utf8(`${epoch} for ${device}`) : undefined
  }

  async receiveGrants(grants: readonly Uint8Array[]): Promise<void> {
    for (const grant of grants) this.grants.add(fromUtf8(grant).slice(0, 64) as EpochId)
    this.#emit({ kind: 'keys' })
  }

  charterHeads(): readonly Hash[] {
    const parents = new Set([...this.#statements.values()].flatMap((statement) => statement.parents))
    return [...this.#statements.keys()].filter((hash) => !parents.has(hash)).sort()
  }

  statementsSince(known: readonly Hash[]): readonly Uint8Array[] {
    const covered = new Set<Hash>()
    const visit = (hash: Hash): void => {
      if (covered.has(hash)) return
      covered.add(hash)
      for (const parent of this.#statements.get(hash)?.parents ?? []) visit(parent)
    }
    known.forEach(visit)
    return [...this.#statements].filter(([hash]) => !covered.has(hash)).map(([, { bytes }]) => bytes)
  }

  knowsStatement(hash: Hash): boolean {
    return this.#statements.has(hash)
  }

  wantedStatements(): readonly Hash[] {
    return this.wantedHashes
  }

  async receiveStatements(statements: readonly Uint8Array[]): Promise<void> {
    const before = this.#statements.size
    for (const statement of statements) this.#addStatement(statement.slice())
    if (this.#statements.size === before) return
    this.#emit({ kind: 'statements' })
    await this.receiveEnvelopes([...this.#held.values()], this.self)
  }

  devices(): readonly DeviceId[] {
    return [...this.#chains.keys()]
  }

  leaves(device: DeviceId): readonly Leaf[] {
    const leaves: Leaf[] = []
    for (const chain of this.#chains.get(device)?.values() ?? []) {
      const tip = chain.at(-1)
      if (tip) leaves.push({ ...tip.position, hash: idFrom('Hash', fromHex(tip.hash)) })
    }
    return leaves
  }

  holds(leaf: Leaf): boolean {
    return this.#chains.get(leaf.device)?.get(leaf.incarnation)?.[leaf.seq]?.hash === leaf.hash
  }

  missingFor(wanted: readonly Frontier[]): readonly Position[] {
    const covered = new Map<DeviceId, Map<number, number>>()
    for (const { device, leaves } of wanted) {
      covered.set(device, new Map(leaves.map(({ incarnation, seq }) => [incarnation, seq])))
    }
    return this.log
      .map(({ position }) => position)
      .filter(({ device, incarnation, seq }) => {
        const theirs = covered.get(device)
        return theirs !== undefined && seq > (theirs.get(incarnation) ?? -1)
      })
  }

  async read(positions: readonly Position[]): Promise<readonly (Uint8Array | undefined)[]> {
    return positions.map(
      ({ device, incarnation, seq }) => this.#chains.get(device)?.get(incarnation)?.[seq]?.bytes,
    )
  }

  async receiveEnvelopes(envelopes: readonly Uint8Array[], from: DeviceId): Promise<readonly Received[]> {
    if (this.gate) await this.gate
    const results: Received[] = []
    const accepted: Position[] = []
    let waiting = envelopes
    // Each pass may make room for what was held before.
    while (waiting.length > 0) {
      const chained: Position[] = []
      for (const bytes of waiting) this.#receive(bytes, results, chained)
      accepted.push(...chained)
      waiting = chained.flatMap((position) => this.#held.get(after(position)) ?? [])
    }
    if (accepted.length > 0) this.#emit({ kind: 'envelopes', positions: accepted, from })
    return results
  }

  async signedHeads(): Promise<readonly Uint8Array[]> {
    return [...this.heads].map(fromHex)
  }

  receiveHeads(records: readonly Uint8Array[]): readonly Uint8Array[] {
    const before = this.heads.size
    for (const record of records) this.heads.add(toHex(record))
    if (this.heads.size > before) this.#emit({ kind: 'heads' })
    return records
  }

  receivePresence(record: Uint8Array, from: DeviceId): boolean {
    const seen = this.presences.some((known) => toHex(known.record) === toHex(record))
    if (!seen) this.presences.push({ record: record.slice(), from })
    return !seen
  }

  receiveSignal({ origin, box }: { origin: DeviceId; box: Uint8Array }, from: DeviceId): void {
    this.signals.push({ origin, box: box.slice(), from })
  }

  addresses(): readonly DeviceAddresses[] {
    return this.ownAddresses.length > 0 ? [{ device: this.self, addresses: this.ownAddresses }] : []
  }

  receiveAddresses(entries: readonly DeviceAddresses[]): void {
    for (const { device, addresses } of entries) this.learntAddresses.set(device, addresses)
  }

  forkProofs(): readonly ForkProof[] {
    return this.forks
  }

  async receiveForkProof(proof: ForkProof): Promise<void> {
    this.forks.push({ first: proof.first.slice(), second: proof.second.slice() })
    this.#emit({ kind: 'forks' })
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A test changed `heads`, `ownAddresses` or `forks`. */
  announce(kind: 'statements' | 'keys' | 'heads' | 'addresses' | 'forks'): void {
    this.#emit({ kind })
  }

  #receive(bytes: Uint8Array, results: Received[], chained: Position[]): void {
    let blob: Blob
    try {
      blob = parse(bytes)
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
      this.refused += 1
      return
    }
    const { position } = blob
    const key = this.#keys.get(position.device)
    const chain = this.#chain(position.device, position.incarnation)
    const hash = toHex(this.#crypto.hash(bytes))
    if (chain[position.seq]) {
      const fresh = chain[position.seq]?.hash !== hash
      if (fresh) this.refused += 1
      else {
        results.push({ position, fresh })
        this.duplicates += 1
      }
      return
    }
    if (key === undefined || position.seq > chain.length) {
      this.#held.set(positionKey(position), bytes.slice())
      return
    }
    const prev = chain.at(-1)?.hash ?? '00'.repeat(32)
    if (toHex(blob.prev) !== prev || !this.#crypto.verify('envelope', blob.signed, blob.signature, key)) {
      this.refused += 1
      return
    }
    this.#held.delete(positionKey(position))
    const copy = bytes.slice()
    this.#append(parse(copy), copy)
    results.push({ position, fresh: true })
    chained.push(position)
  }

  #append(blob: Blob, bytes: Uint8Array): Stored {
    const stored = { position: blob.position, hash: toHex(this.#crypto.hash(bytes)), bytes }
    this.#chain(blob.position.device, blob.position.incarnation).push(stored)
    this.log.push(stored)
    return stored
  }

  #chain(device: DeviceId, incarnation: number): Stored[] {
    const chains = this.#chains.get(device) ?? new Map<number, Stored[]>()
    const chain = chains.get(incarnation) ?? []
    this.#chains.set(device, chains)
    chains.set(incarnation, chain)
    return chain
  }

  #addStatement(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes)
    const parents: Hash[] = []
    for (let count = reader.u8(); count > 0; count--) parents.push(idFrom('Hash', reader.raw(32)))
    const sign = reader.raw(32)
    const box = reader.raw(32)
    this.#statements.set(idFrom('Hash', this.#crypto.hash(bytes)), { bytes, parents })
    this.#keys.set(deviceIdOf(this.#crypto, sign, box), sign)
  }

  #emit(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }
}

function after({ device, incarnation, seq }: Position): string {
  return positionKey({ device, incarnation, seq: seq + 1 })
}
