// The calendar, folded: what shows, who may write it, what becomes of odd records.
import { describe, expect, test } from 'vitest'
import { changeEvent, foldCalendar, type NewEvent, newEvent } from '../../../shared/calendar/calendar.ts'
import { type Hash, idFrom, type MemberId } from '../../../shared/ids/ids.ts'
import { makeRecord } from '../../../shared/records/kinds.ts'
import { encodeRecord, type LaneRecord, type RecordEntry } from '../../../shared/records/record.ts'
import { EVENT_KINDS, isDeadline } from '../../../shared/vocab/event-kinds.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { strangeRecord } from '../../support/record-history.ts'

const crypto = seededCrypto(7)
const ana = idFrom('MemberId', crypto.random(16))
const boris = idFrom('MemberId', crypto.random(16))
const paper = idFrom('PaperId', crypto.random(16))

type Told = readonly [MemberId, LaneRecord, RecordEntry['role']?]

/** One after the other, each author knowing everything before. */
function fold(...told: readonly Told[]) {
  const order = new Map<Hash, number>()
  const entries = told.map(([author, record, role = 'coordinator'], at): RecordEntry => {
    const hash = idFrom('Hash', crypto.random(32))
    order.set(hash, at)
    return { hash, author, role, record }
  })
  return foldCalendar(entries, (a, b) => (order.get(a) ?? 0) < (order.get(b) ?? 0))
}

const made = (changes: Partial<NewEvent> = {}) =>
  newEvent(crypto, { title: 'Comments on the draft', date: '2026-12-01', kind: 'comments', ...changes })

