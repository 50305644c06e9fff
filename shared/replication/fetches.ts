// Who is asked for what: each device's chain is fetched from one peer at a time, so that a newcomer with eight neighbours does not
// receive everything eight times. A peer that stalls or does not give what it announced is passed over for the next. It must
// never leave a device unasked for while some peer offers more than is here.
import type { DeviceId } from '../ids/ids.ts'
import type { Leaf } from '../ledger/position.ts'
import type { Clock } from '../ports/clock.ts'
import type { Frontier, Replica } from './replica.ts'

/** A peer that is asked and sends nothing new for this long is passed over. */
export const STALLED_MS = 10_000
/**
 * An offer that was not kept counts again after this long, even if it is the same: what came may have had to wait here for
 * something that was elsewhere, and been dropped meanwhile.
 */
export const FORGIVEN_MS = 45_000

export interface FetchSource {
  /** Sends a WANT. */
  want(devices: readonly Frontier[]): void
}

interface Offer {
  /** undefined: something, of a device of which there was nothing here. */
  readonly leaves: readonly Leaf[] | undefined
  /** The leaves that it offered and did not give, and until when the same offer counts no more. */
  exhausted: { readonly leaves: string; readonly until: number } | undefined
}

interface Fetch {
  readonly source: FetchSource
  /** Last sign of progress. */
  at: number
  progressed: boolean
}

export class Fetches {
  readonly #clock: Clock
  readonly #replica: Replica
  readonly #offers = new Map<DeviceId, Map<FetchSource, Offer>>()
  readonly #active = new Map<DeviceId, Fetch>()
  #cancelTimer: (() => void) | undefined

  constructor(clock: Clock, replica: Replica) {
    this.#clock = clock
    this.#replica = replica
  }

  /** A peer says what it has of some devices; what is lacking here is asked for in one WANT. */
  offer(source: FetchSource, frontiers: readonly Frontier[]): void {
    const idle: DeviceId[] = []
    for (const { device, leaves } of frontiers) {
      const offers = this.#offersOf(device)
      const exhausted = offers.get(source)?.exhausted
      offers.set(source, { leaves, exhausted: exhausted?.leaves === keyOf(leaves) ? exhausted : undefined })
      if (!this.#active.has(device)) idle.push(device)
    }
    this.#begin(
      source,
      idle.filter((device) => this.#isWorthAsking(source, device)),
    )
  }

  /** A peer has something of devices of which there is nothing here. */
  offerUnseen(source: FetchSource, devices: readonly DeviceId[]): void {
    for (const device of devices)
      this.#offersOf(device).set(source, { leaves: undefined, exhausted: undefined })
    this.#begin(
      source,
      devices.filter((device) => !this.#active.has(device)),
    )
  }

  /** The peer has sent all that a WANT asked for; `frontiers` is what it has now. */
  answered(source: FetchSource, frontiers: readonly Frontier[]): void {
    const others: DeviceId[] = []
    for (const { device, leaves } of frontiers) {
      const fetch = this.#active.get(device)
      if (fetch?.source !== source) continue
      this.#active.delete(device)
      if (!fetch.progressed) this.#exhaust(source, device, leaves)
      others.push(device)
    }
    this.offer(source, frontiers)
    this.#askOthers(others)
  }

  /** A fresh envelope of `device` came from the peer. */
  progress(source: FetchSource, device: DeviceId): void {
    const fetch = this.#active.get(device)
    if (fetch?.source !== source) return
    fetch.at = this.#clock.now()
    fetch.progressed = true
  }

  /** What was refused before may be accepted now, e.g. because its author was admitted. */
  retry(): void {
    for (const offers of this.#offers.values())
      for (const offer of offers.values()) offer.exhausted = undefined
    this.#askOthers([...this.#offers.keys()])
  }

  /** The peer is gone. */
  drop(source: FetchSource): void {
    const orphans: DeviceId[] = []
    for (const [device, offers] of this.#offers) {
      offers.delete(source)
      if (this.#active.get(device)?.source !== source) continue
      this.#active.delete(device)
      orphans.push(device)
    }
    this.#askOthers(orphans)
  }

  close(): void {
    this.#cancelTimer?.()
    this.#offers.clear()
    this.#active.clear()
  }

  #askOthers(devices: readonly DeviceId[]): void {
    const bySource = new Map<FetchSource, DeviceId[]>()
    for (const device of devices) {
      if (this.#active.has(device)) continue
      for (const source of this.#offers.get(device)?.keys() ?? []) {
        if (!this.#isWorthAsking(source, device)) continue
        bySource.set(source, [...(bySource.get(source) ?? []), device])
        break
      }
    }
    for (const [source, wanted] of bySource) this.#begin(source, wanted)
  }

  #begin(source: FetchSource, devices: readonly DeviceId[]): void {
    if (devices.length === 0) return
    const at = this.#clock.now()
    for (const device of devices) this.#active.set(device, { source, at, progressed: false })
    source.want(devices.map((device) => ({ device, leaves: this.#replica.leaves(device) })))
    this.#watch()
  }

  #isWorthAsking(source: FetchSource, device: DeviceId): boolean {
    const offer = this.#offers.get(device)?.get(source)
    if (offer === undefined || (offer.exhausted?.until ?? 0) > this.#clock.now()) return false
    if (offer.leaves === undefined) return this.#replica.leaves(device).length === 0
    return offer.leaves.some((leaf) => !this.#replica.holds(leaf))
  }

  #hasOther(source: FetchSource, device: DeviceId): boolean {
    for (const other of this.#offers.get(device)?.keys() ?? []) {
      if (other !== source && this.#isWorthAsking(other, device)) return true
    }
    return false
  }

  #exhaust(source: FetchSource, device: DeviceId, leaves: readonly Leaf[]): void {
    const until = this.#clock.now() + FORGIVEN_MS
    this.#offersOf(device).set(source, { leaves, exhausted: { leaves: keyOf(leaves), until } })
  }

  #offersOf(device: DeviceId): Map<FetchSource, Offer> {
    const offers = this.#offers.get(device) ?? new Map<FetchSource, Offer>()
    this.#offers.set(device, offers)
    return offers
  }

  #watch(): void {
    if (this.#cancelTimer || this.#active.size === 0) return
    this.#cancelTimer = this.#clock.after(STALLED_MS / 2, () => {
      this.#cancelTimer = undefined
      const stalled: DeviceId[] = []
      for (const [device, fetch] of this.#active) {
        if (this.#clock.now() - fetch.at < STALLED_MS || !this.#hasOther(fetch.source, device)) continue
        this.#active.delete(device)
        this.#exhaust(fetch.source, device, this.#offers.get(device)?.get(fetch.source)?.leaves ?? [])
        stalled.push(device)
      }
      this.#askOthers(stalled)
      this.#watch()
    })
  }
}

function keyOf(leaves: readonly Leaf[]): string {
  return leaves
    .map(({ incarnation, seq, hash }) => `${incarnation}/${seq}/${hash}`)
    .sort()
    .join()
}
