// Undo of this session's own changes only. It never takes a colleague's words with it: a block or text that still holds any stays.
import * as Y from 'yjs'
import { HUMAN } from './origins.ts'

/** Typing within half a second is one undo step. */
const ONE_STEP_MS = 500

export function createUndo(body: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(body, {
    trackedOrigins: new Set([HUMAN]),
    captureTimeout: ONE_STEP_MS,
    deleteFilter: (item) => !(item.content instanceof Y.ContentType) || isEmpty(item.content.type),
  })
}

function isEmpty(type: Y.AbstractType<unknown>): boolean {
  if (type instanceof Y.XmlText) return type.length === 0
  return !(type instanceof Y.XmlElement) || type.length === 0
}
