// A device agrees to be added by one device and by no other: what it signs cannot be copied into somebody else's `add-device`.
// Neither the person's name nor the group is in it; the device that joins does not know the group yet.
import { concat, utf8 } from '../bytes/codec.ts'
import { type Crypto, KEY_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf, idBytes } from '../ids/ids.ts'
import type { AddDeviceBody } from './body.ts'
import type { DeviceKeys } from './device-keys.ts'

export const SALT_BYTES = KEY_BYTES
/** Of the invitation's secret, which stands for the device that made it. */
const SECRET_BYTES = 16

export interface Consent {
  /** {@link SALT_BYTES} random bytes, shown only in `add-device`, when the secret has been used. */
  readonly salt: Uint8Array
  /** Ed25519 by the device that is added. */
  readonly consent: Uint8Array
}

/** An invitation's secret: it looks random to whoever does not have the salt, and fits no other device than `author`. */
export function secretFor(crypto: Crypto, salt: Uint8Array, author: DeviceId): Uint8Array {
  return crypto.hash(utf8('rapporteur/1/invitation-secret'), salt, idBytes(author)).slice(0, SECRET_BYTES)
}

/** Signed by a device that asks to join with the invitation's secret. */
export function consentTo(crypto: Crypto, keys: DeviceKeys, secret: Uint8Array): Uint8Array {
  return crypto.sign('add-device', signedBytes(secret, keys.id), keys.signing.secretKey)
}

/** Did the device with these keys agree to be added by whoever made the secret? */
export function agrees(
  crypto: Crypto,
  { signingKey, boxKey }: Pick<AddDeviceBody, 'signingKey' | 'boxKey'>,
  secret: Uint8Array,
  consent: Uint8Array,
): boolean {
  const device = deviceIdOf(crypto, signingKey, boxKey)
  return crypto.verify('add-device', signedBytes(secret, device), consent, signingKey)
}

function signedBytes(secret: Uint8Array, device: DeviceId): Uint8Array {
  return concat(secret, idBytes(device))
}
