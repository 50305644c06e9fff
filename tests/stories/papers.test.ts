// What becomes of papers: renamed, archived and deleted by several people, on real hosts.
import { expect, test } from 'vitest'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

async function together() {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  return { ana, boris, group, paper, his: await boris.read(group, paper) }
}

test('a drafter renames a colleague’s paper and archives it; whoever has it open sees the new title', async () => {
  const { ana, boris, group, paper } = await together()
  const hers = await ana.read(group, paper)
  await boris.call('papers.rename', { group, paper, title: 'Safe to speak, safe to meet' })
  await boris.call('papers.archive', { group, paper, archived: true })
  await until('the new title to reach Ana', () => hers.about.title === 'Safe to speak, safe to meet')
  await until('the archive to reach Ana', async () => (await ana.page(group)).papers[0]?.archived === true)
  expect(hers.about.mayWrite).toBe(true)
  await ana.call('papers.archive', { group, paper, archived: false })
  await until('it to be back', async () => (await boris.page(group)).papers[0]?.archived === false)
  expect((await boris.page(group)).papers).toMatchObject([{ mayChange: true, mayDelete: false }])
  await expect(boris.call('papers.delete', { group, paper })).rejects.toThrow('E_ROLE_FORBIDS')
})

test('a drafter numbers the paragraphs of a paper, for everyone and until somebody takes the numbers away', async () => {
  const { ana, boris, group, paper } = await together()
  const hers = await ana.read(group, paper)
  expect(hers.about.numbered).toBeUndefined()
  await boris.call('papers.number', { group, paper, numbered: true })
  await until('numbers at Ana’s', () => hers.about.numbered === true)
  await ana.leave()
  await ana.comeBack()
  const again = await ana.read(group, paper)
  expect(again.about.numbered).toBe(true)
  await ana.call('papers.number', { group, paper, numbered: false })
  await until('none at Ana’s', () => again.about.numbered !== true)
})

test('renamed by two who cannot reach each other, a paper has one title everywhere in the end', async () => {
  const { ana, boris, group, paper } = await together()
  await ana.leave()
  await boris.call('papers.rename', { group, paper, title: 'By Boris' })
  await boris.leave()
  await ana.comeBack()
  await ana.call('papers.rename', { group, paper, title: 'By Ana' })
  await boris.comeBack()
  const titles = async () =>
    Promise.all([ana, boris].map(async (one) => (await one.page(group)).papers[0]?.title))
  await until('one title', async () => new Set(await titles()).size === 1)
})

test('a paper deleted while a colleague writes in it: they are told, it takes no more, and no typed word is lost', async () => {
  const { ana, boris, group, paper, his } = await together()
  his.type('Typed before I knew. ')
  await his.acknowledged()
  await ana.call('papers.delete', { group, paper })
  await until('Boris to be told', () => his.about.reason === 'E_PAPER_DELETED')
  expect(his.about).toMatchObject({ title: 'Safe to speak', mayWrite: false })
  expect(his.ended).toBeUndefined()
  his.type('Still on its way. ')
  await his.acknowledged()
  expect(his.failures).toEqual([])
  expect((await boris.page(group)).papers).toEqual([])
  await expect(boris.call('paper.open', { group, paper })).rejects.toThrow('E_PAPER_DELETED')
  await expect(boris.call('papers.rename', { group, paper, title: 'Back' })).rejects.toThrow('E_NOT_FOUND')
  await ana.leave()
  await ana.comeBack()
  expect((await ana.page(group)).papers).toEqual([])
})
