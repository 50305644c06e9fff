// What people see of each other's standing, told at the host's boundary: entries, roles, removal, a taken device, the history.
import { describe, expect, test } from 'vitest'
import type { MemberItem } from '../../shared/contract/editor-api.ts'
import type { Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

async function together() {
  const [ana, boris, carla] = [await arrive('Ana'), await arrive('Boris'), await arrive('Carla')]
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  await carla.join(ana, group, 'coordinator')
  for (const player of [ana, boris, carla])
    await until(`${player.name} to know all three`, async () => (await names(player, group)).length === 3)
  return { ana, boris, carla, group, paper }
}

async function names(player: Player, group: string): Promise<string[]> {
  const { members } = await player.page(group)
  return members
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .sort()
}

async function member(player: Player, group: string, name: string): Promise<MemberItem> {
  const found = (await player.page(group)).members.find((item) => item.name === name)
  if (found === undefined) throw new Error(`${player.name} knows no ${name}`)
  return found
}

async function sees(player: Player, group: string, name: string, part: Partial<MemberItem>): Promise<void> {
  await until(`${player.name} to see the change of ${name}`, async () => {
    const item: Partial<MemberItem> | undefined = (await player.page(group)).members.find(
      (one) => one.name === name,
    )
    if (item === undefined) return false
    return Object.entries(part).every(([key, value]) => item[key as keyof MemberItem] === value)
  })
}

describe('what a member says of themselves', () => {
  test('reaches everyone, and what is no longer stated is gone everywhere', async () => {
    const { ana, boris, group } = await together()
    const entry = { name: 'Boris I.', organisation: 'Open Archive' }
    await boris.call('members.editMine', { group, ...entry, country: 'GE', membership: 'associate' })
    await sees(ana, group, 'Boris I.', {
      organisation: 'Open Archive',
      country: 'GE',
      membership: 'associate',
    })
    await boris.call('members.editMine', { group, ...entry })
    await until(
      'Ana to see it gone',
      async () => (await member(ana, group, 'Boris I.')).country === undefined,
    )
    expect(await member(ana, group, 'Boris I.')).not.toHaveProperty('membership')
  })
})

describe('roles', () => {
  test('change for everyone; a drafter who becomes a reviewer reads on and writes no more', async () => {
    const { ana, boris, carla, group, paper } = await together()
    const { member: id } = await member(ana, group, 'Boris')
    await expect(
      boris.call('members.changeRole', { group, member: id, role: 'coordinator' }),
    ).rejects.toThrow('E_ROLE_FORBIDS')
    await ana.call('members.changeRole', { group, member: id, role: 'reviewer' })
    for (const player of [boris, carla]) await sees(player, group, 'Boris', { role: 'reviewer' })
    expect((await boris.page(group)).role).toBe('reviewer')
    expect((await boris.read(group, paper)).mayWrite).toBe(false)
    await expect(boris.call('papers.create', { group, title: 'No', kind: 'declaration' })).rejects.toThrow(
      'E_ROLE_FORBIDS',
    )
  })

  test('of the last coordinator stay', async () => {
    const ana = await arrive('Ana')
    const group = await ana.foundGroup('Alone')
    const { member: id } = await member(ana, group, 'Ana')
    await expect(ana.call('members.changeRole', { group, member: id, role: 'drafter' })).rejects.toThrow(
      'E_LAST_COORDINATOR',
    )
  })
})

describe('removal', () => {
  test('shows the removed as former, with who did it, and the history tells it with the day it was seen', async () => {
    const { ana, boris, carla, group } = await together()
    const { member: id } = await member(ana, group, 'Boris')
    await ana.call('members.remove', { group, member: id })
    await until('Carla to hear of it', async () => (await carla.page(group)).former.length === 1)
    expect((await carla.page(group)).former).toMatchObject([{ name: 'Boris', why: 'removed', by: 'Ana' }])
    expect(await names(carla, group)).toEqual(['Ana', 'Carla'])
    const { entries } = await carla.call('members.history', { group })
    expect(entries[0]).toMatchObject({ kind: 'remove', by: 'Ana', whom: 'Boris', flags: [] })
    expect(Math.abs((entries[0]?.seen ?? 0) - Date.now())).toBeLessThan(60_000)
    expect(entries.map(({ kind, whom }) => `${kind} ${whom}`)).toEqual([
      'remove Boris',
      'admit Carla',
      'admit Boris',
      'found Ana',
    ])
    // Nobody tells the removed; until they hear of it from a file or a colleague's mistake, their page is as it was.
    expect((await boris.page(group)).belongs).toBe(true)
  })

  test('of a device says what it had by its own word, and what it never got', async () => {
    const { ana, boris, group, paper } = await together()
    const desk = await ana.read(group, paper)
    desk.type('It had this. ')
    await desk.reads('all')
    await boris.leave()
    const { paper: late } = await ana.call('papers.create', { group, title: 'Too late', kind: 'declaration' })
    desk.type('It never got this. ')
    await desk.acknowledged()
    const device = (await member(ana, group, 'Boris')).devices[0]?.device ?? ''
    const report = await ana.call('members.removeDevice', { group, device })
    expect(report).toMatchObject({ name: 'Boris', known: true, unknownNames: [] })
    expect(report.names).toEqual(['Ana', 'Boris', 'Carla'])
    const found = new Map(report.papers.map((item) => [item.paper, item.holds]))
    expect(found.get(paper)).toBe('some')
    expect(found.get(late)).toBe('none')
    expect(await names(ana, group)).toEqual(['Ana', 'Carla'])
  })
})
