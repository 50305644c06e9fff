// The newest signed HEADS of each device, and what follows from them: who holds what, who announced what nobody hands over.
// It must never believe an unsigned or an older record, and never count what is not proved.
import { MalformedBytes, sameBytes } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, GroupId } from '../ids/ids.ts'
import { type Heads, parseHeads, verifyHeads } from './heads.ts'
import { type Leaf, type Position, positionKey } from './position.ts'

/**
 * 'new': newest of its device, worth passing on. 'stale': known or older. 'refused': malformed, forged, or of an unknown device.
 * 'equivocation': two records with one counter: two copies of one device are at work. 'newer': of a later version of the app.
 */
export type HeadsOutcome = 'new' | 'stale' | 'refused' | 'equivocation' | 'newer'

/** What the book asks of the ledger. */
export interface Coverage {
  /** True when leaves like these imply the envelope at the position. */
  covers(leaves: readonly Leaf[], position: Position): boolean
  /** Those of the leaves that are not here. */
  missing(leaves: readonly Leaf[]): Leaf[]
}

/** A leaf that devices have signed for and that is not here. */
export interface Announced {
  readonly leaf: Leaf
  readonly by: readonly DeviceId[]
}

export class HeadsBook {
  readonly #crypto: Crypto
  readonly #group: GroupId
  readonly #newest = new Map<DeviceId, { readonly heads: Heads; readonly bytes: Uint8Array }>()

  constructor(crypto: Crypto, group: GroupId) {
    this.#crypto = crypto
    this.#group = group
  }

  /** `keyOf`: a device's Ed25519 public key, as the charter knows it. */
  receive(bytes: Uint8Array, keyOf: (device: DeviceId) => Uint8Array | undefined): HeadsOutcome {
    let heads: Heads | 'newer'
    try {
      heads = parseHeads(bytes)
    } catch (error) {
      if (error instanceof MalformedBytes) return 'refused'
      throw error
    }
    if (heads === 'newer') return 'newer'
    const known = this.#newest.get(heads.device)
    if (known !== undefined && (heads.counter < known.heads.counter || sameBytes(bytes, known.bytes)))
      return 'stale'
    const key = keyOf(heads.device)
    if (key === undefined || !verifyHeads(this.#crypto, this.#group, bytes, key)) return 'refused'
    if (known !== undefined && heads.counter === known.heads.counter) return 'equivocation'
    this.#newest.set(heads.device, { heads, bytes: bytes.slice() })
    return 'new'
  }

  /** The newest record of a device. */
  of(device: DeviceId): Heads | undefined {
    return this.#newest.get(device)?.heads
  }

  /** The newest record of each device, encoded, to store and to pass on. */
  records(): Uint8Array[] {
    return [...this.#newest.values()].map(({ bytes }) => bytes)
  }

  /** True when the device has signed that it holds the envelope. */
  holds(device: DeviceId, position: Position, ledger: Coverage): boolean {
    const leaves = this.#newest.get(device)?.heads.leaves
    return leaves !== undefined && ledger.covers(leaves, position)
  }

  /** Of these devices, those that have signed that they hold the envelope. */
  holders(devices: readonly DeviceId[], position: Position, ledger: Coverage): DeviceId[] {
    return devices.filter((device) => this.holds(device, position, ledger))
  }

  /** Evidence of withholding: signed for by these devices, and not here. A peer among them that does not hand it over withholds. */
  announced(ledger: Coverage): Announced[] {
    const byLeaf = new Map<string, { leaf: Leaf; by: DeviceId[] }>()
    for (const { heads } of this.#newest.values()) {
      for (const leaf of ledger.missing(heads.leaves)) {
        const key = `${positionKey(leaf)}/${leaf.hash}`
        const entry = byLeaf.get(key) ?? { leaf, by: [] }
        entry.by.push(heads.device)
        byLeaf.set(key, entry)
      }
    }
    return [...byLeaf.values()]
  }
}
