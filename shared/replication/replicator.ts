// One session with one peer, as a state machine: takes frames in, one after the other, and says what this device has. Two devices
// with the same statements and envelopes exchange a handful of hashes and fall silent. It must never act on a frame before the
// one ahead of it is durable, and never let a peer that misbehaves or stalls hold up another.
import { MalformedBytes } from '../bytes/codec.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId } from '../ids/ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { Session } from '../session/session.ts'
import { CharterSync } from './charter-sync.ts'
import type { Fetches } from './fetches.ts'
import { decodeFrames, encodeFrame, type Frame } from './frame.ts'
import { Gossip } from './gossip.ts'
import { KeySync } from './key-sync.ts'
import { LedgerSync } from './ledger-sync.ts'
import { type EnvelopeSource, Outbox } from './outbox.ts'
import type { Change, Replica } from './replica.ts'

/** A peer that acknowledges nothing of what is under way for this long is dropped with `E_SLOW_READER`. */
export const SLOW_READER_MS = 30_000
/** Summaries are compared anew this often: what was lost on the way to the ledger is found without a reconnect. */
export const RESYNC_MS = 60_000
/** Frames that are cheap to lose count are acknowledged together after this long. */
const LAZY_ACK_MS = 200
/** A session with this much unsent is read no further: its peer asks and does not listen. */
const MAX_BUFFERED = 4 * 1024 * 1024

export interface ReplicationDeps {
  readonly crypto: Crypto
  readonly clock: Clock
}

/** What a replicator needs of the group that it is part of. */
export interface ReplicatorHost extends EnvelopeSource {
  readonly fetches: Fetches
  /** The peer sent a summary: it takes this session for the one that carries envelopes. */
  carries(replicator: Replicator): void
  signal(frame: Frame & { type: 'signal' }, from: Replicator): void
  presence(record: Uint8Array, from: Replicator): void
  /** Envelopes of these devices came from the peer for nothing. */
  useless(devices: ReadonlySet<DeviceId>, from: Replicator): void
  ended(replicator: Replicator, reason: ErrorCode | undefined): void
}

export class Replicator {
  readonly session: Session
  readonly peer: DeviceId
  readonly #clock: Clock
  readonly #replica: Replica
  readonly #host: ReplicatorHost
  readonly #outbox: Outbox
  readonly #charter: CharterSync
  readonly #ledger: LedgerSync
  readonly #gossip: Gossip
  readonly #keys: KeySync
  /** Devices to be announced rather than pushed, until the next ACK says so. */
  readonly #announceOnly = new Set<DeviceId>()
  /** A frame is being dealt with; nothing is read meanwhile, acknowledgements included. */
  #busy = false
  #busyUntil: number
  #received = 0
  #acknowledged = 0
  #cancelAck: (() => void) | undefined
  #cancelWatch: () => void = () => {}
  #cancelResync: () => void = () => {}
  #ended = false

