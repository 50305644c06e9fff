// Names of y-webrtc's peers as our courier hears them: ours, made of the device and of what that device calls its page. So no device
// can take over another's name, whatever it says. It must never let new names come without bound: each costs a connection.
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { fromBase64Url, toBase64Url } from '../../../shared/bytes/text.ts'
import { type DeviceId, idBytes, idFrom } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'

/** y-webrtc takes names of 64; its own have 36. */
const MAX_PEER = 41
const DEVICE_CHARS = 22
/** Of one device, by one neighbour's account: a page gets a new name each time it loads. */
const NEW_PER_DEVICE = 8
/** Of all devices together, by the account of a neighbour who passes their signals on. */
const NEW_PASSED_ON = 32
const MINUTE = 60_000

/** The name for our courier; undefined when no page of ours or of y-webrtc's is called like that. */
export function localName(device: DeviceId, peer: string): string | undefined {
  return peer.length > MAX_PEER ? undefined : `${toBase64Url(idBytes(device))}.${peer}`
}

/** What {@link localName} was made of; undefined for anything else. */
export function readLocalName(name: string): { device: DeviceId; peer: string } | undefined {
  if (name[DEVICE_CHARS] !== '.') return undefined
  try {
    const device = idFrom('DeviceId', fromBase64Url(name.slice(0, DEVICE_CHARS)))
    return { device, peer: name.slice(DEVICE_CHARS + 1) }
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}

interface Learnt {
  readonly peer: string
  readonly at: number
}

export class NewNames {
  readonly #clock: Clock
  /** By whose account, of which device. */
  readonly #learnt = new Map<DeviceId, Map<DeviceId, Learnt[]>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** False when `by` has named too many new peers of late: drop the message. What one says costs no other anything. */
  may(peer: string, device: DeviceId, by: DeviceId): boolean {
    const account = this.#learnt.get(by) ?? new Map<DeviceId, Learnt[]>()
    const names = account.get(device) ?? []
    if (names.some((known) => known.peer === peer)) return true
    const now = this.#clock.now()
    const recent = (learnt: readonly Learnt[]): number => learnt.filter(({ at }) => now - at < MINUTE).length
    if (recent(names) >= NEW_PER_DEVICE) return false
    if (by !== device && recent([...account.values()].flat()) >= NEW_PASSED_ON) return false
    this.#learnt.set(by, account.set(device, [...names, { peer, at: now }].slice(-NEW_PER_DEVICE)))
    return true
  }

  forget(device: DeviceId): void {
    this.#learnt.delete(device)
    for (const account of this.#learnt.values()) account.delete(device)
  }
}
