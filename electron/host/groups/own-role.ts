// What this device may do in a group, as far as it knows the charter. Recipients ask their own: it must never be all that protects.
import type { Role } from '../../../shared/charter/roles.ts'
import type { Group } from './group.ts'

/** undefined when it no longer belongs. */
export function ownRole({ state: { charter }, keys }: Group): Role | undefined {
  return charter.isCurrent(keys.id) ? charter.roleOf(keys.id) : undefined
}
