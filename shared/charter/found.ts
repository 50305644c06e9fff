// Founds a group: the first statement, whose hash is the group's id, with the first member and the first epoch in it.
// It must never be called twice for one group: a second call founds another.
import type { Crypto } from '../crypto/crypto.ts'
import { type GroupId, type Hash, idBytes, idFrom, type MemberId } from '../ids/ids.ts'
import { type DeviceKeys, memberIdOf } from './device-keys.ts'
import { mintEpoch, sealGrant } from './epoch.ts'
import { writeStatement } from './statement.ts'

export interface Founded {
  readonly group: GroupId
  readonly member: MemberId
  readonly hash: Hash
  /** The statement, to be added to a new charter of `group`. Its epoch key is sealed inside, to the founder's device. */
  readonly bytes: Uint8Array
}

export function found(crypto: Crypto, founder: DeviceKeys): Founded {
  const epoch = mintEpoch(crypto)
  const member = memberIdOf(crypto, founder.id)
  const grant = sealGrant(crypto, founder.box.publicKey, epoch.id, 'inner', epoch.inner)
  crypto.wipe(epoch.inner)
  const { hash, bytes } = writeStatement(crypto, founder, [], {
    kind: 'found',
    nonce: crypto.random(32),
    member,
    signingKey: founder.signing.publicKey,
    boxKey: founder.box.publicKey,
    grant,
  })
  return { group: idFrom('GroupId', idBytes(hash)), member, hash, bytes }
}
