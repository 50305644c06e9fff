// The Y.Doc that a body is kept in, on every side. Yjs tidies redundant format marks after remote changes, each replica for itself and
// in the order in which changes came; two replicas could then show different bold (found by a property test, seed 283259830). So
// that tidying is switched off: what a page shows follows from the updates alone.
import * as Y from 'yjs'

export function newBodyDoc(): Y.Doc {
  const doc = new Y.Doc()
  // Yjs looks at the mark after this event; the field is Yjs's own, and a test fails when it stops working.
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false
  })
  return doc
}
