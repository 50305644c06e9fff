// Who is where, as far as others said: the newest of each device, for 30 s by this device's clock. Old and repeated records are
// dropped before a signature is looked at, and a device that talks too much is not heard. It must never outlive its time.
import type { DeviceId } from '../ids/ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { Presence, PresenceHeader } from './presence.ts'

export const PRESENCE_TTL_MS = 30_000
/** Records of one device looked at in one second: twice what an honest one says, and what neighbours repeat. */
const MAX_PER_SECOND = 8
/** A device's starts of the app that are remembered, so that a record of an earlier one is not news. */
const MAX_INCARNATIONS = 16

interface Entry {
  presence: Presence | undefined
  cancel: () => void
  /** Highest counter by incarnation, oldest incarnation first. */
  readonly counters: Map<number, number>
  second: number
  looked: number
}

export class PresenceBook {
  readonly #clock: Clock
  readonly #entries = new Map<DeviceId, Entry>()
  readonly #listeners = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True when a record with this header is worth opening. Counts towards the device's limit. */
  isNews({ device, incarnation, counter }: PresenceHeader): boolean {
    const entry = this.#entry(device)
    const second = Math.floor(this.#clock.now() / 1000)
    if (entry.second !== second) {
      entry.second = second
      entry.looked = 0
    }
    if (counter <= (entry.counters.get(incarnation) ?? 0)) return false
    entry.looked += 1
    return entry.looked <= MAX_PER_SECOND
  }

  /** Takes an opened presence; false when it is not newer than what is known. */
  add(presence: Presence): boolean {
    const { device, incarnation, counter } = presence
    const entry = this.#entry(device)
    if (counter <= (entry.counters.get(incarnation) ?? 0)) return false
    entry.counters.set(incarnation, counter)
    if (entry.counters.size > MAX_INCARNATIONS) {
      const [oldest] = entry.counters.keys()
      if (oldest !== undefined) entry.counters.delete(oldest)
    }
    entry.cancel()
    entry.presence = presence.place ? presence : undefined
    entry.cancel = presence.place
      ? this.#clock.after(PRESENCE_TTL_MS, () => this.forget(device))
      : () => undefined
    this.#tell()
    return true
  }

  /** The device is known to be gone. */
  forget(device: DeviceId): void {
    const entry = this.#entries.get(device)
    if (!entry?.presence) return
    entry.cancel()
    entry.presence = undefined
    this.#tell()
  }

  /** Everyone who is somewhere. */
  all(): Presence[] {
    return [...this.#entries.values()].flatMap(({ presence }) => presence ?? [])
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    for (const entry of this.#entries.values()) entry.cancel()
    this.#entries.clear()
    this.#listeners.clear()
  }

  #entry(device: DeviceId): Entry {
    const known = this.#entries.get(device)
    if (known) return known
    const entry: Entry = {
      presence: undefined,
      cancel: () => undefined,
      counters: new Map(),
      second: 0,
      looked: 0,
    }
    this.#entries.set(device, entry)
    return entry
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
