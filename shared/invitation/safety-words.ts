// Six words that both people read out before one trusts the other's device: equal words mean that nobody stands between them.
// They must come from a hash that both sides have and that no third party could choose alone.
import { utf8 } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { ENGLISH_WORDS } from './words-en.ts'
import { RUSSIAN_WORDS } from './words-ru.ts'

export const SAFETY_WORD_COUNT = 6
const BITS_PER_WORD = 11

/** The same six in each language: word by word they stand at the same index of their lists. */
export interface SafetyWords {
  readonly en: string[]
  readonly ru: string[]
}

/** The words of a joining, from its handshake's hash: 66 bits. */
export function safetyWords(crypto: Crypto, handshakeHash: Uint8Array): SafetyWords {
  return wordsAt(indices(crypto.hash(utf8('rapporteur/1/safety-words'), handshakeHash)))
}

/** 66 bits of `bytes` (nine or more), most significant first, as six numbers below 2,048. */
export function indices(bytes: Uint8Array): number[] {
  const chosen: number[] = []
  let bits = 0
  let pending = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    bits += 8
    if (bits < BITS_PER_WORD) continue
    bits -= BITS_PER_WORD
    chosen.push(pending >> bits)
    pending &= (1 << bits) - 1
    if (chosen.length === SAFETY_WORD_COUNT) break
  }
  return chosen
}

export function wordsAt(chosen: readonly number[]): SafetyWords {
  const from = (list: readonly string[]): string[] => chosen.map((index) => list[index] ?? '')
  return { en: from(ENGLISH_WORDS), ru: from(RUSSIAN_WORDS) }
}

/** From the English ones, which is how they are kept. */
export function wordsOfEnglish(english: readonly string[]): SafetyWords {
  return wordsAt(english.map((word) => ENGLISH_WORDS.indexOf(word)))
}
