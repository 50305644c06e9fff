// When a statement was first seen here: kept over restarts, never restamped, never claimed where it is not known.
import { expect, test } from 'vitest'
import { SeenBook, seenTable } from '../../../electron/host/members/seen-book.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { idFrom, parseId } from '../../../shared/ids/ids.ts'
import { realCrypto } from '../../support/crypto.ts'
import { openStore } from '../../support/open-store.ts'

const GROUP = parseId('GroupId', 'ab'.repeat(32))
const statements = Array.from({ length: 600 }, () => idFrom('Hash', realCrypto.random(32)))

test('keeps the first time over restarts, over many records', async () => {
  const store = openStore()
  const book = new SeenBook(store, GROUP)
  await book.load()
  for (const [number, statement] of statements.entries()) book.note([statement], 1_000 + number)
  book.note(statements, 9_999_999)
  await book.flushed()
  const again = new SeenBook(store, GROUP)
  await again.load()
  again.note(statements, 9_999_999)
  expect(statements.map((statement) => again.at(statement))).toEqual(
    statements.map((_, number) => 1_000 + number),
  )
})

test('says nothing of statements whose record was damaged, and goes on from there', async () => {
  const store = openStore()
  const [old, other, fresh] = statements
  if (old === undefined || other === undefined || fresh === undefined) throw new Error('no statements')
  const book = new SeenBook(store, GROUP)
  await book.load()
  book.note([old, other], 1_000)
  await book.flushed()
  const key = new Uint8Array([0, 0, 0, 0])
  await store.write([{ type: 'put', table: seenTable(GROUP), key, value: utf8('not a record') }], 'synced')
  const again = new SeenBook(store, GROUP)
  await again.load()
  again.note([old, other], 2_000)
  again.note([old, other, fresh], 3_000)
  expect([again.at(old), again.at(other), again.at(fresh)]).toEqual([undefined, undefined, 3_000])
})
