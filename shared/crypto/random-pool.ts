// A pool over a slow random source: drawing 24 bytes at a time from libsodium costs a hundred microseconds each, which would
// be most of the price of sealing a keystroke. Bytes are handed out once and wiped from the pool.
import type { Random } from '../ports/random.ts'

const POOL_BYTES = 4096

export function pooledRandom(source: Random): Random {
  let pool = new Uint8Array(0)
  let at = 0
  return {
    bytes(length) {
      if (length > POOL_BYTES / 4) return source.bytes(length)
      if (at + length > pool.length) {
        pool = new Uint8Array(source.bytes(POOL_BYTES))
        at = 0
      }
      const drawn = pool.slice(at, at + length)
      pool.fill(0, at, at + length)
      at += length
      return drawn
    },
  }
}
