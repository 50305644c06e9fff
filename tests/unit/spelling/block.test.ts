// Which words of a block are looked at and which are marked: an endless block and a foreign language.
import { expect, test } from 'vitest'
import { wordsToJudge, wrongAmong } from '../../../shared/spelling/block.ts'

const FRENCH =
  'Les autorités ont refusé à plusieurs reprises toute visite aux personnes détenues pour leurs opinions'
const isFrench = (word: string): boolean => FRENCH.includes(word)

test('a paragraph in a language that no dictionary knows is left alone, one with mistakes is not', () => {
  const french = wordsToJudge(`${FRENCH}. ${FRENCH}. The OSCE was there.`)
  expect(french.length).toBeGreaterThan(20)
  expect(wrongAmong(french, isFrench)).toEqual([])
  const mixed = wordsToJudge(`recieve ${'good words '.repeat(20)} toute`)
  const wrong = wrongAmong(mixed, (word) => word === 'recieve' || isFrench(word))
  expect(wrong.map(({ word }) => word)).toEqual(['recieve', 'toute'])
})

test('of a few words nothing is known about the language: each that is wrong is marked', () => {
  expect(wrongAmong(wordsToJudge('recieve goverment'), () => true)).toHaveLength(2)
})

test('an endless block is looked at as far as 50,000 characters, and no word by its beginning', () => {
  expect(wordsToJudge('word '.repeat(100_000))).toHaveLength(10_000)
  expect(wordsToJudge(`${'word '.repeat(9_999)}worldly`)).toHaveLength(9_999)
  expect(wordsToJudge(`${'word '.repeat(9_999)}words and`)).toHaveLength(10_000)
})
