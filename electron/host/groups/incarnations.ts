// Incarnations: which incarnation of its devices this host is, per group: drawn at the first unlock, kept over lock and unlock, drawn
// again when the store no longer holds what this process wrote. Nothing of it is ever stored: a restored old disk must not know it.
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'

interface Drawn {
  incarnation: number
  presence: number
}

export class Incarnations {
  readonly #crypto: Crypto
  readonly #drawn = new Map<GroupId, Drawn>()

  constructor(crypto: Crypto) {
    this.#crypto = crypto
  }

  /** A random u32. */
  of(group: GroupId, again: boolean): number {
    const known = this.#drawn.get(group)
    if (known !== undefined && !again) return known.incarnation
    const bytes = this.#crypto.random(4)
    const incarnation = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
    this.#drawn.set(group, { incarnation, presence: 0 })
    return incarnation
  }

  /** From 1, never repeated within an incarnation. */
  nextPresence(group: GroupId): number {
    const drawn = this.#drawn.get(group)
    if (drawn === undefined) return 0
    drawn.presence += 1
    return drawn.presence
  }
}
