// What is listed under `Rescued text`, read from the shown paper, and the two things a person can do with it. Both are edits like any
// other: one step of undo each, for everyone. Nothing here is kept, and looking changes nothing.
import type { Node as PmNode } from '@tiptap/pm/model'
import { type Command, Selection } from '@tiptap/pm/state'
import type { PaperBinding } from '../binding/binding.ts'
import { changedRange } from '../view/changed-range.ts'

export interface RescuedEntry {
  /** Stands for the block as it is shown now: edited, it is another. */
  readonly node: PmNode
  readonly text: string
  /** ClientIDs of those who wrote it. */
  readonly writers: readonly number[]
  /** The heading that it stands under; '' above the first, and right below one, which is then the words before it. */
  readonly heading: string
  /** The last words before it; '' at the beginning. */
  readonly before: string
}

/** Characters of the words before it that are shown. */
const CONTEXT = 60

export function rescuedIn(doc: PmNode, binding: Pick<PaperBinding, 'writersAt'>): RescuedEntry[] {
  const entries: RescuedEntry[] = []
  let heading = ''
  let before = ''
  doc.forEach((node, _position, index) => {
    const text = node.textContent.trim()
    if (node.attrs.rescued === true) {
      entries.push({
        node,
        text,
        writers: binding.writersAt(index),
        heading: heading === before ? '' : heading,
        before: endOf(before),
      })
      return
    }
    if (node.attrs.kind === 'heading' && text !== '') heading = text
    if (text !== '') before = text
  })
  return entries
}

/** Whether it must be looked for anew: not while there was none, and none came by this edit. */
export function mayHoldRescued(entries: readonly RescuedEntry[], old: PmNode, now: PmNode): boolean {
  if (entries.length > 0) return true
  const { from, after } = changedRange(old, now)
  return now.content.content.slice(from, after).some(({ attrs }) => attrs.rescued === true)
}

/** Whether a page that shows the first must be drawn anew for the second. */
export function sameEntries(first: readonly RescuedEntry[], second: readonly RescuedEntry[]): boolean {
  return (
    first.length === second.length &&
    first.every(
      ({ node, heading, before }, at) =>
        node === second[at]?.node && heading === second[at]?.heading && before === second[at]?.before,
    )
  )
}

/**
 * Makes it a paragraph of the paper, where it stands, without the blanks at its start: words typed on at the end of a sentence begin
 * with one. False when it is not shown any more.
 */
export function putBack({ node }: RescuedEntry): Command {
  return (state, dispatch) => {
    const position = positionOf(state.doc, node)
    if (position === null) return false
    if (dispatch) {
      const blanks = node.textContent.length - node.textContent.trimStart().length
      const tr = state.tr.setNodeAttribute(position, 'rescued', false)
      if (blanks > 0 && blanks < node.content.size) tr.delete(position + 1, position + 1 + blanks)
      const end = Selection.near(tr.doc.resolve(tr.mapping.map(position + node.nodeSize - 1)), -1)
      dispatch(tr.setSelection(end).scrollIntoView())
    }
    return true
  }
}

export function discard({ node }: RescuedEntry): Command {
  return (state, dispatch) => {
    const position = positionOf(state.doc, node)
    if (position === null) return false
    if (dispatch) dispatch(state.tr.delete(position, position + node.nodeSize))
    return true
  }
}

function positionOf(doc: PmNode, node: PmNode): number | null {
  let found: number | null = null
  doc.forEach((child, position) => {
    if (child === node) found = position
  })
  return found
}

/** Whole words, as far as there is a blank to cut at. */
function endOf(text: string): string {
  if (text.length <= CONTEXT) return text
  const cut = text.slice(-CONTEXT)
  return `…${cut.slice(cut.indexOf(' ') + 1)}`
}
