// A store's entries as one run of bytes, cut into chunks of one size and padded, and back. Knows nothing of keys or files.
// It must never let the length of an entry show in the length of a chunk.
import { ByteReader } from '../../../shared/bytes/codec.ts'
import { padmeLength } from '../../../shared/bytes/padme.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { StoreEntry } from '../../../shared/ports/store.ts'

/** Bytes of a chunk before it is sealed; the last one may be shorter. */
export const CHUNK_BYTES = 1024 * 1024
const KEY_LENGTH = 2
const VALUE_LENGTH = 4
/** The smallest backup, padded: a vault without a group and one with a few papers look alike. */
const FLOOR = 256 * 1024

/** Bytes that these entries become. */
export async function entriesLength(entries: AsyncIterable<StoreEntry>): Promise<number> {
  let length = KEY_LENGTH
  for await (const { key, value } of entries) length += KEY_LENGTH + key.length + VALUE_LENGTH + value.length
  return padmeLength(length, FLOOR)
}

export interface Chunk {
  readonly bytes: Uint8Array
  readonly last: boolean
}

export async function* cutEntries(entries: AsyncIterable<StoreEntry>): AsyncGenerator<Chunk> {
  let chunk = new Uint8Array(CHUNK_BYTES)
  let filled = 0
  let total = 0
  const full: Uint8Array[] = []
  const put = (bytes: Uint8Array): void => {
    total += bytes.length
    for (let at = 0; at < bytes.length; ) {
      if (filled === CHUNK_BYTES) {
        full.push(chunk)
        chunk = new Uint8Array(CHUNK_BYTES)
        filled = 0
      }
      const piece = bytes.subarray(at, at + CHUNK_BYTES - filled)
      chunk.set(piece, filled)
      filled += piece.length
      at += piece.length
    }
  }
  for await (const { key, value } of entries) {
    put(integer(KEY_LENGTH, key.length))
    put(key)
    put(integer(VALUE_LENGTH, value.length))
    put(value)
    while (full.length > 0) yield { bytes: full.shift() ?? chunk, last: false }
  }
  put(integer(KEY_LENGTH, 0))
  const zeros = new Uint8Array(CHUNK_BYTES)
  for (let left = padmeLength(total, FLOOR) - total; left > 0; left -= CHUNK_BYTES) {
    put(zeros.subarray(0, Math.min(left, CHUNK_BYTES)))
    while (full.length > 0) yield { bytes: full.shift() ?? chunk, last: false }
  }
  while (full.length > 0) yield { bytes: full.shift() ?? chunk, last: false }
  yield { bytes: chunk.subarray(0, filled), last: true }
}

type Part = 'keyLength' | 'key' | 'valueLength' | 'value' | 'padding'

/** Inverse of {@link cutEntries}, chunk by chunk. */
export class EntryJoiner {
  #parts: Uint8Array[] = []
  #length = 0
  #part: Part = 'keyLength'
  #wanted = KEY_LENGTH
  #key: Uint8Array = new Uint8Array(0)

  /** The entries that are whole by now. */
  push(chunk: Uint8Array): StoreEntry[] {
    const entries: StoreEntry[] = []
    if (this.#ended()) return entries
    this.#parts.push(chunk)
    this.#length += chunk.length
    while (!this.#ended() && this.#length >= this.#wanted) {
      const bytes = this.#take(this.#wanted)
      const entry = this.#read(bytes)
      if (entry !== undefined) entries.push(entry)
    }
    return entries
  }

  /** Errors: `E_BACKUP_DAMAGED` when the last entry is not whole. */
  end(): void {
    if (!this.#ended()) throw new RapporteurError('E_BACKUP_DAMAGED')
  }

  /** What comes behind the last entry is padding. */
  #ended(): boolean {
    return this.#part === 'padding'
  }

  #read(bytes: Uint8Array): StoreEntry | undefined {
    switch (this.#part) {
      case 'keyLength':
        this.#wanted = new ByteReader(bytes).u16()
        this.#part = this.#wanted === 0 ? 'padding' : 'key'
        return undefined
      case 'key':
        this.#key = bytes
        this.#wanted = VALUE_LENGTH
        this.#part = 'valueLength'
        return undefined
      case 'valueLength':
        this.#wanted = new ByteReader(bytes).u32()
        this.#part = 'value'
        return undefined
      default:
        this.#wanted = KEY_LENGTH
        this.#part = 'keyLength'
        return { key: this.#key, value: bytes }
    }
  }

  #take(wanted: number): Uint8Array {
    const taken = new Uint8Array(wanted)
    let filled = 0
    while (filled < wanted) {
      const [part = new Uint8Array(0)] = this.#parts
      const piece = part.subarray(0, wanted - filled)
      taken.set(piece, filled)
      filled += piece.length
      if (piece.length === part.length) this.#parts.shift()
      else this.#parts[0] = part.subarray(piece.length)
    }
    this.#length -= wanted
    return taken
  }
}

function integer(bytes: 2 | 4, value: number): Uint8Array {
  const written = new Uint8Array(bytes)
  const view = new DataView(written.buffer)
  if (bytes === 2) view.setUint16(0, value, true)
  else view.setUint32(0, value, true)
  return written
}
