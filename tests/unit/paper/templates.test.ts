// What a paper may start from: every template whole, in both languages alike, and fit to be written over.
import { describe, expect, test } from 'vitest'
import type { DraftBlock } from '../../../shared/paper/block.ts'
import { countText } from '../../../shared/paper/statistics.ts'
import { TEMPLATES, templateBlocks, templateOf } from '../../../shared/paper/templates/templates.ts'
import { PAPER_KINDS } from '../../../shared/vocab/kinds.ts'

const textOf = ({ runs }: DraftBlock): string => runs.map(({ text }) => text).join('')
const shapeOf = (blocks: readonly DraftBlock[]): string[] =>
  blocks.map(({ kind, level, indent, runs }) => {
    const guides = runs.length === 1 && runs[0]?.marks.italic === true
    return `${kind} ${level} ${indent}${guides ? ' guide' : ''}`
  })

test('there is one for each genre, each with an id of its own', () => {
  expect(TEMPLATES.map(({ id }) => id).sort()).toEqual([
    'discussion-paper',
    'joint-appeal',
    'minutes',
    'monitoring-note',
    'parallel-conference',
    'speaking-note',
    'upr-joint-submission',
    'women-peace-security',
    'written-contribution',
  ])
  expect(templateOf('minutes')?.kind).toBe('minutes')
  expect(templateOf('poem')).toBeUndefined()
})

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('%s', (id, template) => {
  const [en, ru] = [templateBlocks(template, 'en'), templateBlocks(template, 'ru')]

  test('is built alike in both languages, block by block', () => {
    expect(shapeOf(ru)).toEqual(shapeOf(en))
    expect(en.filter(({ kind }) => kind === 'heading').length).toBeGreaterThanOrEqual(5)
    expect(en[0]?.runs).toMatchObject([{ marks: { italic: true } }])
  })

  test('holds text of that language and nothing that was not read as it was meant', () => {
    for (const block of [...en, ...ru]) {
      expect(textOf(block).trim()).not.toBe('')
      expect(textOf(block)).not.toMatch(/[*#`]|^-|Recommendation:|Рекомендация:|undefined/)
    }
    for (const block of en) expect(textOf(block)).not.toMatch(/\p{Script=Cyrillic}/u)
    for (const block of ru) expect(textOf(block)).toMatch(/\p{Script=Cyrillic}/u)
  })

  test('has recommendations to fill in, except where the genre has none', () => {
    const recommendations = en.filter(({ kind }) => kind === 'recommendation')
    if (id === 'minutes') expect(recommendations).toEqual([])
    else expect(recommendations.length).toBeGreaterThan(0)
    for (const block of recommendations) expect(textOf(block)).toMatch(/\[.+\]/)
  })

  test('has a kind that the vocabulary knows, and leaves room within its limit', () => {
    expect(PAPER_KINDS.map((kind) => kind.id)).toContain(template.kind)
    for (const language of ['en', 'ru'] as const) {
      const { limit = 2_000, name, about } = template[language]
      const words = templateBlocks(template, language).map((block) => countText(textOf(block)).words)
      expect(words.reduce((sum, each) => sum + each, 0)).toBeLessThan(limit / 2)
      expect(name.length).toBeLessThan(60)
      expect(about).toMatch(/\.$/)
    }
    expect(template.en.name).not.toBe(template.ru.name)
  })
})
