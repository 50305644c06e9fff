// What the outline lists: headings and recommendations, in order, with where each begins. Derived from the shown text, never stored.
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { attributesOfNode } from '../binding/content.ts'

export interface OutlineEntry {
  readonly kind: 'heading' | 'recommendation'
  /** 0–4: headings by their level, a recommendation one step below the heading that it stands under. */
  readonly depth: number
  readonly text: string
  /** Of a recommendation. */
  readonly number?: string
}

export interface Outline {
  readonly entries: readonly OutlineEntry[]
  /** Which entry the caret is in or under; -1 above the first. */
  readonly current: number
}

interface Placed extends OutlineEntry {
  readonly position: number
}

/** Characters of an entry that are kept; the page shows less. */
const LONGEST = 160

export function outlineOf(state: EditorState): Outline {
  const placed = entriesIn(state.doc)
  const { head } = state.selection
  return { entries: placed, current: placed.findLastIndex(({ position }) => position <= head) }
}

/** Moves the caret to the start of an entry. It changes no text. */
export function goToEntry(state: EditorState, index: number): Transaction | null {
  const entry = entriesIn(state.doc)[index]
  if (entry === undefined) return null
  return state.tr.setSelection(TextSelection.create(state.doc, entry.position + 1)).scrollIntoView()
}

/** Whether a page that shows the first must be drawn anew for the second. */
export function sameOutline(first: Outline, second: Outline): boolean {
  return (
    first.current === second.current &&
    first.entries.length === second.entries.length &&
    first.entries.every((entry, index) => {
      const other = second.entries[index]
      return (
        entry.kind === other?.kind &&
        entry.depth === other.depth &&
        entry.text === other.text &&
        entry.number === other.number
      )
    })
  )
}

function entriesIn(doc: PmNode): Placed[] {
  const blocks: PmNode[] = []
  doc.forEach((block) => {
    blocks.push(block)
  })
  const attributes = blocks.map(attributesOfNode)
  const numbers = numberBlocks(attributes)
  const entries: Placed[] = []
  let level = 0
  let position = 0
  blocks.forEach((block, index) => {
    const { kind, level: own } = attributes[index] ?? {}
    const text = block.textContent.slice(0, LONGEST).trim()
    if (kind === 'heading' && own !== undefined && text !== '') {
      level = own
      entries.push({ kind, depth: own - 1, text, position })
    }
    if (kind === 'recommendation')
      entries.push({ kind, depth: level, text, number: numbers[index]?.label ?? '', position })
    position += block.nodeSize
  })
  return entries
}
