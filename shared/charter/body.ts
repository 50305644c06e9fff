// The bodies of charter statements: what each kind says, and its number. How they are written: body-codec.ts.
// Ids and keys only. A name, a title or an address must never get in here: statements outlive what people are called.
import type { DeviceId, EpochId, MemberId } from '../ids/ids.ts'
import type { Leaf } from '../ledger/position.ts'
import type { Grant, RotationGrant } from './grant.ts'
import type { BackLink } from './link.ts'
import type { Role } from './roles.ts'

/** Begins a group, its first member and its first epoch. The author is the founder's device. */
export interface FoundBody {
  readonly kind: 'found'
  /** 32 random bytes: two groups founded by the same keys would still differ. */
  readonly nonce: Uint8Array
  readonly member: MemberId
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly grant: Grant
}

/** Makes a person a member, with their first device. */
export interface AdmitBody {
  readonly kind: 'admit'
  readonly member: MemberId
  readonly role: Role
  /** Unix ms; there for experts and for nobody else. */
  readonly until?: number
  readonly device: DeviceId
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly grant: Grant
}

/** Gives a member another role, or an expert another date. */
export interface RoleBody {
  readonly kind: 'role'
  readonly member: MemberId
  /** What the author knows the role to be: so that the statement says by itself which rights it takes. */
  readonly from: Role
  readonly to: Role
  /** Unix ms; there for experts and for nobody else. */
  readonly until?: number
  /** Of the member's devices, as far as the author knows. They matter only for lanes that the new role may not write. */
  readonly leaves: readonly Leaf[]
}

/** Another device of the author's own member. */
export interface AddDeviceBody {
  readonly kind: 'add-device'
  readonly member: MemberId
  readonly device: DeviceId
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  /** 32 bytes: with the author's id they make the secret that the device agreed to. See consent.ts. */
  readonly salt: Uint8Array
  /** The device's own signature: nobody is added who did not ask this author. */
  readonly consent: Uint8Array
  readonly grant: Grant
}

/** Takes a member, or one device of theirs, out of the group; what counts of what they wrote is what the leaves hold. */
export interface RemoveBody {
  readonly kind: 'remove'
  readonly target: { readonly member: MemberId } | { readonly device: DeviceId }
  readonly leaves: readonly Leaf[]
}

/** Ends an expert's membership: issued by a coordinator's device after the date. */
export interface ExpireBody {
  readonly kind: 'expire'
  readonly member: MemberId
  readonly leaves: readonly Leaf[]
}

/** Two stubs (shared/ledger/fork-proof.ts) that a device signed for one position. */
export interface ForkEvidence {
  readonly first: Uint8Array
  readonly second: Uint8Array
}

/** Stops a device that exists twice: nothing after the last envelope that both copies have in common counts. */
export interface FreezeBody {
  readonly kind: 'freeze'
  readonly device: DeviceId
  /** With it anyone may freeze, without it only a coordinator. */
  readonly evidence?: ForkEvidence
  /** The last common envelope; none when the two share nothing. */
  readonly leaves: readonly Leaf[]
}

/** Keeps what a cut would leave out, up to this envelope of its device. */
export interface AdoptBody {
  readonly kind: 'adopt'
  readonly leaf: Leaf
}

/** Mints an epoch, seals it to every entitled device and links back to the epochs before it. */
export interface RotateBody {
  readonly kind: 'rotate'
  readonly epoch: EpochId
  readonly grants: readonly RotationGrant[]
  readonly links: readonly BackLink[]
}

export type StatementBody =
  | FoundBody
  | AdmitBody
  | RoleBody
  | AddDeviceBody
  | RemoveBody
  | ExpireBody
  | FreezeBody
  | AdoptBody
  | RotateBody
export type StatementKind = StatementBody['kind']

/** On disk and on the wire: never reuse a number. */
export const KIND_CODES: { readonly [Kind in StatementKind]: number } = {
  found: 1,
  admit: 2,
  role: 3,
  'add-device': 4,
  remove: 5,
  expire: 6,
  freeze: 7,
  adopt: 8,
  rotate: 9,
}
