// Places in the text that survive other people's edits: Yjs relative positions, encoded, for carets and for the own selection.
import type { Node as PmNode } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { isBlock } from '../../../../../shared/paper/body.ts'
import type { Shown } from './content.ts'

/** A place stays with the character before it: what a colleague inserts right there comes after the caret. */
const WITH_THE_LEFT = -1

export function encodePlace(shown: readonly Shown[], doc: PmNode, position: number): Uint8Array | null {
  const index = Math.min(doc.resolve(position).index(0), shown.length - 1)
  const block = shown[index]?.y
  if (!isBlock(block)) return null
  const start = startOf(shown, index)
  let offset = Math.max(0, position - start - 1)
  for (const child of block.toArray()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    if (child instanceof Y.XmlText && offset <= length) {
      return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(child, offset, WITH_THE_LEFT))
    }
    offset -= length
  }
  return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(block, 0, WITH_THE_LEFT))
}

/** Null when the place is gone, or the bytes are not a place. Clamped to the document that `shown` describes. */
export function decodePlace(ydoc: Y.Doc, shown: readonly Shown[], place: Uint8Array): number | null {
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(place), ydoc)
    if (found === null) return null
    const block = isBlock(found.type) ? found.type : found.type.parent
    const index = shown.findIndex(({ y }) => y === block)
    const entry = shown[index]
    if (entry === undefined || !isBlock(block)) return null
    let offset = found.type === block ? 0 : found.index
    for (const child of block.toArray()) {
      if (child === found.type) break
      if (found.type !== block) offset += child instanceof Y.XmlText ? child.length : 1
    }
    return startOf(shown, index) + 1 + Math.min(offset, entry.node.content.size)
  } catch {
    return null
  }
}

function startOf(shown: readonly Shown[], index: number): number {
  let position = 0
  for (let at = 0; at < index; at += 1) position += shown[at]?.node.nodeSize ?? 0
  return position
}
