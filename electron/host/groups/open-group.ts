// OpenGroup: one group of an unlocked vault with all that belongs to it: state and log, what others say they hold, its place on the
// network, the papers that are open, who waits to join. It answers the group page and tells what changed.
import { sameBytes } from '../../../shared/bytes/codec.ts'
import { wipeDeviceKeys } from '../../../shared/charter/device-keys.ts'
import type { GroupItem, GroupPage, Role } from '../../../shared/contract/editor-api.ts'
import { type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { type DeviceId, type PaperId, parseId } from '../../../shared/ids/ids.ts'
import { MEMBER_WORDS_COST } from '../../../shared/invitation/member-words.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { RoadName } from '../../../shared/ports/link.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { nameGroup } from '../../../shared/records/roster.ts'
import type { DeviceAddresses } from '../../../shared/replication/replica.ts'
import { GroupCalendar } from '../calendar/calendar.ts'
import { Invitations } from '../joining/invitations.ts'
import { Verifications } from '../joining/verifications.ts'
import { ArrivalBook } from '../members/arrival-book.ts'
import { type Contact, Members } from '../members/members.ts'
import { Review } from '../members/review.ts'
import { SeenBook } from '../members/seen-book.ts'
import type { GroupNetwork } from '../network/group-network.ts'
import type { Network } from '../network/network.ts'
import { PaperSessions, type SessionEvents } from '../papers/paper-sessions.ts'
import { Presence } from '../papers/presence.ts'
import { Register } from '../papers/recommendations.ts'
import { GroupWordBook } from '../spelling/group-words.ts'
import { argon2id } from '../vault/argon2.ts'
import { AddressBook } from './address-book.ts'
import { ForkBook } from './fork-book.ts'
import type { Group } from './group.ts'
import { type GroupRecord, saveGroupRecord } from './group-record.ts'
import { GroupReplica } from './group-replica.ts'
import { HeadsBook } from './heads-book.ts'
import { introduce, takeIntroduction } from './introduction.ts'
import { Troubles } from './troubles.ts'

/** Names an invitation of one group, for whoever calls with it. */
export interface InvitationTag {
  readonly group: OpenGroup
  readonly id: string
}

export interface GroupEvents extends SessionEvents {
  changed(group: OpenGroup): void
  recommendationsChanged(group: OpenGroup): void
  present(group: OpenGroup, paper: PaperId): void
  notice(group: OpenGroup, code: ErrorCode): void
}

export interface OpenGroupDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly store: SealedStore
  readonly network: Network<InvitationTag>
  readonly events: GroupEvents
  nextPresence(): number
}

interface Books {
  readonly heads: HeadsBook
  readonly forks: ForkBook
  readonly seen: SeenBook
  readonly arrivals: ArrivalBook
}

/** How long after the last contact a device counts as unreachable rather than as being called. */
const PATIENCE_MS = 10_000

export class OpenGroup {
  readonly group: Group
  readonly papers: PaperSessions
  readonly invitations: Invitations
  readonly verifications: Verifications
  readonly members: Members
  readonly review: Review
  readonly calendar: GroupCalendar
  readonly words: GroupWordBook
  readonly register: Register
  readonly presence: Presence
  readonly #deps: OpenGroupDeps
  readonly #addresses: AddressBook
  readonly #heads: HeadsBook
  readonly #seen: SeenBook
  readonly #arrivals: ArrivalBook
  readonly #replica: GroupReplica
  readonly #network: GroupNetwork
  readonly #troubles = new Troubles()
  readonly #seenAt = new Map<DeviceId, number>()
  readonly #openedAt: number
  #online: ReadonlyMap<DeviceId, RoadName> = new Map()
  #cancelPatience: () => void = () => undefined
  #record: GroupRecord
  #closing = false
  #saving: Promise<void> = Promise.resolve()

  static async open(deps: OpenGroupDeps, group: Group, record: GroupRecord): Promise<OpenGroup> {
    const { crypto, store } = deps
    const signingKeyOf = (device: DeviceId): Uint8Array | undefined =>
      group.state.charter.device(device)?.signingKey
    const heads = new HeadsBook({
      ...{ crypto, store, group: group.id, self: group.keys.id, signingKeyOf },
      covers: (leaves, position) => group.state.ledger.covers(leaves, position),
    })
    const forks = new ForkBook({ crypto, store, group: group.id, signingKeyOf })
    const seen = new SeenBook(store, group.id)
    await heads.load()
    await forks.load()
    await seen.load()
    const arrivals = new ArrivalBook(store, group.id)
    await arrivals.load()
    return new OpenGroup(deps, group, record, { heads, forks, seen, arrivals })
  }

