// How people and their devices get into a group, and how they check each other: told at the host's boundary, with real keys.
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import type { JoiningItem, MemberItem } from '../../shared/contract/editor-api.ts'
import { agree, type Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()
const DAY = 24 * 60 * 60 * 1000

async function founded() {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  return { ana, group, paper }
}

async function request(player: Player): Promise<JoiningItem> {
  const [item] = (await player.call('groups.list', {})).joining
  if (item === undefined) throw new Error(`${player.name} has asked for nothing`)
  return item
}

async function seen(player: Player, group: string, name: string): Promise<MemberItem> {
  let found: MemberItem | undefined
  await until(`${player.name} to see ${name}`, async () => {
    found = (await player.page(group)).members.find((member) => member.name === name)
    return found !== undefined
  })
  if (found === undefined) throw new Error('not seen')
  return found
}

test('each role is given by an invitation of its own; an expert’s has an end that is still to come', async () => {
  const { ana, group } = await founded()
  const end = systemClock.now() + 30 * DAY
  await ana.call('members.invite', { group, role: 'reviewer' })
  await ana.call('members.invite', { group, role: 'expert', until: end })
  for (const wrong of [
    { role: 'expert' },
    { role: 'expert', until: systemClock.now() - 1 },
    { role: 'drafter', until: end },
  ] as const)
    await expect(ana.call('members.invite', { group, ...wrong })).rejects.toThrow('E_DATE_PAST')
  expect((await ana.page(group)).invitations.map(({ grants }) => grants)).toEqual([
    { kind: 'member', role: 'reviewer' },
    { kind: 'member', role: 'expert', until: end },
  ])
  const elena = await arrive('Elena')
  await elena.join(ana, group, 'expert', end)
  expect(await seen(ana, group, 'Elena')).toMatchObject({ role: 'expert', until: end })
  await until('Elena to know her role', async () => (await elena.page(group)).role === 'expert')
  await expect(elena.call('members.invite', { group, role: 'observer' })).rejects.toThrow('E_ROLE_FORBIDS')
})

test('STOLEN_INVITATION, INVITATION_REUSE: shown to two people it lets in one at most, and both sides are told', async () => {
  const { ana, group } = await founded()
  const { link } = await ana.call('members.invite', { group, role: 'drafter' })
  const boris = await arrive('Boris')
  const thief = await arrive('Thief')
  const waiting = await boris.knock(link, ana, group)
  await thief.call('groups.join', { invitation: link, yourName: 'Boris', organisation: 'Boris’s office' })
  await until('the thief to be told', async () => (await request(thief)).reason === 'E_INVITATION_USED')
  const [item, ...others] = (await ana.page(group)).waiting
  expect(others).toEqual([])
  expect(item).toMatchObject({ waiting, others: 1, grants: { kind: 'member', role: 'drafter' } })
  await until('the words to be on both screens', async () => (await request(boris)).words !== undefined)
  expect((await request(boris)).words).toEqual(item?.words)
  await ana.call('members.admit', { group, waiting })
  await boris.isIn(group)
  expect((await ana.page(group)).members).toHaveLength(2)
})

test('EXPIRED_INVITATION: one that was withdrawn lets nobody in, and leaves the list', async () => {
  const { ana, group } = await founded()
  const { link } = await ana.call('members.invite', { group, role: 'drafter' })
  const [open] = (await ana.page(group)).invitations
  await ana.call('members.withdraw', { group, invitation: open?.invitation ?? '' })
  expect((await ana.page(group)).invitations).toEqual([])
  await expect(ana.call('members.withdraw', { group, invitation: open?.invitation ?? '' })).rejects.toThrow(
    'E_NOT_FOUND',
  )
  const boris = await arrive('Boris')
  await boris.call('groups.join', { invitation: link, yourName: 'Boris', organisation: 'x' })
  await until('Boris to be told', async () => (await request(boris)).reason === 'E_INVITATION_EXPIRED')
  expect((await ana.page(group)).waiting).toEqual([])
})

test('a drafter’s second device is the same member: both write, everyone counts it, those who were away believe it', async () => {
  const { ana, group, paper } = await founded()
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'drafter')
  await seen(ana, group, 'Boris')
  const his = await boris.read(group, paper)
  await ana.leave()

  const { link } = await boris.call('members.addDevice', { group })
  const laptop = await arrive('Boris again')
  const waiting = await laptop.knock(link, boris, group)
  expect((await boris.page(group)).waiting).toMatchObject([{ waiting, grants: { kind: 'device' } }])
  await until('the words to be on both screens', async () => (await request(laptop)).words !== undefined)
  expect((await request(laptop)).words).toEqual((await boris.page(group)).waiting[0]?.words)
  await boris.call('members.admit', { group, waiting })
  await laptop.isIn(group)

  const him = await seen(laptop, group, 'Boris')
  expect(him).toMatchObject({ me: true, role: 'drafter' })
  expect(him.devices).toHaveLength(2)
  const hisToo = await laptop.read(group, paper)
  his.type('From the office. ')
  hisToo.type('From home. ')
  await his.shows('From home.')
  await hisToo.shows('From the office.')

  // Ana meets the new device alone, and has never heard of it.
  await boris.leave()
  await ana.comeBack()
  const hers = await ana.read(group, paper)
  await hers.shows('From home.')
  await until('Ana to count the device', async () => (await seen(ana, group, 'Boris')).devices.length === 2)
  await agree(hers, hisToo)
  expect((await ana.page(group)).members.map(({ name }) => name)).toEqual(['Ana', 'Boris'])
  await boris.comeBack()
  await hers.reads('all')
  expect(hers.status).toMatchObject({ devices: 3 })
  expect((await ana.page(group)).troubles).toEqual([])
})

