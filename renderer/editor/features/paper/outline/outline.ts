// What the outline lists: headings and recommendations, in order, with where each begins. Derived from the shown text, never stored.
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { attributesOfNode } from '../binding/content.ts'
import { changedRange, sameOrder } from '../view/changed-range.ts'

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
  /** Of its block in the document. */
  readonly index: number
}

/** Characters of an entry that are kept; the page shows less. */
const LONGEST = 160

export function outlineOf(state: EditorState): Outline {
  return new Outliner().outlineOf(state)
}

/** Follows one editor: while somebody types in a block, only that block is looked at. */
export class Outliner {
  #doc: PmNode | null = null
  #entries: readonly Placed[] = []

  outlineOf({ doc, selection }: EditorState): Outline {
    if (this.#doc !== doc) {
      this.#entries = (this.#doc && retold(this.#entries, this.#doc, doc)) ?? entriesIn(doc)
      this.#doc = doc
    }
    const entries = this.#entries
    const here = selection.$head.index(0)
    return { entries, current: entries.findLastIndex(({ index }) => index <= here) }
  }
}

/** Moves the caret to the start of an entry. It changes no text. */
export function goToEntry(state: EditorState, index: number): Transaction | null {
  const entry = entriesIn(state.doc)[index]
  if (entry === undefined) return null
  const before = state.doc.content.content.slice(0, entry.index)
  const position = before.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  return state.tr.setSelection(TextSelection.create(state.doc, position + 1)).scrollIntoView()
}

/** Whether a page that shows the first must be drawn anew for the second. */
export function sameOutline(first: Outline, second: Outline): boolean {
  return (
    first.current === second.current &&
    (first.entries === second.entries || sameEntries(first.entries, second.entries))
  )
}

function sameEntries(first: readonly OutlineEntry[], second: readonly OutlineEntry[]): boolean {
  return (
    first.length === second.length &&
    first.every((entry, index) => {
      const other = second[index]
      return (
        entry.kind === other?.kind &&
        entry.depth === other.depth &&
        entry.text === other.text &&
        entry.number === other.number
      )
    })
  )
}

/** The entries after an edit, when it only changed words in blocks that are listed as they were; null: look at all of them. */
function retold(entries: readonly Placed[], old: PmNode, doc: PmNode): readonly Placed[] | null {
  const range = changedRange(old, doc)
  if (!sameOrder(old, doc, range)) return null
  const words = new Map<number, string>()
  for (let index = range.from; index < range.after; index += 1) {
    const block = doc.child(index)
    const { kind } = block.attrs
    if (kind !== 'heading' && kind !== 'recommendation') continue
    const text = wordsOf(block)
    if (kind === 'heading' && (text === '') !== (wordsOf(old.child(index)) === '')) return null
    words.set(index, text)
  }
  if (words.size === 0) return entries
  return entries.map((entry) => ({ ...entry, text: words.get(entry.index) ?? entry.text }))
}

function wordsOf(block: PmNode): string {
  return block.textContent.slice(0, LONGEST).trim()
}

function entriesIn(doc: PmNode): readonly Placed[] {
  const blocks = doc.content.content
  const attributes = blocks.map(attributesOfNode)
  const numbers = numberBlocks(attributes)
  const entries: Placed[] = []
  let level = 0
  blocks.forEach((block, index) => {
    const { kind, level: own } = attributes[index] ?? {}
    if (kind !== 'heading' && kind !== 'recommendation') return
    const text = wordsOf(block)
    if (kind === 'heading' && own !== undefined && text !== '') {
      level = own
      entries.push({ kind, depth: own - 1, text, index })
    }
    if (kind === 'recommendation')
      entries.push({ kind, depth: level, text, number: numbers[index]?.label ?? '', index })
  })
  return entries
}
