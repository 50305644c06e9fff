// Words that somebody wrote in a block while somebody else took it out: by deleting it, by joining it to another, by undoing it. They stay
// where they were, without a kind, until a person puts them back or discards them. Found by looking at the body and nothing else, so every
// device finds the same; looking never writes.
import * as Y from 'yjs'
import { type BodyChild, isBlock, isEmptied } from './body.ts'

/** A block without a kind that holds words. */
export function isRescued(child: BodyChild): child is Y.XmlElement {
  return isBlock(child) && child.getAttribute('kind') === undefined && !isEmptied(child)
}

/** The clientIDs under which the words of a block were written, each once, in order. */
export function writersOf(block: Y.XmlElement): number[] {
  const writers = new Set<number>()
  for (const text of block.toArray()) {
    if (!(text instanceof Y.XmlText)) continue
    for (let item = text._start; item !== null; item = item.right) {
      if (!item.deleted && item.content instanceof Y.ContentString) writers.add(item.id.client)
    }
  }
  return [...writers]
}
