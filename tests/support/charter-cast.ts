// A small cast for charter stories: Ana founds the group and coordinates, others are admitted. Seeded, so that runs repeat.
import { utf8 } from '../../shared/bytes/codec.ts'
import { addDevice, admit } from '../../shared/charter/admit.ts'
import { Charter } from '../../shared/charter/charter.ts'
import { type Consent, consentTo, SALT_BYTES, secretFor } from '../../shared/charter/consent.ts'
import { type DeviceKeys, mintDeviceKeys } from '../../shared/charter/device-keys.ts'
import { unlockEpochs } from '../../shared/charter/epoch-keys.ts'
import { found } from '../../shared/charter/found.ts'
import type { Issued, LeavesOf } from '../../shared/charter/issue.ts'
import { changeRole, removeDevice, removeMember } from '../../shared/charter/remove.ts'
import type { Role } from '../../shared/charter/roles.ts'
import { type Rotated, rotate } from '../../shared/charter/rotate.ts'
import type { Crypto } from '../../shared/crypto/crypto.ts'
import { type DeviceId, type GroupId, idFrom, type MemberId } from '../../shared/ids/ids.ts'
import type { Leaf } from '../../shared/ledger/position.ts'

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
  return { keys, charter: copyFor(crypto, author, keys) }
}

/** The statement alone, not yet added anywhere. */
export function admission(crypto: Crypto, author: Player, role: Role, keys: DeviceKeys): Uint8Array {
  const epochs = unlockEpochs(crypto, author.charter, author.keys)
  const { bytes } = admit(crypto, author.charter, author.keys, epochs, {
    signingKey: keys.signing.publicKey,
    boxKey: keys.box.publicKey,
    role,
    ...(role === 'expert' ? { until: 2_000_000_000_000 } : {}),
  })
  epochs.wipe()
  return bytes
}

/** Both end up with what either had. */
export function meet(a: Player, b: Player): void {
  for (const bytes of a.charter.statementsSince(b.charter.leaves())) b.charter.add(bytes)
  for (const bytes of b.charter.statementsSince(a.charter.leaves())) a.charter.add(bytes)
}

/** Adds what `player` has just issued to their own charter; it has to count there. */
export function said<Result extends Issued>(player: Player, issued: Result): Result {
  const { outcome } = player.charter.add(issued.bytes)
  if (outcome !== 'added') throw new Error(`not added: ${outcome}`)
  return issued
}

/** What a device signs that asks `author`'s to add it. */
export function consentFor(crypto: Crypto, keys: DeviceKeys, author: DeviceId): Consent {
  const salt = new Uint8Array(SALT_BYTES).fill(5)
  return { salt, consent: consentTo(crypto, keys, secretFor(crypto, salt, author)) }
}

export const nothing: LeavesOf = () => []

export function idOf(player: Player): MemberId {
  const member = player.charter.memberOf(player.keys.id)
  if (member === undefined) throw new Error('not admitted')
  return member
}

export function removes(crypto: Crypto, by: Player, whom: Player, leavesOf = nothing): Issued {
  return said(by, removeMember(crypto, by.charter, by.keys, idOf(whom), leavesOf))
}

export function takes(crypto: Crypto, by: Player, device: Player, leavesOf = nothing): Issued {
  return said(by, removeDevice(crypto, by.charter, by.keys, device.keys.id, leavesOf))
}

export function gives(crypto: Crypto, by: Player, whom: Player, role: Role, leavesOf = nothing): Issued {
  const until = role === 'expert' ? 2_000_000_000_000 : undefined
  return said(by, changeRole(crypto, by.charter, by.keys, idOf(whom), role, until, leavesOf))
}

export function rotates(crypto: Crypto, by: Player): Rotated {
  const keys = unlockEpochs(crypto, by.charter, by.keys)
  const rotated = said(by, rotate(crypto, by.charter, by.keys, keys))
  keys.wipe()
  return rotated
}

/** Another device of `owner`, with a copy of their charter. */
export function secondDevice(crypto: Crypto, owner: Player, keys = mintDeviceKeys(crypto)): Player {
  const epochs = unlockEpochs(crypto, owner.charter, owner.keys)
  const { signing, box } = keys
  const agreed = consentFor(crypto, keys, owner.keys.id)
  const device = { signingKey: signing.publicKey, boxKey: box.publicKey, ...agreed }
  said(owner, addDevice(crypto, owner.charter, owner.keys, epochs, device))
  epochs.wipe()
  return { keys, charter: copyFor(crypto, owner, keys) }
}

/** Everyone ends up with what anyone had. */
export function meetAll(...players: readonly Player[]): void {
  const [first, ...others] = players
  if (first === undefined) return
  for (const other of others) meet(first, other)
  for (const other of others) meet(first, other)
}

/** A leaf as the ledger would name it: made up, but the same each time. */
export function leaf(crypto: Crypto, { keys }: Player, seq: number, incarnation = 7): Leaf {
  const hash = crypto.hash(keys.signing.publicKey, utf8(`${incarnation}/${seq}`))
  return { device: keys.id, incarnation, seq, hash: idFrom('Hash', hash) }
}

function copyFor(crypto: Crypto, from: Player, keys: DeviceKeys): Charter {
  const charter = new Charter(crypto, from.charter.group, keys.id)
  for (const bytes of from.charter.all()) charter.add(bytes)
  return charter
}
