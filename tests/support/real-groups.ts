// Devices of one group with everything real but disk, network and screen: charter, ledger, log, heads and replication, over
// memory stores and memory links, on a clock that the test holds.
import * as Y from 'yjs'
import { MemoryStore } from '../../electron/host/adapters/memory-store.ts'
import { createSealedStore } from '../../electron/host/adapters/sealed-store.ts'
import { ForkBook } from '../../electron/host/groups/fork-book.ts'
import { Group } from '../../electron/host/groups/group.ts'
import { GroupLog } from '../../electron/host/groups/group-log.ts'
import { GroupReplica } from '../../electron/host/groups/group-replica.ts'
import { HeadsBook } from '../../electron/host/groups/heads-book.ts'
import { type DeviceKeys, memberIdOf, mintDeviceKeys } from '../../shared/charter/device-keys.ts'
import { found } from '../../shared/charter/found.ts'
import type { Role } from '../../shared/charter/roles.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../../shared/contract/errors.ts'
import type { Crypto } from '../../shared/crypto/crypto.ts'
import { type GroupId, idFrom, type MemberId, type PaperId } from '../../shared/ids/ids.ts'
import type { Lane } from '../../shared/ids/lanes.ts'
import { clientIdOf } from '../../shared/ledger/client-id.ts'
import { BLOCK_NODE, BODY_ROOT, BODY_SCHEMA } from '../../shared/paper/names.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { Replication } from '../../shared/replication/replication.ts'
import type { Cast } from './replicas.ts'

/** Marks what came from others, so that it is not written again. */
const REMOTE = Symbol('remote')

export class RealMember {
  readonly keys: DeviceKeys
  readonly device: { readonly id: DeviceKeys['id']; readonly box: DeviceKeys['box'] }
  readonly troubles: ErrorCode[] = []
  /** How often the page had to be opened anew. */
  reopened = 0
  /** As an editor holds it: own edits go to the group, others' come from it. */
  doc = new Y.Doc()
  readonly #cast: Cast
  readonly #id: GroupId
  readonly #paper: PaperId
  /** How many more writes the disk takes before it is full; undefined: any number. */
  readonly disk: { writesLeft: number | undefined } = { writesLeft: undefined }
  #store: SealedStore
  #open: { group: Group; replica: GroupReplica; heads: HeadsBook; replication: Replication } | undefined
  #incarnation = 0
  #stopLending: () => void = () => undefined

  private constructor(cast: Cast, id: GroupId, paper: PaperId, keys: DeviceKeys) {
    this.#cast = cast
    this.#id = id
    this.#paper = paper
    this.keys = keys
    this.device = { id: keys.id, box: keys.box }
    this.#store = emptyStore(cast.crypto, this.disk)
  }

  /** Founds a group with one paper in it. */
  static async found(cast: Cast): Promise<RealMember> {
    const keys = mintDeviceKeys(cast.crypto)
    const { group, bytes } = found(cast.crypto, keys)
    const paper = idFrom('PaperId', cast.crypto.random(16))
    const founder = new RealMember(cast, group, paper, keys)
    await founder.#begin([bytes])
    return founder
  }

