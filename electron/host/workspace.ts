// Workspace: everything that exists only while the vault is unlocked: groups, requests to join, the network. Closing it leaves no
// key and no text in memory.
import { toHex } from '../../shared/bytes/text.ts'
import {
  type DeviceKeys,
  decodeDeviceKeys,
  encodeDeviceKeys,
  memberIdOf,
  mintDeviceKeys,
} from '../../shared/charter/device-keys.ts'
import { found } from '../../shared/charter/found.ts'
import type { EditorEvent, EditorEvents, GroupItem, JoiningItem } from '../../shared/contract/editor-api.ts'
import { codeOf, RapporteurError } from '../../shared/contract/errors.ts'
import type { Place } from '../../shared/contract/place.ts'
import type { Crypto } from '../../shared/crypto/crypto.ts'
import type { GroupId } from '../../shared/ids/ids.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/random.ts'
import type { SealedStore, SealedWrite } from '../../shared/ports/sealed-store.ts'
import { mustShow } from '../../shared/records/line.ts'
import type { Hub } from '../hub/hub.ts'
import { createSocketRoad } from './adapters/socket-road.ts'
import type { WebrtcRoad } from './adapters/webrtc-road.ts'
import { Group } from './groups/group.ts'
import { GroupLog } from './groups/group-log.ts'
import { type GroupRecord, listGroups, loadGroupRecord, saveNewGroup } from './groups/group-record.ts'
import type { Incarnations } from './groups/incarnations.ts'
import { type InvitationTag, OpenGroup } from './groups/open-group.ts'
import { type Adoption, Joinings } from './joining/joinings.ts'
import { finishLeaving, leaveGroup } from './members/leave.ts'
import { Network } from './network/network.ts'
import { Reach } from './reach.ts'
import { Spelling } from './spelling/spelling.ts'

export interface WorkspaceDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly random: Random
  readonly store: SealedStore
  readonly hub: Hub
  readonly courier: WebrtcRoad
  readonly incarnations: Incarnations
  readonly listen: { readonly host: string; readonly port: number } | undefined
  emit<Name extends EditorEvent>(event: Name, payload: EditorEvents[Name]): void
}

export class Workspace {
  readonly joinings: Joinings
  readonly reach: Reach
  readonly spelling = new Spelling()
  /** Where the editor's page is; goes with the workspace, and never to the disk. */
  place: Place | undefined
  readonly #deps: WorkspaceDeps
  readonly #groups = new Map<GroupId, OpenGroup>()
  readonly #network: Network<InvitationTag>

