// A paper that has its word limit from the start: one record, and the same register as a limit that is set later.
import { expect, test } from 'vitest'
import { type Hash, idFrom } from '../../../shared/ids/ids.ts'
import { changePaper, foldDesk, newPaper } from '../../../shared/records/desk.ts'
import { makeRecord } from '../../../shared/records/kinds.ts'
import { encodeRecord, type LaneRecord } from '../../../shared/records/record.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'

const crypto = seededCrypto(3)
const ana = idFrom('MemberId', crypto.random(16))

/** Ana writes one after the other. */
function limitAfter(...records: readonly LaneRecord[]): number | undefined {
  const order = new Map<Hash, number>()
  const entries = records.map((record, at) => {
    const hash = idFrom('Hash', crypto.random(32))
    order.set(hash, at)
    return { hash, author: ana, role: 'drafter' as const, record }
  })
  const { papers, ignored } = foldDesk(crypto, entries, (a, b) => (order.get(a) ?? 0) < (order.get(b) ?? 0))
  expect(ignored).toBe(0)
  return papers[0]?.limit
}

test('it is there with the paper, may be changed and taken away, and is not there without', () => {
  const { paper, record } = newPaper(crypto, ana, 'Submission', 'upr-submission', 5_630)
  expect(limitAfter(record)).toBe(5_630)
  expect(limitAfter(record, changePaper(crypto, paper, { limit: 2_815 }))).toBe(2_815)
  expect(limitAfter(record, changePaper(crypto, paper, { limit: 0 }))).toBeUndefined()
  expect(limitAfter(newPaper(crypto, ana, 'Minutes', 'minutes').record)).toBeUndefined()
})

test('paper-limit.bin', async () => {
  const fields = { title: 'UPR', kind: 'upr-submission', limit: '5630' }
  const record = makeRecord('paper', '0f'.repeat(16), '1e'.repeat(16), fields)
  expect(await fixture('paper-limit.bin', encodeRecord(record))).toEqual(encodeRecord(record))
})
