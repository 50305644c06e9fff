// RestoreBook: what was restored from this computer after a review, and how to undo it, kept sealed. It must never be taken for a version
// of the paper: it knows its own edits and nothing else.
import { z } from 'zod'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { toHex } from '../../../shared/bytes/text.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import type { RestoredItem } from '../../../shared/contract/review-api.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { GroupId, MemberId, PaperId } from '../../../shared/ids/ids.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from '../groups/sealed-record.ts'
import type { Reversal } from './restore.ts'

/** More than this many are undone by nobody; the oldest go. */
const MOST = 100
const KEY = utf8('all')

const blocks = z.array(
  z.object({
    client: z.number(),
    clock: z.number(),
    values: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })),
  }),
)

const schema = z.array(
  z.object({
    id: z.string(),
    member: z.string(),
    paper: z.string(),
    change: z.string(),
    kind: z.enum(['inserted', 'deleted', 'wiped']),
    text: z.string(),
    characters: z.number(),
    at: z.number(),
    takeOut: z.array(z.object({ client: z.number(), from: z.number(), to: z.number() })),
    putBack: z.array(z.object({ text: z.string(), place: bytes })),
    blank: blocks.optional(),
  }),
)
type Entry = z.infer<typeof schema>[number]

/** What was restored: a change of this kind, undone. */
export interface Restored extends Pick<RestoredItem, 'change' | 'kind' | 'text' | 'characters' | 'at'> {
  readonly member: MemberId
  readonly paper: PaperId
}

export class RestoreBook {
  readonly #crypto: Crypto
  readonly #store: SealedStore
  readonly #table: string

  constructor(crypto: Crypto, store: SealedStore, group: GroupId) {
    this.#crypto = crypto
    this.#store = store
    this.#table = `restored/${group}`
  }

  /** Durable when it resolves. */
  async add(restored: Restored, { takeOut, putBack, blank = [] }: Reversal): Promise<void> {
    const entry = {
      id: toHex(this.#crypto.random(16)),
      ...restored,
      takeOut: [...takeOut],
      putBack: [...putBack],
      ...(blank.length > 0 && { blank: blank.map((one) => ({ ...one, values: [...one.values] })) }),
    }
    await this.#save([...(await this.#all()), entry].slice(-MOST))
  }

  /** Newest first, after a review of the member; without one, after large deletions by whomever. */
  async of(member?: MemberId): Promise<Omit<RestoredItem, 'title'>[]> {
    return (await this.#all())
      .filter((entry) => (member === undefined ? entry.kind === 'wiped' : entry.member === member))
      .map(({ id, paper, change, kind, text, characters, at }) => {
        return { restored: id, paper, change, kind, text, characters, at }
      })
      .reverse()
  }

  async find(id: string): Promise<({ readonly paper: PaperId } & Reversal) | undefined> {
    const entry = (await this.#all()).find((one) => one.id === id)
    return entry && { ...entry, paper: entry.paper as PaperId }
  }

  async drop(id: string): Promise<void> {
    await this.#save((await this.#all()).filter((entry) => entry.id !== id))
  }

  /** What cannot be read cannot be undone here; the paper's text is not in it. */
  async #all(): Promise<Entry[]> {
    try {
      return decodeRecord(schema, await this.#store.get(this.#table, KEY)) ?? []
    } catch {
      return []
    }
  }

  #save(entries: readonly Entry[]): Promise<void> {
    const value = encodeRecord([...entries])
    return this.#store.write([{ type: 'put', table: this.#table, key: KEY, value }], 'synced')
  }
}
