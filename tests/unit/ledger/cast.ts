// The cast of the ledger's tests: a small charter in memory, devices with real keys, ledgers that exchange envelopes.
// It must never shortcut the ledger: what a device writes goes through Ledger.write, what it gets through Ledger.receive.
import sodium from 'libsodium-wrappers'
import * as Y from 'yjs'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { type Crypto, createCrypto, type KeyPair } from '../../../shared/crypto/crypto.ts'
import { pooledRandom } from '../../../shared/crypto/random-pool.ts'
import {
  type DeviceId,
  deviceIdOf,
  type EpochId,
  type GroupId,
  type Hash,
  idBytes,
  idFrom,
  type MemberId,
} from '../../../shared/ids/ids.ts'
import type { Lane, LaneKind } from '../../../shared/ids/lanes.ts'
import type { CharterView, EpochKeys } from '../../../shared/ledger/charter-view.ts'
import { type Header, nameEnvelope } from '../../../shared/ledger/envelope.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import { encodePayload, type Payload } from '../../../shared/ledger/payload.ts'
import type { Leaf } from '../../../shared/ledger/position.ts'
import { sealEnvelope } from '../../../shared/ledger/seal.ts'
import type { Accepted, Receipt, WrittenEnvelope } from '../../../shared/ledger/verdict.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BLOCK_NODE, BODY_ROOT, BODY_SCHEMA } from '../../../shared/paper/names.ts'

await sodium.ready
export const crypto: Crypto = createCrypto(
  sodium,
  pooledRandom({ bytes: (length) => sodium.randombytes_buf(length) }),
)

export const hashOf = (text: string): Hash => idFrom('Hash', crypto.hash(utf8(text)))
export const GROUP: GroupId = idFrom('GroupId', crypto.hash(utf8('a group')))
export const EPOCH: EpochId = idFrom('EpochId', crypto.hash(utf8('an epoch')))
export const BODY: Lane = {
  kind: 'body',
  paper: idFrom('PaperId', crypto.hash(utf8('a paper')).slice(0, 16)),
}
export const DESK: Lane = { kind: 'desk' }
export const ROSTER: Lane = { kind: 'roster' }

const INNER = crypto.hash(utf8('inner'))
const OUTER = crypto.derive(INNER, 'outer')

export type Role = 'coordinator' | 'drafter' | 'reviewer' | 'observer'
const WRITES: { readonly [R in Role]: readonly LaneKind[] } = {
  coordinator: ['body', 'review', 'desk', 'roster'],
  drafter: ['body', 'review', 'desk', 'roster'],
  reviewer: ['review', 'roster'],
  observer: ['roster'],
}

/** A linear charter: statement n covers all before it. Roles may change at a statement, devices be removed, epochs minted. */
export class TestCharter implements CharterView {
  readonly statements: Hash[] = []
  readonly #removals: { at: number; device: DeviceId; leaves: readonly Leaf[] }[] = []
  readonly #adopts: { at: number; leaf: Leaf }[] = []
  readonly #epochs = new Map<EpochId, number>([[EPOCH, 0]])
  readonly #limits = new Map<string, readonly Leaf[]>()
  readonly #devices = new Map<
    DeviceId,
    {
      signingKey: Uint8Array
      boxKey: Uint8Array
      member: MemberId
      roles: { at: number; role: Role | undefined }[]
    }
  >()

  constructor(size = 1) {
    for (let i = 0; i < size; i++) this.grow()
  }

  grow(): Hash {
    const statement = hashOf(`statement ${this.statements.length}`)
    this.statements.push(statement)
    return statement
  }

