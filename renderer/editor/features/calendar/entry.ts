// What a list or a month shows: a date of the calendar, or the target date of a recommendation, which is changed in its paper and not here.
import { isCivilDate } from '../../../../shared/calendar/civil-date.ts'
import type { EventItem } from '../../../../shared/contract/calendar-api.ts'
import type { RegisterRow } from '../../../../shared/paper/recommendation-table.ts'

/** The kind of target dates; no record has it. */
export const TARGET = 'target'

export interface Entry extends EventItem {
  readonly isTarget?: true
}

/** A title is one line: of a long recommendation the beginning. */
const LENGTH = 140

/** `name`: what the recommendation is called by its number. Dropped ones ask for nothing any more. */
export function targetEntries(
  rows: readonly RegisterRow[],
  name: (number: number, text: string) => string,
): Entry[] {
  return rows.flatMap(({ paper, title, id, number, text, details }) => {
    const { date, status } = details
    if (date === undefined || status === 'dropped' || !isCivilDate(date)) return []
    const start = text.length > LENGTH ? `${text.slice(0, LENGTH).trimEnd()}…` : text
    return {
      ...{ event: `${paper}/${id}/${number}`, title: name(number, start), date, kind: TARGET },
      ...{ paper: { paper, title }, note: '', done: false, isTarget: true as const },
    }
  })
}

/** By day, then title. */
export function merged(events: readonly Entry[], targets: readonly Entry[]): readonly Entry[] {
  if (targets.length === 0) return events
  return [...events, ...targets].sort((a, b) =>
    a.date === b.date ? a.title.localeCompare(b.title) : a.date < b.date ? -1 : 1,
  )
}
