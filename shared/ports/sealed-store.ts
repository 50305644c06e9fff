// SealedStore: what the host sees of an unlocked vault: named tables over a Store, keys blinded, values sealed and padded.

import type { Durability } from './store.ts'

export type SealedWrite =
  | { readonly type: 'put'; readonly table: string; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'delete'; readonly table: string; readonly key: Uint8Array }

/** A value that does not open under its own key is not the value that was written. */
export const DAMAGED = Symbol('damaged')
export type SealedRead = Uint8Array | undefined | typeof DAMAGED

/** `table` may carry a group id (`log/<hex>`): it is hashed under the vault key and never written. */
export interface SealedStore {
  get(table: string, key: Uint8Array): Promise<SealedRead>
  getMany(table: string, keys: readonly Uint8Array[]): Promise<SealedRead[]>
  /** All or nothing, in order of calls. Throws `E_VAULT_LOCKED` after {@link close}. */
  write(writes: readonly SealedWrite[], durability: Durability): Promise<void>
  compact(): Promise<void>
  /** Waits for writes under way, wipes the keys, closes the Store. */
  close(): Promise<void>
}
