// Which device is behind which of y-webrtc's peer ids. A hint only: a neighbour that passes signals on could lie about it, and the
// session on the channel settles who it is. It must never grow without bound, nor let one device take over another's peer id.
import type { DeviceId } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'

/** A page gets a new id each time it loads; older ones are of no use. */
const NAMES_PER_DEVICE = 4
/** Each new id makes the courier set up a connection. */
const NEW_NAMES_PER_MINUTE = 8
const MINUTE = 60_000

export class PeerNames {
  readonly #clock: Clock
  readonly #devices = new Map<string, DeviceId>()
  readonly #learnt = new Map<DeviceId, { peer: string; at: number }[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  deviceOf(peer: string): DeviceId | undefined {
    return this.#devices.get(peer)
  }

  /** False when the id is another device's, or the device has had too many of late: drop the message. */
  learn(peer: string, device: DeviceId): boolean {
    const known = this.#devices.get(peer)
    if (known !== undefined) return known === device
    const now = this.#clock.now()
    const names = this.#learnt.get(device) ?? []
    if (names.filter(({ at }) => now - at < MINUTE).length >= NEW_NAMES_PER_MINUTE) return false
    this.#devices.set(peer, device)
    names.push({ peer, at: now })
    for (const { peer: old } of names.slice(0, -NAMES_PER_DEVICE)) this.#devices.delete(old)
    this.#learnt.set(device, names.slice(-NEW_NAMES_PER_MINUTE))
    return true
  }

  forget(device: DeviceId): void {
    for (const { peer } of this.#learnt.get(device) ?? []) this.#devices.delete(peer)
    this.#learnt.delete(device)
  }
}
