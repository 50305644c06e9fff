// Hints for recommendations, and how often the rank of the opening verb is guessed right on recommendations that people have coded.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hintsFor } from '../../../shared/paper/hints.ts'
import { verbRank } from '../../../shared/paper/verb-rank.ts'

const kinds = (text: string, heading = '') => hintsFor(text, heading).map(({ kind }) => kind)

describe('hints', () => {
  test('a good recommendation has none', () => {
    expect(kinds('Release all human-rights defenders in Belarus by the end of 2027.')).toEqual([])
    expect(kinds('Освободить всех правозащитников в Беларуси до конца 2027 года.')).toEqual([])
    expect(kinds('')).toEqual([])
    expect(kinds('…')).toEqual([])
  })

  test('whom it is for may stand in the heading', () => {
    expect(kinds('Release them within a month.')).toEqual(['addressee'])
    expect(kinds('Release them within a month.', 'To participating States')).toEqual([])
    expect(kinds('Освободить их в течение месяца.')).toEqual(['addressee'])
    expect(kinds('Освободить их в течение месяца.', 'Властям Таджикистана')).toEqual([])
    expect(kinds('Освободить их в Казахстане в течение месяца.')).toEqual([])
  })

  test('by when', () => {
    expect(kinds('Kyrgyzstan: release them.')).toEqual(['date'])
    for (const when of ['in 2027', 'immediately', 'within six months', 'before the next meeting'])
      expect(kinds(`Kyrgyzstan: release them ${when}.`), when).toEqual([])
    expect(kinds('Кыргызстану: освободить их.')).toEqual(['date'])
  })

  test('two in one; a list of objects is one', () => {
    const both = 'Repeal the law in 2027, and restore the status of those dissolved, States.'
    expect(kinds(both)).toEqual(['twoAsks'])
    expect(kinds('States: repeal it in 2027. Publish the text.')).toEqual(['twoAsks'])
    expect(kinds('Государствам: отменить закон до 2027 года; освободить людей.')).toEqual(['twoAsks'])
    expect(kinds('States: protect lawyers, journalists and the families of victims in 2027.')).toEqual([])
  })

  test('length is measured against real recommendations', () => {
    expect(hintsFor(`States: release in 2027 ${'them '.repeat(50)}`, '')).toEqual([
      { kind: 'long', words: 54 },
    ])
  })

  test('weak opening verbs; in Russian nothing is said of verbs', () => {
    for (const [verb, rank] of [
      ['Consider repealing', 3],
      ['Continue its efforts against', 2],
      ['Call on others to repeal', 1],
    ] as const)
      expect(hintsFor(`${verb} the law of the State in 2027.`, '')).toEqual([{ kind: 'verb', rank }])
    expect(kinds('Рассмотреть отмену закона государства в 2027 году.')).toEqual([])
  })
})

describe('the rank of the opening verb', () => {
  test.each([
    ['Ratify the Optional Protocol to the Convention against Torture', 5],
    ['Establish an independent complaints body', 5],
    ['Adopt all necessary measures to protect women', 4],
    ['Take steps to end impunity, including by amending the Criminal Code', 5],
    ['Strengthen efforts against trafficking', 4],
    ['Consider ratifying the Convention', 3],
    ['Consider and adopt the draft law', 5],
    ['Continue its cooperation', 2],
    ['Continue and intensify efforts', 4],
    ['Seek technical assistance', 1],
    ['In line with its promises, swiftly ratify the Statute', 5],
    ['Give serious consideration to the requests', 3],
  ] as const)('%s: %i', (text, rank) => {
    expect(verbRank(text)).toBe(rank)
  })

  test('nothing in nothing', () => {
    expect(verbRank('')).toBeUndefined()
    expect(verbRank('2027: …')).toBeUndefined()
  })

  const FILE = process.env.RANK_SAMPLE ?? '../shared/data/real/upr-recommendations-sample.csv'
  test('at least 80 % exact and 97 % within one rank, on coded recommendations that no rule was made for', (context) => {
    if (!existsSync(FILE)) context.skip('the sample of coded recommendations is not on this machine')
    const halves = [0, 1].map(() => ({ rows: 0, exact: 0, near: 0 }))
    for (const { text, rank } of coded(readFileSync(FILE, 'utf8'))) {
      const half = halves[hash(text) % 2]
      const guess = verbRank(text)
      if (half === undefined || guess === undefined) continue
      half.rows += 1
      if (guess === rank) half.exact += 1
      if (Math.abs(guess - rank) <= 1) half.near += 1
    }
    const said = halves.map(({ rows, exact, near }, half) => {
      const share = (count: number) => `${((100 * count) / rows).toFixed(1)} %`
      return `${half === 0 ? 'made for' : 'not made for'}: ${rows} rows, ${share(exact)} exact, ${share(near)} within one`
    })
    console.info(said.join('\n'))
    const unseen = halves[1]
    expect(unseen?.rows).toBeGreaterThan(1_000)
    expect((unseen?.exact ?? 0) / (unseen?.rows ?? 1)).toBeGreaterThanOrEqual(0.8)
    expect((unseen?.near ?? 0) / (unseen?.rows ?? 1)).toBeGreaterThanOrEqual(0.97)
  })
})

/** FNV-1a of the UTF-8 bytes: it says which half a row belongs to, today and later. */
function hash(text: string): number {
  return Buffer.from(text).reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5)
}

/** Columns To, From, Text, Response, Action, …; fields may be quoted. */
function coded(csv: string): { text: string; rank: number }[] {
  const rows = csv.matchAll(/((?:"(?:[^"]|"")*"|[^",\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\n]*))*)\n/g)
  return [...rows].slice(1).flatMap(([, row = '']) => {
    const cells = [...row.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^",]*)/g)].map(([, cell = '']) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
    )
    const [text, rank] = [cells[2] ?? '', Number(cells[4])]
    return rank >= 1 && rank <= 5 ? [{ text, rank }] : []
  })
}
