// Growing typed columns: a quarter of a million envelopes are a few megabytes here and would be a hundred as objects.
// They must never be handed out for writing; readers copy.
import type { ByteReader, ByteWriter } from '../bytes/codec.ts'

/** A column of u32. */
export class U32Column {
  #values: Uint32Array
  #length = 0

  constructor(values?: Uint32Array) {
    this.#values = values ?? new Uint32Array(8)
    this.#length = values?.length ?? 0
  }

  get length(): number {
    return this.#length
  }

  /** Undefined beyond the end. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#values[index] : undefined
  }

  get last(): number | undefined {
    return this.at(this.#length - 1)
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(Math.max(8, this.#length * 2))
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.#length++] = value
  }

  set(index: number, value: number): void {
    if (index < this.#length) this.#values[index] = value
  }

  /** Of a sorted column: the first index whose value is at least `value`; `length` when none is. */
  lowerBound(value: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#values[middle] ?? 0) < value) low = middle + 1
      else high = middle
    }
    return low
  }

  write(writer: ByteWriter): void {
    const bytes = new Uint8Array(this.#length * 4)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < this.#length; i++) view.setUint32(i * 4, this.#values[i] ?? 0, true)
    writer.long(bytes)
  }

  static read(reader: ByteReader): U32Column {
    const bytes = reader.long()
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const values = new Uint32Array(bytes.length >>> 2)
    for (let i = 0; i < values.length; i++) values[i] = view.getUint32(i * 4, true)
    return new U32Column(values)
  }
}

/** A column of byte strings of one width. */
export class BytesColumn {
  readonly width: number
  #bytes: Uint8Array
  #length: number

  constructor(width: number, bytes?: Uint8Array) {
    this.width = width
    this.#bytes = bytes ?? new Uint8Array(width * 4)
    this.#length = bytes === undefined ? 0 : bytes.length / width
  }

  get length(): number {
    return this.#length
  }

  /** A view, undefined beyond the end. */
  at(index: number): Uint8Array | undefined {
    if (index < 0 || index >= this.#length) return undefined
    return this.#bytes.subarray(index * this.width, (index + 1) * this.width)
  }

  /** The entry's first byte, without a view of it: a restored column is read from end to end. Undefined beyond the end. */
  byteAt(index: number): number | undefined {
    return index < this.#length ? this.#bytes[index * this.width] : undefined
  }

  push(value: Uint8Array): void {
    const at = this.#length * this.width
    if (at === this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.width * 4, at * 2))
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes.set(value, at)
    this.#length += 1
  }

  /** True when entry `index` starts with `prefix`. */
  startsWith(index: number, prefix: Uint8Array): boolean {
    if (index < 0 || index >= this.#length) return false
    const at = index * this.width
    for (let i = 0; i < prefix.length; i++) if (this.#bytes[at + i] !== prefix[i]) return false
    return true
  }

  /** The last index with this value, searched from the end: what is looked for is nearly always recent. */
  lastIndexOf(value: Uint8Array): number {
    for (let index = this.#length - 1; index >= 0; index--) if (this.startsWith(index, value)) return index
    return -1
  }

  write(writer: ByteWriter): void {
    writer.long(this.#bytes.subarray(0, this.#length * this.width))
  }

  static read(reader: ByteReader, width: number): BytesColumn {
    return new BytesColumn(width, reader.long().slice())
  }
}
