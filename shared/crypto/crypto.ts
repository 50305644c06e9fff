// Thin, named wrappers over an injected libsodium. Nothing here invents a cipher; nothing else in the project calls libsodium
// for these purposes, so that lengths, domains and argument order are decided in one place.
import type sodiumModule from 'libsodium-wrappers'
import { concat, utf8 } from '../bytes/codec.ts'
import type { Random } from '../ports/random.ts'

export type Sodium = typeof sodiumModule

export const HASH_BYTES = 32
export const KEY_BYTES = 32
export const NONCE_BYTES = 24
export const TAG_BYTES = 16
export const SIGNATURE_BYTES = 64
export const STREAM_HEADER_BYTES = 24
/** How much longer a chunk of a stream is sealed. */
export const STREAM_CHUNK_OVERHEAD = 17

/** What a signature may be about. A signature of one domain is never valid in another. */
export type SigningDomain =
  | 'envelope'
  | 'head'
  | 'charter'
  | 'add-device'
  | 'snapshot'
  | 'invite'
  | 'endorse'
  | 'presence'

export interface KeyPair {
  readonly publicKey: Uint8Array
  /** Secret: wipe after use. Ed25519: 64 bytes; X25519: 32 bytes. */
  readonly secretKey: Uint8Array
}

export interface Crypto {
  readonly sodium: Sodium
  random(length: number): Uint8Array
  /** BLAKE2b-256 of the parts joined; the caller's format keeps them apart. */
  hash(...parts: readonly Uint8Array[]): Uint8Array
  /** Keyed BLAKE2b-256. */
  keyedHash(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array
  /** A 32-byte key for one purpose, e.g. `derive(inner, 'outer')`. */
  derive(key: Uint8Array, purpose: string): Uint8Array
  /** XChaCha20-Poly1305. `nonce` is 24 bytes; the result is 16 bytes longer than `plaintext`. */
  seal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array
  /** undefined when key, nonce, ciphertext or aad do not belong together. */
  open(key: Uint8Array, nonce: Uint8Array, ciphertext: Uint8Array, aad: Uint8Array): Uint8Array | undefined
  sealStream(key: Uint8Array): SealingStream
  /** `header`: {@link STREAM_HEADER_BYTES} bytes. */
  openStream(key: Uint8Array, header: Uint8Array): OpeningStream
  /** Anonymous sealed box to an X25519 key (48 bytes longer). */
  sealTo(publicKey: Uint8Array, plaintext: Uint8Array): Uint8Array
  openSealed(keys: KeyPair, sealed: Uint8Array): Uint8Array | undefined
  /** Ed25519; from a 32-byte seed when given. */
  signingKeys(seed?: Uint8Array): KeyPair
  /** X25519; from a 32-byte seed when given. */
  boxKeys(seed?: Uint8Array): KeyPair
  sign(domain: SigningDomain, message: Uint8Array, secretKey: Uint8Array): Uint8Array
  verify(domain: SigningDomain, message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean
  /** Overwrites secrets with zeros. */
  wipe(...secrets: readonly Uint8Array[]): void
}

/** libsodium's secretstream: chunks that can be neither reordered, dropped nor, behind the last, cut off. Each is 17 bytes longer sealed. */
export interface SealingStream {
  /** 24 bytes, in clear before the first chunk. */
  readonly header: Uint8Array
  push(chunk: Uint8Array, aad: Uint8Array, last: boolean): Uint8Array
  /** Wipes its key. Nothing may be pushed after it. */
  end(): void
}

export interface OpeningStream {
  /** undefined when the chunk is not the next one of the stream. */
  pull(
    sealed: Uint8Array,
    aad: Uint8Array,
  ): { readonly chunk: Uint8Array; readonly last: boolean } | undefined
  end(): void
}

/** `random` must be unpredictable in the product; a seeded one makes tests repeatable. */
export function createCrypto(sodium: Sodium, random: Random): Crypto {
  const none = new Uint8Array(0)
  const signed = (domain: SigningDomain, message: Uint8Array): Uint8Array =>
    concat(utf8(`rapporteur/1/${domain}\0`), message)
  return {
    sodium,
    random: (length) => random.bytes(length),
    hash: (...parts) =>
      sodium.crypto_generichash(HASH_BYTES, parts.length === 1 ? (parts[0] ?? none) : concat(...parts), null),
    keyedHash: (key, ...parts) => sodium.crypto_generichash(HASH_BYTES, concat(...parts), key),
    derive: (key, purpose) => sodium.crypto_generichash(KEY_BYTES, utf8(`rapporteur/1/kdf/${purpose}`), key),
    seal: (key, nonce, plaintext, aad) =>
      sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key),
    open: (key, nonce, ciphertext, aad) => {
      if (ciphertext.length < TAG_BYTES) return undefined
      try {
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, aad, nonce, key)
      } catch {
        return undefined
      }
    },
    sealStream: (key) => {
      const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
      return {
        header,
        push: (chunk, aad, last) =>
          sodium.crypto_secretstream_xchacha20poly1305_push(
            state,
            chunk,
            aad,
            last
              ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
              : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
          ),
        end: () => forgetState(sodium, state),
      }
    },
    openStream: (key, header) => {
      const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key)
      return {
        pull: (sealed, aad) => {
          if (sealed.length < STREAM_CHUNK_OVERHEAD) return undefined
          const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, aad)
          if (pulled === false) return undefined
          const last = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
          return { chunk: pulled.message, last }
        },
        end: () => forgetState(sodium, state),
      }
    },
    sealTo: (publicKey, plaintext) => sodium.crypto_box_seal(plaintext, publicKey),
    openSealed: (keys, sealed) => {
      try {
        return sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.secretKey)
      } catch {
        return undefined
      }
    },
    signingKeys: (seed) => {
      const pair = sodium.crypto_sign_seed_keypair(seed ?? random.bytes(32))
      return { publicKey: pair.publicKey, secretKey: pair.privateKey }
    },
    boxKeys: (seed) => {
      const pair = sodium.crypto_box_seed_keypair(seed ?? random.bytes(32))
      return { publicKey: pair.publicKey, secretKey: pair.privateKey }
    },
    sign: (domain, message, secretKey) => sodium.crypto_sign_detached(signed(domain, message), secretKey),
    verify: (domain, message, signature, publicKey) => {
      if (signature.length !== SIGNATURE_BYTES) return false
      try {
        return sodium.crypto_sign_verify_detached(signature, signed(domain, message), publicKey)
      } catch {
        return false
      }
    },
    wipe: (...secrets) => {
      for (const secret of secrets) sodium.memzero(secret)
    },
  }
}

/** Bytes of libsodium's stream state, which holds the key. */
const STATE_BYTES = 52

/** A stream's state lives in libsodium's own memory, and the wrapper leaves it there. */
function forgetState(sodium: Sodium, state: unknown): void {
  const { HEAPU8, _free } = Reflect.get(sodium, 'libsodium') as {
    readonly HEAPU8: Uint8Array
    _free(address: number): void
  }
  const address = Number(state)
  HEAPU8.fill(0, address, address + STATE_BYTES)
  _free(address)
}
