// What a single statement gives to whom, or takes from whom, read off its body.
// It must never ask whether the statement stands: that is resolution's.
import type { DeviceId, MemberId } from '../ids/ids.ts'
import type { Role } from './roles.ts'
import type { Statement } from './statement.ts'

export interface GivenRole {
  readonly role: Role
  /** Unix ms, for experts. */
  readonly until?: number
}

/** The device that a statement admits. */
export function deviceAdmitted({ body, author }: Statement): DeviceId | undefined {
  if (body.kind === 'found') return author
  return body.kind === 'admit' || body.kind === 'add-device' ? body.device : undefined
}

/** Does the statement end all that the device, one of `member`, does in the group? */
export function takesOut({ body }: Statement, device: DeviceId, member: MemberId): boolean {
  switch (body.kind) {
    case 'remove':
      return 'member' in body.target ? body.target.member === member : body.target.device === device
    case 'expire':
      return body.member === member
    case 'freeze':
      return body.device === device
    default:
      return false
  }
}

/** The role that `found`, `admit` or `role` gives. */
export function givenBy({ body }: Statement): GivenRole | undefined {
  switch (body.kind) {
    case 'found':
      return { role: 'coordinator' }
    case 'admit':
      return body.until === undefined ? { role: body.role } : { role: body.role, until: body.until }
    case 'role':
      return body.until === undefined ? { role: body.to } : { role: body.to, until: body.until }
    default:
      return undefined
  }
}
