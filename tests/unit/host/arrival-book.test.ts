// On which day what came: by the wall clock here, over restarts, and also after a clock that was wrong for a while.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ArrivalBook } from '../../../electron/host/members/arrival-book.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import { openStore } from '../../support/open-store.ts'

const GROUP = parseId('GroupId', 'ab'.repeat(32))
const zone = process.env.TZ

beforeEach(() => {
  process.env.TZ = 'Asia/Almaty'
})
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

test('a day ends at midnight here, not in Greenwich, and is known after a restart', async () => {
  const store = openStore()
  const book = new ArrivalBook(store, GROUP)
  await book.load()
  const [evening, morning, forenoon] = [
    new Date(2026, 4, 7, 23, 30).getTime(),
    new Date(2026, 4, 8, 0, 30).getTime(),
    new Date(2026, 4, 8, 11, 0).getTime(),
  ]
  book.note(3, evening)
  book.note(5, morning)
  book.note(9, forenoon)
  await book.flushed()
  const again = new ArrivalBook(store, GROUP)
  await again.load()
  expect([2, 3, 4, 5, 9].map((number) => again.at(number))).toEqual([
    ...[undefined, evening, evening, morning, morning],
  ])
})

test('a clock that was years ahead silences nothing, one that is set back a little makes no new day', () => {
  const book = new ArrivalBook(openStore(), GROUP)
  const [wrong, right] = [new Date(2099, 0, 1).getTime(), new Date(2026, 4, 7, 0, 10).getTime()]
  book.note(0, wrong)
  book.note(4, right)
  book.note(6, right - 20 * 60_000)
  expect([3, 4, 6].map((number) => book.at(number))).toEqual([wrong, right, right])
})
