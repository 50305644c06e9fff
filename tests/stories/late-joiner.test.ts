// An invitation's date is a question for the day on which somebody asks to join. What became of them then, only the inviter knows.
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()
const DAY = 86_400_000

test('who asked in time, was admitted while away and comes back after the date is in the group', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Coalition')
  const boris = await arrive('Boris')
  const { link } = await ana.call('members.invite', { group, role: 'drafter' })
  const waiting = await boris.knock(link, ana, group)
  await boris.leave()
  await ana.call('members.admit', { group, waiting })
  boris.clock = { ...systemClock, now: () => systemClock.now() + 30 * DAY }
  await boris.comeBack()
  await until('Boris is in the group', async () => (await boris.call('groups.list', {})).groups.length === 1)
})

test('who asks after the date is told so at once', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Coalition')
  const boris = await arrive('Boris', {}, { ...systemClock, now: () => systemClock.now() + 30 * DAY })
  const { link } = await ana.call('members.invite', { group, role: 'drafter' })
  await expect(boris.knock(link, ana, group)).rejects.toMatchObject({ code: 'E_INVITATION_EXPIRED' })
})
