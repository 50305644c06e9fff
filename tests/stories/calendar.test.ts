// A working group keeps a calendar: two people, one of them offline, on real hosts.
import { expect, test } from 'vitest'
import { MAX_EVENTS } from '../../shared/calendar/calendar.ts'
import type { EventItem } from '../../shared/contract/calendar-api.ts'
import type { Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

const events = async (player: Player, group: string): Promise<EventItem[]> =>
  (await player.call('calendar.page', { group })).events

async function together(role: 'drafter' | 'reviewer' = 'drafter') {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, role)
  const { event } = await ana.call('calendar.add', {
    ...{
      group,
      title: 'Comments on the draft',
      date: '2026-12-01',
      kind: 'comments',
      paper,
      note: 'By noon',
    },
  })
  await until('the date to reach Boris', async () => (await events(boris, group)).length === 1)
  return { ana, boris, group, paper, event }
}

const all = async (group: string, ...players: readonly Player[]): Promise<string[]> =>
  Promise.all(players.map(async (player) => JSON.stringify(await events(player, group))))

async function agree(group: string, ...players: readonly Player[]): Promise<EventItem[]> {
  await until('all calendars to be equal', async () => new Set(await all(group, ...players)).size === 1)
  return JSON.parse((await all(group, ...players))[0] ?? '[]') as EventItem[]
}

test('two people who cannot reach each other move one date and rename it: both changes stand, and survive a restart', async () => {
  const { ana, boris, group, paper, event } = await together()
  expect(await events(boris, group)).toEqual([
    {
      ...{ event, title: 'Comments on the draft', date: '2026-12-01', kind: 'comments', note: 'By noon' },
      ...{ paper: { paper, title: 'Safe to speak' }, done: false },
    },
  ])
  await ana.leave()
  await boris.call('calendar.change', { group, event, date: '2026-12-08', lastDay: '2026-12-09' })
  await boris.call('calendar.add', { group, title: 'Meeting', date: '2026-12-03', kind: 'meeting' })
  await boris.leave()
  await ana.comeBack()
  await ana.call('calendar.change', { group, event, title: 'Last comments', note: '' })
  await boris.comeBack()
  await until('both to have both', async () =>
    (await all(group, ana, boris)).every((text) => text.includes('Last comments') && text.includes('12-09')),
  )
  expect(await agree(group, ana, boris)).toMatchObject([
    { title: 'Meeting', date: '2026-12-03' },
    { event, title: 'Last comments', date: '2026-12-08', lastDay: '2026-12-09', note: '' },
  ])
})

test('deleted by one while the other, offline, moves it: the same for both, and undone it is there with the move', async () => {
  const { ana, boris, group, event } = await together()
  await ana.leave()
  await boris.call('calendar.change', { group, event, date: '2027-01-15' })
  await boris.leave()
  await ana.comeBack()
  await ana.call('calendar.change', { group, event, deleted: true })
  expect(await events(ana, group)).toEqual([])
  await boris.comeBack()
  await until('the deletion to reach Boris', async () => (await events(boris, group)).length === 0)
  await ana.call('calendar.change', { group, event, deleted: false })
  await until('it to be back', async () => (await events(boris, group)).length === 1)
  expect(await agree(group, ana, boris)).toMatchObject([{ event, date: '2027-01-15', note: 'By noon' }])
})

test('a reviewer reads the calendar and is refused by the host; a drafter who becomes one is refused from then on', async () => {
  const { ana, boris, group, event } = await together('reviewer')
  expect(await boris.call('calendar.page', { group })).toMatchObject({ mayWrite: false })
  const add = { group, title: 'Mine', date: '2026-12-24', kind: 'other' }
  await expect(boris.call('calendar.add', add)).rejects.toThrow('E_ROLE_FORBIDS')
  await expect(boris.call('calendar.change', { group, event, deleted: true })).rejects.toThrow(
    'E_ROLE_FORBIDS',
  )
  const member = (await ana.page(group)).members.find(({ name }) => name === 'Boris')?.member ?? ''
  await ana.call('members.changeRole', { group, member, role: 'drafter' })
  await until('Boris to be a drafter', async () => (await boris.call('calendar.page', { group })).mayWrite)
  await boris.call('calendar.add', add)
  await until('his date to reach Ana', async () => (await events(ana, group)).length === 2)
})

test('an endorser is shown no date', async () => {
  const { ana, group } = await together()
  const cleo = await arrive('Cleo')
  await cleo.join(ana, group, 'endorser')
  await ana.call('calendar.add', { group, title: 'Adoption', date: '2026-12-20', kind: 'adoption' })
  await until('her name to have come', async () => (await cleo.page(group)).members.length === 3)
  expect(await cleo.call('calendar.page', { group })).toEqual({ events: [], mayWrite: false })
})

test('bad input: days that do not exist, an end before the beginning, a title of nothing, too many dates', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Torture')
  const add = (over: object) =>
    ana.call('calendar.add', { group, title: 'A', date: '2026-12-01', kind: 'deadline', ...over })
  await expect(add({ date: '2026-02-30' })).rejects.toThrow('E_BAD_REQUEST')
  await expect(add({ date: '1.12.2026' })).rejects.toThrow('E_BAD_REQUEST')
  await expect(add({ title: '\u200b' })).rejects.toThrow('E_BAD_REQUEST')
  await expect(add({ title: 'x'.repeat(301) })).rejects.toThrow('E_BAD_REQUEST')
  await expect(add({ note: 'x'.repeat(501) })).rejects.toThrow('E_BAD_REQUEST')
  await expect(add({ lastDay: '2026-11-30' })).rejects.toThrow('E_DATES_REVERSED')
  const { event } = await add({ lastDay: '2026-12-05' })
  const change = (over: object) => ana.call('calendar.change', { group, event, ...over })
  await expect(change({ date: '2026-12-06' })).rejects.toThrow('E_DATES_REVERSED')
  await change({ date: '2026-12-06', lastDay: null })
  await expect(ana.call('calendar.change', { group, event: 'ab'.repeat(16), done: true })).rejects.toThrow(
    'E_NOT_FOUND',
  )
  await Promise.all(Array.from({ length: MAX_EVENTS - 1 }, () => add({})))
  await expect(add({})).rejects.toThrow('E_CALENDAR_FULL')
  expect(await events(ana, group)).toHaveLength(MAX_EVENTS)
})
