// libsodium and seeded randomness for tests. Never for the product: a seed makes every key guessable.
import sodium from 'libsodium-wrappers'
import { type Crypto, createCrypto } from '../../shared/crypto/crypto.ts'
import type { Random } from '../../shared/ports/random.ts'

/** The same bytes for the same seed, on every machine: xorshift128 behind a splitmix seed. */
export function seededRandom(seed: number): Random & { below(limit: number): number } {
  const state = new Uint32Array(4)
  let mixed = seed >>> 0
  for (let i = 0; i < 4; i++) {
    mixed = (mixed + 0x9e3779b9) >>> 0
    let z = mixed
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    state[i] = (z ^ (z >>> 16)) >>> 0 || 1
  }
  const next = (): number => {
    let t = state[3] ?? 0
    const s = state[0] ?? 0
    state[3] = state[2] ?? 0
    state[2] = state[1] ?? 0
    state[1] = s
    t ^= t << 11
    t ^= t >>> 8
    state[0] = (t ^ s ^ (s >>> 19)) >>> 0
    return state[0]
  }
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
    below: (limit) => next() % limit,
  }
}

/** Ready to use after `await`. Keys and nonces are drawn from the seed. */
export async function seededCrypto(seed: number): Promise<Crypto> {
  await sodium.ready
  return createCrypto(sodium, seededRandom(seed))
}
