// What stands about a paper beside its text, as the pages show it: who may do what with it is decided here, from charter and desk.
// It must never be asked of a page: a page that lies about its role is refused by every recipient anyway.
import type { PaperAbout, PaperItem } from '../../../shared/contract/editor-api.ts'
import type { DeviceId, PaperId } from '../../../shared/ids/ids.ts'
import { mayChangePaper, mayDeletePaper } from '../../../shared/records/desk.ts'
import type { GroupState } from '../groups/state.ts'

/** undefined for a paper that this device has not heard of, and for a deleted one. */
export function aboutPaper(state: GroupState, self: DeviceId, paper: PaperId): PaperAbout | undefined {
  const found = state.desk.papers.find((one) => one.paper === paper)
  if (found === undefined) return undefined
  const { title, kind, limit, numbered } = found
  const about = { title, kind, ...(limit !== undefined && { limit }), ...(numbered && { numbered }) }
  const { charter } = state
  if (state.isTooNew(paper)) return { ...about, mayWrite: false, reason: 'E_PAPER_TOO_NEW' }
  return charter.mayWrite(self, 'body', charter.heads())
    ? { ...about, mayWrite: true }
    : { ...about, mayWrite: false, reason: charter.isCurrent(self) ? 'E_ROLE_FORBIDS' : 'E_NO_LONGER_MEMBER' }
}

/** The papers on the desk, archived ones too, by title. */
export function paperItems({ desk, charter }: GroupState, self: DeviceId): PaperItem[] {
  const role = charter.roleOf(self)
  const me = charter.memberOf(self)
  return desk.papers.map(({ paper, title, kind, archived, createdBy }) => ({
    paper,
    title,
    kind,
    archived,
    mayChange: role !== undefined && mayChangePaper(role),
    mayDelete: role !== undefined && mayDeletePaper(role, createdBy === me),
  }))
}
