// Reads lib0's encoding (what Yjs writes) from strangers' bytes: bounded, strict, allocating nothing from claimed lengths.
// It must never accept what lib0's own decoder would throw on, and never recurse deeper than MAX_DEPTH.
import { MalformedBytes } from '../bytes/codec.ts'

/** ContentAny and JSON values nest at most so deep. */
export const MAX_DEPTH = 8

/** As lib0 decodes: fatal, and a byte order mark stays part of the text. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export class YjsReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  /** The next byte, not taken. */
  peek(): number {
    return this.#bytes[this.#at] ?? -1
  }

  u8(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw new MalformedBytes()
    this.#at += 1
    return value
  }

  /** A safe integer. */
  varUint(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.u8()
      value += (byte & 0x7f) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes()
      if (byte < 0x80) return value
      scale *= 128
      if (scale > 2 ** 56) throw new MalformedBytes()
    }
  }

  skip(length: number): void {
    if (length > this.left) throw new MalformedBytes()
    this.#at += length
  }

  skipVarInt(): void {
    for (let length = 1; ; length++) {
      if (this.u8() < 0x80) return
      if (length === 8) throw new MalformedBytes()
    }
  }

  string(): string {
    const length = this.varUint()
    const from = this.#at
    this.skip(length)
    try {
      return decoder.decode(this.#bytes.subarray(from, this.#at))
    } catch {
      throw new MalformedBytes()
    }
  }

  /** Checks a string without building it; its length in UTF-16 units, which is what Yjs counts. */
  skipString(): number {
    const length = this.varUint()
    const from = this.#at
    this.skip(length)
    return utf16Length(this.#bytes, from, this.#at)
  }

  /** A string that must be JSON, as lib0 writes embeds and format values. */
  skipJson(): void {
    checkJson(this.string())
  }

  /** One lib0 "any" value. Keys that would reach an object's prototype are refused. */
  skipAny(depth = 0): void {
    if (depth > MAX_DEPTH) throw new MalformedBytes()
    switch (this.u8()) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return
      case 125:
        this.skipVarInt()
        return
      case 124:
        this.skip(4)
        return
      case 123: // float64
      case 122: // bigint64
        this.skip(8)
        return
      case 119:
        this.skipString()
        return
      case 118:
        for (let left = this.varUint(); left > 0; left--) {
          if (this.string() === '__proto__') throw new MalformedBytes()
          this.skipAny(depth + 1)
        }
        return
      case 117:
        for (let left = this.varUint(); left > 0; left--) this.skipAny(depth + 1)
        return
      case 116:
        this.skip(this.varUint())
        return
      default:
        throw new MalformedBytes()
    }
  }
}

/** Depth is counted before parsing, so a deep value costs no more than its bytes. */
export function checkJson(text: string): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i)
    if (quoted) {
      if (character === 0x5c) i++
      else if (character === 0x22) quoted = false
    } else if (character === 0x22) quoted = true
    else if (character === 0x7b || character === 0x5b) {
      if (++depth > MAX_DEPTH) throw new MalformedBytes()
    } else if (character === 0x7d || character === 0x5d) depth--
  }
  try {
    JSON.parse(text)
  } catch {
    throw new MalformedBytes()
  }
}

/** Strict UTF-8 (no overlong forms, no surrogates) from `from` to `to`; throws MalformedBytes. */
function utf16Length(bytes: Uint8Array, from: number, to: number): number {
  let units = 0
  let at = from
  while (at < to) {
    const lead = bytes[at++] ?? 0
    units += 1
    if (lead < 0x80) continue
    let more = 1
    let low = 0x80
    let high = 0xbf
    if (lead >= 0xe0 && lead <= 0xef) {
      more = 2
      if (lead === 0xe0) low = 0xa0
      if (lead === 0xed) high = 0x9f
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      more = 3
      units += 1
      if (lead === 0xf0) low = 0x90
      if (lead === 0xf4) high = 0x8f
    } else if (lead < 0xc2 || lead > 0xdf) throw new MalformedBytes()
    if (at + more > to) throw new MalformedBytes()
    for (let i = 0; i < more; i++) {
      const next = bytes[at++] ?? 0
      if (next < low || next > high) throw new MalformedBytes()
      low = 0x80
      high = 0xbf
    }
  }
  return units
}
