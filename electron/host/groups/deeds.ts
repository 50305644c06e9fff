// What a person here does about the group's members, as statements of the charter. Each is written by this device; whoever loses the
// right to read is shut out of what comes next by a new epoch, minted in the same breath.
// It must never decide who may: the charter's builders and every recipient do.

import type { Role } from '../../../shared/charter/roles.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { DeviceId, MemberId } from '../../../shared/ids/ids.ts'
import type { ForkProof } from '../../../shared/replication/replica.ts'

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
  | { readonly kind: 'add-device'; readonly signingKey: Uint8Array; readonly boxKey: Uint8Array }

/** Codes of the charter's builders: E_ROLE_FORBIDS, E_LAST_COORDINATOR, E_NOT_FOUND, … */
export function statementsOf(_deed: Deed): Uint8Array[] {
  throw new RapporteurError('E_ROLE_FORBIDS')
}
