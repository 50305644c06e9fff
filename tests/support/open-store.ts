// A SealedStore without seals, for tests that look at what the host keeps: the same interface, everything readable.
import { toHex } from '../../shared/bytes/text.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'

export interface OpenStore extends SealedStore {
  /** `table key value`, hex, sorted: all that is stored. */
  dump(): string
}

export function openStore(): OpenStore {
  const values = new Map<string, Uint8Array>()
  const name = (table: string, key: Uint8Array): string => `${table} ${toHex(key)}`
  return {
    get: async (table, key) => values.get(name(table, key)),
    getMany: async (table, keys) => keys.map((key) => values.get(name(table, key))),
    write: async (writes) => {
      for (const write of writes) {
        if (write.type === 'put') values.set(name(write.table, write.key), write.value.slice())
        else values.delete(name(write.table, write.key))
      }
    },
    compact: async () => undefined,
    close: async () => undefined,
    dump: () =>
      [...values]
        .map(([key, value]) => `${key} ${toHex(value)}\n`)
        .sort()
        .join(''),
  }
}
