// AddressBook: where the devices of a group were last reached: the last three each, newest first, kept sealed. Addresses are hints
// for dialling; nothing is believed because of one.
import type { DeviceId } from '../../../shared/ids/ids.ts'
import { isAddress } from '../../../shared/invitation/address.ts'
import type { DeviceAddresses } from '../../../shared/replication/replica.ts'

const KEPT = 3

export class AddressBook {
  readonly #known = new Map<DeviceId, readonly string[]>()
  readonly #save: (all: DeviceAddresses[]) => Promise<void>
  #saving: Promise<void> = Promise.resolve()

  constructor(known: readonly DeviceAddresses[], save: (all: DeviceAddresses[]) => Promise<void>) {
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
    this.#saving = this.#saving.then(() => this.#save(this.all())).catch(() => undefined)
    return true
  }

  async flushed(): Promise<void> {
    await this.#saving
  }
}
