// Envelopes between this device and one peer. What is written here is pushed at once to a peer that has everything before it; what
// came from others is announced, and pushed only to a peer that showed it gets it from nobody sooner (as in Plumtree). A sync
// after a pause compares one hash per device. It must never assume that a peer has what was not sent to it or shown by it.
import { ByteWriter, compareBytes, sameBytes } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId } from '../ids/ids.ts'
import { type Leaf, type Position, writeLeaf } from '../ledger/position.ts'
import type { Clock } from '../ports/clock.ts'
import { batches } from './batches.ts'
import type { Fetches, FetchSource } from './fetches.ts'
import { type DeviceSummary, frontierBytes } from './frame.ts'
import type { Outbox } from './outbox.ts'
import type { Change, Frontier, Received, Replica } from './replica.ts'

/** Announcements wait this long, and up to as long again, for the peer to hear the same from elsewhere. */
export const ANNOUNCE_MS = 60
/** More leaves than this belong to no honest device: each is a start of the app that did not know of the one before. */
const MAX_LEAVES = 4_000

/** What is believed of the peer and one device's chain. */
interface View {
  /** It has all that is here: the next envelope can be pushed. */
  current: boolean
  /** It wants others' envelopes pushed rather than announced. */
  eager: boolean
  /** Leaves that were last said to it, as a key. */
  announced: string
}

export class LedgerSync implements FetchSource {
  readonly #crypto: Crypto
  readonly #clock: Clock
  readonly #replica: Replica
  readonly #peer: DeviceId
  readonly #outbox: Outbox
  readonly #fetches: Fetches
  readonly #views = new Map<DeviceId, View>()
  /** Devices whose envelopes are in the bulk under way. */
  readonly #streaming = new Set<DeviceId>()
  readonly #toAnnounce = new Set<DeviceId>()
  #cancelAnnounce: (() => void) | undefined
  /** The peer's summary has come: a chain that begins here after it is new to the peer too, and lacks nothing before. */
  #compared = false

  constructor(
    deps: { readonly crypto: Crypto; readonly clock: Clock },
    replica: Replica,
    peer: DeviceId,
    outbox: Outbox,
    fetches: Fetches,
  ) {
    this.#crypto = deps.crypto
    this.#clock = deps.clock
    this.#replica = replica
    this.#peer = peer
    this.#outbox = outbox
    this.#fetches = fetches
  }

  /** This peer is told what changes from now on. What came while it was not told is nowhere recorded: nothing is believed of it. */
  begin(): void {
    this.#compared = false
    for (const view of this.#views.values()) {
      view.current = false
      view.announced = ''
    }
    this.start()
  }

