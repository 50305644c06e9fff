// Which words of a text are looked up, and what the dictionaries' answers make of them.
import { describe, expect, test } from 'vitest'
import { questions, wrongOf } from '../../../shared/spelling/judge.ts'
import { wordsIn } from '../../../shared/spelling/words.ts'

const found = (text: string): string[] => wordsIn(text).map(({ word }) => word)

describe('the words of a text', () => {
  test.each([
    ['The women’s groups don’t agree.', ['The', "women's", 'groups', "don't", 'agree']],
    ['a well-being follow‑up – then', ['well-being', 'follow-up', 'then']],
    ["'quoted' “words”, (too)", ['quoted', 'words', 'too']],
    [
      'Из-за давления на НПО что-то изме\u00adни\u0301лось…',
      ['Из-за', 'давления', 'на', 'что-то', 'изменилось'],
    ],
    ['The OSCE’s CSOs and USAID', ['The', 'and']],
    ['IT-специалист in 2026, Article19 and 5th', ['IT-специалист', 'in', 'and']],
    ['see https://osce.org/a?b=c or osce.org, ana@example.org #freedom', ['see', 'or']],
    ['т.е. e.g. и/или', ['или']],
    ['Հայաստան და საქართველო', []],
    ['pаper', []],
    ['x y z \ufffc a', []],
    ['naïve Müller', ['naïve', 'Müller']],
    [`${'long'.repeat(16)} word`, ['word']],
  ])('of %j', (text, words) => {
    expect(found(text)).toEqual(words)
  })

  test('stand where they stand in the text', () => {
    const text = 'Мы «не\u00adсоглас\u00adны», they don’t'
    for (const { from, to, word } of wordsIn(text)) {
      expect(text.slice(from, to).replaceAll('\u00ad', '').replace('’', "'")).toBe(word)
    }
    expect(wordsIn(text)[1]).toEqual({ from: 4, to: 16, word: 'несогласны' })
  })

  test('a text of half a megabyte without a space is read in one pass', () => {
    expect(wordsIn('a'.repeat(500_000))).toEqual([])
    expect(wordsIn('a-'.repeat(250_000))).toEqual([])
    expect(wordsIn('a.'.repeat(250_000))).toEqual([])
    expect(wordsIn('@'.repeat(500_000))).toEqual([])
  })
})

describe('the answers of the dictionaries', () => {
  const judge = (known: readonly string[], ...words: string[]): string[] => {
    const asked = [...questions(words).values()].flat()
    return wrongOf(words, new Set(asked.filter((word) => !known.includes(word))))
  }

  test('a joined word is right as a whole, or in each of its parts', () => {
    expect(judge(['из-за'], 'из-за')).toEqual([])
    expect(judge(['социально', 'правовой'], 'социально-правовой', 'социально-прававой')).toEqual([
      'социально-прававой',
    ])
    expect(judge(['специалист'], 'IT-специалист', 'IT-спецалист')).toEqual(['IT-спецалист'])
  })

  test('accents alone make no English word wrong', () => {
    expect(judge(['naive'], 'naïve', 'naïv')).toEqual(['naïv'])
  })

  test('what no dictionary is for is asked of none', () => {
    expect([...questions(['Հայաստան'])]).toEqual([])
    expect(wrongOf(['Հայաստան'], new Set())).toEqual([])
  })
})
