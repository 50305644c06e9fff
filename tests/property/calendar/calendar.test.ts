// Whatever several people write in the calendar at once, every device shows the same; and days behave as days do.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeEvent, type EventChanges, foldCalendar, newEvent } from '../../../shared/calendar/calendar.ts'
import {
  addDays,
  addMonths,
  civilDateOf,
  daysBetween,
  isCivilDate,
  monthOf,
  weekday,
  weeksOfMonth,
} from '../../../shared/calendar/civil-date.ts'
import type { Role } from '../../../shared/charter/roles.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { history } from '../../support/record-history.ts'
import { SEED } from '../../support/seed.ts'

const crypto = seededCrypto(42)
const authors = [1, 2, 3, 4].map(() => idFrom('MemberId', crypto.random(16)))
const ROLES: readonly Role[] = ['coordinator', 'drafter', 'drafter', 'reviewer']

const day = fc.integer({ min: 0, max: 109_571 }).map((days) => addDays('1900-01-01', days))
const steps = fc.array(
  fc.record({
    by: fc.nat(3),
    sees: fc.option(fc.nat(3), { nil: undefined }),
    about: fc.nat(1),
    field: fc.constantFrom('title', 'date', 'lastDay', 'done', 'deleted', 'note'),
    day,
    yes: fc.boolean(),
  }),
  { minLength: 3, maxLength: 20 },
)
const orders = fc.array(fc.nat(), { minLength: 20, maxLength: 20 })

/** Any order, also those in which an effect comes before its cause: stricter than what the ledger delivers. */
function reorder<Item>(items: readonly Item[], keys: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

function changesOf(step: { field: string; day: string; yes: boolean }, number: number): EventChanges {
  switch (step.field) {
    case 'title':
      return { title: `title ${number}` }
    case 'date':
      return { date: step.day }
    case 'lastDay':
      return { lastDay: step.yes ? step.day : null }
    case 'done':
      return { done: step.yes }
    case 'deleted':
      return { deleted: step.yes }
    default:
      return { note: step.yes ? `note ${number}` : '' }
  }
}

test('in any order the calendar is the same; what nobody knowingly wrote over stands; who may not write changes nothing', () => {
  fc.assert(
    fc.property(fc.integer(), steps, orders, (seed, plan, keys) => {
      const first = [0, 1].map(() =>
        newEvent(crypto, { title: 'first', date: '2026-12-01', kind: 'deadline' }),
      )
      // The two events are there before anything else, and everybody has seen them.
      const told = [
        { ...plan[0], by: 0, sees: undefined },
        { ...plan[0], by: 0, sees: undefined },
        ...[1, 2, 3].map((by) => ({ ...plan[0], by, sees: 0 })),
        ...plan,
      ]
      const { entries, before } = history(seed, authors, told, (author, number) => {
        const role = ROLES[author] ?? 'observer'
        const made = number < 2 ? first[number] : undefined
        if (made !== undefined) return { role, record: made.record }
        const step = plan[number - 5]
        const event = first[step?.about ?? 0]?.event ?? ''
        return { role, record: changeEvent(crypto, event, step === undefined ? {} : changesOf(step, number)) }
      })
      const calendar = foldCalendar(entries, before)
      expect(foldCalendar(reorder(entries, keys), before)).toEqual(calendar)
      expect(calendar.events.length + calendar.deleted.size).toBe(2)
      expect(calendar.ignored).toBe(entries.filter(({ role }) => role === 'reviewer').length)

      const counting = entries.filter(({ role }) => role !== 'reviewer')
      expect(foldCalendar(counting, before)).toEqual({ ...calendar, ignored: 0 })
      for (const { event } of first) {
        const shown = calendar.events.find((one) => one.event === event) ?? calendar.deleted.get(event)
        const titles = counting.filter(({ record }) => record.target === event && record.fields.has(1))
        const last = titles.filter(({ hash }) => !titles.some((other) => before(hash, other.hash)))
        const values = last.map(({ record }) => new TextDecoder().decode(record.fields.get(1)))
        expect(values).toContain(shown?.title)
      }
    }),
    { numRuns: 300, seed: SEED },
  )
})

test('days: back and forth, through months and leap years, Monday first', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -800, max: 800 }), (date, by) => {
      expect(isCivilDate(date)).toBe(true)
      const there = addDays(date, by)
      // At the calendar's ends one cannot go further.
      if (there > '1900-01-01' && there < '2199-12-31') {
        expect(addDays(there, -by)).toBe(date)
        expect(daysBetween(date, there)).toBe(by)
        expect((((weekday(there) - weekday(date) - by) % 7) + 7) % 7).toBe(0)
      }
      const next = addMonths(date, 1)
      if (next < '2199-12-31') {
        expect(daysBetween(date, next)).toBeGreaterThanOrEqual(28)
        expect(daysBetween(date, next)).toBeLessThanOrEqual(31)
        expect(monthOf(addDays(`${monthOf(next)}-01`, -1))).toBe(monthOf(date))
      }
      const weeks = weeksOfMonth(date)
      expect(weeks.every((week) => week.length === 7 && weekday(week[0] ?? '') === 0)).toBe(true)
      const shown = weeks.flat().filter((one) => monthOf(one) === monthOf(date))
      expect(new Set(shown).size).toBe(shown.length)
      expect(shown).toContain(date)
      expect(shown[0]).toBe(`${monthOf(date)}-01`)
      expect(shown.length).toBeGreaterThanOrEqual(28)
    }),
    { numRuns: 500, seed: SEED },
  )
})

test('today is the day of this computer’s own calendar, to the last minute', () => {
  fc.assert(
    fc.property(day, fc.constantFrom([0, 0, 0], [23, 59, 59]), (date, [hours, minutes, seconds]) => {
      const [year, month, number] = date.split('-').map(Number)
      expect(civilDateOf(new Date(year ?? 0, (month ?? 1) - 1, number, hours, minutes, seconds))).toBe(date)
    }),
    { seed: SEED },
  )
})