  admit(device: TestDevice, role: Role): void {
    this.#devices.set(device.id, {
      signingKey: device.signing.publicKey,
      boxKey: device.box.publicKey,
      member: device.id as string as MemberId,
      roles: [{ at: 0, role }],
    })
  }

  /** From a new statement on. */
  setRole(device: TestDevice, role: Role): void {
    this.grow()
    this.#devices.get(device.id)?.roles.push({ at: this.statements.length - 1, role })
  }

  /** The leaves are what the author of the removal knows of the device. */
  remove(device: TestDevice, leaves: readonly Leaf[]): void {
    this.grow()
    const at = this.statements.length - 1
    this.#devices.get(device.id)?.roles.push({ at, role: undefined })
    this.#removals.push({ at, device: device.id, leaves })
  }

  adopt(leaf: Leaf): void {
    this.grow()
    this.#adopts.push({ at: this.statements.length - 1, leaf })
  }

  /** A new epoch, whose keys {@link allKeys} has. */
  rotate(): EpochId {
    this.grow()
    const epoch = idFrom('EpochId', crypto.hash(utf8(`epoch ${this.statements.length}`)))
    this.#epochs.set(epoch, this.statements.length - 1)
    return epoch
  }

  /** The newest that excludes all who were removed. */
  currentEpoch(upTo = this.statements.length): EpochId | undefined {
    const newest = [...this.#epochs].filter(([, at]) => at < upTo).at(-1)
    return newest !== undefined && this.epochFits(newest[0], this.statements.slice(upTo - 1, upTo))
      ? newest[0]
      : undefined
  }

  device(id: DeviceId) {
    return this.#devices.get(id)
  }

  limit(device: DeviceId, _lane: LaneKind, upTo = this.statements.length): readonly Leaf[] | undefined {
    const cuts = this.#removals.filter((removal) => removal.device === device && removal.at < upTo)
    if (cuts.length === 0) return undefined
    const adopted = this.#adopts.filter(({ at, leaf }) => at < upTo && leaf.device === device)
    const key = `${device} ${cuts.length} ${adopted.length}`
    const known = this.#limits.get(key)
    if (known !== undefined) return known
    const leaves = [...cuts.flatMap((cut) => cut.leaves), ...adopted.map(({ leaf }) => leaf)]
    this.#limits.set(key, leaves)
    return leaves
  }

  knowsEpoch(epoch: EpochId, upTo = this.statements.length): boolean {
    return (this.#epochs.get(epoch) ?? upTo) < upTo
  }

  epochFits(epoch: EpochId, heads: readonly Hash[]): boolean {
    const minted = this.#epochs.get(epoch) ?? -1
    return this.#removals.every(({ at }) => at > this.#at(heads) || at <= minted)
  }

  knows(statement: Hash): boolean {
    return this.statements.includes(statement)
  }

  covers(heads: readonly Hash[], earlier: readonly Hash[]): boolean {
    return this.#at(heads) >= this.#at(earlier)
  }

  mayWrite(device: DeviceId, lane: LaneKind, heads: readonly Hash[]): boolean {
    const roles = this.#devices.get(device)?.roles ?? []
    const role = roles.findLast((entry) => entry.at <= this.#at(heads))?.role
    return role !== undefined && WRITES[role].includes(lane)
  }

  heads(): readonly Hash[] {
    return this.statements.slice(-1)
  }

  #at(heads: readonly Hash[]): number {
    return Math.max(...heads.map((head) => this.statements.indexOf(head)))
  }
}

/** What one replica knows of a charter: its first statements. */
export class CharterSoFar implements CharterView {
  known: number
  readonly #whole: TestCharter

  constructor(whole: TestCharter, known = whole.statements.length) {
    this.#whole = whole
    this.known = known
  }

  device(id: DeviceId) {
    return this.#whole.device(id)
  }

  knows(statement: Hash): boolean {
    return this.#whole.statements.slice(0, this.known).includes(statement)
  }

  covers(heads: readonly Hash[], earlier: readonly Hash[]): boolean {
    return this.#whole.covers(heads, earlier)
  }

  mayWrite(device: DeviceId, lane: LaneKind, heads: readonly Hash[]): boolean {
    return this.#whole.mayWrite(device, lane, heads)
  }

  limit(device: DeviceId, lane: LaneKind): readonly Leaf[] | undefined {
    return this.#whole.limit(device, lane, this.known)
  }

  knowsEpoch(epoch: EpochId): boolean {
    return this.#whole.knowsEpoch(epoch, this.known)
  }

  epochFits(epoch: EpochId, heads: readonly Hash[]): boolean {
    return this.#whole.epochFits(epoch, heads)
  }

  currentEpoch(): EpochId | undefined {
    return this.#whole.currentEpoch(this.known)
  }

  heads(): readonly Hash[] {
    return this.#whole.statements.slice(this.known - 1, this.known)
  }
}

const innerOf = (epoch: EpochId): Uint8Array =>
  epoch === EPOCH ? INNER : crypto.keyedHash(INNER, idBytes(epoch))

export const allKeys: EpochKeys = {
  inner: innerOf,
  outer: (epoch) => (epoch === EPOCH ? OUTER : crypto.derive(innerOf(epoch), 'outer')),
}
export const outerOnly: EpochKeys = { ...allKeys, inner: () => undefined }
export const noKeys: EpochKeys = { inner: () => undefined, outer: () => undefined }

/** Keys and id of a device, the same for the same name. */
export interface TestDevice {
  readonly name: string
  readonly id: DeviceId
  readonly signing: KeyPair
  readonly box: KeyPair
}

export function deviceNamed(name: string): TestDevice {
  const signing = crypto.signingKeys(crypto.hash(utf8(`sign ${name}`)))
  const box = crypto.boxKeys(crypto.hash(utf8(`box ${name}`)))
  return { name, id: deviceIdOf(crypto, signing.publicKey, box.publicKey), signing, box }
}

export function ledgerFor(charter: CharterView, keys: EpochKeys = allKeys, group = GROUP): Ledger {
  return new Ledger({ crypto, group, charter: () => charter, keys })
}

/** One person at one device: a ledger, and the Y.Doc of one paper as the host and editor would keep it. */
export class Writer {
  readonly device: TestDevice
  readonly charter: CharterView
  ledger: Ledger
  /** What is written is sealed under it. */
  epoch = EPOCH
  doc = newBodyDoc()
  /** Everything this writer has sealed, in order. */
  readonly sent: Uint8Array[] = []
  readonly accepted: Accepted[] = []
  #pending: Uint8Array[] = []
  #incarnation = 0

  constructor(device: TestDevice, charter: CharterView, incarnation = 1, ledger = ledgerFor(charter)) {
    this.device = device
    this.charter = charter
    this.ledger = ledger
    this.begin(incarnation)
  }

  get incarnation(): number {
    return this.#incarnation
  }

  get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(BODY_ROOT)
  }

  get clientId(): number {
    return this.ledger.clientId(BODY, this.device.id, this.#incarnation)
  }

  /** A new session: same content, new clientID. */
  begin(incarnation: number): void {
    this.#incarnation = incarnation
    this.ledger.beginIncarnation(this.device.id, incarnation)
    const state = Y.encodeStateAsUpdate(this.doc)
    this.doc.destroy()
    this.doc = newBodyDoc()
    Y.applyUpdate(this.doc, state, 'remote')
    this.doc.clientID = this.clientId
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') this.#pending.push(update)
    })
  }

  /** Changes the paper and seals each update that Yjs reports. */
  edit(change: (fragment: Y.XmlFragment, doc: Y.Doc) => void): WrittenEnvelope[] {
    change(this.fragment, this.doc)
    const updates = this.#pending
    this.#pending = []
    return updates.flatMap((bytes) => this.write(BODY, 'yjs', bytes))
  }

  /** A new block with text at the end. */
  type(text: string): WrittenEnvelope[] {
    return this.edit((fragment, doc) =>
      doc.transact(() => {
        const block = new Y.XmlElement(BLOCK_NODE)
        const inner = new Y.XmlText()
        inner.insert(0, text)
        block.insert(0, [inner])
        block.setAttribute('kind', 'paragraph')
        fragment.push([block])
      }),
    )
  }

  write(lane: Lane, kind: 'yjs' | 'record', bytes: Uint8Array, schema = BODY_SCHEMA): WrittenEnvelope[] {
    const own = { device: this.device.id, signingKey: this.device.signing.secretKey }
    const written = this.ledger.write(own, { id: this.epoch }, lane, { kind, schema, bytes })
    this.sent.push(...written.map((envelope) => envelope.bytes))
    return written
  }

  receive(...envelopes: readonly Uint8Array[]): Receipt[] {
    return envelopes.flatMap((bytes) => this.take(this.ledger.receive(bytes)))
  }

  /** Applies what was accepted, as the host does. */
  take(receipts: Receipt[]): Receipt[] {
    for (const receipt of receipts) {
      if (receipt.outcome !== 'accepted') continue
      this.accepted.push(receipt)
      if (receipt.kind === 'yjs') Y.applyUpdate(this.doc, receipt.bytes, 'remote')
    }
    return receipts
  }

  text(): string {
    return this.fragment.toString()
  }

  /** Nothing may ever be left waiting inside Yjs. */
  get pendingInYjs(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }
}

