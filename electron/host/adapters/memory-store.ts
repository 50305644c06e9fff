// MemoryStore: a Store in memory, for tests and for running the host without a disk.
// It must never hand out or keep a caller's own array: a disk would not either.
import { compareBytes } from '../../../shared/bytes/codec.ts'
import { fromHex, toHex } from '../../../shared/bytes/text.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Store, StoreEntry, StoreWrite } from '../../../shared/ports/store.ts'

export class MemoryStore implements Store {
  readonly #values: Map<string, Uint8Array>
  #closed = false

  /** `values`: what the disk holds already, by the key's hex. */
  constructor(values: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.#values = new Map(values)
  }

  async get(key: Uint8Array): Promise<Uint8Array | undefined> {
    this.#mustBeOpen()
    return this.#values.get(toHex(key))?.slice()
  }

  async getMany(keys: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]> {
    this.#mustBeOpen()
    return keys.map((key) => this.#values.get(toHex(key))?.slice())
  }

  async write(writes: readonly StoreWrite[]): Promise<void> {
    this.#mustBeOpen()
    applyWrites(this.#values, writes)
  }

  async *keys(): AsyncIterable<Uint8Array> {
    this.#mustBeOpen()
    yield* [...this.#values.keys()].map(fromHex).sort(compareBytes)
  }

  async *entries(): AsyncIterable<StoreEntry> {
    this.#mustBeOpen()
    const moment = new Map(this.#values)
    for (const key of [...moment.keys()].map(fromHex).sort(compareBytes)) {
      const value = moment.get(toHex(key))
      if (value !== undefined) yield { key, value: value.slice() }
    }
  }

  async compact(): Promise<void> {
    this.#mustBeOpen()
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new RapporteurError('E_STORE_CLOSED')
  }
}

/** Carries out writes on a map from the key's hex to the value; values are copied. */
export function applyWrites(values: Map<string, Uint8Array>, writes: readonly StoreWrite[]): void {
  for (const write of writes) {
    if (write.type === 'put') values.set(toHex(write.key), write.value.slice())
    else values.delete(toHex(write.key))
  }
}
