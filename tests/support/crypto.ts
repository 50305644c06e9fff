// libsodium ready for a test, and random bytes that a seed decides. It must never be used where bytes have to be secret.
import sodium from 'libsodium-wrappers'
import { systemRandom as osRandom } from '../../electron/host/adapters/system-random.ts'
import { ByteWriter } from '../../shared/bytes/codec.ts'
import { type Crypto, createCrypto } from '../../shared/crypto/crypto.ts'
import type { Random } from '../../shared/ports/random.ts'

await sodium.ready

/** Repeatable bytes: BLAKE2b of the seed and a counter. */
export function seededRandom(seed: number): Random {
  let counter = 0
  return {
    bytes(length) {
      const out = new Uint8Array(length)
      for (let at = 0; at < length; at += 64) {
        counter += 1
        const block = sodium.crypto_generichash(64, new ByteWriter().u32(seed).u32(counter).finish(), null)
        out.set(block.subarray(0, Math.min(64, length - at)), at)
      }
      return out
    },
  }
}

export const systemRandom: Random = osRandom()
export const realCrypto: Crypto = createCrypto(sodium, systemRandom)
export const seededCrypto = (seed: number): Crypto => createCrypto(sodium, seededRandom(seed))
