// LevelStore: a Store over LevelDB, whose folder lock is also what keeps a second process off a profile.
// It must never write on after a failed write: LevelDB would append behind torn bytes and lose what follows, silently.
import { mkdir, readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Durability, Store, StoreEntry, StoreWrite } from '../../../shared/ports/store.ts'
import { diskCode, diskError } from './disk-errors.ts'

/** Free space beyond the log's own size that reopening needs: LevelDB first writes the log out as a table. */
const REOPEN_MARGIN = 64 * 1024
/** Past every blinded key. */
const LAST_KEY = new Uint8Array(33).fill(0xff)
const FIRST_KEY = new Uint8Array(1)

const NOT_DAMAGE: readonly ErrorCode[] = ['E_PROFILE_IN_USE', 'E_DISK_FULL', 'E_DISK_READ_ONLY']

type Level = ClassicLevel<Uint8Array, Uint8Array>

export interface OpenedLevelStore {
  readonly store: Store
  /** LevelDB's own index was damaged and has been rebuilt from the tables that could be read. */
  readonly repaired: boolean
}

/**
 * Opens the LevelDB in `folder`, made if it is missing or empty.
 * Errors: `E_PROFILE_IN_USE`, `E_DISK_FULL`, `E_DISK_READ_ONLY`, `E_STORE_DAMAGED` (beyond repair).
 */
export async function openLevelStore(folder: string): Promise<OpenedLevelStore> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // LevelDB takes a folder without its CURRENT file for a new one and deletes the tables: only an empty one is new.
    const isNew = !(await readdir(folder)).some((name) =>
      /^(CURRENT|MANIFEST-.*|.*\.(ldb|sst|log))$/.test(name),
    )
    const level = new ClassicLevel<Uint8Array, Uint8Array>(folder, {
      keyEncoding: 'view',
      valueEncoding: 'view',
      // Sealed values do not compress.
      compression: false,
      createIfMissing: isNew,
    })
    try {
      await level.open()
      return { store: new LevelStore(level), repaired: false }
    } catch (error) {
      // What is left is damage, in many wordings: an index cut short, a table gone, a pointer to nowhere.
      if (NOT_DAMAGE.includes(diskCode(error))) throw error
    }
    await ClassicLevel.repair(folder)
    await level.open()
    return { store: new LevelStore(level), repaired: true }
  } catch (error) {
    const code = diskCode(error)
    throw new RapporteurError(NOT_DAMAGE.includes(code) ? code : 'E_STORE_DAMAGED')
  }
}

class LevelStore implements Store {
  readonly #level: Level
  /** Why a write failed: the end of the log is unknown until LevelDB has been reopened. */
  #suspect: ErrorCode | undefined
  #closed = false
  #writes: Promise<unknown> = Promise.resolve()
  /** While LevelDB is closed and opened again: what is asked for meanwhile waits. */
  #reopening: Promise<unknown> | undefined

  constructor(level: Level) {
    this.#level = level
  }

  async get(key: Uint8Array): Promise<Uint8Array | undefined> {
    return (await this.getMany([key]))[0]
  }

  async getMany(keys: readonly Uint8Array[]): Promise<(Uint8Array | undefined)[]> {
    await this.#mustBeOpen()
    if (keys.length === 0) return []
    try {
      return (await this.#level.getMany([...keys])).map((value) => value && plain(value))
    } catch (error) {
      throw diskError(error)
    }
  }

  write(writes: readonly StoreWrite[], durability: Durability): Promise<void> {
    if (this.#closed) return Promise.reject(new RapporteurError('E_STORE_CLOSED'))
    // One after another, so that none slips in behind a failed one.
    const done = this.#writes.then(() => this.#write(writes, durability))
    this.#writes = done.catch(() => undefined)
    return done
  }

  async *keys(): AsyncIterable<Uint8Array> {
    await this.#mustBeOpen()
    try {
      for await (const key of this.#level.keys()) yield plain(key)
    } catch (error) {
      throw diskError(error)
    }
  }

  async *entries(): AsyncIterable<StoreEntry> {
    await this.#mustBeOpen()
    try {
      // An iterator of LevelDB sees one moment; fetching values by key afterwards would mix two.
      for await (const [key, value] of this.#level.iterator()) yield { key: plain(key), value: plain(value) }
    } catch (error) {
      throw diskError(error)
    }
  }

  async compact(): Promise<void> {
    await this.#mustBeOpen()
    try {
      await this.#level.compactRange(FIRST_KEY, LAST_KEY)
    } catch (error) {
      throw diskError(error)
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#writes
    try {
      await this.#level.close()
    } catch (error) {
      throw diskError(error)
    }
  }

  async #write(writes: readonly StoreWrite[], durability: Durability): Promise<void> {
    if (this.#suspect !== undefined) await this.#reopen()
    try {
      await this.#level.batch(
        writes.map((write) =>
          write.type === 'put'
            ? { type: 'put', key: write.key, value: write.value }
            : { type: 'del', key: write.key },
        ),
        { sync: durability === 'synced' },
      )
    } catch (error) {
      this.#suspect = diskCode(error)
      throw diskError(error)
    }
  }

  /** Reads go on from the open database until there is room to reopen it. */
  async #reopen(): Promise<void> {
    try {
      if ((await freeBytes(this.#level.location)) < (await logBytes(this.#level.location)) + REOPEN_MARGIN) {
        throw new RapporteurError('E_DISK_FULL')
      }
      const reopening = this.#level.close().then(() => this.#level.open({ createIfMissing: false }))
      this.#reopening = reopening.catch(() => undefined)
      await reopening
      this.#suspect = undefined
    } catch (error) {
      throw diskError(error)
    } finally {
      this.#reopening = undefined
    }
  }

  async #mustBeOpen(): Promise<void> {
    await this.#reopening
    if (this.#closed) throw new RapporteurError('E_STORE_CLOSED')
    // Reopening failed half way: until it succeeds there is nothing to read from, for the same reason.
    if (this.#suspect !== undefined && this.#level.status !== 'open') throw new RapporteurError(this.#suspect)
  }
}

/** LevelDB hands out Buffers, which differ from Uint8Array in `slice` and in equality: callers get the plain thing. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function logBytes(folder: string): Promise<number> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'))
  const sizes = await Promise.all(logs.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
