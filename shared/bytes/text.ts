// Hex and base64url for ids and invitations. Never for secrets that stay inside: those remain bytes.
import { MalformedBytes } from './codec.ts'

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte] ?? ''
  return text
}

/** Lower-case hex of even length; throws {@link MalformedBytes} otherwise. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new MalformedBytes()
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16)
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]))

/** base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let pending = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += ALPHABET[(pending >> bits) & 63] ?? ''
    }
    pending &= 0xff
  }
  if (bits > 0) text += ALPHABET[(pending << (6 - bits)) & 63] ?? ''
  return text
}

/** Inverse of {@link toBase64Url}; throws {@link MalformedBytes} on any other text, stray bits included. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let at = 0
  let bits = 0
  let pending = 0
  for (const character of text) {
    const value = VALUES.get(character)
    if (value === undefined) throw new MalformedBytes()
    pending = ((pending & 0x3f) << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (pending >> bits) & 0xff
      pending &= (1 << bits) - 1
    }
  }
  if (pending !== 0 || bits >= 6) throw new MalformedBytes()
  return bytes
}
