// GroupLog: the order in which this device took in a group's statements and envelopes, as sealed records 0, 1, 2 … behind a
// counter and a running hash, plus the latest checkpoint. It knows nothing of what the bytes mean.
// LevelDB can lose the middle of its log without an error, so `load` never believes that a record is there: it counts.
import { z } from 'zod'
import { ByteWriter, sameBytes } from '../../../shared/bytes/codec.ts'
import { toHex } from '../../../shared/bytes/text.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import { codeOf, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import { DAMAGED, type SealedStore, type SealedWrite } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from './sealed-record.ts'

const series = z.object({ count: z.number().int().nonnegative(), hash: bytes })
const headSchema = z.object({ statements: series, envelopes: series })
const checkpointSchema = z.object({
  /** Covers envelopes 0 … at − 1. */
  at: z.number().int().nonnegative(),
  hash: bytes,
  /** A second copy: without its charter a group could not even ask its peers. */
  statements: z.array(bytes),
  ledger: bytes,
  lanes: z.array(z.object({ lane: z.string(), state: bytes })),
  /** Which lanes hold what: see GroupState. */
  extra: bytes,
})
export type Checkpoint = z.infer<typeof checkpointSchema>

type SeriesEnd = z.infer<typeof series>
type SeriesName = 'statements' | 'envelopes'

interface Waiting {
  readonly writes: readonly SealedWrite[]
  readonly from: number
  readonly records: number
  resolve(): void
  reject(error: unknown): void
}

export interface LoadedLog {
  readonly statements: readonly Uint8Array[]
  readonly checkpoint: Checkpoint | undefined
  /** What came after the checkpoint, in order, without the records that are lost. */
  readonly tail: readonly Uint8Array[]
  /** Envelopes that were intact but stood behind a loss, from earlier repairs. */
  readonly strays: readonly Uint8Array[]
  /** Something sealed and counted is gone or altered. */
  readonly damaged: boolean
}

/** What a read may fail with while all that is stored is as it was. */
const NOT_DAMAGE: ReadonlySet<ErrorCode> = new Set(['E_DISK_FULL', 'E_DISK_READ_ONLY', 'E_STORE_CLOSED'])

/** How many records one `getMany` asks for. */
const SEGMENT = 512
/** After a lost counter: how many absent records in a row mean the end. */
const PROBE = 256
const ONE = new Uint8Array([0])

export class GroupLog {
  readonly #store: SealedStore
  readonly #crypto: Crypto
  readonly #group: GroupId
  #statements: SeriesEnd = { count: 0, hash: new Uint8Array(32) }
  #envelopes: SeriesEnd = { count: 0, hash: new Uint8Array(32) }
  #checkpointAt = 0
  #waiting: Waiting[] = []
  #pumping = false
  #failure: unknown
  /** Envelopes on their way to the disk, by number. */
  readonly #flying = new Map<number, Uint8Array>()

  constructor(store: SealedStore, crypto: Crypto, group: GroupId) {
    this.#store = store
    this.#crypto = crypto
    this.#group = group
  }

  get count(): number {
    return this.#envelopes.count
  }

  /** Envelopes since the latest checkpoint. */
  get tailLength(): number {
    return this.#envelopes.count - this.#checkpointAt
  }

