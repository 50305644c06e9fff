// After a removal: what the removed member wrote and deleted is listed, and a person can undo it piece by piece, as their own edit.

import { expect, test } from 'vitest'
import { agree } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

async function afterHisWork() {
  const [ana, boris, carla] = [await arrive('Ana'), await arrive('Boris'), await arrive('Carla')]
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Release', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  await carla.join(ana, group, 'drafter')
  const [hers, his, third] = [
    await ana.read(group, paper),
    await boris.read(group, paper),
    await carla.read(group, paper),
  ]
  hers.type('Release them without delay. ')
  await his.shows('without delay.')
  his.remove('without delay')
  his.type('Hear the services first. ')
  // One after another: each is an edit of its own, and the text keeps them as one piece.
  for (const word of ['Then ', 'wa', 'it. ']) {
    his.type(word)
    await his.acknowledged()
  }
  await his.acknowledged()
  await hers.shows('Then wait.')
  await third.shows('Then wait.')
  // Somebody else writes between what he wrote.
  hers.type('Free all of them. ')
  await agree(hers, third)
  const found = (await ana.page(group)).members.find(({ name }) => name === 'Boris')
  await ana.call('members.remove', { group, member: found?.member ?? '' })
  await until('Carla to hear of it', async () => (await carla.page(group)).former.length === 1)
  return { ana, carla, group, paper, member: found?.member ?? '', third }
}

test('what he wrote and deleted is listed, newest first, with others’ words left out', async () => {
  const { carla, group, paper, member } = await afterHisWork()
  const { papers } = await carla.call('members.touched', { group, member })
  expect(papers).toMatchObject([
    {
      paper,
      title: 'Release',
      changes: [
        { kind: 'inserted', text: 'Hear the services first. Then wait. ', characters: 36, settled: false },
        { kind: 'deleted', text: 'without delay', characters: 13, settled: false },
      ],
    },
  ])
  await expect(carla.call('members.touched', { group, member: 'ab'.repeat(16) })).rejects.toThrow(
    'E_NOT_FOUND',
  )
})

test('each piece can be undone, by whoever may write, for everyone', async () => {
  const { ana, carla, group, paper, member, third } = await afterHisWork()
  const { papers } = await ana.call('members.touched', { group, member })
  const [inserted, deleted] = papers[0]?.changes ?? []
  await ana.call('members.restore', { group, member, paper, change: deleted?.change ?? '' })
  await third.shows('Release them without delay. ')
  await ana.call('members.restore', { group, member, paper, change: inserted?.change ?? '' })
  const again = await ana.read(group, paper)
  await agree(again, third)
  expect(again.text.trim()).toBe('Release them without delay. Free all of them.')
  // A second time there is nothing left to take out.
  const later = await carla.call('members.touched', { group, member })
  expect(later.papers[0]?.changes[0]).toMatchObject({ kind: 'inserted', settled: true })
  await expect(
    carla.call('members.restore', { group, member, paper, change: inserted?.change ?? '' }),
  ).rejects.toThrow('E_NOT_FOUND')
  again.type('She writes on. ')
  // Carla's page was opened anew, as for any second session on one device.
  await (await carla.read(group, paper)).shows('She writes on.')
  expect(again.failures).toEqual([])
})
