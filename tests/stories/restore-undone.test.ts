// Whoever restored something after a review can go back on it: at once or after a restart, with what others wrote meanwhile in its place.
import { expect, test } from 'vitest'
import { agree } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'

const { arrive } = gatherPlayers()

test('each restore stands in a list of its own and is undone in one step, also after a restart', async () => {
  const [ana, boris] = [await arrive('Ana'), await arrive('Boris')]
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Release', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  const [hers, his] = [await ana.read(group, paper), await boris.read(group, paper)]
  hers.type('Release them without delay. ')
  await his.shows('delay.')
  his.remove('without delay')
  his.type('Hear the services first. ')
  await his.acknowledged()
  await hers.shows('services first.')
  const before = hers.text
  const member = (await ana.page(group)).members.find(({ name }) => name === 'Boris')?.member ?? ''
  await ana.call('members.remove', { group, member })

  const touched = () => ana.call('members.touched', { group, member })
  for (const { change } of (await touched()).papers[0]?.changes ?? [])
    await ana.call('members.restore', { group, member, paper, change })
  const restored = await ana.read(group, paper)
  expect(restored.text.trim()).toBe('Release them without delay.')
  expect((await touched()).restored).toMatchObject([
    { kind: 'deleted', text: 'without delay', characters: 13, title: 'Release' },
    { kind: 'inserted', text: 'Hear the services first. ', characters: 25 },
  ])
  restored.type('And compensate them. ')
  await restored.acknowledged()

  await ana.leave()
  await ana.comeBack()
  const [deleted, inserted] = (await touched()).restored
  await ana.call('members.undoRestore', { group, restored: inserted?.restored ?? '' })
  await ana.call('members.undoRestore', { group, restored: deleted?.restored ?? '' })
  expect((await touched()).restored).toEqual([])
  const after = await ana.read(group, paper)
  await agree(after)
  expect(after.text.replace('And compensate them. ', '')).toBe(before)
  expect(after.text).toContain('And compensate them. ')
  await expect(ana.call('members.undoRestore', { group, restored: deleted?.restored ?? '' })).rejects.toThrow(
    'E_NOT_FOUND',
  )
})
