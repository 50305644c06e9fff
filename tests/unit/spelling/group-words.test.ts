// The group's words, folded: what is on the list, who may write it, what becomes of odd records.
import { describe, expect, test } from 'vitest'
import { type Hash, idFrom, type MemberId } from '../../../shared/ids/ids.ts'
import { makeRecord } from '../../../shared/records/kinds.ts'
import { encodeRecord, type LaneRecord, type RecordEntry } from '../../../shared/records/record.ts'
import { foldWords, MAX_GROUP_WORDS, wordRecord } from '../../../shared/spelling/group-words.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { strangeRecord } from '../../support/record-history.ts'

const crypto = seededCrypto(11)
const ana = idFrom('MemberId', crypto.random(16))

type Told = readonly [LaneRecord, RecordEntry['role']?]

/** `atOnce`: nobody knew of anything before; otherwise one after the other. */
function fold(told: readonly Told[], atOnce = false) {
  const order = new Map<Hash, number>()
  const entries = told.map(([record, role = 'drafter'], at): RecordEntry => {
    const hash = idFrom('Hash', crypto.random(32))
    order.set(hash, at)
    const author: MemberId = ana
    return { hash, author, role, record }
  })
  return foldWords(crypto, entries, (a, b) => !atOnce && (order.get(a) ?? 0) < (order.get(b) ?? 0))
}

const add = (word: string) => wordRecord(crypto, word, true)
const remove = (word: string) => wordRecord(crypto, word, false)

describe('the group’s words', () => {
  test('stand in the order of the alphabet, with one spelling of apostrophes', () => {
    expect(fold([[add('Аксенова')], [add('zud')], [add('Rapporteur’s')]]).words).toEqual([
      "Rapporteur's",
      'zud',
      'Аксенова',
    ])
  })

  test('are one word, whoever adds it and with whatever capitals; taken out it is gone, and may come back', () => {
    expect(fold([[add('Zud')], [add('zud')]], true).words).toHaveLength(1)
    expect(fold([[add('Zud')], [remove('zud')]]).words).toEqual([])
    expect(fold([[add('Zud')], [remove('zud')], [add('zud')]]).words).toEqual(['zud'])
  })

  test.each(['reviewer', 'expert', 'endorser', 'observer'] as const)('a %s adds none', (role) => {
    expect(fold([[add('Zud'), role]])).toEqual({ words: [], ignored: 1 })
  })

  test('a record about another word than its target, or with another answer than yes or no, is passed over', () => {
    const { target } = add('zud')
    const forged = makeRecord('word', 'ab'.repeat(16), target, { word: 'other', listed: 'yes' })
    const odd = makeRecord('word', 'ab'.repeat(16), target, { word: 'zud', listed: 'ja' })
    const half = makeRecord('word', 'ab'.repeat(16), target, { listed: 'no' })
    expect(fold([[add('zud')], [forged], [odd], [half]])).toEqual({ words: ['zud'], ignored: 3 })
    expect(fold([[strangeRecord(900, target)]])).toEqual({ words: [], ignored: 0 })
  })

  test('whoever floods the list pushes out only what is their own, whatever came first', () => {
    const eve = idFrom('MemberId', crypto.random(16))
    const told = Array.from({ length: MAX_GROUP_WORDS + 50 }, (_, at) => add(`word${at}`))
    const entries = [add('Aksenova'), ...told].map(
      (record, at): RecordEntry => ({
        hash: idFrom('Hash', crypto.random(32)),
        author: at === 0 ? ana : eve,
        role: 'drafter',
        record,
      }),
    )
    const { words, ignored } = foldWords(crypto, entries, () => false)
    expect(words).toHaveLength(MAX_GROUP_WORDS + 1)
    expect(words).toContain('Aksenova')
    expect(ignored).toBe(50)
    expect(foldWords(crypto, entries.toReversed(), () => false).words).toEqual(words)
  })

  test('no record is made of nothing', () => {
    for (const word of ['', ' ', '\u200b', '\u00ad']) expect(() => add(word)).toThrow('E_BAD_REQUEST')
  })
})

test('group-word.bin', async () => {
  const record = { ...add('Правозащитницы'), id: '0f'.repeat(16) }
  expect(await fixture('group-word.bin', encodeRecord(record))).toEqual(encodeRecord(record))
})