  private constructor(
    deps: OpenGroupDeps,
    group: Group,
    record: GroupRecord,
    { heads, forks, seen, arrivals }: Books,
  ) {
    const { crypto, clock, network, events } = deps
    this.#deps = deps
    this.#record = record
    this.#heads = heads
    this.#seen = seen
    this.#arrivals = arrivals
    this.#openedAt = clock.now()
    this.group = group
    const known = record.addresses.map(({ device, addresses }) => ({
      device: parseId('DeviceId', device),
      addresses,
    }))
    this.#addresses = new AddressBook(clock, known, (addresses) =>
      this.#save({
        addresses: addresses.map((one) => ({ device: one.device, addresses: [...one.addresses] })),
      }),
    )
    this.verifications = new Verifications({
      crypto,
      group,
      compared: record.compared ?? [],
      slow: (input, salt) => argon2id(input, salt, MEMBER_WORDS_COST),
      save: (compared) => this.#save({ compared }),
      changed: () => events.changed(this),
    })
    this.calendar = new GroupCalendar(crypto, group)
    this.words = new GroupWordBook(crypto, group)
    this.review = new Review({
      ...{ crypto, clock, store: deps.store, group, heads, arrivals },
      nameOf: (device) => this.members.nameOf(device),
      changed: () => events.changed(this),
    })
    this.members = new Members({
      crypto,
      clock,
      group,
      heads,
      seen,
      forks,
      review: this.review,
      contact: (device) => this.#contact(device),
      claims: () => this.invitations.claims(),
      verification: (member) => this.verifications.of(member),
    })
    this.presence = new Presence({
      crypto,
      clock,
      group,
      nextCounter: deps.nextPresence,
      nameOf: (device) => this.members.nameOf(device),
      send: (record) => this.#network.sendPresence(record),
      changed: () => this.#presentChanged(),
    })
    this.papers = new PaperSessions({
      crypto,
      group,
      heads,
      presence: this.presence,
      events,
      nameOf: () => ({ me: this.members.nameOf(group.keys.id), group: this.name }),
      nameOfDevice: (device) => this.members.nameOf(device),
    })
    this.register = new Register({
      crypto,
      group,
      members: this.members,
      papers: this.papers,
      changed: () => events.recommendationsChanged(this),
    })
    this.invitations = new Invitations({
      crypto,
      clock,
      group,
      record,
      ownAddresses: () => network.ownAddresses(),
      knownAddresses: () => this.#addresses.all(),
      save: (invitations) => this.#save(invitations),
      changed: () => events.changed(this),
    })
    this.#replica = new GroupReplica({
      crypto,
      clock,
      group,
      heads,
      forks,
      side: {
        presence: (record) => this.presence.take(record),
        signal: (signal, from) => this.#network.receiveSignal(signal, from),
        addresses: () => this.#toTell(),
        addressesReceived: (addresses, from) => this.#addressesReceived(addresses, from),
        headsReceived: () => this.papers.tellStatus(),
        forked: () => this.#trouble(['E_FORK']),
      },
    })
    group.listen({
      taken: ({ effects }) => {
        if (effects.records) events.changed(this)
      },
      stored: ({ effects }) => arrivals.note(effects.logNumber ?? group.log.count, clock.now()),
      charterGrew: () => {
        this.members.noteCharter()
        events.changed(this)
      },
      troubled: (codes) => this.#trouble(codes),
    })
    this.#network = network.addGroup({
      replica: this.#replica,
      boxKeys: group.keys.box,
      deviceOf: (boxKey) => this.#deviceOf(boxKey),
      boxKeyOf: (device) => {
        const { charter } = group.state
        return charter.isCurrent(device) ? charter.device(device)?.boxKey : undefined
      },
      knownAddresses: () =>
        this.members.others().map((device) => ({ device, addresses: this.#addresses.of(device) })),
      onAddresses: (device, addresses) => this.#addresses.learn(device, addresses, true),
      introduction: () => introduce(crypto, group.state.charter, group.keys.id),
      introduced: (boxKey, brought) =>
        group.receiveStatements(
          takeIntroduction(crypto, group.state.charter, boxKey, brought),
          group.keys.id,
        ),
    })
    this.#network.onOnline(() => this.#onlineChanged())
    this.#network.onEnd(({ reason }) => {
      if (reason !== undefined) this.#trouble([reason])
    })
    this.members.noteCharter()
    this.#watchPatience()
  }

  get name(): string {
    return this.group.state.roster.groupName
  }

  get role(): Role {
    return this.members.role
  }

  item(): GroupItem {
    return { group: this.group.id, name: this.name, role: this.role }
  }

  page(): GroupPage {
    return {
      ...this.item(),
      papers: this.papers.list(),
      members: this.members.list(),
      former: this.members.former(),
      belongs: this.members.belongs,
      waiting: this.invitations.waiting(),
      invitations: this.invitations.open(),
      troubles: this.#troubles.list(),
    }
  }

  /** The founder's first records. */
  async christen(groupName: string): Promise<void> {
    await this.group.writeRecord({ kind: 'roster' }, nameGroup(this.#deps.crypto, this.group.id, groupName))
  }

  /** `compared`: by words from a handshake that the newcomer's keys are bound to, which is as good as any later comparison. */
  async admit(waiting: string, compared: boolean): Promise<void> {
    const device = await this.invitations.admit(waiting)
    const member = this.group.state.charter.memberOf(device)
    if (compared && member !== undefined) await this.verifications.note(member, [device], true)
  }

  /** Rejects with why nobody was reached. */
  async tryAddress(device: string, address: string): Promise<void> {
    const outcome = await this.#network.dialNow(parseId('DeviceId', device), address)
    if (outcome !== 'reached') throw new RapporteurError(outcome)
  }

  /** This device's own addresses changed: peers should know. */
  addressesChanged(): void {
    this.#replica.addressesChanged()
  }

  async close(): Promise<void> {
    this.#cancelPatience()
    this.presence.close()
    this.invitations.close()
    this.#deps.network.removeGroup(this.#network)
    try {
      // The sessions live as long as it writes: what still waits in them is written, or its page is told why not.
      await this.group.close()
      this.papers.closeAll()
      await this.#heads.flushed()
      await this.#addresses.flushed()
      await this.#seen.flushed()
      await this.#arrivals.flushed()
    } finally {
      await this.#forgetKeys()
    }
  }

  /** Only after the last save: a record that is written with wiped keys would lose the group for ever. */
  async #forgetKeys(): Promise<void> {
    this.#closing = true
    await this.#saving
    this.invitations.wipe()
    wipeDeviceKeys(this.#deps.crypto, this.group.keys)
    this.#deps.crypto.wipe(this.#record.deviceKeys, ...this.#record.invitations.map(({ issued }) => issued))
  }

  #contact(device: DeviceId): Contact {
    const online = device === this.group.keys.id || this.#online.has(device)
    const road = this.#online.get(device)
    const seen = this.#seenAt.get(device) ?? this.#openedAt
    return {
      online,
      ...(road === 'webrtc' || road === 'socket' ? { road } : {}),
      addresses: [...this.#addresses.of(device)],
      reached: online || this.#deps.clock.now() - seen < PATIENCE_MS,
    }
  }

  #deviceOf(boxKey: Uint8Array): DeviceId | undefined {
    return this.members.others().find((device) => {
      const known = this.group.state.charter.device(device)?.boxKey
      return known !== undefined && sameBytes(known, boxKey)
    })
  }

  /** Own addresses and what is known of others, for peers and newcomers. */
  #toTell(): DeviceAddresses[] {
    const own = { device: this.group.keys.id, addresses: this.#deps.network.ownAddresses().slice(0, 3) }
    const known = this.#addresses.all().filter(({ device }) => this.group.state.charter.isCurrent(device))
    return [...(own.addresses.length > 0 ? [own] : []), ...known]
  }

  /** A device's own word displaces what was known and is passed on; hearsay only fills free places. */
  #addressesReceived(entries: readonly DeviceAddresses[], from: DeviceId): void {
    let news = false
    for (const { device, addresses } of entries) {
      if (device === this.group.keys.id || !this.group.state.charter.isCurrent(device)) continue
      const own = device === from
      const changed = this.#addresses.learn(device, addresses, own)
      news ||= own && changed
    }
    if (news) this.#replica.addressesChanged()
  }

  #onlineChanged(): void {
    const before = this.#online
    this.#online = new Map(this.#network.online().map(({ device, road }) => [device, road]))
    for (const device of before.keys()) {
      if (!this.#online.has(device)) this.presence.gone(device)
      this.#seenAt.set(device, this.#deps.clock.now())
    }
    this.presence.repeat()
    this.#watchPatience()
    this.#deps.events.changed(this)
  }

  /** When patience with the absent runs out, the page should say so without being asked. */
  #watchPatience(): void {
    this.#cancelPatience()
    this.#cancelPatience = this.#deps.clock.after(PATIENCE_MS + 100, () => this.#deps.events.changed(this))
  }

  #presentChanged(): void {
    for (const { paper } of this.group.state.desk.papers) {
      if (this.papers.ids(paper).length > 0) this.#deps.events.present(this, paper)
    }
  }

  #trouble(codes: readonly ErrorCode[]): void {
    for (const code of this.#troubles.add(codes)) this.#deps.events.notice(this, code)
    this.#deps.events.changed(this)
  }

  #save(change: Partial<GroupRecord>): Promise<void> {
    if (this.#closing) return Promise.reject(new RapporteurError('E_VAULT_LOCKED'))
    this.#record = { ...this.#record, ...change }
    // Both copies from one snapshot, one save after another.
    const record = this.#record
    const saved = this.#saving.then(() => saveGroupRecord(this.#deps.store, record))
    this.#saving = saved.catch(() => undefined)
    return saved
  }
}
