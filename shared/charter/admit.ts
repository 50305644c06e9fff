// Admits a person with their first device, or a member's next device: writes the statement and seals the epoch's key to the device.
// It must never hand out a key that the role may not have, nor write what other devices would refuse.
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf, type MemberId } from '../ids/ids.ts'
import type { Charter } from './charter.ts'
import type { Consent } from './consent.ts'
import { type DeviceKeys, memberIdOf } from './device-keys.ts'
import type { EpochKeys } from './epoch-keys.ts'
import { grantToNewcomer } from './grants-for.ts'
import { type Issued, issue } from './issue.ts'
import { ROLE_TABLE, type Role, roleActs } from './roles.ts'

export interface NewDevice {
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
}

/** With what it signed when it asked this device: see consent.ts. */
export interface NewOwnDevice extends NewDevice, Consent {}

export interface Newcomer extends NewDevice {
  readonly role: Role
  /** Unix ms; there for experts and for nobody else. */
  readonly until?: number
}

export interface Admitted extends Issued {
  readonly member: MemberId
  readonly device: DeviceId
}

/**
 * `charter` must have been made for the author's device. Throws E_ROLE_FORBIDS, E_ALREADY_MEMBER, E_REMOVED, or E_ENVELOPE_EPOCH
 * when the author lacks the key that is to be granted.
 */
export function admit(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  keys: EpochKeys,
  newcomer: Newcomer,
): Admitted {
  const role = charter.roleOf(author.id)
  if (role === undefined || !roleActs(role, 'admit')) throw new RapporteurError('E_ROLE_FORBIDS')
  const { signingKey, boxKey, until } = newcomer
  if ((newcomer.role === 'expert') !== (until !== undefined)) throw new RapporteurError('E_STATEMENT_INVALID')
  const device = deviceIdOf(crypto, signingKey, boxKey)
  requireNew(charter, device)
  const member = memberIdOf(crypto, device)
  const issued = issue(crypto, charter, author, {
    kind: 'admit',
    member,
    role: newcomer.role,
    ...(until === undefined ? {} : { until }),
    device,
    signingKey,
    boxKey,
    grant: grantToNewcomer(crypto, charter, keys, boxKey, ROLE_TABLE[newcomer.role].key),
  })
  return { member, device, ...issued }
}

/**
 * Another device of the author's own member. Throws E_REMOVED, E_ALREADY_MEMBER, E_STATEMENT_INVALID without the device's
 * consent, or E_ENVELOPE_EPOCH as {@link admit}.
 */
export function addDevice(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  keys: EpochKeys,
  { signingKey, boxKey, salt, consent }: NewOwnDevice,
): Admitted {
  const role = charter.roleOf(author.id)
  const member = charter.memberOf(author.id)
  if (role === undefined || member === undefined) throw new RapporteurError('E_REMOVED')
  const device = deviceIdOf(crypto, signingKey, boxKey)
  requireNew(charter, device)
  const grant = grantToNewcomer(crypto, charter, keys, boxKey, ROLE_TABLE[role].key)
  const body = { kind: 'add-device', member, device, signingKey, boxKey, salt, consent, grant } as const
  return { member, device, ...issue(crypto, charter, author, body) }
}

/** Before looking for a key to grant, so that the reason given is the true one. */
function requireNew(charter: Charter, device: DeviceId): void {
  const standing = charter.standing(device)
  if (standing !== undefined && standing !== 'voided') throw new RapporteurError('E_ALREADY_MEMBER')
}
