// A disk whose keys a test can see and which can be made to fail: it outlives the host that has it open, as a disk does.

import { applyWrites, MemoryStore } from '../../electron/host/adapters/memory-store.ts'
import type { HostSeams } from '../../electron/host/host.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'
import type { Store, StoreWrite } from '../../shared/ports/store.ts'

export interface StoreSpy {
  readonly seams: HostSeams
  /** Hex, as the store blinds them. */
  keys(): ReadonlySet<string>
  /** From now on that many writes go well, and every later one finds the disk full; `undefined` ends that. */
  failAfter(writes: number | undefined): void
}

export function spiedStore(): StoreSpy {
  const values = new Map<string, Uint8Array>()
  let left: number | undefined
  const open = (): Store => {
    const inner = new MemoryStore(values)
    const write = async (writes: readonly StoreWrite[]): Promise<void> => {
      if (left !== undefined) {
        if (left === 0) throw new RapporteurError('E_DISK_FULL')
        left -= 1
      }
      await inner.write(writes)
      applyWrites(values, writes)
    }
    return {
      get: (key) => inner.get(key),
      getMany: (keys) => inner.getMany(keys),
      write,
      keys: () => inner.keys(),
      entries: () => inner.entries(),
      compact: () => inner.compact(),
      close: () => inner.close(),
    }
  }
  return {
    seams: { openStore: async () => ({ store: open(), repaired: false }) },
    keys: () => new Set(values.keys()),
    failAfter: (writes) => {
      left = writes
    },
  }
}
