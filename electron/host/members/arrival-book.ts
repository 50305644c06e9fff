// ArrivalBook: on which day which part of the log came to this device, by its own clock, sealed. Envelopes carry no time, so this is all
// that can be said, and it must never be taken for when something was written. After a repair of the log it may say too early a day.
import { z } from 'zod'
import { utf8 } from '../../../shared/bytes/codec.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from '../groups/sealed-record.ts'

/** Days with anything new; of what came before nobody can say when. */
const MOST = 1_000
const DAY_MS = 86_400_000
const KEY = utf8('all')

/** From this number of the log on, until the next entry, all came on the day of `at`. 0: not known. */
const schema = z.array(z.object({ from: z.number().int().nonnegative(), at: z.number().nonnegative() }))
type Entry = z.infer<typeof schema>[number]

export class ArrivalBook {
  readonly #store: SealedStore
  readonly #table: string
  #entries: Entry[] = []
  #saving: Promise<void> = Promise.resolve()

  constructor(store: SealedStore, group: GroupId) {
    this.#store = store
    this.#table = `arrivals/${group}`
  }

  async load(): Promise<void> {
    try {
      this.#entries = decodeRecord(schema, await this.#store.get(this.#table, KEY)) ?? []
    } catch {
      this.#entries = []
    }
  }

  /** Unix milliseconds, exact to the day; undefined when it is not known. */
  at(logNumber: number): number | undefined {
    const at = this.#entries.findLast(({ from }) => from <= logNumber)?.at
    return at === 0 ? undefined : at
  }

  /** Records from this number on have come `now`. Writes once a day; a disk that refuses costs only the memory of a day. */
  note(from: number, now: number): void {
    const last = this.#entries.at(-1)
    if (last !== undefined && dayOf(now) === dayOf(last.at)) return
    // A clock that is set back a little makes no new day; one that was years ahead must not silence the book until then.
    if (last !== undefined && last.at > now && last.at - now <= DAY_MS) return
    if (last === undefined && from > 0) this.#entries.push({ from: 0, at: 0 })
    this.#entries = [...this.#entries, { from, at: now }].slice(-MOST)
    const value = encodeRecord([...this.#entries])
    this.#saving = this.#saving
      .then(() => this.#store.write([{ type: 'put', table: this.#table, key: KEY, value }], 'buffered'))
      .catch(() => undefined)
  }

  async flushed(): Promise<void> {
    await this.#saving
  }
}

/** The day by the wall clock here, for so it is shown. */
function dayOf(time: number): number {
  return Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / DAY_MS)
}
