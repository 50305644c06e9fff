// One group's replication: all its live sessions, what is passed between them, and who is asked for what. The host gives it a
// Replica and every session it opens; it knows no roads and does no I/O.
import type { ErrorCode } from '../contract/errors.ts'
import type { DeviceId } from '../ids/ids.ts'
import type { Position } from '../ledger/position.ts'
import type { RoadName } from '../ports/link.ts'
import type { Session } from '../session/session.ts'
import { Fetches } from './fetches.ts'
import type { Frame } from './frame.ts'
import { LinkChoice } from './link-choice.ts'
import { RecentEnvelopes } from './outbox.ts'
import { readPresenceHeader } from './presence.ts'
import type { Change, Replica } from './replica.ts'
import { type ReplicationDeps, Replicator, type ReplicatorHost } from './replicator.ts'

/** Largest sealed box of a SIGNAL. */
export const MAX_SIGNAL_BOX = 64 * 1024

export interface PeerState {
  readonly device: DeviceId
  readonly road: RoadName
}

export interface PeerEnd extends PeerState {
  /** undefined: closed by either side or by the road. */
  readonly reason: ErrorCode | undefined
}

export class Replication implements ReplicatorHost {
  readonly fetches: Fetches
  readonly #deps: ReplicationDeps
  readonly #replica: Replica
  readonly #recent = new RecentEnvelopes()
  readonly #peers = new Map<DeviceId, LinkChoice>()
  readonly #unsubscribe: () => void
  readonly #peersListeners = new Set<() => void>()
  readonly #endListeners = new Set<(end: PeerEnd) => void>()
  #closed = false

  constructor(deps: ReplicationDeps, replica: Replica) {
    this.#deps = deps
    this.#replica = replica
    this.fetches = new Fetches(deps.clock, replica)
    this.#unsubscribe = replica.onChange((change) => this.#changed(change))
  }

  /** Takes over a session whose other side is known to be `peer`. */
  add(session: Session, peer: DeviceId): void {
    if (this.#closed || peer === this.#replica.self || !this.#replica.isCurrent(peer)) {
      session.close()
      return
    }
    const choice = this.#peers.get(peer) ?? new LinkChoice(this.#replica.self, peer)
    this.#peers.set(peer, choice)
    const replicator = new Replicator(this.#deps, this.#replica, session, peer, this)
    if (session.closed) return
    choice.add(replicator)
    this.#tellPeers()
  }

  /** Live peers and the road that carries their envelopes. */
  peers(): PeerState[] {
    const peers: PeerState[] = []
    for (const [device, { carrier }] of this.#peers) {
      if (carrier) peers.push({ device, road: carrier.session.link.road })
    }
    return peers
  }

  onPeers(listener: () => void): () => void {
    this.#peersListeners.add(listener)
    return () => this.#peersListeners.delete(listener)
  }

  /** Why a session ended: `E_SLOW_READER`, `E_FRAME_MALFORMED`, … */
  onEnd(listener: (end: PeerEnd) => void): () => void {
    this.#endListeners.add(listener)
    return () => this.#endListeners.delete(listener)
  }

  /** To those who may read drafts: that somebody is in one is nobody else's business. */
  sendPresence(record: Uint8Array): void {
    for (const [device, { carrier }] of this.#peers)
      if (this.#replica.readsDrafts(device)) carrier?.sendPresence(record)
  }

  /** Directly where there is a session, else by every neighbour, one hop. False when there is nobody to hand it to. */
  sendSignal(to: DeviceId, box: Uint8Array): boolean {
    if (!this.#replica.isCurrent(to)) return false
    if (box.length > MAX_SIGNAL_BOX) throw new RangeError('signal box over 64 KiB')
    const frame = { type: 'signal', to, origin: this.#replica.self, hops: 0, box } as const
    const direct = this.#peers.get(to)?.signaller
    const ways = direct ? [direct] : [...this.#peers.values()].flatMap(({ signaller }) => signaller ?? [])
    for (const way of ways) way.sendSignal(frame)
    return ways.length > 0
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#unsubscribe()
    for (const choice of [...this.#peers.values()]) {
      while (choice.signaller) choice.signaller.close()
    }
    this.fetches.close()
  }

  /** EnvelopeSource. */
  recent(position: Position): Uint8Array | undefined {
    return this.#recent.get(position)
  }

  /** EnvelopeSource. */
  read(positions: readonly Position[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.#replica.read(positions)
  }

  /** ReplicatorHost. */
  carries(replicator: Replicator): void {
    this.#peers.get(replicator.peer)?.follow(replicator)
  }

  /** ReplicatorHost. A box for someone else is passed on once, and only for the neighbour that made it. */
  signal(frame: Frame & { type: 'signal' }, from: Replicator): void {
    if (frame.box.length > MAX_SIGNAL_BOX) return
    const { origin, box } = frame
    if ((frame.hops === 0 && origin !== from.peer) || !this.#replica.isCurrent(origin)) return
    if (frame.to === this.#replica.self) this.#replica.receiveSignal({ origin, box }, from.peer)
    else if (frame.hops === 0) this.#peers.get(frame.to)?.signaller?.sendSignal({ ...frame, hops: 1 })
  }

  /** ReplicatorHost. Presence goes on to those who get its author's envelopes from here. Throws MalformedBytes. */
  presence(record: Uint8Array, from: Replicator): void {
    const author = readPresenceHeader(record).device
    if (author === this.#replica.self || !this.#replica.isCurrent(author)) return
    if (!this.#replica.receivePresence(record, from.peer)) return
    for (const { carrier } of this.#peers.values()) {
      if (!carrier || carrier === from || carrier.peer === author) continue
      if (carrier.relays(author) && this.#replica.readsDrafts(carrier.peer)) carrier.sendPresence(record)
    }
  }

  /** ReplicatorHost. What an author sends himself is never too much; whoever was quicker should stop instead. */
  useless(devices: ReadonlySet<DeviceId>, from: Replicator): void {
    const others = [...devices].filter((device) => device !== from.peer)
    if (others.length > 0) from.announceOnly(others)
    if (!devices.has(from.peer)) return
    for (const { carrier } of this.#peers.values()) {
      if (carrier && carrier !== from) carrier.announceOnly([from.peer])
    }
  }

  /** ReplicatorHost. */
  ended(replicator: Replicator, reason: ErrorCode | undefined): void {
    const device = replicator.peer
    const choice = this.#peers.get(device)
    choice?.remove(replicator)
    if (choice?.isEmpty) this.#peers.delete(device)
    for (const listener of this.#endListeners)
      listener({ device, road: replicator.session.link.road, reason })
    this.#tellPeers()
  }

  #changed(change: Change): void {
    if (change.kind === 'envelopes') {
      for (const [i, position] of change.positions.entries()) {
        const envelope = change.encoded?.[i]
        if (envelope) this.#recent.add(position, envelope)
      }
    }
    if (change.kind === 'statements') {
      this.#dropFormer()
      this.fetches.retry()
    }
    for (const { carrier } of this.#peers.values()) carrier?.changed(change)
  }

  /** Before anything else is said: a device that no longer belongs does not even hear that it does not. */
  #dropFormer(): void {
    for (const [device, choice] of [...this.#peers]) {
      if (this.#replica.isCurrent(device)) continue
      while (choice.signaller) choice.signaller.drop()
    }
  }

  #tellPeers(): void {
    for (const listener of this.#peersListeners) listener()
  }
}
