// Removed, and invited again to the same group in the same vault: a person comes back with new keys, beside what the old ones could read.
import { expect, test } from 'vitest'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

test('they are told to leave the old membership first, and are admitted by themselves once they have', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Coalition')
  const { paper } = await ana.call('papers.create', { group, title: 'Appeal', kind: 'declaration' })
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'drafter')
  const before = (await ana.page(group)).members.find(({ name }) => name === 'Boris')
  await ana.call('members.remove', { group, member: before?.member ?? '' })
  const { link } = await ana.call('members.invite', { group, role: 'drafter' })
  const waiting = await boris.knock(link, ana, group)
  await ana.call('members.admit', { group, waiting })
  const joining = async () => (await boris.call('groups.list', {})).joining
  await until('Boris to be told', async () =>
    (await joining()).some(({ reason }) => reason === 'E_ALREADY_MEMBER'),
  )
  await boris.call('group.leave', { group })
  await until('Boris to be in the group', async () =>
    (await boris.call('groups.list', {})).groups.some(({ group: id }) => id === group),
  )
  const desk = await boris.read(group, paper)
  desk.type('Back again. ')
  await (await ana.read(group, paper)).shows('Back again.')
  expect(desk.failures).toEqual([])
})
