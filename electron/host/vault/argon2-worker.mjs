// One Argon2id derivation in a thread of its own: libsodium never gives its 256 MiB back, a thread that ends does.
// It must never outlive its one answer, nor keep the passphrase. Plain JavaScript: a worker started from the sources by tests
// and scripts has no compiler on Node 20.
import { parentPort, workerData } from 'node:worker_threads'
import sodium from 'libsodium-wrappers-sumo'

/** @param {import('./argon2.ts').Argon2Request} request */
async function answer({ passphrase, salt, passes, memory }) {
  await sodium.ready
  const key = sodium.crypto_pwhash(32, passphrase, salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13)
  passphrase.fill(0)
  parentPort.postMessage(key)
}

// A rejection reaches the parent as the worker's `error` event.
void answer(workerData)