/** An envelope as only a liar would seal it: any header, any payload, by a device that holds the epoch's keys. */
export function forge(
  by: TestDevice,
  header: Partial<Omit<Header, 'nonce'>>,
  payload: Partial<Payload> | Uint8Array,
  options: { group?: GroupId; key?: Uint8Array } = {},
): Uint8Array {
  const full: Omit<Header, 'nonce'> = {
    type: 'inner',
    device: by.id,
    incarnation: 1,
    seq: 0,
    prev: new Uint8Array(32),
    heads: [hashOf('statement 0')],
    epoch: EPOCH,
    ...header,
  }
  const plaintext =
    payload instanceof Uint8Array
      ? payload
      : encodePayload({
          lane: BODY,
          kind: 'yjs',
          part: undefined,
          schema: BODY_SCHEMA,
          deps: [],
          bytes: new Uint8Array([0, 0]),
          ...payload,
        })
  const key = options.key ?? allKeys[full.type](EPOCH) ?? INNER
  const group = idBytes(options.group ?? GROUP)
  return sealEnvelope(crypto, group, full, plaintext, key, by.signing.secretKey).bytes
}

/** The hash of an encoded envelope, as the next one's `prev`. */
export function prevOf(bytes: Uint8Array): Uint8Array {
  const named = nameEnvelope(crypto, GROUP, bytes)
  if (named === undefined) throw new Error('not an envelope')
  return idBytes(named.hash)
}

export const outcomes = (receipts: readonly Receipt[]): string[] =>
  receipts.map((receipt) =>
    'code' in receipt && receipt.code !== undefined ? receipt.code : receipt.outcome,
  )

/** An update by `clientId` that Yjs itself has made. */
export function updateBy(clientId: number, change: (doc: Y.Doc) => void, base?: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  if (base !== undefined) Y.applyUpdate(doc, base)
  doc.clientID = clientId
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => change(doc))
  return updates.length === 1 ? (updates[0] ?? new Uint8Array()) : Y.mergeUpdates(updates)
}
