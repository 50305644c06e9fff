// A drafter may wipe a paper in nine legitimate bytes. Every device finds it in the log, shows the text as it was, and lets a person put
// it back: of a member who is there, and of one who is gone.
import { expect, test } from 'vitest'
import { bodyOf } from '../../shared/paper/body.ts'
import { agree } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'

const { arrive } = gatherPlayers()

const FIRST = 'Participating States should release everyone who is held for peaceful assembly. '
const SECOND = 'Registration of associations must never depend on where their support comes from. '

test('NINE_BYTES: what a member wiped is listed on every device, put back by one who may write, and that is undone in one step', async () => {
  const [ana, boris, carla] = [await arrive('Ana'), await arrive('Boris'), await arrive('Carla')]
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Release', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  await carla.join(ana, group, 'reviewer')
  const [hers, his] = [await ana.read(group, paper), await boris.read(group, paper)]
  hers.type(SECOND)
  hers.type(FIRST)
  await his.shows('peaceful assembly.')
  const whole = his.text
  // A sentence that he writes and takes back, and a word that he replaces, are no large deletion.
  his.type('Nobody asked for this sentence, and it goes again before anybody has read it. ')
  his.remove('Nobody asked for this sentence, and it goes again before anybody has read it. ')
  his.remove('never')
  await his.acknowledged()
  expect((await boris.call('papers.wiped', { group })).wiped).toEqual([])
  his.remove(FIRST)
  await his.acknowledged()
  await agree(hers, his)
  const third = await carla.read(group, paper)
  await agree(hers, third)
  hers.type('Written since. ')
  await agree(hers, his)

  const [listed] = (await ana.call('papers.wiped', { group })).wiped
  expect(listed).toMatchObject({ paper, title: 'Release', by: 'Boris', missing: true })
  expect(listed?.text).toContain(FIRST.trim())
  expect(listed?.of).toBeGreaterThan(FIRST.length)
  for (const player of [boris, carla]) {
    const [same] = (await player.call('papers.wiped', { group })).wiped
    expect(same, player.name).toMatchObject({
      change: listed?.change,
      characters: listed?.characters,
      text: listed?.text,
    })
  }
  const change = listed?.change ?? ''
  await expect(carla.call('papers.restoreWiped', { group, paper, change })).rejects.toThrow('E_ROLE_FORBIDS')
  await ana.call('papers.restoreWiped', { group, paper, change })
  await his.shows(FIRST)
  expect(his.text.replace('Written since. ', '')).toBe(whole)
  const after = await ana.call('papers.wiped', { group })
  expect(after.wiped[0]?.missing).toBe(false)
  expect(after.restored).toMatchObject([{ kind: 'wiped', title: 'Release' }])
  await expect(ana.call('papers.restoreWiped', { group, paper, change })).rejects.toThrow('E_NOT_FOUND')

  await ana.call('members.undoRestore', { group, restored: after.restored[0]?.restored ?? '' })
  await agree(his, await ana.read(group, paper))
  expect(his.text).not.toContain(FIRST)
  expect(his.text).toContain('Written since. ')
  expect((await ana.call('papers.wiped', { group })).wiped[0]?.missing).toBe(true)

  const member = listed?.member ?? ''
  await ana.call('members.remove', { group, member })
  const touched = await ana.call('members.touched', { group, member })
  expect(touched.wiped).toMatchObject([{ change, missing: true }])
  // It came today, and every change says so.
  for (const { seen } of [...touched.wiped, ...touched.papers.flatMap(({ changes }) => changes)])
    expect(Math.abs(Date.now() - (seen ?? 0))).toBeLessThan(2 * 86_400_000)
})

test('NINE_BYTES: a delete set that takes the blocks themselves is listed too, and put back word for word', async () => {
  const [ana, boris] = [await arrive('Ana'), await arrive('Boris')]
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Release', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  const [hers, his] = [await ana.read(group, paper), await boris.read(group, paper)]
  hers.type(SECOND)
  hers.type(FIRST)
  await his.shows('peaceful assembly.')
  const whole = his.text
  const body = bodyOf(his.doc)
  body.delete(0, body.length)
  await his.acknowledged()
  await agree(hers, his)
  expect(hers.text).toBe('')

  const [listed] = (await ana.call('papers.wiped', { group })).wiped
  expect(listed).toMatchObject({ paper, missing: true })
  await ana.call('papers.restoreWiped', { group, paper, change: listed?.change ?? '' })
  await his.shows(FIRST)
  expect(his.text).toBe(whole)
  const after = await ana.call('papers.wiped', { group })
  expect(after.wiped[0]?.missing).toBe(false)
  await ana.call('members.undoRestore', { group, restored: after.restored[0]?.restored ?? '' })
  await agree(his, await ana.read(group, paper))
  expect(his.text).toBe('')
})
