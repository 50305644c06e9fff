// Records that are passed on as they are: signed heads, addresses, fork proofs. Each goes to a peer once, and not to the peer it
// came from. Nothing here reads one. It must never remember what the replica did not take: whoever sends nonsense would decide how
// much is kept of it.
import { toHex } from '../bytes/text.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId } from '../ids/ids.ts'
import type { Clock } from '../ports/clock.ts'
import { batches, longBytes } from './batches.ts'
import type { Outbox } from './outbox.ts'
import type { ForkProof, Replica } from './replica.ts'

/** Heads change with every envelope; they go at most this often. */
export const HEADS_MS = 1_000
const ADDRESSES_MS = 1_000
/** Names of heads that came since they last went. Of a device with more to say in that time something goes back to it. */
const MOST_FRESH = 4_096

export class Gossip {
  readonly #crypto: Crypto
  readonly #clock: Clock
  readonly #replica: Replica
  readonly #outbox: Outbox
  readonly #onError: (error: unknown) => void
  /** Hashes of the heads that the peer has, of those that are current. */
  #heads = new Set<string>()
  /** The same of those that came since {@link HEADS_MS} was last over. */
  readonly #freshHeads = new Set<string>()
  /** Names of proofs that the replica keeps and the peer has. */
  readonly #forks = new Set<string>()
  /** The proof that the peer has just sent and the replica is judging. */
  #forkUnderWay = ''
  #addresses = ''
  #headsAt = Number.NEGATIVE_INFINITY
  #cancelHeads: (() => void) | undefined
  #addressesAt = Number.NEGATIVE_INFINITY
  #cancelAddresses: (() => void) | undefined

  constructor(
    deps: { readonly crypto: Crypto; readonly clock: Clock },
    replica: Replica,
    outbox: Outbox,
    onError: (error: unknown) => void,
  ) {
    this.#crypto = deps.crypto
    this.#clock = deps.clock
    this.#replica = replica
    this.#outbox = outbox
    this.#onError = onError
  }

  start(): void {
    this.#addresses = ''
    this.#addressesAt = Number.NEGATIVE_INFINITY
    this.headsChanged()
    this.addressesChanged()
    this.forksChanged()
  }

  stop(): void {
    this.#cancelHeads?.()
    this.#cancelHeads = undefined
    this.#cancelAddresses?.()
    this.#cancelAddresses = undefined
  }

  headsChanged(): void {
    if (this.#cancelHeads) return
    const wait = Math.max(0, this.#headsAt + HEADS_MS - this.#clock.now())
    this.#cancelHeads = this.#clock.after(wait, () => {
      this.#cancelHeads = undefined
      this.#headsAt = this.#clock.now()
      this.#sendHeads().catch(this.#onError)
    })
  }

  /** Throws MalformedBytes. */
  headsReceived(records: readonly Uint8Array[], from: DeviceId): void {
    for (const record of this.#replica.receiveHeads(records, from)) {
      if (this.#freshHeads.size < MOST_FRESH) this.#freshHeads.add(this.#nameOf(record))
    }
  }

  /** The first at once, then the newest once in {@link ADDRESSES_MS}: a peer whose address never rests costs others no more. */
  addressesChanged(): void {
    if (this.#cancelAddresses) return
    const wait = this.#addressesAt + ADDRESSES_MS - this.#clock.now()
    if (wait <= 0) {
      this.#sendAddresses()
      return
    }
    this.#cancelAddresses = this.#clock.after(wait, () => {
      this.#cancelAddresses = undefined
      this.#sendAddresses()
    })
  }

  forksChanged(): void {
    for (const proof of this.#replica.forkProofs()) {
      const name = this.#forkName(proof)
      if (this.#forks.has(name)) continue
      this.#forks.add(name)
      if (name === this.#forkUnderWay) continue
      this.#outbox.queue({ type: 'fork-proof', first: proof.first, second: proof.second })
    }
  }

  /** Rejects with MalformedBytes. */
  async forkReceived(proof: ForkProof, from: DeviceId): Promise<void> {
    this.#forkUnderWay = this.#forkName(proof)
    try {
      await this.#replica.receiveForkProof(proof, from)
    } finally {
      this.#forkUnderWay = ''
    }
  }

  #sendAddresses(): void {
    const entries = this.#replica.addresses()
    const key = JSON.stringify(entries)
    if (key === this.#addresses || entries.length === 0) return
    this.#addresses = key
    this.#addressesAt = this.#clock.now()
    this.#outbox.queue({ type: 'addresses', entries })
  }

  async #sendHeads(): Promise<void> {
    const records = await this.#replica.signedHeads()
    const current = new Set<string>()
    const unsent: Uint8Array[] = []
    for (const record of records) {
      const name = this.#nameOf(record)
      current.add(name)
      if (!this.#heads.has(name) && !this.#freshHeads.has(name)) unsent.push(record)
    }
    this.#heads = current
    this.#freshHeads.clear()
    for (const batch of batches(unsent, longBytes)) this.#outbox.queue({ type: 'heads', records: batch })
  }

  #forkName({ first, second }: ForkProof): string {
    return `${this.#nameOf(first)}${this.#nameOf(second)}`
  }

  #nameOf(record: Uint8Array): string {
    return toHex(this.#crypto.hash(record))
  }
}
