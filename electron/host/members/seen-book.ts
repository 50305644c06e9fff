// SeenBook: when this device first saw each statement of a group's charter, by its own clock, sealed. Statements carry no time, so
// this is all that can be said, and it must never be taken for when something happened.
import { z } from 'zod'
import { ByteWriter } from '../../../shared/bytes/codec.ts'
import type { GroupId, Hash } from '../../../shared/ids/ids.ts'
import type { SealedStore, SealedWrite } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from '../groups/sealed-record.ts'

/** Statements a record: a new one rewrites the last record only. */
const PER_RECORD = 256
/** Records one read asks for: 10,000 statements at most fill 40. */
const RECORDS = 64

const schema = z.array(z.object({ statement: z.string(), at: z.number().nonnegative() }))
type Entry = z.infer<typeof schema>[number]

export function seenTable(group: GroupId): string {
  return `seen/${group}`
}

export class SeenBook {
  readonly #store: SealedStore
  readonly #table: string
  readonly #entries: Entry[] = []
  readonly #times = new Map<string, number>()
  /** Something was lost: of statements that are not here nobody can say when they came. */
  #damaged = false
  #saving: Promise<void> = Promise.resolve()

  constructor(store: SealedStore, group: GroupId) {
    this.#store = store
    this.#table = seenTable(group)
  }

  async load(): Promise<void> {
    const keys = Array.from({ length: RECORDS }, (_, number) => recordKey(number))
    for (const read of await this.#store.getMany(this.#table, keys)) {
      try {
        for (const entry of decodeRecord(schema, read) ?? []) this.#take(entry)
      } catch {
        this.#damaged = true
      }
    }
  }

  /** Unix milliseconds; undefined when it is not known. */
  at(statement: Hash): number | undefined {
    const at = this.#times.get(statement)
    return at === undefined || at === 0 ? undefined : at
  }

  /** Remembers those that are new as seen now. A disk that refuses costs only the memory of a time. */
  note(statements: Iterable<Hash>, now: number): void {
    const from = this.#entries.length
    for (const statement of statements) {
      if (!this.#times.has(statement)) this.#take({ statement, at: this.#damaged ? 0 : now })
    }
    this.#damaged = false
    if (this.#entries.length === from) return
    const writes: SealedWrite[] = []
    for (let record = Math.floor(from / PER_RECORD); record * PER_RECORD < this.#entries.length; record++) {
      const value = encodeRecord(this.#entries.slice(record * PER_RECORD, (record + 1) * PER_RECORD))
      writes.push({ type: 'put', table: this.#table, key: recordKey(record), value })
    }
    this.#saving = this.#saving.then(() => this.#store.write(writes, 'buffered')).catch(() => undefined)
  }

  async flushed(): Promise<void> {
    await this.#saving
  }

  #take(entry: Entry): void {
    this.#entries.push(entry)
    this.#times.set(entry.statement, entry.at)
  }
}

function recordKey(number: number): Uint8Array {
  return new ByteWriter(4).u32(number).finish()
}
