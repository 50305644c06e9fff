// Seals the keys that a device is entitled to: in the statement that admits it, or later for one that lacks them.
// It must never seal what the resolved charter does not entitle the device to.
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, EpochId } from '../ids/ids.ts'
import type { Charter } from './charter.ts'
import { sealGrant } from './epoch.ts'
import type { EpochKeys } from './epoch-keys.ts'
import type { Grant } from './grant.ts'
import type { KeyClass } from './roles.ts'

/** The epoch whose key a newcomer of that class can be given: rotate where there is none, before admitting. */
export function epochToGrant(charter: Charter, keys: EpochKeys, keyClass: KeyClass): EpochId | undefined {
  // More lines than can be cited may stand side by side: the epoch has to be known to those that are.
  const cited = new Set(
    charter
      .epochs()
      .filter(({ statement }) => charter.covers(charter.heads(), [statement]))
      .map((it) => it.epoch),
  )
  return charter.currentEpoch((id) => cited.has(id) && keys.key(id, keyClass) !== undefined)
}

/** The write epoch's key for somebody who is being admitted. Throws E_ENVELOPE_EPOCH when the author lacks it: rotate first. */
export function grantToNewcomer(
  crypto: Crypto,
  charter: Charter,
  keys: EpochKeys,
  boxKey: Uint8Array,
  keyClass: KeyClass,
): Grant {
  const epoch = epochToGrant(charter, keys, keyClass)
  const key = epoch && keys.key(epoch, keyClass)
  if (epoch === undefined || key === undefined) throw new RapporteurError('E_ENVELOPE_EPOCH')
  return sealGrant(crypto, boxKey, epoch, keyClass, key, keys.history(epoch, keyClass))
}

/** The epoch's key, sealed anew to a device that lacks it; undefined when it is not entitled, or the key is not held here. */
export function grantAgain(
  crypto: Crypto,
  charter: Charter,
  keys: EpochKeys,
  device: DeviceId,
  epoch: EpochId,
): Grant | undefined {
  const keyClass = charter.entitledTo(device, epoch)
  const boxKey = charter.device(device)?.boxKey
  const key = keyClass && keys.key(epoch, keyClass)
  if (keyClass === undefined || boxKey === undefined || key === undefined) return undefined
  return sealGrant(crypto, boxKey, epoch, keyClass, key, keys.history(epoch, keyClass))
}
