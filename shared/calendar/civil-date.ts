// Days as people write them in a calendar: `2026-11-24`, the same day in Vancouver and in Bishkek.
// It must never turn a day into a moment: no time of day, no zone, no clock. What reckons with days does so in UTC, where each has 24 hours.

/** Four digits, two, two; a day that exists, 1900–2199. Compares as text in the order of time. */
export type CivilDate = string

const SHAPE = /^(19|20|21)\d\d-\d\d-\d\d$/
const DAY_MS = 86_400_000
/** Weeks that a page of the calendar shows: no month needs more. */
const WEEKS = 6

export function isCivilDate(text: string): boolean {
  if (!SHAPE.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && textOf(moment) === text
}

function textOf(moment: Date): CivilDate {
  return moment.toISOString().slice(0, 10)
}

/** Midnight of the day in UTC: for formatting with `timeZone: 'UTC'`, and for nothing else. */
export function utcMidnight(date: CivilDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** Negative for days before. Stops at the ends of what this calendar knows. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return within(textOf(new Date(utcMidnight(date).getTime() + days * DAY_MS)))
}

/** The same day of another month, or that month's last one. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = partsOf(date)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, length))
  return within(textOf(first))
}

/** Whole days from the first to the second; negative when the second comes first. */
export function daysBetween(first: CivilDate, second: CivilDate): number {
  return Math.round((utcMidnight(second).getTime() - utcMidnight(first).getTime()) / DAY_MS)
}

/** 0 for Monday … 6 for Sunday. */
export function weekday(date: CivilDate): number {
  return (utcMidnight(date).getUTCDay() + 6) % 7
}

/** `2026-11`. */
export function monthOf(date: CivilDate): string {
  return date.slice(0, 7)
}

/** The weeks that hold the days of this date's month, Monday first; days of the months around fill the first and the last. */
export function weeksOfMonth(date: CivilDate): CivilDate[][] {
  const month = monthOf(date)
  const first = `${month}-01`
  const monday = addDaysFreely(first, -weekday(first))
  const weeks: CivilDate[][] = []
  for (let week = 0; week < WEEKS; week++) {
    const days = Array.from({ length: 7 }, (_, day) => addDaysFreely(monday, week * 7 + day))
    if (days.some((day) => monthOf(day) === month)) weeks.push(days)
  }
  return weeks
}

/** What day it is at the person's computer. */
export function civilDateOf(moment: Date): CivilDate {
  const two = (value: number): string => String(value).padStart(2, '0')
  return within(`${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`)
}

const FIRST: CivilDate = '1900-01-01'
const LAST: CivilDate = '2199-12-31'

function within(date: string): CivilDate {
  if (isCivilDate(date)) return date
  return date < FIRST ? FIRST : LAST
}

/** As {@link addDays}, but a week that the calendar's end cuts is shown whole. */
function addDaysFreely(date: CivilDate, days: number): CivilDate {
  return textOf(new Date(utcMidnight(date).getTime() + days * DAY_MS))
}

function partsOf(date: CivilDate): readonly [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}
