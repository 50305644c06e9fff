// The register of recommendations at the host's boundary: what it lists, who may change it, and what happens when several do.
import { expect, test } from 'vitest'
import { blockElement, bodyOf } from '../../shared/paper/body.ts'
import { changeDetails, type DetailsChange } from '../../shared/paper/recommendation-change.ts'
import { blockWithId } from '../../shared/paper/recommendations.ts'
import type { Desk, Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()
const id = (number: number): string => number.toString(16).padStart(32, 'a')

function recommend(desk: Desk, number: number, text: string): void {
  const about = { kind: 'recommendation', level: 1, indent: 0, id: id(number) } as const
  bodyOf(desk.doc).push([blockElement(about, [{ text, marks: {} }])])
}

async function rows(player: Player, group: string) {
  const { papers } = await player.call('recommendations.list', { group, known: {} })
  return papers.flatMap(({ title, recommendations = [] }) =>
    recommendations.map(({ number, text, details }) => ({ title, number, text, details })),
  )
}

async function together() {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Torture')
  const { paper } = await ana.call('papers.create', { group, title: 'After release', kind: 'declaration' })
  const desk = await ana.read(group, paper)
  recommend(desk, 1, 'Repeal the law.')
  recommend(desk, 2, 'Pay for what was done.')
  await desk.acknowledged()
  await ana.call('paper.close', { session: desk.session })
  return { ana, boris, group, paper }
}

test('all recommendations of all papers, with numbers and details; only what changed is answered again', async () => {
  const { ana, group, paper } = await together()
  const second = await ana.call('papers.create', { group, title: 'Other', kind: 'declaration' })
  const before = await ana.call('recommendations.list', { group, known: {} })
  expect(before.papers.map(({ title, recommendations }) => [title, recommendations?.length])).toEqual([
    ['After release', 2],
    ['Other', 0],
  ])
  expect(before.members.map(({ name }) => name)).toEqual(['Ana'])
  const change = { kind: 'add', field: 'to', value: 'state:TJ' } as const
  await ana.call('recommendations.change', { group, paper, id: id(2), change })
  const known = Object.fromEntries(before.papers.map((one) => [one.paper, one.version]))
  const after = await ana.call('recommendations.list', { group, known })
  expect(after.papers.find((one) => one.paper === second.paper)?.recommendations).toBeUndefined()
  expect(after.papers.find((one) => one.paper === paper)?.recommendations).toMatchObject([
    { number: 1, text: 'Repeal the law.', details: { addressees: [] } },
    { number: 2, text: 'Pay for what was done.', details: { addressees: ['state:TJ'], status: 'proposed' } },
  ])
})

test('what is changed in the register reaches a colleague who has the paper open, and survives a restart', async () => {
  const { ana, boris, group, paper } = await together()
  await boris.join(ana, group, 'drafter')
  const his = await boris.read(group, paper)
  await his.shows('Repeal the law.')
  const change = { kind: 'choose', field: 'date', value: '2027-05-01' } as const
  await ana.call('recommendations.change', { group, paper, id: id(1), change })
  await until(
    'the date to reach Boris',
    async () => (await rows(boris, group))[0]?.details.date === '2027-05-01',
  )
  // Boris writes in his page on the same recommendation.
  const block = blockWithId(bodyOf(his.doc), id(1))
  if (block === undefined) throw new Error('no recommendation')
  const theme: DetailsChange = { kind: 'add', field: 'theme', value: 'torture-prevention' }
  his.doc.transact(() => changeDetails(block, theme))
  await his.acknowledged()
  expect(his.failures).toEqual([])
  await until('the theme to reach Ana', async () => (await rows(ana, group))[0]?.details.themes.length === 1)
  await ana.leave()
  await ana.comeBack()
  expect((await rows(ana, group))[0]?.details).toMatchObject({
    date: '2027-05-01',
    themes: ['torture-prevention'],
  })
})

test('two who cannot reach each other: in the end both see the same, and nothing that was added is gone', async () => {
  const { ana, boris, group, paper } = await together()
  await boris.join(ana, group, 'drafter')
  await until('all to reach Boris', async () => (await rows(boris, group)).length === 2)
  const change = (player: Player, one: DetailsChange): Promise<unknown> =>
    player.call('recommendations.change', { group, paper, id: id(1), change: one })
  await ana.leave()
  await change(boris, { kind: 'add', field: 'to', value: 'ODIHR' })
  await change(boris, { kind: 'choose', field: 'status', value: 'agreed' })
  await boris.leave()
  await ana.comeBack()
  await change(ana, { kind: 'add', field: 'to', value: 'RFoM' })
  await change(ana, { kind: 'choose', field: 'status', value: 'dropped' })
  await boris.comeBack()
  await until('both to see the same', async () => {
    const [hers, his] = [(await rows(ana, group))[0]?.details, (await rows(boris, group))[0]?.details]
    return JSON.stringify(hers) === JSON.stringify(his) && hers?.addressees.length === 2
  })
  expect((await rows(ana, group))[0]?.details).toMatchObject({
    status: 'agreed',
    others: { status: ['dropped'] },
  })
})

test('a reviewer reads the register and changes nothing; an endorser sees none', async () => {
  const { ana, boris, group, paper } = await together()
  await boris.join(ana, group, 'reviewer')
  await until('all to reach Boris', async () => (await rows(boris, group)).length === 2)
  const { papers } = await boris.call('recommendations.list', { group, known: {} })
  expect(papers).toMatchObject([{ mayWrite: false }])
  const change = { kind: 'add', field: 'to', value: 'ODIHR' } as const
  await expect(boris.call('recommendations.change', { group, paper, id: id(1), change })).rejects.toThrow(
    'E_ROLE_FORBIDS',
  )
  const carla = await arrive('Carla')
  await carla.join(ana, group, 'endorser')
  expect((await carla.call('recommendations.list', { group, known: {} })).papers).toEqual([])
})

test('one that is gone is not changed, and neither is one with a value that nobody may write', async () => {
  const { ana, group, paper } = await together()
  const change = { kind: 'add', field: 'to', value: 'two\nlines' } as const
  await ana.call('recommendations.change', { group, paper, id: id(1), change })
  expect((await rows(ana, group))[0]?.details.addressees).toEqual([])
  await expect(
    ana.call('recommendations.change', { group, paper, id: id(7), change: { ...change, value: 'ODIHR' } }),
  ).rejects.toThrow('E_NOT_FOUND')
  await ana.call('papers.delete', { group, paper })
  expect(await rows(ana, group)).toEqual([])
  await expect(ana.call('recommendations.change', { group, paper, id: id(1), change })).rejects.toThrow(
    'E_PAPER_DELETED',
  )
})

test('who has the register open is told once that it is old', async () => {
  const { ana, group, paper } = await together()
  let told = 0
  ana.host?.onEvent((event) => {
    if (event === 'recommendations.changed') told += 1
  })
  await ana.call('recommendations.list', { group, known: {} })
  for (const value of ['ODIHR', 'RFoM'])
    await ana.call('recommendations.change', {
      group,
      paper,
      id: id(1),
      change: { kind: 'add', field: 'to', value },
    })
  expect(told).toBe(1)
})
