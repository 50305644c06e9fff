// One group's signalling: what our courier says in the group's room goes to the devices of that group, sealed, and what they say
// comes back into the room. It must never let a word pass from one group's room to another's, nor let both sides of a pair call
// at once: the device with the smaller id calls, the other only says that it is there. A box does not prove who sealed it, so each
// device knows our page by another name, told to it alone: who answers to that name is the one who was told.
import { utf8 } from '../../../shared/bytes/codec.ts'
import { toBase64Url } from '../../../shared/bytes/text.ts'
import type { Crypto, KeyPair } from '../../../shared/crypto/crypto.ts'
import { type DeviceId, idBytes } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Signal } from '../../hub/signal.ts'
import { Announcer } from './announcer.ts'
import { localName, NewNames, readLocalName } from './peer-names.ts'
import { openSignal, sealSignal } from './signal-box.ts'

/** Signals to one device, and of one device by way of one neighbour, in {@link PERIOD_MS}: an honest handshake takes some thirty. */
const SIGNALS_PER_PERIOD = 300
const PERIOD_MS = 10_000
/** Peer ids that are kept in mind of each sort. */
const REMEMBERED = 256
const SECRET_BYTES = 32
const NAME_BYTES = 16

export interface SignallingDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly self: DeviceId
  readonly boxKeys: KeyPair
  /** Every other device of the group. */
  devices(): readonly DeviceId[]
  /** undefined: not, or no longer, of the group. */
  boxKeyOf(device: DeviceId): Uint8Array | undefined
  /** Hands a sealed box on towards `to`; false when nobody is there to take it. */
  carry(to: DeviceId, box: Uint8Array): boolean
  /** Hands a message to our courier, in this group's room. */
  deliver(message: Signal): void
  /** This device's courier has a page that we call `peer`: channels to an earlier one are dead, though the road may take long to notice. */
  renamed(device: DeviceId, peer: string): void
}

export class Signalling {
  readonly #deps: SignallingDeps
  readonly #names: NewNames
  /** What our names for others are made with. */
  readonly #secret: Uint8Array
  readonly #announcers = new Map<DeviceId, Announcer>()
  readonly #counts = new Map<string, number>()
  /** Peers that our courier made an offer to: y-webrtc trips over an answer that it did not ask for. */
  readonly #offeredTo = new Set<string>()
  readonly #stopCounting: () => void
  /** Our courier's peer id in the room, once it is there. */
  #ownPeer: string | undefined
  /** Those of its earlier pages. An old page may live on for a while and go on talking; ids never come back. */
  readonly #pastPeers = new Set<string>()

  constructor(deps: SignallingDeps) {
    this.#deps = deps
    this.#names = new NewNames(deps.clock)
    this.#secret = deps.crypto.random(SECRET_BYTES)
    let cancel = (): void => undefined
    const forget = (): void => {
      this.#counts.clear()
      cancel = deps.clock.after(PERIOD_MS, forget)
    }
    forget()
    this.#stopCounting = () => cancel()
  }

  /** Which device is meant by a name that our courier was told. The session on the channel proves whether it is there. */
  deviceOf(peer: string): DeviceId | undefined {
    return readLocalName(peer)?.device
  }

  /** Our courier says something in the room. */
  heard(message: Signal): void {
    if (this.#pastPeers.has(message.from)) return
    if (message.type === 'announce') {
      if (this.#ownPeer !== undefined && this.#ownPeer !== message.from)
        remember(this.#pastPeers, this.#ownPeer)
      this.#ownPeer = message.from
      for (const device of this.#deps.devices()) this.#announcer(device).announce()
      return
    }
    const target = readLocalName(message.to)
    if (target === undefined || !this.#may(target.device)) return
    if (message.signal.type === 'offer') remember(this.#offeredTo, message.to)
    this.#send(target.device, { ...message, to: target.peer })
  }

  /** A box that `origin` is said to have sent; `from` is the neighbour who handed it over. */
  received(origin: DeviceId, box: Uint8Array, from: DeviceId): void {
    if (this.#deps.boxKeyOf(origin) === undefined || !this.#may(`${origin} ${from}`)) return
    const message = openSignal(this.#deps.crypto, this.#deps.boxKeys, box)
    const peer = message && localName(origin, message.from)
    if (message === undefined || peer === undefined) return
    if (message.type === 'announce') {
      if (!this.#names.may(message.from, origin, from)) return
      // Only from the device itself: who passes signals on could otherwise cut others' channels.
      if (origin === from) this.#deps.renamed(origin, peer)
      if (this.#deps.self < origin) this.#deps.deliver({ ...message, from: peer })
      else this.#announcer(origin).announce()
      return
    }
    if (this.#ownPeer === undefined || message.to !== this.#nameFor(origin, this.#ownPeer)) return
    // Nobody else knows that name: whoever handed this over, it is the device's own word.
    if (!this.#names.may(message.from, origin, origin)) return
    if (message.signal.type === 'answer' && !this.#offeredTo.delete(peer)) return
    this.#deps.deliver({ ...message, from: peer, to: this.#ownPeer })
  }

  /** A session with this device came up: it, and those behind it, may not have heard of us. */
  appeared(device: DeviceId): void {
    if (this.#ownPeer === undefined) return
    this.#announcer(device).reset()
    for (const one of this.#deps.devices()) this.#announcer(one).announce()
  }

  /** A channel to this device is up. */
  connected(device: DeviceId): void {
    this.#announcer(device).reset()
  }

  /** The device left the group. */
  forget(device: DeviceId): void {
    this.#announcers.get(device)?.close()
    this.#announcers.delete(device)
    this.#names.forget(device)
  }

  close(): void {
    this.#stopCounting()
    this.#deps.crypto.wipe(this.#secret)
    for (const announcer of this.#announcers.values()) announcer.close()
  }

  #announcer(device: DeviceId): Announcer {
    const known = this.#announcers.get(device)
    if (known !== undefined) return known
    const announcer = new Announcer(this.#deps.clock, () => {
      if (this.#ownPeer !== undefined) this.#send(device, { type: 'announce', from: this.#ownPeer })
    })
    this.#announcers.set(device, announcer)
    return announcer
  }

  #send(device: DeviceId, message: Signal): void {
    const key = this.#deps.boxKeyOf(device)
    const from = this.#nameFor(device, message.from)
    const box = key && sealSignal(this.#deps.crypto, key, { ...message, from })
    if (box !== undefined) this.#deps.carry(device, box)
  }

  /** What this device is to know our page as. */
  #nameFor(device: DeviceId, page: string): string {
    const { crypto } = this.#deps
    return toBase64Url(crypto.keyedHash(this.#secret, idBytes(device), utf8(page)).subarray(0, NAME_BYTES))
  }

  #may(way: string): boolean {
    const count = (this.#counts.get(way) ?? 0) + 1
    this.#counts.set(way, count)
    return count <= SIGNALS_PER_PERIOD
  }
}

/** The oldest gives way: neither courier nor peers may fill memory with ids. */
function remember(peers: Set<string>, peer: string): void {
  peers.add(peer)
  const [oldest] = peers
  if (peers.size > REMEMBERED && oldest !== undefined) peers.delete(oldest)
}
