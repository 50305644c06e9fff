// HeadsBook: what every device of a group says it holds, by its signature: the only source of the status. Kept sealed, so that
// "On 3 of 7 devices" is still true after a restart without a network.
import { z } from 'zod'
import { MalformedBytes, sameBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, GroupId } from '../../../shared/ids/ids.ts'
import { parseHeads, signHeads, verifyHeads } from '../../../shared/ledger/heads.ts'
import type { Leaf, Position } from '../../../shared/ledger/position.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from './sealed-record.ts'

interface Known {
  readonly counter: number
  readonly leaves: readonly Leaf[]
  readonly record: Uint8Array
}

export interface HeadsDeps {
  readonly crypto: Crypto
  readonly store: SealedStore
  readonly group: GroupId
  readonly self: DeviceId
  signingKeyOf(device: DeviceId): Uint8Array | undefined
  /** Does whoever has these leaves have what stands at the position, as far as that is known here? */
  covers(leaves: readonly Leaf[], position: Position): boolean
}

const KEY = utf8('all')
/** Of each device, words of which a later one took something back. An honest one has none. The first stay. */
const MOST_EARLIER = 16

export class HeadsBook {
  readonly #deps: HeadsDeps
  readonly #known = new Map<DeviceId, Known>()
  /** What a device once signed for and no longer does: it had it all the same. */
  readonly #earlier = new Map<DeviceId, Known[]>()
  #saving: Promise<void> | undefined
  #dirty = false

  constructor(deps: HeadsDeps) {
    this.#deps = deps
  }

  /** Damaged or missing records only mean that the status knows less until devices speak again. */
  async load(): Promise<void> {
    try {
      const records = decodeRecord(z.array(bytes), await this.#deps.store.get(this.#table, KEY))
      for (const record of records ?? []) this.#takeAgain(record)
    } catch {
      this.#dirty = true
    }
  }

  /**
   * `news`: genuine, and newer than what its device said before. `held`: what it said last. `passed over`: older, of another version,
   * or of a device that is not known here (yet). Throws MalformedBytes for what its device did not sign.
   */
  take(record: Uint8Array): 'news' | 'held' | 'passed over' {
    const heads = parseHeads(record)
    if (heads === 'newer') return 'passed over'
    const known = this.#known.get(heads.device)
    if (known !== undefined && sameBytes(known.record, record)) return 'held'
    if (known !== undefined && known.counter >= heads.counter) return 'passed over'
    const { crypto, group, signingKeyOf } = this.#deps
    const signingKey = signingKeyOf(heads.device)
    if (signingKey === undefined) return 'passed over'
    if (!verifyHeads(crypto, group, record, signingKey)) throw new MalformedBytes()
    const next = { counter: heads.counter, leaves: heads.leaves, record: record.slice() }
    if (known !== undefined) this.#keepWhatIsTakenBack(heads.device, known, next)
    this.#known.set(heads.device, next)
    this.#save()
    return 'news'
  }

  /** Signs for this device. `leaves` must be durable. The counter follows the clock, so that it grows across restarts. */
  sign(leaves: readonly Leaf[], now: number, signingKey: Uint8Array): void {
    const { crypto, group, self } = this.#deps
    const known = this.#known.get(self)
    if (known !== undefined && sameLeaves(known.leaves, leaves)) return
    const counter = Math.max((known?.counter ?? 0) + 1, now)
    const record = signHeads(crypto, group, { device: self, counter, leaves }, signingKey)
    this.#known.set(self, { counter, leaves, record })
    this.#save()
  }

  /** What the device's clock said when it last spoke, unix milliseconds; undefined when it never did. */
  spoke(device: DeviceId): number | undefined {
    return this.#known.get(device)?.counter
  }

  /** Who has ever spoken. */
  devices(): DeviceId[] {
    return [...this.#known.keys()]
  }

  leaves(device: DeviceId): readonly Leaf[] {
    return this.#known.get(device)?.leaves ?? []
  }

  /** All that it ever signed for: a device cannot take back that it had something. */
  everHeld(device: DeviceId): readonly Leaf[] {
    return [...this.leaves(device), ...(this.#earlier.get(device) ?? []).flatMap(({ leaves }) => leaves)]
  }

  /** Of the devices that `of` is true for. */
  records(of: (device: DeviceId) => boolean = () => true): Uint8Array[] {
    return [...this.#known].filter(([device]) => of(device)).map(([, { record }]) => record)
  }

  /** A record of this disk that is damaged costs no other. */
  #takeAgain(record: Uint8Array): void {
    try {
      this.take(record)
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
    }
  }

  #keepWhatIsTakenBack(device: DeviceId, known: Known, next: Known): void {
    const earlier = this.#earlier.get(device) ?? []
    const words = [...earlier, next].map(({ leaves }) => leaves)
    const isKept = (leaf: Leaf): boolean => words.some((leaves) => this.#deps.covers(leaves, leaf))
    if (known.leaves.every(isKept)) return
    if (earlier.length < MOST_EARLIER) this.#earlier.set(device, [...earlier, known])
  }

  async flushed(): Promise<void> {
    while (this.#saving !== undefined) await this.#saving
  }

  get #table(): string {
    return `heads-known/${this.#deps.group}`
  }

  /** One write at a time, the newest state each time: losing the last one costs a line of status until the device speaks again. */
  #save(): void {
    this.#dirty = true
    this.#saving ??= this.#write()
  }

  async #write(): Promise<void> {
    while (this.#dirty) {
      this.#dirty = false
      // Oldest first, as they are taken in again.
      const earlier = [...this.#earlier.values()].flatMap((words) => words.map(({ record }) => record))
      const value = encodeRecord([...earlier, ...this.records()])
      await this.#deps.store
        .write([{ type: 'put', table: this.#table, key: KEY, value }], 'buffered')
        .catch(() => undefined)
    }
    this.#saving = undefined
  }
}

function sameLeaves(a: readonly Leaf[], b: readonly Leaf[]): boolean {
  return a.length === b.length && a.every((leaf, i) => leaf.hash === b[i]?.hash)
}
