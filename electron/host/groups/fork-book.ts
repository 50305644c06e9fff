// ForkBook: devices that were seen to be two devices: two signed envelopes where there may be one. A proof is kept, shown and
// passed on; anyone can check it. What follows from it for the device is a matter of the charter.
import { z } from 'zod'
import { MalformedBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { toHex } from '../../../shared/bytes/text.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import { codeOf } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, GroupId, Hash } from '../../../shared/ids/ids.ts'
import { envelopeHash, parseStub } from '../../../shared/ledger/envelope.ts'
import { verifyForkProof } from '../../../shared/ledger/fork-proof.ts'
import { type Position, positionKey } from '../../../shared/ledger/position.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import type { ForkProof } from '../../../shared/replication/replica.ts'
import { decodeRecord, encodeRecord } from './sealed-record.ts'
import { Serial } from './serial.ts'

/** One proof a device is enough to act on; a few more help to see what happened. Each device has room of its own: none hides another's forks. */
const PROOFS_PER_DEVICE = 8
const KEY = utf8('all')

export interface ForkDeps {
  readonly crypto: Crypto
  readonly store: SealedStore
  readonly group: GroupId
  signingKeyOf(device: DeviceId): Uint8Array | undefined
}

export class ForkBook {
  readonly #deps: ForkDeps
  readonly #proofs = new Map<string, ForkProof>()
  readonly #byDevice = new Map<DeviceId, ForkProof[]>()
  readonly #seen = new Set<string>()
  readonly #writes = new Serial()

  constructor(deps: ForkDeps) {
    this.#deps = deps
  }

  /** A damaged record costs proofs that peers hold too; the group opens all the same. */
  async load(): Promise<void> {
    const stored = z.array(z.object({ first: bytes, second: bytes }))
    try {
      const proofs = decodeRecord(stored, await this.#deps.store.get(this.#table, KEY))
      for (const proof of proofs ?? []) {
        const position = this.#news(proof)
        if (position !== undefined) this.#keep(proof, position)
      }
    } catch (error) {
      if (codeOf(error) !== 'E_STORE_DAMAGED') throw error
    }
  }

  all(): ForkProof[] {
    return [...this.#proofs.values()]
  }

  /** Throws MalformedBytes for what proves nothing. Of a device that is not known here (yet) it may be true all the same. */
  check({ first, second }: ForkProof): void {
    const { crypto, group, signingKeyOf } = this.#deps
    const [a, b] = [parseStub(first), parseStub(second)]
    if (a === 'newer' || b === 'newer' || signingKeyOf(a.header.device) === undefined) return
    if (verifyForkProof(crypto, group, first, second, signingKeyOf) === undefined) throw new MalformedBytes()
  }

  /** True for a genuine proof about a position that was not known to be forked. What the disk refuses is not known: it comes again. */
  add(proof: ForkProof): Promise<boolean> {
    return this.#writes.run(async () => {
      const position = this.#news(proof)
      if (position === undefined) return false
      const kept = { first: proof.first.slice(), second: proof.second.slice() }
      const value = encodeRecord([...this.all(), kept])
      await this.#deps.store.write([{ type: 'put', table: this.#table, key: KEY, value }], 'synced')
      this.#keep(kept, position)
      return true
    })
  }

  /** Of the first fork of the device that is known here. */
  proofOf(device: DeviceId): ForkProof | undefined {
    return this.#byDevice.get(device)?.[0]
  }

  /** Was this very envelope one side of a proof? */
  knows(hash: Hash): boolean {
    return this.#seen.has(hash)
  }

  /** The position whose fork the proof shows, if that is genuine, not known, and there is room for it. */
  #news({ first, second }: ForkProof): Position | undefined {
    const { crypto, group, signingKeyOf } = this.#deps
    const position = verifyForkProof(crypto, group, first, second, signingKeyOf)
    if (position === undefined || this.#proofs.has(positionKey(position))) return undefined
    return (this.#byDevice.get(position.device)?.length ?? 0) < PROOFS_PER_DEVICE ? position : undefined
  }

  #keep(proof: ForkProof, position: Position): void {
    const { crypto, group } = this.#deps
    this.#proofs.set(positionKey(position), proof)
    this.#byDevice.set(position.device, [...(this.#byDevice.get(position.device) ?? []), proof])
    for (const bytes of [proof.first, proof.second]) {
      const stub = parseStub(bytes)
      if (stub !== 'newer')
        this.#seen.add(toHex(envelopeHash(crypto, group, stub.headerBytes, stub.bodyHash)))
    }
  }

  get #table(): string {
    return `forks/${this.#deps.group}`
  }
}
