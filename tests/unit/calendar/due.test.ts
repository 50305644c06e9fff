// What a group is told on opening: near deadlines and events, overdue ones until they are done, nothing that is over.
import { expect, test } from 'vitest'
import { dueOf, isOpen, isOverdue, NEAR_DAYS } from '../../../shared/calendar/due.ts'

const TODAY = '2026-11-24'
const one = (date: string, over: object = {}) => ({
  ...{ date, lastDay: undefined as string | undefined, kind: 'deadline', done: false },
  ...over,
})

test('the longest overdue first, then by the day on which it is due; far ones and done ones are not there', () => {
  const overdue = one('2025-01-01')
  const session = one('2026-11-20', { kind: 'session', lastDay: '2026-11-26' })
  const window = one('2026-11-01', { kind: 'comments', lastDay: '2026-12-05' })
  const today = one(TODAY)
  const last = one('2026-12-08')
  const events = [
    ...[overdue, window, session, today, last],
    ...[one('2026-12-09'), one('2026-11-25', { done: true }), one('2026-11-23', { kind: 'meeting' })],
  ]
  expect(NEAR_DAYS).toBe(14)
  expect(dueOf(events, TODAY)).toEqual([overdue, session, today, window, last])
})

test('only deadlines can be overdue, and only until they are done; what lasts is open to its last day', () => {
  expect(isOverdue(one('2026-11-23'), TODAY)).toBe(true)
  expect(isOverdue(one('2026-11-23', { lastDay: TODAY }), TODAY)).toBe(false)
  expect(isOverdue(one('2026-11-23', { done: true }), TODAY)).toBe(false)
  for (const kind of ['meeting', 'session', 'other', 'of-a-later-version'])
    expect(isOverdue(one('2026-11-23', { kind }), TODAY)).toBe(false)
  expect(isOpen(one('2026-11-23', { kind: 'session', lastDay: TODAY }), TODAY)).toBe(true)
  expect(isOpen(one('2026-11-23', { done: true }), TODAY)).toBe(false)
  expect(isOpen(one(TODAY, { done: true }), TODAY)).toBe(true)
})
