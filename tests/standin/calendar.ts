// The calendar of the stand-in host, from plain arrays. It must never run in the product nor in an end-to-end test.
import type { EventItem } from '../../shared/contract/calendar-api.ts'
import type { EditorHandlers, GroupPage } from '../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'

type Handlers = Pick<EditorHandlers, 'calendar.page' | 'calendar.add' | 'calendar.change'>

interface Calendars {
  /** The dates of every group. */
  readonly events: EventItem[]
  groupOf(group: string): GroupPage
  freshId(length: number): string
  changed(group: string): void
}

export function calendarHandlers({ events, groupOf, freshId, changed }: Calendars): Handlers {
  const gone = new Map<string, EventItem>()
  const paperOf = (group: string, paper: string | null | undefined): Pick<EventItem, 'paper'> => {
    const title = groupOf(group).papers.find((item) => item.paper === paper)?.title
    return paper && title !== undefined ? { paper: { paper, title } } : {}
  }
  const sort = (): void => {
    events.sort((a, b) => (a.date === b.date ? a.title.localeCompare(b.title) : a.date < b.date ? -1 : 1))
  }
  return {
    'calendar.page': async ({ group }) => ({
      events: [...events],
      mayWrite: ['coordinator', 'drafter'].includes(groupOf(group).role) && groupOf(group).belongs,
    }),
    'calendar.add': async ({ group, paper, note = '', ...rest }) => {
      const event = freshId(32)
      events.push({ event, ...rest, note, done: false, ...paperOf(group, paper) })
      sort()
      changed(group)
      return { event }
    },
    'calendar.change': async ({ group, event, paper, lastDay, deleted, ...rest }) => {
      const at = events.findIndex((one) => one.event === event)
      const old = events[at] ?? gone.get(event)
      if (old === undefined) return {}
      const { paper: oldPaper, lastDay: oldLastDay, ...kept } = old
      const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const last = lastDay === undefined ? oldLastDay : lastDay
      if (last && last < (rest.date ?? old.date)) throw new RapporteurError('E_DATES_REVERSED')
      const next: EventItem = {
        ...kept,
        ...changes,
        ...(last ? { lastDay: last } : {}),
        ...(paper === undefined ? (oldPaper ? { paper: oldPaper } : {}) : paperOf(group, paper)),
      }
      if (at >= 0) events.splice(at, 1)
      if (deleted === true) gone.set(event, next)
      else events.push(next)
      sort()
      changed(group)
      return {}
    },
  }
}
