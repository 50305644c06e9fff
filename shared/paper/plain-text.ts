// The text of a body in document order, one line a block: for comparing two devices, for search, for the clipboard.
// Computed numbers and list signs are not part of it: they are never stored.
import * as Y from 'yjs'
import { bodyOf, shownChildren } from './body.ts'

/** Reads everything that is text, also inside nodes that this version does not know. */
export function plainText(doc: Y.Doc): string {
  return shownChildren(bodyOf(doc))
    .map((child) => textIn(child))
    .join('\n')
}

function textIn(node: unknown): string {
  if (node instanceof Y.XmlText) {
    const pieces = node.toDelta() as readonly { insert?: unknown }[]
    return pieces.map(({ insert }) => (typeof insert === 'string' ? insert : textIn(insert))).join('')
  }
  if (node instanceof Y.XmlElement) return node.toArray().map(textIn).join('')
  return ''
}
