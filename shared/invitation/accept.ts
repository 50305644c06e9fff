// The joiner's last step: from a welcome to a group one can open. It must never take a welcome on trust: the charter has to hold
// together, admit exactly this device, and seal it a key that fits the epoch.
import { type Charter, charterOf } from '../charter/charter.ts'
import type { DeviceKeys } from '../charter/device-keys.ts'
import { type EpochKeys, unlockEpochs } from '../charter/epoch-keys.ts'
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { MemberId } from '../ids/ids.ts'
import type { Welcome } from './answer.ts'

export interface Accepted {
  readonly charter: Charter
  readonly member: MemberId
  readonly keys: EpochKeys
}

/** Throws E_UPDATE_APP when the admission is beyond this version, E_STATEMENT_INVALID when the welcome does not hold. */
export function acceptWelcome(crypto: Crypto, device: DeviceKeys, welcome: Welcome): Accepted {
  const charter = charterOf(crypto, welcome.group, welcome.statements, device.id)
  const member = charter.memberOf(device.id)
  const epoch = charter.currentEpoch()
  if (member === undefined || epoch === undefined) {
    throw new RapporteurError(charter.needsUpdate ? 'E_UPDATE_APP' : 'E_STATEMENT_INVALID')
  }
  const keys = unlockEpochs(crypto, charter, device)
  if (keys.outer(epoch) === undefined) {
    keys.wipe()
    throw new RapporteurError('E_STATEMENT_INVALID')
  }
  return { charter, member, keys }
}
