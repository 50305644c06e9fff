// Byte writer and reader for every format on disk and on the wire: fixed-width little-endian integers.
// The reader must never read past its input and never allocate more than its input holds: strangers' bytes come here.

/** Thrown by {@link ByteReader} when the input is shorter or longer than its format says. Callers turn it into a code. */
export class MalformedBytes extends Error {
  constructor() {
    super('malformed bytes')
    this.name = 'MalformedBytes'
  }
}

/** Grows as it is written; `finish` returns an exact-length copy. */
export class ByteWriter {
  #buffer: Uint8Array
  #view: DataView
  #length = 0

  constructor(capacity = 128) {
    this.#buffer = new Uint8Array(capacity)
    this.#view = new DataView(this.#buffer.buffer)
  }

  get length(): number {
    return this.#length
  }

  u8(value: number): this {
    this.#reserve(1)
    this.#view.setUint8(this.#length, value)
    this.#length += 1
    return this
  }

  u16(value: number): this {
    this.#reserve(2)
    this.#view.setUint16(this.#length, value, true)
    this.#length += 2
    return this
  }

  u32(value: number): this {
    this.#reserve(4)
    this.#view.setUint32(this.#length, value, true)
    this.#length += 4
    return this
  }

  /** A safe integer (< 2^53) in eight bytes. */
  u64(value: number): this {
    this.#reserve(8)
    this.#view.setBigUint64(this.#length, BigInt(value), true)
    this.#length += 8
    return this
  }

  /** Bytes as they are; the format fixes their length. */
  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  /** Bytes behind a u16 length. */
  short(bytes: Uint8Array): this {
    if (bytes.length > 0xffff) throw new RangeError('short field over 65535 bytes')
    return this.u16(bytes.length).raw(bytes)
  }

  /** Bytes behind a u32 length. */
  long(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes)
  }

  /** UTF-8 behind a u16 length. */
  text(value: string): this {
    return this.short(utf8(value))
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length)
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#buffer.length) return
    const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2))
    grown.set(this.#buffer)
    this.#buffer = grown
    this.#view = new DataView(grown.buffer)
  }
}

/** Reads what {@link ByteWriter} wrote; throws {@link MalformedBytes} on a short input. Slices are views, not copies. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get offset(): number {
    return this.#at
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  u64(): number {
    const value = this.#view.getBigUint64(this.#take(8), true)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new MalformedBytes()
    return Number(value)
  }

  raw(length: number): Uint8Array {
    const from = this.#take(length)
    return this.#bytes.subarray(from, from + length)
  }

  short(): Uint8Array {
    return this.raw(this.u16())
  }

  long(): Uint8Array {
    return this.raw(this.u32())
  }

  text(): string {
    return fromUtf8(this.short())
  }

  rest(): Uint8Array {
    return this.raw(this.left)
  }

  /** Call last: bytes left over mean a format this code does not know. */
  end(): void {
    if (this.left !== 0) throw new MalformedBytes()
  }

  #take(length: number): number {
    const from = this.#at
    if (length < 0 || from + length > this.#bytes.length) throw new MalformedBytes()
    this.#at = from + length
    return from
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Strict UTF-8; throws {@link MalformedBytes} on anything else. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new MalformedBytes()
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Plain comparison, for public values only (hashes, ids); secrets are compared by libsodium. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Lexicographic order, for sorting public values. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
