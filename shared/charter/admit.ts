// Admits a person with their first device: writes the statement and seals the epoch's key to the device.
// It must never hand out a key that the role may not have, nor write what other devices would refuse.
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf, type Hash, type MemberId } from '../ids/ids.ts'
import type { Charter } from './charter.ts'
import { type DeviceKeys, memberIdOf } from './device-keys.ts'
import { type EpochKeys, sealGrant } from './epoch.ts'
import type { Grant } from './grant.ts'
import { ROLE_TABLE, type Role, roleActs } from './roles.ts'
import { writeStatement } from './statement.ts'

export interface Newcomer {
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly role: Role
}

export interface Admitted {
  readonly member: MemberId
  readonly device: DeviceId
  readonly hash: Hash
  /** The statement, to be added to the charter. */
  readonly bytes: Uint8Array
}

/** `charter` must have been made for the author's device. Throws E_ROLE_FORBIDS, E_ALREADY_MEMBER, or E_ENVELOPE_EPOCH when the author lacks the key that is to be granted. */
export function admit(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  keys: EpochKeys,
  newcomer: Newcomer,
): Admitted {
  const role = charter.roleOf(author.id)
  if (role === undefined || !roleActs(role, 'admit')) throw new RapporteurError('E_ROLE_FORBIDS')
  const device = deviceIdOf(crypto, newcomer.signingKey, newcomer.boxKey)
  if (charter.device(device) !== undefined) throw new RapporteurError('E_ALREADY_MEMBER')
  const member = memberIdOf(crypto, device)
  const { hash, bytes } = writeStatement(crypto, author, charter.heads(), {
    kind: 'admit',
    member,
    role: newcomer.role,
    device,
    signingKey: newcomer.signingKey,
    boxKey: newcomer.boxKey,
    grant: grantTo(crypto, charter, keys, newcomer),
  })
  return { member, device, hash, bytes }
}

function grantTo(crypto: Crypto, charter: Charter, keys: EpochKeys, newcomer: Newcomer): Grant {
  const epoch = charter.currentEpoch()
  const keyClass = ROLE_TABLE[newcomer.role].key
  const key = epoch && (keyClass === 'inner' ? keys.inner(epoch) : keys.outer(epoch))
  if (epoch === undefined || key === undefined) throw new RapporteurError('E_ENVELOPE_EPOCH')
  return sealGrant(crypto, newcomer.boxKey, epoch, keyClass, key)
}
