// The sealed store: named tables over a Store that learns nothing: keys blinded, values sealed and padded.
// It must never return bytes that were not written under that very table and key: they are `DAMAGED` instead.
import { ByteReader, ByteWriter } from '../../../shared/bytes/codec.ts'
import { padmeLength } from '../../../shared/bytes/padme.ts'
import { codeOf, RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, NONCE_BYTES } from '../../../shared/crypto/crypto.ts'
import {
  DAMAGED,
  type SealedRead,
  type SealedStore,
  type SealedWrite,
} from '../../../shared/ports/sealed-store.ts'
import type { Durability, Store, StoreWrite } from '../../../shared/ports/store.ts'

/** Smallest padded plaintext: most index entries look alike. */
const FLOOR = 64
const LENGTH_BYTES = 4

/** Blinded key of (table, key), 32 bytes: docs/formats/sealed-value.md. */
export function blindKey(
  crypto: Crypto,
  blindingKey: Uint8Array,
  table: string,
  key: Uint8Array,
): Uint8Array {
  return crypto.keyedHash(blindingKey, new ByteWriter().text(table).raw(key).finish())
}

/** `nonce ‖ ciphertext`, bound to the blinded key: docs/formats/sealed-value.md. */
export function sealValue(
  crypto: Crypto,
  sealingKey: Uint8Array,
  blinded: Uint8Array,
  value: Uint8Array,
): Uint8Array {
  const padded = new Uint8Array(padmeLength(LENGTH_BYTES + value.length, FLOOR))
  padded.set(new ByteWriter(LENGTH_BYTES).u32(value.length).finish())
  padded.set(value, LENGTH_BYTES)
  const nonce = crypto.random(NONCE_BYTES)
  const ciphertext = crypto.seal(sealingKey, nonce, padded, blinded)
  crypto.wipe(padded)
  const sealed = new Uint8Array(NONCE_BYTES + ciphertext.length)
  sealed.set(nonce)
  sealed.set(ciphertext, NONCE_BYTES)
  return sealed
}

/** Inverse of {@link sealValue}; `DAMAGED` when the bytes are not what was sealed for this key. */
export function openValue(
  crypto: Crypto,
  sealingKey: Uint8Array,
  blinded: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | typeof DAMAGED {
  if (sealed.length < NONCE_BYTES) return DAMAGED
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const padded = crypto.open(sealingKey, nonce, sealed.subarray(NONCE_BYTES), blinded)
  if (padded === undefined || padded.length < LENGTH_BYTES) return DAMAGED
  const reader = new ByteReader(padded)
  const length = reader.u32()
  return length <= reader.left ? reader.raw(length) : DAMAGED
}

/** Derives the store's two keys from the vault key, which the caller wipes. Closing the result closes `store`. */
export function createSealedStore(crypto: Crypto, store: Store, vaultKey: Uint8Array): SealedStore {
  return new BlindSealedStore(
    crypto,
    store,
    crypto.derive(vaultKey, 'store-blinding'),
    crypto.derive(vaultKey, 'store-sealing'),
  )
}

class BlindSealedStore implements SealedStore {
  readonly #crypto: Crypto
  readonly #store: Store
  readonly #blindingKey: Uint8Array
  readonly #sealingKey: Uint8Array
  readonly #underWay = new Set<Promise<unknown>>()
  #closed = false

  constructor(crypto: Crypto, store: Store, blindingKey: Uint8Array, sealingKey: Uint8Array) {
    this.#crypto = crypto
    this.#store = store
    this.#blindingKey = blindingKey
    this.#sealingKey = sealingKey
  }

  async get(table: string, key: Uint8Array): Promise<SealedRead> {
    return (await this.getMany(table, [key]))[0]
  }

  async getMany(table: string, keys: readonly Uint8Array[]): Promise<SealedRead[]> {
    this.#mustBeOpen()
    const blinded = keys.map((key) => blindKey(this.#crypto, this.#blindingKey, table, key))
    return this.#track(this.#read(blinded))
  }

  async write(writes: readonly SealedWrite[], durability: Durability): Promise<void> {
    this.#mustBeOpen()
    await this.#track(this.#store.write(writes.map(this.#sealWrite), durability))
  }

  async compact(): Promise<void> {
    this.#mustBeOpen()
    await this.#track(this.#store.compact())
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await Promise.allSettled(this.#underWay)
    this.#crypto.wipe(this.#blindingKey, this.#sealingKey)
    await this.#store.close()
  }

  readonly #sealWrite = (write: SealedWrite): StoreWrite => {
    const key = blindKey(this.#crypto, this.#blindingKey, write.table, write.key)
    if (write.type === 'delete') return { type: 'delete', key }
    return { type: 'put', key, value: sealValue(this.#crypto, this.#sealingKey, key, write.value) }
  }

  async #read(blinded: readonly Uint8Array[]): Promise<SealedRead[]> {
    const open = (sealed: Uint8Array | undefined, at: number): SealedRead =>
      sealed && openValue(this.#crypto, this.#sealingKey, blinded[at] ?? new Uint8Array(), sealed)
    try {
      return (await this.#store.getMany(blinded)).map(open)
    } catch (error) {
      if (codeOf(error) !== 'E_STORE_DAMAGED') throw error
    }
    // One bad block fails the whole call: ask one by one, to lose no more than what is lost.
    const values: SealedRead[] = []
    for (const [at, key] of blinded.entries()) {
      try {
        values.push(open(await this.#store.get(key), at))
      } catch (error) {
        if (codeOf(error) !== 'E_STORE_DAMAGED') throw error
        values.push(DAMAGED)
      }
    }
    return values
  }

  #track<Value>(work: Promise<Value>): Promise<Value> {
    this.#underWay.add(work)
    const forget = (): void => {
      this.#underWay.delete(work)
    }
    work.then(forget, forget)
    return work
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new RapporteurError('E_VAULT_LOCKED')
  }
}
