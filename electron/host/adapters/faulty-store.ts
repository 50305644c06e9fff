// FaultyStore: a Store with a disk that fails on demand, to test the host against bad luck that a real disk has rarely.
// It must never fail by itself: each fault is asked for, and drawn from the Random that the test gave.
import { fromHex } from '../../../shared/bytes/text.ts'
import { type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Random } from '../../../shared/ports/random.ts'
import type { Durability, Store, StoreEntry, StoreWrite } from '../../../shared/ports/store.ts'
import { applyWrites, MemoryStore } from './memory-store.ts'

export class FaultyStore implements Store {
  readonly #random: Random
  readonly #durable: Map<string, Uint8Array>
  #unsynced: (readonly StoreWrite[])[] = []
  #live: MemoryStore
  #refusal: ErrorCode | undefined

  constructor(random: Random, values: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.#random = random
    this.#durable = new Map(values)
    this.#live = new MemoryStore(values)
  }

  /** From now on every write is refused with `code`, whole; `undefined` ends that. */
  refuseWrites(code: ErrorCode | undefined): void {
    this.#refusal = code
  }

  /**
   * Power cut: this store is closed; returns the one that the next start finds. Of the writes since the last synced one,
   * a random number survives, in order and each of them whole or not at all.
   */
  crash(): FaultyStore {
    void this.#live.close()
    const kept = this.#draw(this.#unsynced.length + 1)
    for (const writes of this.#unsynced.slice(0, kept)) applyWrites(this.#durable, writes)
    return new FaultyStore(this.#random, this.#durable)
  }

  /** Flips one random bit of one random value. Returns the key it hit, `undefined` in an empty store. */
  flipBit(): Promise<Uint8Array | undefined> {
    return this.#damage((value) => {
      const at = this.#draw(value.length)
      value[at] = (value[at] ?? 0) ^ (1 << this.#draw(8))
      return value
    })
  }

  /** Cuts one random value at a random offset. */
  truncate(): Promise<Uint8Array | undefined> {
    return this.#damage((value) => value.slice(0, this.#draw(value.length)))
  }

  /** Loses one random record without a trace, as LevelDB does on a flipped bit in its log. */
  lose(): Promise<Uint8Array | undefined> {
    return this.#damage(() => undefined)
  }

  get(key: Uint8Array): Promise<Uint8Array | undefined> {
    return this.#live.get(key)
  }

  getMany(keys: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]> {
    return this.#live.getMany(keys)
  }

  async write(writes: readonly StoreWrite[], durability: Durability): Promise<void> {
    if (this.#refusal !== undefined) throw new RapporteurError(this.#refusal)
    await this.#live.write(writes)
    this.#unsynced.push(writes.map(copy))
    if (durability === 'synced') this.#sync()
  }

  keys(): AsyncIterable<Uint8Array> {
    return this.#live.keys()
  }

  entries(): AsyncIterable<StoreEntry> {
    return this.#live.entries()
  }

  compact(): Promise<void> {
    return this.#live.compact()
  }

  async close(): Promise<void> {
    this.#sync()
    await this.#live.close()
  }

  #sync(): void {
    for (const writes of this.#unsynced) applyWrites(this.#durable, writes)
    this.#unsynced = []
  }

  async #damage(change: (value: Uint8Array) => Uint8Array | undefined): Promise<Uint8Array | undefined> {
    this.#sync()
    const names = [...this.#durable.keys()].sort()
    const name = names[this.#draw(names.length)]
    const value = name === undefined ? undefined : this.#durable.get(name)
    if (name === undefined || value === undefined) return undefined
    const changed = value.length === 0 ? undefined : change(value.slice())
    if (changed === undefined) this.#durable.delete(name)
    else this.#durable.set(name, changed)
    this.#live = new MemoryStore(this.#durable)
    return fromHex(name)
  }

  /** A random integer from 0 to `below` - 1; 0 when there is nothing to choose. */
  #draw(below: number): number {
    if (below < 2) return 0
    const [a = 0, b = 0, c = 0] = this.#random.bytes(3)
    return (a * 65_536 + b * 256 + c) % below
  }
}

function copy(write: StoreWrite): StoreWrite {
  return write.type === 'put'
    ? { type: 'put', key: write.key.slice(), value: write.value.slice() }
    : { type: 'delete', key: write.key.slice() }
}
