// One group on the network: who is to be called, which sessions are up, and the room that y-webrtc meets in. What the sessions
// carry is replication's business. It must never open a session to, or accept one from, a device that is not of the group.

import { codeOf, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { Crypto, KeyPair } from '../../../shared/crypto/crypto.ts'
import type { DeviceId } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Random } from '../../../shared/ports/random.ts'
import type { DeviceAddresses, Replica } from '../../../shared/replication/replica.ts'
import { type PeerEnd, type PeerState, Replication } from '../../../shared/replication/replication.ts'
import { acceptSession } from '../../../shared/session/accept.ts'
import { connectSession } from '../../../shared/session/connect.ts'
import type { Session } from '../../../shared/session/session.ts'
import type { Hub, HubSignal } from '../../hub/hub.ts'
import type { SocketRoad } from '../adapters/socket-road.ts'
import type { OpenedLink, WebrtcRoad } from '../adapters/webrtc-road.ts'
import { Dialer } from './dialer.ts'
import { Signalling } from './signalling.ts'

/** What the network needs to know of a group. Asked anew each time: the charter may have changed. */
export interface GroupOnNetwork {
  readonly replica: Replica
  /** This device's X25519 keys in the group. */
  readonly boxKeys: KeyPair
  /** The device with this X25519 key, when it is entitled to be here. */
  deviceOf(boxKey: Uint8Array): DeviceId | undefined
  boxKeyOf(device: DeviceId): Uint8Array | undefined
  /** Every entitled device but this one, with the addresses last known, newest first; none is fine. */
  knownAddresses(): readonly DeviceAddresses[]
  /** A call by a new address succeeded. */
  onAddresses(device: DeviceId, addresses: readonly string[]): void
  /** Travels in message 1 of every call: statements that admit this device, of which the other may not have heard. */
  introduction?(): Uint8Array
  /** Takes in what the unknown caller with this key brought as its introduction; {@link deviceOf} is asked again afterwards. */
  introduced?(boxKey: Uint8Array, introduction: Uint8Array): Promise<void>
}

export interface NetworkDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly random: Random
  readonly hub: Hub
  readonly courier: WebrtcRoad
  readonly sockets: SocketRoad
}

/** A session that ends sooner was no use to either side. */
const SHORT_SESSION_MS = 10_000
/**
 * Sessions over sockets with one device. Both may call at one moment, and one that died without a word lingers; more are nobody's
 * need. The newest stay: a device that lost its network and comes back is not kept out by what it left behind.
 */
const SOCKETS_PER_DEVICE = 3