  /** A new device, admitted by this one, that knows the charter and no more. */
  async admit(role: Role, until?: number): Promise<RealMember> {
    const keys = mintDeviceKeys(this.#cast.crypto)
    const dated = until === undefined ? {} : { until }
    await this.group.admit({ signingKey: keys.signing.publicKey, boxKey: keys.box.publicKey, role, ...dated })
    const member = new RealMember(this.#cast, this.#id, this.#paper, keys)
    await member.#begin(this.group.state.charter.all())
    return member
  }

  get member(): MemberId {
    return memberIdOf(this.#cast.crypto, this.keys.id)
  }

  /** Text that counts here. */
  get counted(): string {
    return this.group.state.body(this.#paper).doc().getXmlFragment(BODY_ROOT).toString()
  }

  get mayWrite(): boolean {
    const { charter } = this.group.state
    return charter.mayWrite(this.keys.id, 'body', charter.heads())
  }

  get group(): Group {
    return this.#running.group
  }

  get replication(): Replication {
    return this.#running.replication
  }

  get replica(): GroupReplica {
    return this.#running.replica
  }

  get heads(): HeadsBook {
    return this.#running.heads
  }

  /** Text that stands in the paper, as this device's ledger has it. */
  get text(): string {
    return this.doc.getXmlFragment(BODY_ROOT).toString()
  }

  /** Types a word into a block of its own, or into one that is there. */
  type(word: string, at: number): void {
    const fragment = this.doc.getXmlFragment(BODY_ROOT)
    this.doc.transact(() => {
      const block = fragment.length > 0 && at % 3 > 0 ? fragment.get(at % fragment.length) : undefined
      if (block instanceof Y.XmlElement && block.firstChild instanceof Y.XmlText) {
        block.firstChild.insert(at % (block.firstChild.length + 1), word)
        return
      }
      const fresh = new Y.XmlElement(BLOCK_NODE)
      fresh.insert(0, [new Y.XmlText(word)])
      fragment.insert(at % (fragment.length + 1), [fresh])
    })
  }

  /** Quits and starts again on the same disk. */
  async restart(): Promise<void> {
    await this.stop()
    await this.#start()
  }

  /** Quits, loses the disk, and starts again with the charter alone. */
  async loseDisk(): Promise<void> {
    const statements = this.group.state.charter.all()
    await this.stop()
    this.#store = emptyStore(this.#cast.crypto, this.disk)
    await this.#begin(statements)
  }

  async stop(): Promise<void> {
    this.replication.close()
    await this.group.close()
    this.#open = undefined
  }

  async #begin(statements: readonly Uint8Array[]): Promise<void> {
    await new GroupLog(this.#store, this.#cast.crypto, this.#id).appendStatements(statements)
    await this.#start()
  }

  async #start(): Promise<void> {
    const { crypto, clock } = this.#cast
    const store = this.#store
    const draw = (): number => new DataView(crypto.random(4).buffer).getUint32(0, true)
    this.#incarnation = draw()
    const incarnation = (again: boolean): number => {
      if (again) this.#incarnation = draw()
      return this.#incarnation
    }
    const { group } = await Group.open({ crypto, clock, store, keys: this.keys, incarnation }, this.#id)
    const signingKeyOf = (device: DeviceKeys['id']): Uint8Array | undefined =>
      group.state.charter.device(device)?.signingKey
    const heads = new HeadsBook({
      ...{ crypto, store, group: this.#id, self: this.keys.id, signingKeyOf },
      covers: (leaves, position) => group.state.ledger.covers(leaves, position),
    })
    const forks = new ForkBook({ crypto, store, group: this.#id, signingKeyOf })
    await heads.load()
    await forks.load()
    this.#lendDoc(group)
    const replica = new GroupReplica({
      crypto,
      clock,
      group,
      heads,
      forks,
      side: {
        presence: () => false,
        signal: () => undefined,
        addresses: () => [],
        addressesReceived: () => undefined,
        headsReceived: () => undefined,
        forked: () => undefined,
      },
    })
    this.#open = { group, replica, heads, replication: new Replication({ crypto, clock }, replica) }
  }

  /** As the host leases a lane to an editor: load first, then the clientID, then edits. */
  #lendDoc(group: Group): void {
    const lane: Lane = { kind: 'body', paper: this.#paper }
    this.#stopLending()
    this.doc.destroy()
    const doc = new Y.Doc()
    this.doc = doc
    Y.applyUpdate(doc, group.state.body(this.#paper).state(), REMOTE)
    const clientId = clientIdOf(this.#cast.crypto, this.#id, lane, this.keys.id, this.#incarnation)
    doc.clientID = clientId
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE)
        group.writeBody(this.#paper, BODY_SCHEMA, update).catch((error: unknown) => {
          this.troubles.push(codeOf(error))
          // As a page does whose edit was refused: it opens the paper again.
          if (this.#open?.group === group) this.#lendDoc(group)
        })
    })
    const reopen = (): void => {
      this.reopened += 1
      this.#lendDoc(group)
    }
    group.keepOpen(() => [this.#paper])
    this.#stopLending = group.listen({
      judgedAgain: reopen,
      reloaded: reopen,
      taken: ({ effects }) => {
        for (const { author, incarnation, update } of effects.bodies) {
          if (author === this.keys.id && incarnation === this.#incarnation) continue
          Y.applyUpdate(doc, update, REMOTE)
          doc.clientID = clientId
        }
      },
      troubled: (codes) => this.troubles.push(...codes),
    })
  }

  get #running() {
    if (this.#open === undefined) throw new Error('this member is away')
    return this.#open
  }
}

function emptyStore(crypto: Crypto, disk: { writesLeft: number | undefined }): SealedStore {
  const store = createSealedStore(crypto, new MemoryStore(), crypto.random(32))
  const write = store.write.bind(store)
  store.write = async (...writes) => {
    if (disk.writesLeft === 0) throw new RapporteurError('E_DISK_FULL')
    if (disk.writesLeft !== undefined) disk.writesLeft -= 1
    await write(...writes)
  }
  return store
}
