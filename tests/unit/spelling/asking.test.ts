// How seldom dictionaries are asked and loaded: one question at a time from a page, and no endless tries with a worker that fails.
import { expect, test } from 'vitest'
import { Spelling } from '../../../electron/host/spelling/spelling.ts'
import { SpellingBook } from '../../../renderer/editor/features/paper/spelling/book.ts'
import type { EditorClient } from '../../../shared/contract/editor-api.ts'
import { MAX_WORDS_ASKED } from '../../../shared/contract/spelling-limits.ts'

/** A host that answers when the test says so. */
function slowHost() {
  const asked: string[][] = []
  const answers: (() => void)[] = []
  const call = (_method: string, { words }: { words: string[] }) => {
    asked.push(words)
    return new Promise((resolve) => {
      answers.push(() => resolve({ ok: true, data: { wrong: words.filter((word) => word === 'recieve') } }))
    })
  }
  return { asked, answers, client: { call } as unknown as EditorClient }
}

test('while an answer is awaited nothing is asked again, and what nobody waits for any more is not asked at all', async () => {
  const { asked, answers, client } = slowHost()
  const book = new SpellingBook(client)
  const many = Array.from({ length: MAX_WORDS_ASKED + 5 }, (_, at) => `word${at}`)
  let round = 1
  const first = book.learn(many, () => round === 1)
  const second = book.learn([...many, 'recieve'], () => round === 2)
  const third = book.learn([...many, 'recieve'], () => round === 3)
  await expect.poll(() => asked.length).toBe(1)
  round = 3
  answers[0]?.()
  expect([await first, await second]).toEqual([false, false])
  await expect.poll(() => asked.length).toBe(2)
  // What the first had learnt is not asked again.
  expect(asked[1]).toEqual([...many.slice(MAX_WORDS_ASKED), 'recieve'])
  answers[1]?.()
  expect(await third).toBe(true)
  expect(book.isWrong('recieve')).toBe(true)
})

test('dictionaries that cannot be loaded are tried twice, and then not before the next unlock', async () => {
  let tries = 0
  const spelling = new Spelling(async () => {
    tries += 1
    throw new Error('not there')
  })
  for (let at = 0; at < 4; at++) await expect(spelling.check(['word'])).rejects.toThrow()
  expect(tries).toBe(2)
  await spelling.close()
})
