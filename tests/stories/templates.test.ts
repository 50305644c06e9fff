// A paper that starts from a template: its blocks are there from the first moment, for everyone, in the language that was chosen.
import { expect, test } from 'vitest'
import { bodyOf, isBlock } from '../../shared/paper/body.ts'
import { TEMPLATES, templateBlocks } from '../../shared/paper/templates/templates.ts'
import { gatherPlayers } from '../support/players.ts'

const { arrive } = gatherPlayers()

test('a UPR submission in Russian: its blocks, its word limit, and it can be written in by a colleague', async () => {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', {
    ...{ group, title: 'Представление', kind: 'upr-submission' },
    template: { id: 'upr-joint-submission', language: 'ru' },
  })
  await boris.join(ana, group, 'drafter')
  const his = await boris.read(group, paper)
  await his.shows('Итоги предыдущего обзора')
  expect(his.about).toMatchObject({ limit: 5_630, kind: 'upr-submission', mayWrite: true })
  his.type('Написано Борисом. ', 1)
  await his.acknowledged()
  const hers = await ana.read(group, paper)
  await hers.shows('Написано Борисом.')
})

test.each(TEMPLATES.map(({ id }) => id))('%s: every block with its kind and an id of its own', async (id) => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Torture')
  for (const language of ['en', 'ru'] as const) {
    const template = TEMPLATES.find((one) => one.id === id)
    if (template === undefined) throw new Error('no template')
    const create = { group, title: `${id} ${language}`, kind: template.kind, template: { id, language } }
    const { paper } = await ana.call('papers.create', create)
    const { doc, about } = await ana.read(group, paper)
    const blocks = bodyOf(doc).toArray().filter(isBlock)
    const wanted = templateBlocks(template, language)
    expect(blocks.map((block) => block.getAttribute('kind'))).toEqual(wanted.map(({ kind }) => kind))
    expect(new Set(blocks.map((block) => block.getAttribute('id'))).size).toBe(wanted.length)
    expect(about.limit).toBe(template[language].limit)
  }
})

test('an unknown template is refused, and no paper is left behind', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Torture')
  const template = { id: 'poem', language: 'en' as const }
  await expect(
    ana.call('papers.create', { group, title: 'Poem', kind: 'minutes', template }),
  ).rejects.toThrow('E_BAD_REQUEST')
  expect((await ana.page(group)).papers).toEqual([])
})
