// Content that takes up places in a text and shows nowhere: what honest people write behind it would land on other words.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspectUpdate } from '../../../shared/ledger/inspect-update.ts'
import { isNewerThanThisVersion } from '../../../shared/paper/body.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { BODY_SCHEMA } from '../../../shared/paper/names.ts'

const EVE = 555
const standing = (schema: number) => ({ author: EVE, nextClock: 0, schema, isAttribute: () => false })

/** A paper of one paragraph, and what Eve writes by hand at its beginning. */
function written(content: () => Y.ContentAny | Y.ContentString): { update: Uint8Array; body: Y.XmlFragment } {
  const ydoc = new Y.Doc()
  const drafts = draftsFromMarkdown('Release the detained journalists now.')
  Y.applyUpdate(
    ydoc,
    bodyFromDrafts(9, drafts, () => 'a'.repeat(32)),
  )
  ydoc.clientID = EVE
  const before = Y.encodeStateVector(ydoc)
  const body = ydoc.getXmlFragment('body')
  const block = body.get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  ydoc.transact((transaction) => {
    const right = text._start
    new Y.Item(Y.createID(EVE, 0), null, null, right, right?.id ?? null, text, null, content()).integrate(
      transaction,
      0,
    )
  })
  return { update: Y.encodeStateAsUpdate(ydoc, before), body }
}

test('HIDDEN_VALUES: values inside a text are refused, and plain words at the same place are not', () => {
  const { update } = written(() => new Y.ContentAny(['x', 'x', 'x']))
  expect(inspectUpdate(update, standing(BODY_SCHEMA))).toBeUndefined()
  const { update: honest } = written(() => new Y.ContentString('xxx'))
  expect(inspectUpdate(honest, standing(BODY_SCHEMA))).toBeDefined()
})

test('HIDDEN_VALUES: said to be of a later version they make the paper read-only, so that nobody writes behind them', () => {
  const { update, body } = written(() => new Y.ContentAny(['x', 'x', 'x']))
  expect(inspectUpdate(update, standing(BODY_SCHEMA + 1))).toBeDefined()
  expect(isNewerThanThisVersion(body)).toBe(true)
  expect(isNewerThanThisVersion(written(() => new Y.ContentString('xxx')).body)).toBe(false)
})
