// Large incompressible bodies for tests, quickly: libsodium in wasm draws 100 KB in half a second.
import { randomFillSync } from 'node:crypto'

export function blob(length: number): Uint8Array {
  return randomFillSync(new Uint8Array(length))
}