  static async open(deps: WorkspaceDeps): Promise<Workspace> {
    const workspace = new Workspace(deps)
    // Whatever one record has suffered, the rest opens, and the person is told.
    const guarded = (work: Promise<unknown>, group?: GroupId): Promise<unknown> =>
      work.catch((error: unknown) => {
        const code = codeOf(error)
        deps.emit('notice', {
          code: code === 'E_INTERNAL' ? 'E_STORE_DAMAGED' : code,
          ...(group && { group }),
        })
      })
    await guarded(finishLeaving(deps.store))
    const groups: GroupId[] = []
    await guarded(listGroups(deps.store).then((found) => groups.push(...found)))
    for (const id of groups) await guarded(workspace.#load(id), id)
    await guarded(workspace.reach.start())
    await guarded(workspace.joinings.load())
    return workspace
  }

  private constructor(deps: WorkspaceDeps) {
    const { crypto, clock, random, store, hub, courier, emit } = deps
    this.#deps = deps
    this.#network = new Network({ crypto, clock, random, hub, courier, sockets: createSocketRoad(clock) })
    this.#network.setInvitationKeys(() =>
      this.groups().flatMap((group) =>
        group.invitations.keys().map(({ local, psk, id }) => ({ local, psk, tag: { group, id } })),
      ),
    )
    this.#network.onJoiner(({ session, tag }) => {
      tag.group.invitations.knock(tag.id, session).catch(() => session.close())
    })
    this.#network.onReachChanged(() => this.#reachChanged())
    this.reach = new Reach({
      store,
      listener: this.#network,
      fixed: deps.listen,
      changed: () => this.#reachChanged(),
    })
    this.joinings = new Joinings({
      crypto,
      clock,
      store,
      call: async (call) => (await this.#network.callWith({ ...call, payload: new Uint8Array(0) })).session,
      isOwn: (publicKey) =>
        this.groups().some(({ invitations }) =>
          invitations.keys().some(({ local }) => toHex(local.publicKey) === toHex(publicKey)),
        ),
      adopt: (adoption) => this.#adopt(adoption),
      changed: () => emit('groups.changed', {}),
    })
  }

  groups(): OpenGroup[] {
    return [...this.#groups.values()]
  }

  group(id: string): OpenGroup {
    const group = this.#groups.get(id as GroupId)
    if (group === undefined) throw new RapporteurError('E_NOT_FOUND')
    return group
  }

  /** The group whose paper a session has open. */
  ofSession(session: string): OpenGroup {
    const group = this.groups().find(({ papers }) => papers.has(session))
    if (group === undefined) throw new RapporteurError('E_SESSION_FENCED')
    return group
  }

  list(): { groups: GroupItem[]; joining: JoiningItem[] } {
    return { groups: this.groups().map((group) => group.item()), joining: this.joinings.items() }
  }

  async createGroup(name: string, yourName: string, organisation: string): Promise<GroupId> {
    const { crypto } = this.#deps
    mustShow(name, yourName, organisation)
    const keys = mintDeviceKeys(crypto)
    const { group, bytes } = found(crypto, keys)
    const open = await this.#begin(group, keys, [bytes], [], [])
    await open.christen(name)
    await open.members.introduce(yourName, organisation)
    this.#deps.emit('groups.changed', {})
    return group
  }

  /** Everything of the group goes from this computer; nobody is told. Rejects with the group open again. */
  async leaveGroup(id: string): Promise<void> {
    const { store, emit } = this.#deps
    const open = this.group(id)
    const group = open.group.id
    const records = Math.max(open.group.log.count, open.group.state.charter.size)
    this.#groups.delete(group)
    try {
      await open.close()
      await leaveGroup(store, group, records)
    } catch (error) {
      if ((await listGroups(store)).includes(group)) await this.#load(group)
      throw error
    } finally {
      this.joinings.forgetGroup(group)
      emit('groups.changed', {})
    }
  }

  get hasOpenPapers(): boolean {
    return this.groups().some(({ papers }) => papers.anyOpen)
  }

  /** The vault is about to be locked: whatever waits for others waits no longer. */
  hurry(): void {
    for (const { group } of this.groups()) group.hurry()
  }

  /** The editor's page has gone. */
  closePapers(): void {
    for (const group of this.groups()) group.papers.closeAll()
  }

  async close(): Promise<void> {
    this.joinings.close()
    await this.spelling.close()
    await Promise.allSettled(this.groups().map((group) => group.close()))
    this.#groups.clear()
    await this.#network.close()
  }

  async #adopt({ keys, welcome, name, organisation, also }: Adoption): Promise<GroupId> {
    const addresses = welcome.addresses.map((one) => ({
      device: one.device,
      addresses: [...one.addresses].slice(0, 3),
    }))
    const open = await this.#begin(welcome.group, keys, welcome.statements, addresses, also)
    // A member's further device brings no name of its own: the member has one.
    const member = open.group.state.charter.memberOf(keys.id)
    if (member === memberIdOf(this.#deps.crypto, keys.id)) await open.members.introduce(name, organisation)
    return welcome.group
  }

  async #begin(
    group: GroupId,
    keys: DeviceKeys,
    statements: readonly Uint8Array[],
    addresses: GroupRecord['addresses'],
    also: readonly SealedWrite[],
  ): Promise<OpenGroup> {
    const { crypto, store } = this.#deps
    if (this.#groups.has(group)) throw new RapporteurError('E_ALREADY_MEMBER')
    const record: GroupRecord = { group, deviceKeys: encodeDeviceKeys(keys), addresses, invitations: [] }
    // The log first: a group without its record is not there, a record without its charter would be a broken group.
    await new GroupLog(store, crypto, group).appendStatements(statements)
    await saveNewGroup(store, record, also)
    return this.#open(group, keys, record)
  }

  async #load(id: GroupId): Promise<void> {
    const { crypto, store } = this.#deps
    const record = await loadGroupRecord(store, id)
    const keys = record === undefined ? undefined : decodeDeviceKeys(crypto, record.deviceKeys)
    // Without its keys the group cannot be opened; its log stays.
    if (record === undefined || keys === undefined) throw new RapporteurError('E_STORE_DAMAGED')
    await this.#open(id, keys, record)
  }

  async #open(id: GroupId, keys: DeviceKeys, record: GroupRecord): Promise<OpenGroup> {
    const { crypto, clock, store, incarnations, emit } = this.#deps
    const incarnation = (again: boolean): number => incarnations.of(id, again)
    const { group, damaged } = await Group.open({ crypto, clock, store, keys, incarnation }, id)
    const open = await OpenGroup.open(
      {
        crypto,
        clock,
        store,
        network: this.#network,
        nextPresence: () => incarnations.nextPresence(id),
        events: {
          update: (session, update) => emit('paper.update', { session, update }),
          status: (session, status) => emit('paper.status', { session, status }),
          about: (session, about) => emit('paper.about', { session, about }),
          ended: (session, reason) => emit('paper.ended', { session, reason }),
          changed: () => this.#changed(id),
          recommendationsChanged: () => emit('recommendations.changed', { group: id }),
          present: ({ papers, presence }, paper) => {
            for (const session of papers.ids(paper))
              emit('paper.present', { session, present: presence.people(paper) })
          },
          notice: (_, code) => emit('notice', { code, group: id }),
        },
      },
      group,
      record,
    )
    this.#groups.set(id, open)
    if (damaged) emit('notice', { code: 'E_STORE_DAMAGED', group: id })
    return open
  }

  readonly #changedGroups = new Set<GroupId>()

  /** Many small changes within a moment are one for the page. */
  #changed(group: GroupId): void {
    if (this.#changedGroups.size === 0) {
      this.#deps.clock.after(30, () => {
        for (const changed of this.#changedGroups) this.#deps.emit('group.changed', { group: changed })
        this.#changedGroups.clear()
        this.#deps.emit('groups.changed', {})
      })
    }
    this.#changedGroups.add(group)
  }

  #reachChanged(): void {
    for (const group of this.groups()) group.addressesChanged()
    this.#deps.emit('reach.changed', {})
  }
}
