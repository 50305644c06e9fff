// The vault header: format number, key derivation parameters, salt, and the vault key wrapped under the passphrase.
// It must never be read as valid with weaker parameters than this version would write (KDF_DOWNGRADE).
import { ByteReader, ByteWriter, MalformedBytes, sameBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from '../../../shared/crypto/crypto.ts'

/** Format number of the whole profile: header, store layout, settings. */
export const PROFILE_FORMAT = 1
export const SALT_BYTES = 16

const MAGIC = utf8('RAPPORTR')
const CHECK_BYTES = 16
const ARGON2ID13 = 2
/** More than any version has asked for: a header that demands it is damaged, not strong. */
const MOST_PASSES = 64
const MOST_MEMORY = 4 * 1024 ** 3

/** The price of one guess. */
export interface KdfCost {
  /** Passes over the memory. */
  readonly passes: number
  /** Bytes. */
  readonly memory: number
}

/** libsodium's MODERATE: 3 passes over 256 MiB, more than a second on a laptop. */
export const MODERATE: KdfCost = { passes: 3, memory: 256 * 1024 ** 2 }

export interface VaultHeader {
  readonly cost: KdfCost
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
  /** The vault key (32 bytes) sealed under the key-encryption key. */
  readonly wrapped: Uint8Array
}

/** Everything before the wrapped key; it is the wrapping's AAD, so that no field can be changed on its own. */
function encodePrefix(header: Omit<VaultHeader, 'wrapped'>): Uint8Array {
  return new ByteWriter()
    .raw(MAGIC)
    .u16(PROFILE_FORMAT)
    .u8(ARGON2ID13)
    .u32(header.cost.passes)
    .u64(header.cost.memory)
    .raw(header.salt)
    .raw(header.nonce)
    .finish()
}

const checkOf = (crypto: Crypto, bytes: Uint8Array): Uint8Array => crypto.hash(bytes).subarray(0, CHECK_BYTES)

export function encodeHeader(crypto: Crypto, header: VaultHeader): Uint8Array {
  const body = new ByteWriter().raw(encodePrefix(header)).raw(header.wrapped).finish()
  return new ByteWriter().raw(body).raw(checkOf(crypto, body)).finish()
}

/**
 * Reads a header. `least`: the cheapest parameters that are accepted.
 * Errors: `E_PROFILE_DAMAGED`, `E_FORMAT_NEWER`, `E_KDF_WEAKENED`.
 */
export function decodeHeader(crypto: Crypto, bytes: Uint8Array, least: KdfCost): VaultHeader {
  try {
    // In every format the file opens with magic and format number and ends with the check: damage is not mistaken for news.
    if (bytes.length < CHECK_BYTES) throw new MalformedBytes()
    const body = bytes.subarray(0, bytes.length - CHECK_BYTES)
    if (!sameBytes(checkOf(crypto, body), bytes.subarray(body.length))) throw new MalformedBytes()
    const reader = new ByteReader(body)
    if (!sameBytes(reader.raw(MAGIC.length), MAGIC)) throw new MalformedBytes()
    if (reader.u16() > PROFILE_FORMAT) throw new RapporteurError('E_FORMAT_NEWER')
    if (reader.u8() !== ARGON2ID13) throw new MalformedBytes()
    const cost = { passes: reader.u32(), memory: reader.u64() }
    if (cost.passes > MOST_PASSES || cost.memory > MOST_MEMORY) throw new MalformedBytes()
    if (cost.passes < least.passes || cost.memory < least.memory) throw new RapporteurError('E_KDF_WEAKENED')
    const salt = reader.raw(SALT_BYTES)
    const nonce = reader.raw(NONCE_BYTES)
    const wrapped = reader.raw(KEY_BYTES + TAG_BYTES)
    reader.end()
    return { cost, salt, nonce, wrapped }
  } catch (error) {
    if (error instanceof MalformedBytes) throw new RapporteurError('E_PROFILE_DAMAGED')
    throw error
  }
}

/** Wraps `vaultKey` under `keyEncryptionKey` (32 bytes each); the caller wipes both. */
export function wrapVaultKey(
  crypto: Crypto,
  fields: Omit<VaultHeader, 'wrapped'>,
  keyEncryptionKey: Uint8Array,
  vaultKey: Uint8Array,
): VaultHeader {
  return { ...fields, wrapped: crypto.seal(keyEncryptionKey, fields.nonce, vaultKey, encodePrefix(fields)) }
}

/** The vault key (32 bytes, to be wiped), or undefined when the key-encryption key is not the one it was wrapped under. */
export function unwrapVaultKey(
  crypto: Crypto,
  header: VaultHeader,
  keyEncryptionKey: Uint8Array,
): Uint8Array | undefined {
  return crypto.open(keyEncryptionKey, header.nonce, header.wrapped, encodePrefix(header))
}