  /** `whole`: as if there were no checkpoint, for one that this version cannot use. */
  async load(whole = false): Promise<LoadedLog> {
    let damaged = false
    const guarded = async <Value>(read: () => Promise<Value | undefined>): Promise<Value | undefined> => {
      try {
        return await read()
      } catch (error) {
        // A disk that cannot be read just now has damaged nothing: to repair would be to lose what is there.
        if (NOT_DAMAGE.has(codeOf(error))) throw error
        damaged = true
        return undefined
      }
    }
    const head = await guarded(async () =>
      decodeRecord(headSchema, await this.#store.get(this.#table('head'), ONE)),
    )
    const checkpoint = whole
      ? undefined
      : await guarded(async () =>
          decodeRecord(checkpointSchema, await this.#store.get(this.#table('checkpoint'), ONE)),
        )
    if (head === undefined && checkpoint !== undefined) damaged = true
    const statements = await this.#readSeries('statements', 0, head?.statements.count, new Uint8Array(32))
    const from = checkpoint?.at ?? 0
    const tail = await this.#readSeries(
      'envelopes',
      from,
      head?.envelopes.count,
      checkpoint?.hash ?? new Uint8Array(32),
    )
    if (statements.lost || tail.lost) damaged = true
    if (head !== undefined) {
      if (!sameBytes(statements.hash, head.statements.hash) || !sameBytes(tail.hash, head.envelopes.hash))
        damaged = true
    } else if (statements.found.length > 0) {
      damaged = true
    }
    // What the log lost of the charter may stand in the checkpoint; duplicates do no harm there.
    const found = statements.lost
      ? [...(checkpoint?.statements ?? []), ...statements.found]
      : statements.found
    this.#statements = { count: statements.found.length, hash: statements.hash }
    this.#envelopes = { count: from + tail.found.length, hash: tail.hash }
    this.#checkpointAt = from
    const strays = await guarded(async () =>
      decodeRecord(z.array(bytes), await this.#store.get(this.#table('strays'), ONE)),
    )
    return { statements: found, checkpoint, tail: tail.found, strays: strays ?? [], damaged }
  }

  /** Durable when it resolves. Calls may overlap: they land in the order of the calls, those that wait together in one write. */
  append(envelopes: readonly Uint8Array[]): Promise<void> {
    return this.#append('envelopes', envelopes)
  }

  /** As {@link append}, and says at which number the first of them stands. */
  appendStored(effects: {
    readonly store: readonly { readonly envelope: Uint8Array }[]
    logNumber?: number
  }): Promise<void> {
    effects.logNumber = this.#envelopes.count
    return this.append(effects.store.map(({ envelope }) => envelope))
  }

  appendStatements(statements: readonly Uint8Array[]): Promise<void> {
    return this.#append('statements', statements)
  }

  /** Records by number; undefined where one is lost. */
  async read(numbers: readonly number[]): Promise<(Uint8Array | undefined)[]> {
    // Nothing leaves before it is durable: a position that the disk then refused would be used again, and be a fork.
    if (numbers.some((number) => this.#flying.has(number))) await this.flushed()
    const reads = await this.#store.getMany(this.#table('envelopes'), numbers.map(numberKey))
    return reads.map((read) => (read === DAMAGED ? undefined : read))
  }

  /**
   * After a damage, or when strays have found their place: what follows the checkpoint becomes exactly `placed`, and the intact
   * envelopes that have no place in a chain yet stay as strays. One atomic write: a crash leaves the old state to be repaired.
   */
  async rewrite(
    loaded: LoadedLog,
    statements: readonly Uint8Array[],
    placed: readonly Uint8Array[],
  ): Promise<void> {
    const name = (envelope: Uint8Array): string => toHex(this.#crypto.hash(envelope))
    const strays = new Map([...loaded.tail, ...loaded.strays].map((envelope) => [name(envelope), envelope]))
    for (const envelope of placed) strays.delete(name(envelope))
    this.#statements = { count: 0, hash: new Uint8Array(32) }
    this.#envelopes = {
      count: loaded.checkpoint?.at ?? 0,
      hash: loaded.checkpoint?.hash ?? new Uint8Array(32),
    }
    const writes = [
      ...this.#extend('statements', statements),
      ...this.#extend('envelopes', placed),
      this.#put('strays', ONE, encodeRecord([...strays.values()])),
      this.#headWrite(),
    ]
    await this.#store.write(writes, 'synced')
  }

  /** Everything so far, folded: later loads replay only what comes after. `parts` must be of this very moment. */
  async saveCheckpoint(parts: {
    statements: Uint8Array[]
    ledger: Uint8Array
    lanes: Checkpoint['lanes']
    extra: Uint8Array
  }): Promise<void> {
    const checkpoint: Checkpoint = { at: this.#envelopes.count, hash: this.#envelopes.hash, ...parts }
    // It must not get to the disk before what it covers: then the envelopes would be missing behind it.
    await this.flushed()
    await this.#store.write([this.#put('checkpoint', ONE, encodeRecord(checkpoint))], 'synced')
    this.#checkpointAt = checkpoint.at
  }

  /** Resolves when everything appended so far is durable; rejects when some of it never will be. */
  async flushed(): Promise<void> {
    if (this.#pumping)
      await new Promise<void>((resolve, reject) =>
        this.#waiting.push({ writes: [], from: 0, records: 0, resolve, reject }),
      )
    if (this.#failure !== undefined) throw this.#failure
  }

  #append(name: SeriesName, records: readonly Uint8Array[]): Promise<void> {
    if (records.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      // Numbers are given now: whoever reads before the disk has answered gets the bytes all the same.
      const from = name === 'envelopes' ? this.#envelopes.count : 0
      if (name === 'envelopes')
        for (const [i, record] of records.entries()) this.#flying.set(from + i, record)
      this.#waiting.push({
        writes: [...this.#extend(name, records), this.#headWrite()],
        from,
        records: name === 'envelopes' ? records.length : 0,
        resolve,
        reject,
      })
      if (!this.#pumping) void this.#pump()
    })
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0)
      try {
        // After one failure nothing may land any more: a later record behind a missing one would be a hole.
        if (this.#failure !== undefined) throw this.#failure
        await this.#store.write(
          batch.flatMap((one) => one.writes),
          'synced',
        )
        for (const one of batch) one.resolve()
      } catch (error) {
        this.#failure = error
        for (const one of batch) one.reject(error)
      }
      for (const one of batch) for (let i = 0; i < one.records; i++) this.#flying.delete(one.from + i)
    }
    this.#pumping = false
  }

  #extend(name: SeriesName, records: readonly Uint8Array[]): SealedWrite[] {
    let { count, hash } = name === 'statements' ? this.#statements : this.#envelopes
    const writes = records.map((record) => {
      hash = this.#crypto.hash(hash, record)
      return this.#put(name, numberKey(count++), record)
    })
    if (name === 'statements') this.#statements = { count, hash }
    else this.#envelopes = { count, hash }
    return writes
  }

  #headWrite(): SealedWrite {
    return this.#put('head', ONE, encodeRecord({ statements: this.#statements, envelopes: this.#envelopes }))
  }

  async #readSeries(name: SeriesName, from: number, until: number | undefined, startHash: Uint8Array) {
    const found: Uint8Array[] = []
    let hash: Uint8Array = startHash
    let lost = false
    let absent = 0
    for (let at = from; until === undefined ? absent < PROBE : at < until; at += SEGMENT) {
      const to = until === undefined ? at + SEGMENT : Math.min(at + SEGMENT, until)
      const keys = Array.from({ length: to - at }, (_, i) => numberKey(at + i))
      for (const read of await this.#store.getMany(this.#table(name), keys)) {
        if (read === undefined || read === DAMAGED) {
          absent = read === undefined ? absent + 1 : 0
          if (until !== undefined || read === DAMAGED) lost = true
          continue
        }
        if (absent > 0) lost = true
        absent = 0
        hash = this.#crypto.hash(hash, read)
        found.push(read)
      }
    }
    return { found, hash, lost }
  }

  #table(name: string): string {
    return `${name}/${this.#group}`
  }

  #put(name: string, key: Uint8Array, value: Uint8Array): SealedWrite {
    return { type: 'put', table: this.#table(name), key, value }
  }
}

function numberKey(number: number): Uint8Array {
  return new ByteWriter(4).u32(number).finish()
}
