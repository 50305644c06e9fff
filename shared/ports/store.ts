// Store: a durable map of byte keys to byte values. Knows nothing of what it holds: keys come blinded, values sealed.

export type StoreWrite =
  | { readonly type: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'delete'; readonly key: Uint8Array }

export interface StoreEntry {
  readonly key: Uint8Array
  readonly value: Uint8Array
}

/** `synced` returns only when the bytes would survive a power cut; `buffered` may be lost, but never half of one write. */
export type Durability = 'synced' | 'buffered'

/**
 * A Store writes each call to `write` whole or not at all, and in order. Trap: LevelDB can lose the middle of its log without
 * an error (one flipped bit), so whoever reads must check what he reads against something he sealed himself.
 *
 * Errors are `RapporteurError` with `E_DISK_FULL`, `E_DISK_READ_ONLY`, `E_PROFILE_IN_USE`, `E_STORE_DAMAGED` or `E_STORE_CLOSED`.
 */
export interface Store {
  get(key: Uint8Array): Promise<Uint8Array | undefined>
  /** One answer per key, in order. */
  getMany(keys: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]>
  write(writes: readonly StoreWrite[], durability: Durability): Promise<void>
  /** Every key there is, in byte order: for sweeps and scans only. */
  keys(): AsyncIterable<Uint8Array>
  /** Every entry, in byte order of keys, all as of the moment when the first is asked for, whatever is written meanwhile. */
  entries(): AsyncIterable<StoreEntry>
  /** Rewrites the files so that deleted values leave the disk. */
  compact(): Promise<void>
  close(): Promise<void>
}