test('two members check each other by the same six words, for themselves alone, until one of them adds a device', async () => {
  const { ana, group } = await founded()
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'drafter')
  const hisEntry = await seen(ana, group, 'Boris')
  const herEntry = await seen(boris, group, 'Ana')
  expect(hisEntry.verification).toBe('none')
  const shown = await ana.call('members.safetyWords', { group, member: hisEntry.member })
  const heard = await boris.call('members.safetyWords', { group, member: herEntry.member })
  expect(heard.words).toEqual(shown.words)
  const own = { group, member: (await seen(boris, group, 'Boris')).member }
  await expect(boris.call('members.safetyWords', own)).rejects.toThrow('E_NOT_FOUND')
  await ana.call('members.verify', { group, member: hisEntry.member, devices: shown.devices, match: true })
  expect((await seen(ana, group, 'Boris')).verification).toBe('verified')
  expect((await seen(boris, group, 'Ana')).verification).toBe('none')
  await boris.call('members.verify', { group, member: herEntry.member, devices: heard.devices, match: false })
  expect((await seen(boris, group, 'Ana')).verification).toBe('differed')
  await ana.leave()
  await ana.comeBack()
  expect((await seen(ana, group, 'Boris')).verification).toBe('verified')

  const { link } = await boris.call('members.addDevice', { group })
  const laptop = await arrive('Boris again')
  await boris.call('members.admit', { group, waiting: await laptop.knock(link, boris, group) })
  await until('Ana to doubt', async () => (await seen(ana, group, 'Boris')).verification === 'changed')
  const anew = await ana.call('members.safetyWords', { group, member: hisEntry.member })
  expect(anew.words).not.toEqual(shown.words)
  // What was compared before the device came says nothing of it.
  await ana.call('members.verify', { group, member: hisEntry.member, devices: shown.devices, match: true })
  expect((await seen(ana, group, 'Boris')).verification).toBe('changed')
  await ana.call('members.verify', { group, member: hisEntry.member, devices: anew.devices, match: true })
  expect((await seen(ana, group, 'Boris')).verification).toBe('verified')
})

test('whose words were compared before they were admitted is verified at once, and nobody else', async () => {
  const { ana, group } = await founded()
  const { link } = await ana.call('members.invite', { group, role: 'observer' })
  const boris = await arrive('Boris')
  const waiting = await boris.knock(link, ana, group)
  await ana.call('members.admit', { group, waiting, compared: true })
  await boris.isIn(group)
  expect((await seen(ana, group, 'Boris')).verification).toBe('verified')
  const carla = await arrive('Carla')
  await carla.join(ana, group, 'observer')
  expect((await seen(ana, group, 'Carla')).verification).toBe('none')
})
