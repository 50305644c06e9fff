// Epoch keys between this device and one peer: each says which it lacks, and seals to the other what it is entitled to. A want that
// cannot be met yet is remembered. Nothing here sees a key.
import type { DeviceId, EpochId } from '../ids/ids.ts'
import { batches, longBytes } from './batches.ts'
import type { Outbox } from './outbox.ts'
import type { Replica } from './replica.ts'

/** Asked for in one frame. */
const MOST_WANTS = 256
/** Asked for at a time, and remembered of what the peer asked for: as much as one device can make up. The rest when something has come. */
const MOST_OPEN = 1_024

export class KeySync {
  readonly #replica: Replica
  readonly #peer: DeviceId
  readonly #outbox: Outbox
  readonly #said = new Set<EpochId>()
  readonly #unmet = new Set<EpochId>()
  /** Sealing costs: once until the session carries anew. What is sent arrives, or the session ends. */
  readonly #given = new Set<EpochId>()

  constructor(replica: Replica, peer: DeviceId, outbox: Outbox) {
    this.#replica = replica
    this.#peer = peer
    this.#outbox = outbox
  }

  start(): void {
    this.#said.clear()
    this.#unmet.clear()
    this.#given.clear()
    this.changed()
  }

  /** The charter or the keys here have grown. */
  changed(): void {
    // What nobody can give must not stand in front of what this peer can: each is asked for once.
    const wants = this.#replica
      .wantedEpochs()
      .filter((epoch) => !this.#said.has(epoch))
      .slice(0, MOST_OPEN)
    for (let from = 0; from < wants.length; from += MOST_WANTS) {
      const some = wants.slice(from, from + MOST_WANTS)
      for (const epoch of some) this.#said.add(epoch)
      this.#outbox.queue({ type: 'key-grant', wants: some, grants: [] })
    }
    this.#answer()
  }

  wanted(wants: readonly EpochId[]): void {
    for (const epoch of wants.slice(0, MOST_WANTS)) {
      if (this.#given.has(epoch)) continue
      this.#unmet.add(epoch)
      const [oldest] = this.#unmet
      if (oldest !== undefined && this.#unmet.size > MOST_OPEN) this.#unmet.delete(oldest)
    }
    this.#answer()
  }

  #answer(): void {
    const grants: Uint8Array[] = []
    for (const epoch of this.#unmet) {
      const grant = this.#replica.grantFor(epoch, this.#peer)
      if (grant === undefined) continue
      this.#unmet.delete(epoch)
      this.#given.add(epoch)
      grants.push(grant)
    }
    for (const batch of batches(grants, longBytes)) {
      this.#outbox.queue({ type: 'key-grant', wants: [], grants: batch })
    }
  }
}
