// Undo of this session's own changes only. It never takes a colleague's words with it.
import * as Y from 'yjs'
import { HUMAN, MOVED } from './origins.ts'

/** Typing within half a second is one undo step. */
const ONE_STEP_MS = 500

export function createUndo(body: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(body, {
    trackedOrigins: new Set([HUMAN, MOVED]),
    captureTimeout: ONE_STEP_MS,
    // Blocks and texts are emptied, never deleted, here as everywhere.
    deleteFilter: (item) => !(item.content instanceof Y.ContentType),
  })
}