  /** Compares anew. */
  start(): void {
    const devices = this.#replica.devices()
    const summaries = devices.map((device) => ({ device, hash: this.#summarize(this.#leaves(device)) }))
    this.#outbox.prompt({ type: 'summary', devices: summaries })
  }

  /** Forgets the peer; nothing more is sent unasked. */
  stop(): void {
    this.#cancelAnnounce?.()
    this.#cancelAnnounce = undefined
    this.#toAnnounce.clear()
    this.#streaming.clear()
    this.#views.clear()
    this.#compared = false
    this.#fetches.drop(this)
  }

  /** FetchSource. */
  want(devices: readonly Frontier[]): void {
    for (const batch of batches(devices, frontierBytes)) this.#outbox.prompt({ type: 'want', devices: batch })
  }

  /** Envelopes were added here. */
  changed(change: Change & { kind: 'envelopes' }): void {
    if (change.from === this.#peer) return
    const pushes: Position[] = []
    const tail: Position[] = []
    for (const position of change.positions) {
      const view = this.#view(position.device)
      if (this.#streaming.has(position.device)) tail.push(position)
      else if (view.current && (change.from === this.#replica.self || view.eager)) pushes.push(position)
      else this.#announce(position.device)
    }
    if (pushes.length > 0) this.#outbox.push(pushes)
    if (tail.length > 0) this.#outbox.stream(tail, () => this.#endStream())
  }

  receivedSummary(summaries: readonly DeviceSummary[]): void {
    const theirs = new Map(summaries.map(({ device, hash }) => [device, hash]))
    for (const device of this.#replica.devices()) this.#view(device)
    this.#compared = true
    const offered: Frontier[] = []
    const unknown: DeviceId[] = []
    for (const [device, hash] of theirs) {
      const leaves = this.#leaves(device)
      const view = this.#view(device)
      const same = sameBytes(hash, this.#summarize(leaves))
      // What was pushed may still be under way to a peer that says it has less: only ever for the better.
      view.current ||= same
      if (same) continue
      view.announced = keyOf(leaves)
      if (leaves.length === 0) unknown.push(device)
      else offered.push({ device, leaves })
    }
    // Whoever has nothing of a device need not compare: a newcomer asks at once.
    this.#fetches.offerUnseen(this, unknown)
    // Of devices that the peer did not name it has nothing; it learns of them from the summary sent to it.
    for (const batch of batches(offered, frontierBytes)) {
      this.#outbox.prompt({ type: 'have', answers: false, devices: batch })
    }
  }

  receivedHave(frontiers: readonly Frontier[], answers: boolean): void {
    for (const { device, leaves } of frontiers) {
      if (this.#streaming.has(device)) continue
      const view = this.#view(device)
      view.current ||= this.#replica.missingFor([{ device, leaves }]).length === 0
      if (view.current) this.#toAnnounce.delete(device)
      else this.#announce(device)
    }
    if (answers) this.#fetches.answered(this, frontiers)
    else this.#fetches.offer(this, frontiers)
  }

  receivedWant(frontiers: readonly Frontier[]): void {
    for (const { device } of frontiers) {
      this.#view(device).eager = true
      if (this.#streaming.has(device)) this.#outbox.withdraw(device)
      this.#streaming.add(device)
      this.#toAnnounce.delete(device)
    }
    this.#outbox.stream(this.#replica.missingFor(frontiers), () => this.#endStream())
  }

  /** What became of envelopes that the peer sent. Returns devices whose envelopes came from this peer for nothing. */
  received(results: readonly Received[]): ReadonlySet<DeviceId> {
    const fresh = new Set<DeviceId>()
    const useless = new Set<DeviceId>()
    for (const result of results) (result.fresh ? fresh : useless).add(result.position.device)
    for (const device of fresh) {
      this.#fetches.progress(this, device)
      useless.delete(device)
    }
    return useless
  }

  /** The peer has these sooner from elsewhere. */
  announceOnly(devices: readonly DeviceId[]): void {
    for (const device of devices) this.#view(device).eager = false
  }

  /** True when the peer gets this device's envelopes from here: its presence then goes the same way. */
  relays(device: DeviceId): boolean {
    return this.#views.get(device)?.eager === true
  }

  /** Everything asked for has gone: from here on the peer is pushed what is new. */
  #endStream(): void {
    const devices: Frontier[] = []
    for (const device of this.#streaming) {
      const leaves = this.#leaves(device)
      const view = this.#view(device)
      view.current = true
      view.announced = keyOf(leaves)
      devices.push({ device, leaves })
    }
    this.#streaming.clear()
    for (const batch of batches(devices, frontierBytes)) {
      this.#outbox.prompt({ type: 'have', answers: true, devices: batch })
    }
  }

  #announce(device: DeviceId): void {
    const view = this.#view(device)
    if (view.announced === keyOf(this.#leaves(device))) return
    view.current = false
    this.#toAnnounce.add(device)
    if (this.#cancelAnnounce) return
    const jitter = ((this.#crypto.random(1)[0] ?? 0) / 256) * ANNOUNCE_MS
    this.#cancelAnnounce = this.#clock.after(ANNOUNCE_MS + jitter, () => {
      this.#cancelAnnounce = undefined
      this.#sendAnnouncements()
    })
  }

  #sendAnnouncements(): void {
    const devices: Frontier[] = []
    for (const device of this.#toAnnounce) {
      const leaves = this.#leaves(device)
      this.#view(device).announced = keyOf(leaves)
      devices.push({ device, leaves })
    }
    this.#toAnnounce.clear()
    for (const batch of batches(devices, frontierBytes)) {
      this.#outbox.prompt({ type: 'have', answers: false, devices: batch })
    }
  }

  #leaves(device: DeviceId): readonly Leaf[] {
    return this.#replica.leaves(device).slice(0, MAX_LEAVES)
  }

  #view(device: DeviceId): View {
    let view = this.#views.get(device)
    if (view === undefined) {
      view = { current: this.#compared, eager: false, announced: '' }
      this.#views.set(device, view)
    }
    return view
  }

  /** One hash over a device's leaves, whatever their order. */
  #summarize(leaves: readonly Leaf[]): Uint8Array {
    const encoded = leaves.map((leaf) => {
      const writer = new ByteWriter()
      writeLeaf(writer, leaf)
      return writer.finish()
    })
    return this.#crypto.hash(...encoded.sort(compareBytes))
  }
}

function keyOf(leaves: readonly Leaf[]): string {
  return leaves
    .map(({ hash }) => hash)
    .sort()
    .join()
}
