// Dates of a working group around the present day: one overdue, one near, one done, one that lasts, one far away.
import { addDays, civilDateOf } from '../../../shared/calendar/civil-date.ts'
import type { EventItem } from '../../../shared/contract/calendar-api.ts'

const id = (value: number): string => value.toString(16).padStart(32, '0')

export function someDates(): EventItem[] {
  const today = civilDateOf(new Date())
  const one = (value: number, kind: string, title: string, days: number): EventItem => ({
    ...{ event: id(0x900 + value), kind, title, date: addDays(today, days) },
    ...{ note: '', done: false },
  })
  const paper = { paper: id(12), title: 'Foreign-agent laws: a joint statement' }
  return [
    { ...one(1, 'comments', 'Comments on the joint statement', -40), done: true, paper },
    one(2, 'follow-up', 'Ask the Chairpersonship for an answer', -3),
    { ...one(3, 'meeting', 'Drafting group', 0), note: '15:00 Warsaw time, the usual room' },
    { ...one(4, 'submission', 'UPR joint submission to Geneva', 5), paper },
    {
      ...one(5, 'session', 'Parallel conference', 9),
      lastDay: addDays(today, 11),
      note: 'Hall opens at 9:00',
    },
    one(6, 'adoption', 'Objections to the outcome document', 12),
    one(7, 'deadline', 'Registration for the spring session', 120),
  ]
}
