// A small cast for charter stories: Ana founds the group and coordinates, others are admitted. Seeded, so that runs repeat.
import { admit } from '../../shared/charter/admit.ts'
import { Charter } from '../../shared/charter/charter.ts'
import { type DeviceKeys, mintDeviceKeys } from '../../shared/charter/device-keys.ts'
import { unlockEpochs } from '../../shared/charter/epoch-keys.ts'
import { found } from '../../shared/charter/found.ts'
import type { Role } from '../../shared/charter/roles.ts'
import type { Crypto } from '../../shared/crypto/crypto.ts'
import type { GroupId } from '../../shared/ids/ids.ts'

/** One device with its own copy of the charter. */
export interface Player {
  readonly keys: DeviceKeys
  readonly charter: Charter
}

export function founder(crypto: Crypto): Player & { readonly group: GroupId } {
  const keys = mintDeviceKeys(crypto)
  const { group, bytes } = found(crypto, keys)
  const charter = new Charter(crypto, group, keys.id)
  charter.add(bytes)
  return { keys, charter, group }
}

/** `author` admits `keys` (new ones, when left out), as its own charter has it now; the newcomer starts with a copy. */
export function admitted(crypto: Crypto, author: Player, role: Role, keys = mintDeviceKeys(crypto)): Player {
  author.charter.add(admission(crypto, author, role, keys))
  const charter = new Charter(crypto, author.charter.group, keys.id)
  for (const bytes of author.charter.all()) charter.add(bytes)
  return { keys, charter }
}

/** The statement alone, not yet added anywhere. */
export function admission(crypto: Crypto, author: Player, role: Role, keys: DeviceKeys): Uint8Array {
  const epochs = unlockEpochs(crypto, author.charter, author.keys)
  const { bytes } = admit(crypto, author.charter, author.keys, epochs, {
    signingKey: keys.signing.publicKey,
    boxKey: keys.box.publicKey,
    role,
  })
  epochs.wipe()
  return bytes
}

/** Both end up with what either had. */
export function meet(a: Player, b: Player): void {
  for (const bytes of a.charter.statementsSince(b.charter.leaves())) b.charter.add(bytes)
  for (const bytes of b.charter.statementsSince(a.charter.leaves())) a.charter.add(bytes)
}
