// A removal by somebody who had not received everything: what it leaves out is seen, read, and given back by a coordinator. And a device
// that was taken: what it brought into the group goes with it.
import { expect, test } from 'vitest'
import type { GroupPage, MemberItem } from '../../shared/contract/editor-api.ts'
import type { Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

const named = (page: GroupPage, name: string): MemberItem | undefined =>
  page.members.find((member) => member.name === name)

async function knowsAll(player: Player, group: string, ...names: readonly string[]): Promise<void> {
  await until(`${player.name} to know all`, async () => {
    const page = await player.page(group)
    return names.every((name) => named(page, name) !== undefined)
  })
}

/** A further device of `owner`, in the group. */
async function furtherDevice(owner: Player, group: string, name: string): Promise<Player> {
  const device = await arrive(name)
  const { link } = await owner.call('members.addDevice', { group })
  const waiting = await device.knock(link, owner, group)
  await owner.call('members.admit', { group, waiting })
  await device.isIn(group)
  return device
}

async function founded() {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  const hers = await ana.read(group, paper)
  return { ana, group, paper, hers }
}

test('SHORT_CUT: who removes without having received everything hides words, and another coordinator reads and keeps them', async () => {
  const { ana, group, paper, hers } = await founded()
  const [boris, carla] = [await arrive('Boris'), await arrive('Carla')]
  await boris.join(ana, group, 'drafter')
  await carla.join(ana, group, 'coordinator')
  for (const player of [ana, boris, carla]) await knowsAll(player, group, 'Ana', 'Boris', 'Carla')
  const his = await boris.read(group, paper)
  his.type('Known to all. ')
  await hers.shows('Known to all.')
  await (await carla.read(group, paper)).shows('Known to all.')
  await carla.leave()
  his.type('The witness is safe. ')
  const { paper: own } = await boris.call('papers.create', { group, title: 'His own', kind: 'declaration' })
  await (await ana.read(group, own)).acknowledged()
  await hers.shows('The witness is safe.')
  await boris.leave()
  await ana.leave()
  // Alone, she removes him with what she knows.
  await carla.comeBack()
  const member = named(await carla.page(group), 'Boris')?.member ?? ''
  await carla.call('members.remove', { group, member })
  await ana.comeBack()
  await until('Ana to hear of it', async () => (await ana.page(group)).former[0]?.leftOut !== undefined)
  const [former] = (await ana.page(group)).former
  expect(former?.leftOut).toBeGreaterThanOrEqual(3)
  const gone = await ana.read(group, paper)
  expect(gone.text).toContain('Known to all.')
  expect(gone.text).not.toContain('witness')
  expect((await ana.page(group)).papers.map(({ title }) => title)).toEqual(['Safe to speak'])

  const { leftOut } = await ana.call('members.touched', { group, member })
  expect(leftOut.changes).toBe(former?.leftOut)
  expect(leftOut.papers).toMatchObject([
    { title: 'Safe to speak', changes: [{ kind: 'inserted', text: 'The witness is safe. ' }] },
  ])
  await ana.call('members.keepWritten', { group, member })
  for (const player of [ana, carla]) {
    await until(`${player.name} to have it again`, async () =>
      (await player.page(group)).papers.some(({ title }) => title === 'His own'),
    )
    await (await player.read(group, paper)).shows('The witness is safe.')
    expect((await player.page(group)).former[0]?.leftOut).toBeUndefined()
  }
  const after = await ana.call('members.touched', { group, member })
  expect(after.leftOut).toEqual({ changes: 0, papers: [] })
  await expect(ana.call('members.keepWritten', { group, member })).rejects.toThrow('E_NOT_FOUND')
  // It is kept over a restart, and he is still gone.
  await ana.leave()
  await ana.comeBack()
  await (await ana.read(group, paper)).shows('The witness is safe.')
  expect((await ana.page(group)).members.map(({ name }) => name).sort()).toEqual(['Ana', 'Carla'])
})

test('SHORT_CUT: an older device that is stolen removes its owner’s newer one and hides what that wrote; a coordinator gives it back', async () => {
  const { ana, group, paper, hers } = await founded()
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'drafter')
  const phone = await furtherDevice(boris, group, 'Boris’s phone')
  for (const player of [ana, boris, phone]) await knowsAll(player, group, 'Ana', 'Boris')
  await boris.leave()
  const his = await phone.read(group, paper)
  his.type('From the new telephone. ')
  await hers.shows('From the new telephone.')
  await phone.leave()
  await ana.leave()
  // The thief has the older device, and nobody to talk to.
  await boris.comeBack()
  const other = named(await boris.page(group), 'Boris')?.devices.find(({ here }) => !here)?.device ?? ''
  await boris.call('members.removeDevice', { group, device: other })
  await ana.comeBack()
  await until('Ana to hear of it', async () => named(await ana.page(group), 'Boris')?.leftOut !== undefined)
  const { member, leftOut } = named(await ana.page(group), 'Boris') ?? {}
  expect(leftOut).toBeGreaterThan(0)
  expect((await ana.read(group, paper)).text).not.toContain('telephone')
  const touched = await ana.call('members.touched', { group, member: member ?? '' })
  expect(touched.leftOut.papers[0]?.changes).toMatchObject([{ text: 'From the new telephone. ' }])
  // Not for whoever is no coordinator, the thief among them.
  await expect(boris.call('members.keepWritten', { group, member: member ?? '' })).rejects.toThrow(
    'E_ROLE_FORBIDS',
  )
  await ana.call('members.keepWritten', { group, member: member ?? '' })
  await (await ana.read(group, paper)).shows('From the new telephone.')
  expect(named(await ana.page(group), 'Boris')?.leftOut).toBeUndefined()
})

test('BROUGHT_IN: a device that a taken one brought in is named as such, and both go in one act', async () => {
  const { ana, group } = await founded()
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'drafter')
  const honest = await furtherDevice(boris, group, 'Boris at home')
  await knowsAll(honest, group, 'Boris')
  const thief = await furtherDevice(boris, group, 'Boris no longer')
  await knowsAll(thief, group, 'Boris')
  await until('Ana to see three', async () => named(await ana.page(group), 'Boris')?.devices.length === 3)
  const devices = named(await ana.page(group), 'Boris')?.devices ?? []
  const taken = devices.find(({ addedBy }) => addedBy === undefined)?.device ?? ''
  const brought = devices.filter(({ addedBy }) => addedBy === taken).map(({ device }) => device)
  expect(brought).toHaveLength(2)
  // Somebody else's device goes with nobody's.
  const own = named(await ana.page(group), 'Ana')?.devices[0]?.device ?? ''
  await expect(ana.call('members.removeDevice', { group, device: taken, also: [own] })).rejects.toThrow(
    'E_BAD_REQUEST',
  )
  const [first = ''] = brought
  await ana.call('members.removeDevice', { group, device: taken, also: [first] })
  const left = named(await ana.page(group), 'Boris')?.devices.map(({ device }) => device)
  expect(left).toEqual(brought.slice(1))
})