  constructor(
    deps: ReplicationDeps,
    replica: Replica,
    session: Session,
    peer: DeviceId,
    host: ReplicatorHost,
  ) {
    const onError = (error: unknown): void => this.#end(codeOf(error))
    this.session = session
    this.peer = peer
    this.#clock = deps.clock
    this.#busyUntil = deps.clock.now()
    this.#replica = replica
    this.#host = host
    this.#outbox = new Outbox(session, host, deps.clock, onError)
    this.#charter = new CharterSync(deps.clock, replica, this.#outbox)
    this.#keys = new KeySync(replica, peer, this.#outbox)
    this.#ledger = new LedgerSync(deps, replica, peer, this.#outbox, host.fetches)
    this.#gossip = new Gossip(deps, replica, this.#outbox, onError)
    session.onClose(() => this.#end(undefined))
    session.onFrame((bytes) => this.#receive(bytes))
    this.#watch()
  }

  /** This session carries envelopes from now on. */
  start(): void {
    if (this.#ended) return
    this.#charter.start()
    this.#keys.start()
    this.#ledger.begin()
    this.#gossip.start()
    this.#resync()
  }

  /** Another session to the same device carries envelopes; this one still answers, and carries signals. */
  rest(): void {
    this.#cancelResync()
    this.#ledger.stop()
    this.#gossip.stop()
    this.#outbox.clear()
  }

  changed(change: Change): void {
    if (this.#ended) return
    switch (change.kind) {
      case 'envelopes':
        this.#ledger.changed(change)
        break
      case 'statements':
        this.#charter.changed()
        this.#keys.changed()
        break
      case 'keys':
        this.#keys.changed()
        break
      case 'heads':
        this.#gossip.headsChanged()
        break
      case 'addresses':
        this.#gossip.addressesChanged()
        break
      case 'forks':
        this.#gossip.forksChanged()
        break
    }
  }

  /** Lost rather than queued when the peer is behind: the next one says more. */
  sendPresence(record: Uint8Array): void {
    if (this.#outbox.window.allows(record.length)) this.#outbox.prompt({ type: 'presence', record })
  }

  sendSignal(frame: Frame & { type: 'signal' }): void {
    this.#outbox.prompt(frame)
  }

  /** True when the peer gets this device's envelopes by way of this one. */
  relays(device: DeviceId): boolean {
    return this.#ledger.relays(device)
  }

  /** Asks the peer to announce these devices' envelopes rather than push them. */
  announceOnly(devices: Iterable<DeviceId>): void {
    for (const device of devices) this.#announceOnly.add(device)
    this.#ackSoon()
  }

  /** Closes the session without a word. */
  drop(): void {
    this.#end(undefined)
  }

  /** Says goodbye and closes the session. */
  close(): void {
    if (this.#ended) return
    this.session.send(encodeFrame({ type: 'bye' }))
    this.#end(undefined)
  }

  /** Never rejects: the Link has nobody to tell. */
  async #receive(bytes: Uint8Array): Promise<void> {
    this.#busy = true
    try {
      const { frames, counted } = decodeFrames(bytes)
      let prompt = false
      for (const frame of frames) {
        if (this.#ended) return
        if (!this.#replica.isCurrent(this.peer)) return this.#end(undefined)
        await this.#handle(frame)
        prompt ||= frame.type === 'envelopes' || frame.type === 'statements'
      }
      this.#received += counted
      if (prompt) this.#ack()
      else if (counted > 0) this.#ackSoon()
      if (this.session.buffered > MAX_BUFFERED) await this.session.drained()
    } catch (error) {
      this.#end(error instanceof MalformedBytes ? 'E_FRAME_MALFORMED' : codeOf(error))
    } finally {
      this.#busy = false
      this.#busyUntil = this.#clock.now()
    }
  }

  async #handle(frame: Frame): Promise<void> {
    const from = this.peer
    switch (frame.type) {
      case 'charter-have':
        this.#charter.have(frame.heads)
        return
      case 'charter-want':
        this.#charter.want(frame.heads)
        return
      case 'statements':
        return this.#replica.receiveStatements(frame.statements, from)
      case 'summary':
        this.#host.carries(this)
        this.#ledger.receivedSummary(frame.devices)
        return
      case 'have':
        this.#ledger.receivedHave(frame.devices, frame.answers)
        return
      case 'want':
        this.#ledger.receivedWant(frame.devices)
        return
      case 'envelopes': {
        const useless = this.#ledger.received(await this.#replica.receiveEnvelopes(frame.envelopes, from))
        if (useless.size > 0) this.#host.useless(useless, this)
        return
      }
      case 'ack':
        this.#ledger.announceOnly(frame.announce)
        if (!this.#outbox.acknowledge(frame.received)) throw new RapporteurError('E_FRAME_MALFORMED')
        return
      case 'heads':
        this.#gossip.headsReceived(frame.records, from)
        return
      case 'presence':
        this.#host.presence(frame.record, this)
        return
      case 'signal':
        this.#host.signal(frame, this)
        return
      case 'addresses':
        this.#replica.receiveAddresses(frame.entries, from)
        return
      case 'fork-proof':
        return this.#gossip.forkReceived(frame, from)
      case 'bye':
        this.#end(undefined)
        return
      case 'key-grant':
        this.#keys.wanted(frame.wants)
        if (frame.grants.length > 0) await this.#replica.receiveGrants(frame.grants, from)
        return
    }
  }

  #ackSoon(): void {
    this.#cancelAck ??= this.#clock.after(LAZY_ACK_MS, () => this.#ack())
  }

  #ack(): void {
    this.#cancelAck?.()
    this.#cancelAck = undefined
    if (this.#ended || (this.#received === this.#acknowledged && this.#announceOnly.size === 0)) return
    this.#acknowledged = this.#received
    const announce = [...this.#announceOnly]
    this.#announceOnly.clear()
    this.#outbox.prompt({ type: 'ack', received: this.#received, announce })
  }

  /** While this side was at work itself it did not read, and the peer's silence says nothing. */
  #watch(): void {
    this.#cancelWatch = this.#clock.after(SLOW_READER_MS / 4, () => {
      const since = Math.max(this.#outbox.window.waitingSince ?? Number.POSITIVE_INFINITY, this.#busyUntil)
      if (!this.#busy && this.#clock.now() - since >= SLOW_READER_MS) this.#end('E_SLOW_READER')
      else this.#watch()
    })
  }

  #resync(): void {
    this.#cancelResync()
    this.#cancelResync = this.#clock.after(RESYNC_MS, () => {
      this.#ledger.start()
      this.#charter.again()
      this.#resync()
    })
  }

  #end(reason: ErrorCode | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelAck?.()
    this.#cancelWatch()
    this.rest()
    this.session.close()
    this.#host.ended(this, reason)
  }
}
