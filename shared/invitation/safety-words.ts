// Six words that both people read out before one admits the other: equal words mean that nobody stands between their devices.
// They must come from the joining handshake's hash and from nothing that a third party could choose alone.
import { utf8 } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { ENGLISH_WORDS } from './words-en.ts'

export const SAFETY_WORD_COUNT = 6
const BITS_PER_WORD = 11

/** 66 bits of the hash as six words of a list of 2,048. Index numbers are equal on both screens whatever the language. */
export function safetyWords(
  crypto: Crypto,
  handshakeHash: Uint8Array,
  words: readonly string[] = ENGLISH_WORDS,
): string[] {
  const bytes = crypto.hash(utf8('rapporteur/1/safety-words'), handshakeHash)
  const chosen: string[] = []
  let bits = 0
  let pending = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    bits += 8
    if (bits < BITS_PER_WORD) continue
    bits -= BITS_PER_WORD
    chosen.push(words[pending >> bits] ?? '')
    pending &= (1 << bits) - 1
    if (chosen.length === SAFETY_WORD_COUNT) break
  }
  return chosen
}