export class GroupNetwork {
  readonly room: string
  readonly #deps: NetworkDeps
  readonly #group: GroupOnNetwork
  readonly #replication: Replication
  readonly #signalling: Signalling
  readonly #dialers = new Map<DeviceId, Dialer>()
  /** Sessions over sockets: while there is one, nobody calls. */
  readonly #sockets = new Map<DeviceId, Set<Session>>()
  readonly #channels = new Set<{
    readonly device: DeviceId
    readonly peer: string
    readonly session: Session
  }>()
  readonly #stopListening: () => void
  #closed = false

  constructor(deps: NetworkDeps, group: GroupOnNetwork) {
    this.#deps = deps
    this.#group = group
    this.#replication = new Replication(deps, group.replica)
    this.room = deps.hub.openRoom()
    this.#signalling = new Signalling({
      crypto: deps.crypto,
      clock: deps.clock,
      self: group.replica.self,
      boxKeys: group.boxKeys,
      devices: () => group.knownAddresses().map(({ device }) => device),
      boxKeyOf: (device) => group.boxKeyOf(device),
      carry: (to, box) => this.#replication.sendSignal(to, box),
      deliver: (message) => deps.hub.deliver(this.room, message),
      renamed: (device, peer) => this.#closeChannels(device, peer),
    })
    this.#stopListening = group.replica.onChange(({ kind }) => {
      if (kind === 'statements' || kind === 'addresses') this.refresh()
    })
    deps.courier.openRoom(this.room)
    this.refresh()
  }

  get boxKeys(): KeyPair {
    return this.#group.boxKeys
  }

  /** Devices with a live session, and the road that carries their envelopes. */
  online(): PeerState[] {
    return this.#replication.peers()
  }

  /** Called after each change of {@link online}. The returned function unsubscribes. */
  onOnline(listener: () => void): () => void {
    return this.#replication.onPeers(listener)
  }

  /** Why a session ended. The returned function unsubscribes. */
  onEnd(listener: (end: PeerEnd) => void): () => void {
    return this.#replication.onEnd(listener)
  }

  sendPresence(record: Uint8Array): void {
    this.#replication.sendPresence(record)
  }

  /** The Replica's `receiveSignal` ends here. */
  receiveSignal(signal: { readonly origin: DeviceId; readonly box: Uint8Array }, from: DeviceId): void {
    this.#signalling.received(signal.origin, signal.box, from)
  }

  /**
   * Calls at once instead of waiting for the next round. With an address: that one, for the device or, without a device, for
   * whichever of the group is there. Resolves to why not when nobody was reached.
   */
  async dialNow(device?: DeviceId, address?: string): Promise<'reached' | ErrorCode> {
    const devices = device === undefined ? [...this.#dialers.keys()] : [device]
    if (devices.some((one) => this.#hasSocket(one)) && device !== undefined) return 'reached'
    const calls = devices
      .filter((one) => !this.#hasSocket(one))
      .map((one) => (address === undefined ? this.#dialed(one) : this.#callNew(one, address)))
    const outcomes = await Promise.all(calls)
    return outcomes.find((outcome) => outcome === 'reached') ?? outcomes[0] ?? 'E_UNREACHABLE'
  }

  /** The charter or the addresses have changed, or the machine woke up. */
  refresh(): void {
    if (this.#closed) return
    for (const { device } of this.#group.knownAddresses()) {
      if (device !== this.#group.replica.self && !this.#hasSocket(device)) this.#dialer(device).start()
    }
    for (const [device, dialer] of this.#dialers) {
      if (this.#group.boxKeyOf(device) !== undefined) continue
      dialer.stop()
      this.#dialers.delete(device)
      this.#signalling.forget(device)
      for (const session of [...(this.#sockets.get(device) ?? [])]) session.close()
      this.#closeChannels(device)
    }
  }

  /** Whether a caller with this key may come in, and as whom. */
  async admits(boxKey: Uint8Array, introduction: Uint8Array): Promise<DeviceId | undefined> {
    const known = this.#group.deviceOf(boxKey)
    if (known !== undefined || introduction.length === 0) return known
    await this.#group.introduced?.(boxKey, introduction)
    return this.#group.deviceOf(boxKey)
  }

  /** A session over a socket, called by either side. */
  adopt(session: Session): void {
    const device = this.#group.deviceOf(session.peerKey)
    if (this.#closed || device === undefined || session.closed) {
      session.close()
      return
    }
    const sessions = this.#sockets.get(device) ?? new Set()
    this.#sockets.set(device, sessions.add(session))
    for (const spare of [...sessions].slice(0, -SOCKETS_PER_DEVICE)) spare.close()
    const since = this.#deps.clock.now()
    this.#dialer(device).stop()
    session.onClose(() => {
      sessions.delete(session)
      if (!this.#closed && sessions.size === 0 && this.#group.boxKeyOf(device) !== undefined) {
        this.#dialer(device).start(this.#deps.clock.now() - since < SHORT_SESSION_MS)
      }
    })
    this.#replication.add(session, device)
    this.#signalling.appeared(device)
  }

  /** Our courier says something in this group's room. */
  courierSaid({ message }: HubSignal): void {
    this.#signalling.heard(message)
  }

  /** A data channel in this group's room opened: a session over it decides who is there. */
  async courierOpened({ link, remotePeer, offered, ready }: OpenedLink): Promise<void> {
    const device = this.#signalling.deviceOf(remotePeer)
    const remote = device && this.#group.boxKeyOf(device)
    if (device === undefined || remote === undefined) {
      link.close()
      return
    }
    const session = await (offered ? this.#connect(link, remote) : this.#accept(link, device))
    if (session === undefined || this.#closed) {
      link.close()
      return
    }
    ready()
    const channel = { device, peer: remotePeer, session }
    this.#channels.add(channel)
    session.onClose(() => this.#channels.delete(channel))
    this.#signalling.connected(device)
    this.#replication.add(session, device)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#stopListening()
    for (const dialer of this.#dialers.values()) dialer.stop()
    this.#signalling.close()
    this.#replication.close()
    this.#deps.courier.closeRoom(this.room)
    this.#deps.hub.closeRoom(this.room)
  }

  #hasSocket(device: DeviceId): boolean {
    return (this.#sockets.get(device)?.size ?? 0) > 0
  }

  #closeChannels(device: DeviceId, exceptPeer?: string): void {
    for (const channel of [...this.#channels]) {
      if (channel.device === device && channel.peer !== exceptPeer) channel.session.close()
    }
  }

  #dialer(device: DeviceId): Dialer {
    const known = this.#dialers.get(device)
    if (known !== undefined) return known
    const dialer = new Dialer({
      clock: this.#deps.clock,
      random: this.#deps.random,
      addresses: () => this.#group.knownAddresses().find((entry) => entry.device === device)?.addresses ?? [],
      call: (address, late) => this.#call(device, address, late),
    })
    this.#dialers.set(device, dialer)
    return dialer
  }

  async #dialed(device: DeviceId): Promise<'reached' | ErrorCode> {
    return (await this.#dialer(device).now()) ? 'reached' : 'E_UNREACHABLE'
  }

  async #callNew(device: DeviceId, address: string): Promise<'reached' | ErrorCode> {
    try {
      await this.#call(device, address, () => false)
    } catch (error) {
      return codeOf(error)
    }
    this.#group.onAddresses(device, [address])
    return 'reached'
  }

  /** Rejects with `E_UNREACHABLE`, `E_SESSION_REFUSED` or `E_ADDRESS_MALFORMED`. */
  async #call(device: DeviceId, address: string, late: () => boolean): Promise<void> {
    const remote = this.#group.boxKeyOf(device)
    if (remote === undefined) return
    const link = await this.#deps.sockets.dial(address)
    const { session } = await connectSession(this.#deps, link, this.#credentials(remote))
    if (late() || this.#closed) session.close()
    else this.adopt(session)
  }

  #credentials(remote: Uint8Array): { local: KeyPair; remote: Uint8Array; payload?: Uint8Array } {
    const payload = this.#group.introduction?.()
    return { local: this.#group.boxKeys, remote, ...(payload && { payload }) }
  }

  #connect(link: OpenedLink['link'], remote: Uint8Array): Promise<Session | undefined> {
    return connectSession(this.#deps, link, this.#credentials(remote)).then(
      ({ session }) => session,
      () => undefined,
    )
  }

  /** The courier may lie about who is there, so the key that the handshake proves has to be that device's. */
  async #accept(link: OpenedLink['link'], expected: DeviceId): Promise<Session | undefined> {
    const accepted = await acceptSession(this.#deps, link, {
      candidates: [{ local: this.#group.boxKeys, tag: this.room }],
      decide: async ({ peerKey, payload }) => ({
        accept: (await this.admits(peerKey, payload)) === expected,
      }),
    })
    return accepted?.session
  }
}
