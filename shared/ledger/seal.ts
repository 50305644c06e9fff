// Sealing and opening one envelope: AEAD over the body with group and header as associated data, signature over the hash.
// It must never reuse a nonce: each is drawn fresh here and nowhere else.
import { concat } from '../bytes/codec.ts'
import { type Crypto, NONCE_BYTES } from '../crypto/crypto.ts'
import { type Envelope, encodeEnvelope, encodeHeader, envelopeHash, type Header } from './envelope.ts'

export interface Sealed {
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
}

/** `group`: the group id's 32 bytes. `key`: the epoch's inner or outer key. `signingKey`: secret, 64 bytes. */
export function sealEnvelope(
  crypto: Crypto,
  group: Uint8Array,
  header: Omit<Header, 'nonce'>,
  plaintext: Uint8Array,
  key: Uint8Array,
  signingKey: Uint8Array,
): Sealed {
  const nonce = crypto.random(NONCE_BYTES)
  const headerBytes = encodeHeader({ ...header, nonce })
  const ciphertext = crypto.seal(key, nonce, plaintext, concat(group, headerBytes))
  const hash = envelopeHash(crypto, group, headerBytes, crypto.hash(ciphertext))
  const signature = crypto.sign('envelope', hash, signingKey)
  return { bytes: encodeEnvelope(headerBytes, ciphertext, signature), hash }
}

/** The plaintext, or undefined when key, group, header and body do not belong together. */
export function openEnvelope(
  crypto: Crypto,
  group: Uint8Array,
  envelope: Envelope,
  key: Uint8Array,
): Uint8Array | undefined {
  const { header, headerBytes, ciphertext } = envelope
  return crypto.open(key, header.nonce, ciphertext, concat(group, headerBytes))
}
