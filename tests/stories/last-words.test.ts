// Ctrl-C or Lock at the worst moment: two people were removed at once, nobody has minted an epoch yet, and somebody has just typed.
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import type { Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

test('words that wait for an epoch are sealed before the vault closes, and are there after the restart', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Coalition')
  const { paper } = await ana.call('papers.create', { group, title: 'Appeal', kind: 'declaration' })
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'coordinator')
  for (const name of ['Xenia', 'Yuri']) {
    const person = await arrive(name)
    await person.join(ana, group, 'drafter')
    await until(`Boris knows ${name}`, async () => (await memberOf(boris, name)) !== undefined)
    await person.leave()
  }
  async function memberOf(player: Player, name: string): Promise<string | undefined> {
    return (await player.page(group)).members.find((it) => it.name === name)?.member
  }
  async function removes(player: Player, name: string): Promise<void> {
    await player.call('members.remove', { group, member: (await memberOf(player, name)) ?? '' })
  }
  await boris.leave()
  await removes(ana, 'Xenia')
  await ana.leave()
  await boris.comeBack()
  await removes(boris, 'Yuri')
  let slow = false
  ana.clock = { ...systemClock, after: (ms, callback) => systemClock.after(slow ? ms * 100 : ms, callback) }
  await ana.comeBack()
  await until('Ana knows of both', async () => (await ana.page(group)).members.length === 2)
  const desk = await ana.read(group, paper)
  // Nobody's turn comes within this test.
  slow = true
  desk.type('The last words before Ctrl-C')
  ana.lastWords = async () => {
    await desk.acknowledged()
    // The roads are left at the usual pace, whether or not the other side answers in time.
    slow = false
  }
  await ana.leave()
  expect(desk.failures).toEqual([])
  ana.clock = systemClock
  await ana.comeBack()
  expect((await ana.read(group, paper)).text).toContain('The last words before Ctrl-C')
})
