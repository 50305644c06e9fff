// What a person here does about the group's members, as statements of the charter, written by this device.
// It must never decide who may: the charter's builders and every recipient do.
import { sameBytes } from '../../../shared/bytes/codec.ts'
import { addDevice, type NewOwnDevice } from '../../../shared/charter/admit.ts'
import type { Charter } from '../../../shared/charter/charter.ts'
import type { DeviceKeys } from '../../../shared/charter/device-keys.ts'
import { epochToGrant } from '../../../shared/charter/grants-for.ts'
import {
  adopt,
  changeRole,
  expire,
  freeze,
  removeDevice,
  removeMember,
} from '../../../shared/charter/remove.ts'
import type { KeyClass, Role } from '../../../shared/charter/roles.ts'
import { canRotate, gatherings, type Rotated, rotate } from '../../../shared/charter/rotate.ts'
import { type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, MemberId } from '../../../shared/ids/ids.ts'
import { parseStub } from '../../../shared/ledger/envelope.ts'
import type { Ledger } from '../../../shared/ledger/ledger.ts'
import type { Leaf } from '../../../shared/ledger/position.ts'
import type { ForkProof } from '../../../shared/replication/replica.ts'
import type { GroupState } from './state.ts'

export type Deed =
  | {
      readonly kind: 'role'
      readonly member: MemberId
      readonly role: Role
      /** Unix milliseconds; experts only. */
      readonly until: number | undefined
    }
  | { readonly kind: 'remove-member'; readonly member: MemberId }
  | { readonly kind: 'remove-device'; readonly device: DeviceId }
  | { readonly kind: 'expire'; readonly member: MemberId }
  | { readonly kind: 'freeze'; readonly proof: ForkProof }
  | { readonly kind: 'adopt'; readonly leaf: Leaf }
  | ({ readonly kind: 'add-device' } & NewOwnDevice)

/** The statement, not yet added. Throws the codes of the charter's builders: E_ROLE_FORBIDS, E_LAST_COORDINATOR, E_NOT_MEMBER, … */
export function statementOf(crypto: Crypto, state: GroupState, keys: DeviceKeys, deed: Deed): Uint8Array {
  const { charter, epochKeys, ledger } = state
  const leavesOf = (device: DeviceId): readonly Leaf[] => ledger.leaves(device)
  switch (deed.kind) {
    case 'role':
      return changeRole(crypto, charter, keys, deed.member, deed.role, deed.until, leavesOf).bytes
    case 'remove-member':
      return removeMember(crypto, charter, keys, deed.member, leavesOf).bytes
    case 'remove-device':
      return removeDevice(crypto, charter, keys, deed.device, leavesOf).bytes
    case 'expire':
      return expire(crypto, charter, keys, deed.member, leavesOf).bytes
    case 'freeze': {
      const { device, leaf } = lastCommon(ledger, deed.proof)
      return freeze(crypto, charter, keys, device, leaf, deed.proof).bytes
    }
    case 'adopt':
      return adopt(crypto, charter, keys, deed.leaf).bytes
    case 'add-device':
      return addDevice(crypto, charter, keys, epochKeys, deed).bytes
  }
}

/** Takes a statement into the charter, or throws. */
type Add = (statement: Uint8Array) => void

/** Whoever is about to be let in must get the key of an epoch that shuts out all who have gone: after two removals at once there is none. */
export function prepareGrant(
  crypto: Crypto,
  state: GroupState,
  keys: DeviceKeys,
  keyClass: KeyClass,
  add: Add,
): void {
  if (epochToGrant(state.charter, state.epochKeys, keyClass) === undefined)
    mintEpoch(crypto, state, keys, add)
}

/** Not by whoever may not read drafts: they would hold the key to them. Nor in vain: others may mint where this device cannot. */
export function mintEpoch(crypto: Crypto, state: GroupState, keys: DeviceKeys, add: Add): void {
  const { charter, epochKeys } = state
  if (!charter.mayRead(keys.id, 'body')) return
  const take = ({ bytes }: Rotated): void => {
    add(bytes)
    state.unlockNewEpochs()
  }
  for (const gathered of gatherings(crypto, charter, keys, epochKeys)) take(gathered)
  if (canRotate(charter, keys, epochKeys)) take(rotate(crypto, charter, keys, epochKeys))
}

interface Adopted {
  readonly said: readonly { readonly leaf: Leaf; readonly bytes: Uint8Array }[]
  /** Why not all of it was taken: own words that rest on the others do not count. */
  readonly refused: ErrorCode | undefined
}

/** Adopts what own envelopes rest on beyond others' limits, and adds it to the charter; not what is in `adopted`. */
export function adoptOwnGround(
  crypto: Crypto,
  { charter, ledger }: GroupState,
  keys: DeviceKeys,
  adopted: ReadonlySet<string>,
): Adopted {
  const heads = charter.heads()
  const said: { readonly leaf: Leaf; readonly bytes: Uint8Array }[] = []
  let refused: ErrorCode | undefined
  for (const leaf of ledger.restsOn(keys.id, (lane) => charter.mayWrite(keys.id, lane, heads))) {
    if (adopted.has(leaf.hash)) continue
    // What cannot be said under the heads of the moment is said under later ones.
    const bytes = adoption(crypto, charter, keys, leaf)
    if (bytes instanceof Uint8Array) {
      const taken = charter.add(bytes)
      if (taken.outcome === 'added') said.push({ leaf, bytes })
      // Well made and not heard: there is no room, for the others neither.
      else return { said, refused: 'code' in taken ? taken.code : refused }
    } else refused = bytes
  }
  return { said, refused }
}

/** A code while the charter does not allow it: who takes in what peers say must not stumble over that. */
function adoption(crypto: Crypto, charter: Charter, keys: DeviceKeys, leaf: Leaf): Uint8Array | ErrorCode {
  try {
    return adopt(crypto, charter, keys, leaf).bytes
  } catch (error) {
    if (error instanceof RapporteurError) return error.code
    throw error
  }
}

/**
 * Where the two copies of a device part: what both name as the one before. Where they name two, or none, what is held here from
 * before that position, and for a first envelope of an incarnation what the device wrote last in others.
 */
function lastCommon(
  ledger: Ledger,
  proof: ForkProof,
): { readonly device: DeviceId; readonly leaf: Leaf | undefined } {
  const [first, second] = [parseStub(proof.first), parseStub(proof.second)]
  if (first === 'newer' || second === 'newer') throw new RapporteurError('E_STATEMENT_INVALID')
  const { device, incarnation, seq, prev } = first.header
  const known = sameBytes(prev, second.header.prev)
  if (known && prev.some((byte) => byte !== 0)) return { device, leaf: ledger.leafOf(device, prev) }
  const before = { device, incarnation, seq: seq - 1 }
  const hash = ledger.hashAt(before)
  if (hash !== undefined) return { device, leaf: { ...before, hash } }
  const others = ledger.leaves(device).filter((leaf) => leaf.incarnation !== incarnation)
  const arrived = (leaf: Leaf): number => ledger.logNumberAt(leaf) ?? -1
  return { device, leaf: others.sort((a, b) => arrived(b) - arrived(a))[0] }
}
