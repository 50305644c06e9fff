// The Noise framework's symmetric half on libsodium: BLAKE2b-512, HMAC, HKDF, ChaCha20-Poly1305 with a counter.
// Follows "The Noise Protocol Framework", revision 34, sections 4 and 5. It must never hand out a key.
import { concat, utf8 } from '../bytes/codec.ts'
import { type Crypto, TAG_BYTES } from '../crypto/crypto.ts'

/** HASHLEN of BLAKE2b in Noise. */
export const NOISE_HASH_BYTES = 64
/** BLOCKLEN of BLAKE2b, for HMAC. */
const BLOCK_BYTES = 128
const NONCE_BYTES = 12
const KEY_BYTES = 32
const NONE = new Uint8Array(0)

function hash(crypto: Crypto, ...parts: readonly Uint8Array[]): Uint8Array {
  return crypto.sodium.crypto_generichash(NOISE_HASH_BYTES, concat(...parts), null)
}

/** HMAC (RFC 2104) over BLAKE2b-512: Noise wants HMAC, not BLAKE2b's own keyed mode. `key` is at most one block. */
function hmac(crypto: Crypto, key: Uint8Array, ...data: readonly Uint8Array[]): Uint8Array {
  const inner = new Uint8Array(BLOCK_BYTES).fill(0x36)
  const outer = new Uint8Array(BLOCK_BYTES).fill(0x5c)
  for (const [i, byte] of key.entries()) {
    inner[i] = byte ^ 0x36
    outer[i] = byte ^ 0x5c
  }
  const tag = hash(crypto, outer, hash(crypto, inner, ...data))
  crypto.wipe(inner, outer)
  return tag
}

/** Noise's HKDF: three outputs of HASHLEN; callers take the first two or all. */
function hkdf(
  crypto: Crypto,
  chainingKey: Uint8Array,
  material: Uint8Array,
): [Uint8Array, Uint8Array, Uint8Array] {
  const temporary = hmac(crypto, chainingKey, material)
  const first = hmac(crypto, temporary, Uint8Array.of(1))
  const second = hmac(crypto, temporary, first, Uint8Array.of(2))
  const third = hmac(crypto, temporary, second, Uint8Array.of(3))
  crypto.wipe(temporary)
  return [first, second, third]
}

/** One direction's key and message counter. A counter is never used twice; a message out of order does not open. */
export class CipherState {
  readonly #crypto: Crypto
  readonly #key: Uint8Array
  readonly #nonce = new Uint8Array(NONCE_BYTES)
  readonly #view = new DataView(this.#nonce.buffer)
  #counter = 0

  /** Takes over `key` (32 bytes) and wipes it in {@link wipe}. */
  constructor(crypto: Crypto, key: Uint8Array) {
    this.#crypto = crypto
    this.#key = key
  }

  /** The result is 16 bytes longer than `plaintext`. */
  seal(plaintext: Uint8Array, aad: Uint8Array = NONE): Uint8Array {
    const { sodium } = this.#crypto
    return sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, this.#next(), this.#key)
  }

  /** undefined when these are not the next bytes that the other side sealed. The state is then of no more use. */
  open(ciphertext: Uint8Array, aad: Uint8Array = NONE): Uint8Array | undefined {
    if (ciphertext.length < TAG_BYTES) return undefined
    const { sodium } = this.#crypto
    try {
      return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, aad, this.#next(), this.#key)
    } catch {
      return undefined
    }
  }

  wipe(): void {
    this.#crypto.wipe(this.#key)
  }

  /** Four zero bytes and the counter as a little-endian u64; 2^53 messages would take longer than any session lives. */
  #next(): Uint8Array {
    if (this.#counter >= Number.MAX_SAFE_INTEGER) throw new RangeError('session counter exhausted')
    this.#view.setBigUint64(4, BigInt(this.#counter), true)
    this.#counter += 1
    return this.#nonce
  }
}

/** `ck`, `h` and the running key of a handshake. */
export class SymmetricState {
  readonly #crypto: Crypto
  #chainingKey: Uint8Array
  #hash: Uint8Array
  #cipher: CipherState | undefined

  constructor(crypto: Crypto, protocolName: string) {
    this.#crypto = crypto
    const name = utf8(protocolName)
    const start = new Uint8Array(NOISE_HASH_BYTES)
    if (name.length > NOISE_HASH_BYTES) throw new RangeError('protocol name over HASHLEN')
    start.set(name)
    this.#chainingKey = start
    this.#hash = start.slice()
  }

  get hash(): Uint8Array {
    return this.#hash.slice()
  }

  mixHash(data: Uint8Array): void {
    this.#hash = hash(this.#crypto, this.#hash, data)
  }

  mixKey(material: Uint8Array): void {
    const [chainingKey, key, unused] = hkdf(this.#crypto, this.#chainingKey, material)
    this.#replace(chainingKey, key, unused)
  }

  mixKeyAndHash(material: Uint8Array): void {
    const [chainingKey, forHash, key] = hkdf(this.#crypto, this.#chainingKey, material)
    this.mixHash(forHash)
    this.#replace(chainingKey, key, forHash)
  }

  encryptAndHash(plaintext: Uint8Array): Uint8Array {
    const ciphertext = this.#cipher ? this.#cipher.seal(plaintext, this.#hash) : plaintext
    this.mixHash(ciphertext)
    return ciphertext
  }

  decryptAndHash(ciphertext: Uint8Array): Uint8Array | undefined {
    const plaintext = this.#cipher ? this.#cipher.open(ciphertext, this.#hash) : ciphertext
    this.mixHash(ciphertext)
    return plaintext
  }

  /** Initiator-to-responder first. Call once, last. */
  split(): readonly [CipherState, CipherState] {
    const [first, second, unused] = hkdf(this.#crypto, this.#chainingKey, NONE)
    const states = [this.#cipherOf(first), this.#cipherOf(second)] as const
    this.#crypto.wipe(first, second, unused)
    this.wipe()
    return states
  }

  wipe(): void {
    this.#crypto.wipe(this.#chainingKey)
    this.#cipher?.wipe()
    this.#cipher = undefined
  }

  #replace(chainingKey: Uint8Array, key: Uint8Array, spare: Uint8Array): void {
    this.#cipher?.wipe()
    this.#cipher = this.#cipherOf(key)
    this.#crypto.wipe(this.#chainingKey, key, spare)
    this.#chainingKey = chainingKey
  }

  /** Keys are the first 32 bytes of an output. */
  #cipherOf(output: Uint8Array): CipherState {
    return new CipherState(this.#crypto, output.slice(0, KEY_BYTES))
  }
}
