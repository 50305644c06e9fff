// Random bytes from the operating system, through Node. It must never be libsodium's `randombytes_buf`: compiled to wasm that
// draws byte by byte from JavaScript, a thousand times slower, and a full pool of it stops the host for ten milliseconds.
import { randomBytes } from 'node:crypto'
import { pooledRandom } from '../../../shared/crypto/random-pool.ts'
import type { Random } from '../../../shared/ports/random.ts'

export function systemRandom(): Random {
  return pooledRandom({ bytes: (length) => new Uint8Array(randomBytes(length)) })
}
