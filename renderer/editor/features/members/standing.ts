// What follows from a list of members alone.
import type { GroupPage, MemberItem } from '../../../../shared/contract/editor-api.ts'

/** Without this member nobody could admit or remove anyone. */
export function isLastCoordinator(page: GroupPage, member: MemberItem): boolean {
  return (
    member.role === 'coordinator' && page.members.filter(({ role }) => role === 'coordinator').length === 1
  )
}
