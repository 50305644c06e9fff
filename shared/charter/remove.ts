// Takes rights away or changes them: another role, removal of a member or a device, expiry, freeze; and adopts what a cut left out.
// Whoever loses the right to read must not get another key: after each of these that says so, the same author rotates (rotate.ts).
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, MemberId } from '../ids/ids.ts'
import type { Leaf } from '../ledger/position.ts'
import type { ForkEvidence } from './body.ts'
import type { Charter } from './charter.ts'
import type { DeviceKeys } from './device-keys.ts'
import { type Issued, issue, knownLeaves, type LeavesOf } from './issue.ts'
import type { Role } from './roles.ts'

/** Also for an expert's new date. Throws E_NOT_MEMBER, E_ROLE_FORBIDS, E_LAST_COORDINATOR, E_STATEMENT_INVALID when nothing changes. */
export function changeRole(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  member: MemberId,
  role: Role,
  until: number | undefined,
  leavesOf: LeavesOf,
): Issued {
  if ((role === 'expert') !== (until !== undefined)) throw new RapporteurError('E_STATEMENT_INVALID')
  const now = charter.members().find((it) => it.member === member)
  if (now === undefined) throw new RapporteurError('E_NOT_MEMBER')
  return issue(crypto, charter, author, {
    kind: 'role',
    member,
    from: now.role,
    to: role,
    ...(until === undefined ? {} : { until }),
    leaves: knownLeaves(charter.devicesOf(member), leavesOf),
  })
}

/** Rotate afterwards, unless it was oneself. Throws E_NOT_MEMBER, E_ROLE_FORBIDS, E_LAST_COORDINATOR. */
export function removeMember(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  member: MemberId,
  leavesOf: LeavesOf,
): Issued {
  const leaves = knownLeaves(charter.devicesOf(member), leavesOf)
  return issue(crypto, charter, author, { kind: 'remove', target: { member }, leaves })
}

/** Rotate afterwards, unless it was one's own. Throws E_NOT_MEMBER, E_ROLE_FORBIDS, E_LAST_COORDINATOR. */
export function removeDevice(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  device: DeviceId,
  leavesOf: LeavesOf,
): Issued {
  const leaves = knownLeaves([device], leavesOf)
  return issue(crypto, charter, author, { kind: 'remove', target: { device }, leaves })
}

/** Of an expert whose date has passed by the author's clock. Rotate afterwards. Throws E_NOT_MEMBER, E_ROLE_FORBIDS, E_STATEMENT_INVALID. */
export function expire(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  member: MemberId,
  leavesOf: LeavesOf,
): Issued {
  const leaves = knownLeaves(charter.devicesOf(member), leavesOf)
  return issue(crypto, charter, author, { kind: 'expire', member, leaves })
}

/**
 * `leaf`: the last envelope that both copies have in common; undefined when there is none. Without evidence only a coordinator may.
 * Rotate afterwards. Throws E_NOT_MEMBER, E_ROLE_FORBIDS, E_LAST_COORDINATOR, E_STATEMENT_INVALID when the evidence proves nothing.
 */
export function freeze(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  device: DeviceId,
  leaf: Leaf | undefined,
  evidence?: ForkEvidence,
): Issued {
  return issue(crypto, charter, author, {
    kind: 'freeze',
    device,
    ...(evidence === undefined ? {} : { evidence }),
    leaves: leaf === undefined ? [] : [leaf],
  })
}

/** Keeps what its device wrote up to this envelope, in the lanes that the author may write. Throws E_REMOVED, E_NOT_MEMBER. */
export function adopt(crypto: Crypto, charter: Charter, author: DeviceKeys, leaf: Leaf): Issued {
  return issue(crypto, charter, author, { kind: 'adopt', leaf })
}
