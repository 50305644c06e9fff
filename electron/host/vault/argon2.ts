// Passphrase to key: runs the Argon2id worker, once, and ends it.
// It must never keep the passphrase: the worker's copy is moved, not shared, and the caller's is the caller's to wipe.
import { Worker } from 'node:worker_threads'
import type { KdfCost } from './vault-header.ts'

export interface Argon2Request extends KdfCost {
  readonly passphrase: Uint8Array<ArrayBuffer>
  /** 16 bytes. */
  readonly salt: Uint8Array
}

/** Derives a 32-byte key, to be wiped by the caller. Rejects when the machine cannot spare `cost.memory`. */
export async function argon2id(passphrase: Uint8Array, salt: Uint8Array, cost: KdfCost): Promise<Uint8Array> {
  const request: Argon2Request = { passphrase: passphrase.slice(), salt, ...cost }
  const worker = new Worker(new URL('./argon2-worker.mjs', import.meta.url), {
    workerData: request,
    transferList: [request.passphrase.buffer],
    // Flags of this process (a debugger, a loader) are none of the worker's business.
    execArgv: [],
  })
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', (key: Uint8Array) => resolve(key))
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the Argon2id worker ended without an answer')))
    })
  } finally {
    await worker.terminate()
  }
}
