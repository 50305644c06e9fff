// A device's keys in one group: made for that group alone, so that nothing links a person across groups.
// The secret halves must never be encoded anywhere but in the sealed store.
import { ByteReader, ByteWriter, utf8 } from '../bytes/codec.ts'
import type { Crypto, KeyPair } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf, ID_BYTES, idBytes, idFrom, type MemberId } from '../ids/ids.ts'

export interface DeviceKeys {
  readonly id: DeviceId
  /** Ed25519: signs statements and envelopes. */
  readonly signing: KeyPair
  /** X25519: receives sealed keys, and is the static key of sessions. */
  readonly box: KeyPair
}

export function mintDeviceKeys(crypto: Crypto): DeviceKeys {
  return keysOfSeeds(crypto, crypto.random(32), crypto.random(32))
}

function keysOfSeeds(crypto: Crypto, signingSeed: Uint8Array, boxSeed: Uint8Array): DeviceKeys {
  const signing = crypto.signingKeys(signingSeed)
  const box = crypto.boxKeys(boxSeed)
  crypto.wipe(signingSeed, boxSeed)
  return { id: deviceIdOf(crypto, signing.publicKey, box.publicKey), signing, box }
}

const FORMAT = 1

/** For the sealed store only: format u8, Ed25519 secret 64, Ed25519 public 32, X25519 secret 32, X25519 public 32. */
export function encodeDeviceKeys(keys: DeviceKeys): Uint8Array {
  return new ByteWriter(161)
    .u8(FORMAT)
    .raw(keys.signing.secretKey)
    .raw(keys.signing.publicKey)
    .raw(keys.box.secretKey)
    .raw(keys.box.publicKey)
    .finish()
}

/** undefined for a format that this version does not know; throws MalformedBytes. */
export function decodeDeviceKeys(crypto: Crypto, bytes: Uint8Array): DeviceKeys | undefined {
  const reader = new ByteReader(bytes)
  if (reader.u8() !== FORMAT) return undefined
  const signing = { secretKey: reader.raw(64).slice(), publicKey: reader.raw(32).slice() }
  const box = { secretKey: reader.raw(32).slice(), publicKey: reader.raw(32).slice() }
  reader.end()
  return { id: deviceIdOf(crypto, signing.publicKey, box.publicKey), signing, box }
}

export function wipeDeviceKeys(crypto: Crypto, keys: DeviceKeys): void {
  crypto.wipe(keys.signing.secretKey, keys.box.secretKey)
}

/**
 * The id of the member whose first device this is. It follows from the device's keys, so that nobody, a coordinator included,
 * can admit another device under a member's id and so take over their name.
 */
export function memberIdOf(crypto: Crypto, firstDevice: DeviceId): MemberId {
  return idFrom(
    'MemberId',
    crypto.hash(utf8('rapporteur/1/member'), idBytes(firstDevice)).subarray(0, ID_BYTES.MemberId),
  )
}
