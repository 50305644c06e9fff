// Words that one step takes along into another block: what is behind the caret at Enter, what is joined to the block before. Found by comparing
// the text before and after; whatever does not fit exactly is no such thing, and nothing is noted.
import type { Node as PmNode } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import { isBlock } from '../../../../../shared/paper/body.ts'
import { type Letters, lettersOf, noteCopies } from '../../../../../shared/paper/copies.ts'
import type { Shown } from './content.ts'

export interface Taken {
  readonly from: Shown
  /** Offset of the words in the text of `from`, and how many letters. */
  readonly at: number
  readonly length: number
  /** Which of the new blocks has them now, and at which offset. */
  readonly into: number
  readonly offset: number
  /** The block that they stood in is gone. */
  readonly joined: boolean
}

/** `partners`: for each new block the index of the old one that it continues, or null. */
export function takenAlong(
  old: readonly Shown[],
  fresh: readonly PmNode[],
  partners: readonly (number | null)[],
): Taken | null {
  const [first, last] = [old[0], old.at(-1)]
  const [now, more] = fresh
  if (first === undefined || last === undefined || now === undefined || partners[0] !== 0) return null
  if (old.length === 1 && fresh.length === 2 && more !== undefined && partners[1] === null)
    return splitInto(first, now, more)
  return old.length > 1 && fresh.length === 1 ? joinInto(first, last, now) : null
}

function splitInto(from: Shown, now: PmNode, more: PmNode): Taken | null {
  const at = now.textContent.length
  const words = more.textContent
  if (words === '' || from.node.textContent !== now.textContent + words) return null
  return { from, at, length: words.length, into: 1, offset: 0, joined: false }
}

function joinInto(into: Shown, from: Shown, now: PmNode): Taken | null {
  const [before, words, text] = [into.node.textContent, from.node.textContent, now.textContent]
  let kept = 0
  while (kept < before.length && before[kept] === text[kept]) kept += 1
  // What stands behind the words that stayed was the other's; an empty one is joined as a whole.
  const length = text.length - kept
  if (!words.endsWith(text.slice(kept)) || (length === 0 && words !== '')) return null
  return { from, at: words.length - length, length, into: 0, offset: kept, joined: true }
}

/** Before the words are deleted where they stood. Empty where more than text is in the block. */
export function sourcesOf({ from, at, length }: Taken): readonly Letters[] {
  const pure = from.node.content.size === from.node.textContent.length
  return pure && isBlock(from.y) ? lettersOf(from.y, at, at + length) : []
}

/** After they were written where they stand now. */
export function noteTaken(taken: Taken, sources: readonly Letters[], into: Y.XmlElement): void {
  if (sources.length === 0) return
  const targets = lettersOf(into, taken.offset, taken.offset + taken.length)
  const own = into.doc?.clientID
  if (targets.every(({ client }) => client === own)) noteCopies(into, sources, targets)
}
