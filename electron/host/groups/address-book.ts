// AddressBook: where the devices of a group were last reached: the last three each, newest first, kept sealed. Addresses are hints
// for dialling; nothing is believed because of one. However often a peer says something else, the disk is written to once a second.
import type { DeviceId } from '../../../shared/ids/ids.ts'
import { isAddress } from '../../../shared/invitation/address.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { DeviceAddresses } from '../../../shared/replication/replica.ts'

const KEPT = 3
const SAVE_EVERY_MS = 1_000

export class AddressBook {
  readonly #known = new Map<DeviceId, readonly string[]>()
  readonly #clock: Clock
  readonly #save: (all: DeviceAddresses[]) => Promise<void>
  #saving: Promise<void> = Promise.resolve()
  #savedAt = Number.NEGATIVE_INFINITY
  #cancelSave: (() => void) | undefined

  constructor(
    clock: Clock,
    known: readonly DeviceAddresses[],
    save: (all: DeviceAddresses[]) => Promise<void>,
  ) {
    this.#clock = clock
    for (const { device, addresses } of known) this.#known.set(device, addresses)
    this.#save = save
  }

  of(device: DeviceId): readonly string[] {
    return this.#known.get(device) ?? []
  }

  all(): DeviceAddresses[] {
    return [...this.#known].map(([device, addresses]) => ({ device, addresses }))
  }

  /**
   * Newest first; `sure` (the device's own word, or a call that succeeded) displaces what was known, hearsay only fills free places.
   * True when something changed. A disk that refuses costs only the memory of an address.
   */
  learn(device: DeviceId, addresses: readonly string[], sure: boolean): boolean {
    const before = this.of(device)
    const fresh = addresses.filter((address) => isAddress(address))
    if (fresh.every((address) => before.includes(address))) return false
    const kept = [...new Set(sure ? [...fresh, ...before] : [...before, ...fresh])].slice(0, KEPT)
    if (kept.join() === before.join()) return false
    this.#known.set(device, kept)
    this.#saveSoon()
    return true
  }

  /** Writes what waits, and resolves when it is written. */
  async flushed(): Promise<void> {
    if (this.#cancelSave !== undefined) this.#saveNow()
    await this.#saving
  }

  #saveSoon(): void {
    const wait = this.#savedAt + SAVE_EVERY_MS - this.#clock.now()
    if (this.#cancelSave === undefined)
      this.#cancelSave = this.#clock.after(Math.max(0, wait), () => this.#saveNow())
  }

  #saveNow(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    this.#savedAt = this.#clock.now()
    this.#saving = this.#saving.then(() => this.#save(this.all())).catch(() => undefined)
  }
}