describe('the calendar', () => {
  test('shows events by day, then title, with everything that was said of them', () => {
    const late = made({ title: 'Beta', date: '2027-01-31' })
    const session = made({
      title: ' Warsaw\nconference ',
      kind: 'session',
      date: '2026-10-05',
      lastDay: '2026-10-16',
      paper,
      note: 'Registration opens in July',
    })
    const alpha = made({ title: 'Alpha', date: '2027-01-31' })
    const { events, ignored } = fold(
      [ana, late.record],
      [boris, session.record, 'drafter'],
      [ana, alpha.record],
    )
    expect(events.map(({ title }) => title)).toEqual(['Warsaw conference', 'Alpha', 'Beta'])
    expect(events[0]).toEqual({
      event: session.event,
      title: 'Warsaw conference',
      date: '2026-10-05',
      lastDay: '2026-10-16',
      kind: 'session',
      paper,
      note: 'Registration opens in July',
      done: false,
    })
    expect(ignored).toBe(0)
  })

  test('anyone who writes papers changes a field; what they did not touch stays', () => {
    const { event, record } = made({ note: 'By noon', paper })
    const { events } = fold(
      [ana, record],
      [boris, changeEvent(crypto, event, { date: '2026-12-08', done: true }), 'drafter'],
      [ana, changeEvent(crypto, event, { title: 'Comments', note: '', paper: null })],
    )
    expect(events).toEqual([
      {
        ...{ event, title: 'Comments', date: '2026-12-08', lastDay: undefined, kind: 'comments' },
        ...{ paper: undefined, note: '', done: true },
      },
    ])
  })

  test('FORGE_ROLE: a reviewer, expert, observer or endorser puts nothing there and changes nothing', () => {
    const { event, record } = made()
    const told = (['reviewer', 'expert', 'observer', 'endorser'] as const).flatMap((role): Told[] => [
      [boris, made().record, role],
      [boris, changeEvent(crypto, event, { deleted: true }), role],
    ])
    const calendar = fold([ana, record], ...told)
    expect(calendar.events.map((one) => one.event)).toEqual([event])
    expect(calendar).toMatchObject({ ignored: 8, deleted: new Map() })
  })

  test('deleted, it is kept as it was, changes with the rest, and comes back', () => {
    const { event, record } = made()
    const gone = [ana, changeEvent(crypto, event, { deleted: true })] as const
    const moved = [boris, changeEvent(crypto, event, { date: '2026-12-24' })] as const
    const calendar = fold([ana, record], gone, moved)
    expect(calendar.events).toEqual([])
    expect(calendar.deleted.get(event)).toMatchObject({ title: 'Comments on the draft', date: '2026-12-24' })
    const back = fold([ana, record], gone, moved, [ana, changeEvent(crypto, event, { deleted: false })])
    expect(back.events).toMatchObject([{ event, date: '2026-12-24' }])
  })

  test('an end before the beginning is none, and comes back when the beginning does', () => {
    const { event, record } = made({ date: '2026-10-05', lastDay: '2026-10-16' })
    const later = [ana, changeEvent(crypto, event, { date: '2026-11-02' })] as const
    expect(fold([ana, record], later).events).toMatchObject([{ date: '2026-11-02', lastDay: undefined }])
    const again = [ana, changeEvent(crypto, event, { date: '2026-10-06' })] as const
    expect(fold([ana, record], later, again).events).toMatchObject([{ lastDay: '2026-10-16' }])
    const single = [ana, changeEvent(crypto, event, { lastDay: null })] as const
    expect(fold([ana, record], single).events).toMatchObject([{ lastDay: undefined }])
  })

  test.each([
    { date: '2026-02-30' },
    { date: '2026-2-3' },
    { date: '1899-12-31' },
    { date: '+002026-01' },
    { lastDay: 'never' },
    { paper: 'somewhere' },
    { done: 'ja' },
    { deleted: 'nay' },
  ])('a record with a malformed field is passed over whole: %o', (odd) => {
    const { event, record } = made()
    const bad = makeRecord('event', 'ab'.repeat(16), event, { title: 'Odd', ...odd })
    const { events, ignored } = fold([ana, record], [ana, bad])
    expect(events).toMatchObject([{ title: 'Comments on the draft' }])
    expect(ignored).toBe(1)
  })

  test('a kind or a field of a later version is kept and shown by its id; other kinds of record are not its business', () => {
    const { event, record } = made({ kind: 'hearing' })
    const fields = new Map([...record.fields, [99, new Uint8Array([1])] as const])
    const { events, ignored } = fold([ana, { ...record, fields }], [ana, strangeRecord(900, event)])
    expect(events).toMatchObject([{ kind: 'hearing' }])
    expect(ignored).toBe(0)
    expect(isDeadline('hearing')).toBe(false)
  })

  test('a change of something that is not there yet shows nothing', () => {
    expect(fold([ana, changeEvent(crypto, 'cd'.repeat(16), { title: 'Nothing yet' })]).events).toEqual([])
  })

  test('no record is made of what readers would pass over', () => {
    for (const changes of [{ title: ' \n' }, { date: '2026-13-01' }, { lastDay: '2026-06-31' }, { kind: '' }])
      expect(() => made(changes)).toThrow('E_BAD_REQUEST')
  })

  test('kinds have ids of their own and names in both languages', () => {
    expect(new Set(EVENT_KINDS.map(({ id }) => id)).size).toBe(EVENT_KINDS.length)
    for (const { name } of EVENT_KINDS) expect(name.en).not.toBe(name.ru)
    expect(EVENT_KINDS.filter(({ id }) => isDeadline(id)).length).toBeGreaterThan(3)
  })
})

test('calendar-event.bin', async () => {
  const record = makeRecord('event', '0f'.repeat(16), '1e'.repeat(16), {
    title: 'Представление для УПО',
    date: '2026-11-24',
    lastDay: 'none',
    kind: 'submission',
    paper: '2d'.repeat(16),
    note: '-',
    done: 'no',
    deleted: 'no',
  })
  expect(await fixture('calendar-event.bin', encodeRecord(record))).toEqual(encodeRecord(record))
})
