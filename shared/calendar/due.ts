// What a group has to think of now: deadlines that are near or have passed, and what takes place soon.
// It must never hide a deadline that has passed and is not done.
import { isDeadline } from '../vocab/event-kinds.ts'
import { type CivilDate, daysBetween } from './civil-date.ts'

interface Dated {
  readonly date: CivilDate
  readonly lastDay?: CivilDate | undefined
  readonly kind: string
  readonly done: boolean
}

/** Days ahead that count as near. */
export const NEAR_DAYS = 14

/** The day that counts for a deadline, and the last one of an event. */
export function endOf({ date, lastDay }: Pick<Dated, 'date' | 'lastDay'>): CivilDate {
  return lastDay ?? date
}

/** A deadline that is not done and whose day is over. */
export function isOverdue(event: Dated, today: CivilDate): boolean {
  return isDeadline(event.kind) && !event.done && endOf(event) < today
}

/** Is it still to come, still going on, or overdue? What is not belongs to the past. */
export function isOpen(event: Dated, today: CivilDate): boolean {
  return endOf(event) >= today || isOverdue(event, today)
}

/** What is due or near, the longest overdue first. `events`: by day. */
export function dueOf<Event extends Dated>(events: readonly Event[], today: CivilDate): Event[] {
  const near = events.filter(
    (event) =>
      isOpen(event, today) &&
      !(isDeadline(event.kind) && event.done) &&
      daysBetween(today, dueDay(event)) <= NEAR_DAYS,
  )
  return near.sort((a, b) => (dueDay(a) < dueDay(b) ? -1 : dueDay(a) > dueDay(b) ? 1 : 0))
}

/** The day by which one has to be ready: a deadline's last, an event's first. */
export function dueDay(event: Dated): CivilDate {
  return isDeadline(event.kind) ? endOf(event) : event.date
}
