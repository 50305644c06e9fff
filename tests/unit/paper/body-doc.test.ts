// What a page shows must follow from the updates alone, whatever their order: also which words are bold.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { diceFrom } from '../../property/ledger/edits.ts'

/** Updates of two writers who format and delete in one text at once, in the order of writing. */
function history(dice: (sides: number) => number): Uint8Array[] {
  const updates: Uint8Array[] = []
  const docs = [newBodyDoc(), newBodyDoc()]
  for (const [index, doc] of docs.entries()) {
    doc.clientID = index + 1
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') updates.push(update)
    })
  }
  docs[0]?.getText('t').insert(0, 'nobody may be punished for a list of names')
  for (const update of [...updates]) if (docs[1]) Y.applyUpdate(docs[1], update, 'remote')
  for (let step = 0; step < 12; step++) {
    const text = docs[dice(2)]?.getText('t')
    if (text === undefined || text.length < 12) continue
    const at = dice(text.length - 8)
    if (dice(3) === 0) text.delete(at, 1 + dice(4))
    else text.format(at, 1 + dice(8), { bold: dice(2) === 0 ? true : null })
  }
  return updates
}

/** How often a document that only receives writes something of its own. */
function ownWords(doc: Y.Doc, updates: readonly Uint8Array[]): number {
  doc.getText('t')
  let own = 0
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') own += 1
  })
  for (const update of updates) Y.applyUpdate(doc, update, 'remote')
  return own
}

test('a body that only receives is never tidied by Yjs behind its writers’ backs', () => {
  let tidied = 0
  for (let seed = 1; seed <= 60; seed++) {
    const updates = history(diceFrom(seed))
    tidied += ownWords(new Y.Doc(), updates)
    expect(ownWords(newBodyDoc(), updates)).toBe(0)
  }
  // A plain document does write there, or this test would prove nothing.
  expect(tidied).toBeGreaterThan(0)
})
