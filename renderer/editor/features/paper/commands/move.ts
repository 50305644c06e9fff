// `Move up` and `Move down`: where the selected blocks go by one step. A heading takes its section along and passes a whole one, a list
// item takes what hangs below it. Only the plan is made here; the binding carries it out without touching the blocks themselves.
import type { Command, EditorState } from '@tiptap/pm/state'
import { type BlockAttributes, isListKind } from '../../../../../shared/paper/block.ts'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import type { BlockMove, PaperBinding } from '../binding/binding.ts'
import { attributesOfNode } from '../binding/content.ts'

export type Direction = 'up' | 'down'

/** Moves the selected blocks. False, and nothing happens, at the end of the way. */
export function moveSelected(binding: PaperBinding, direction: Direction): Command {
  return (state, dispatch) => {
    const move = planMove(state, direction)
    if (move === null) return false
    if (dispatch) binding.move(move)
    return true
  }
}

/** Null where there is nowhere to go. */
export function planMove(state: EditorState, direction: Direction): BlockMove | null {
  const { doc, selection } = state
  const blocks = new Blocks((index) => {
    const node = doc.maybeChild(index)
    return node?.type.name === BLOCK_NODE ? attributesOfNode(node) : null
  }, doc.childCount)
  if (doc.childCount === 0) return null
  const from = selection.$from.index(0)
  const last = Math.max(
    from,
    selection.$to.index(0) - (selection.to > selection.from && selection.$to.parentOffset === 0 ? 1 : 0),
  )
  const to = blocks.endOf(from, Math.min(last, doc.childCount - 1))
  const first = blocks.at(from)
  if (first === null) return null
  if (first.kind === 'heading') {
    const level = blocks.lowestLevel(from, last + 1)
    return direction === 'up' ? sectionUp(blocks, from, to, level) : sectionDown(blocks, from, to, level)
  }
  return direction === 'up' ? blocksUp(blocks, from, to) : blocksDown(blocks, from, to)
}

class Blocks {
  readonly at: (index: number) => BlockAttributes | null
  readonly count: number

  constructor(at: (index: number) => BlockAttributes | null, count: number) {
    this.at = at
    this.count = count
  }

  isHeading(index: number, level: number): boolean {
    const block = this.at(index)
    return block?.kind === 'heading' && block.level <= level
  }

  isItemBelow(index: number, indent: number): boolean {
    const block = this.at(index)
    return block !== null && isListKind(block.kind) && block.indent > indent
  }

  lowestLevel(from: number, to: number): number {
    let level = Number.POSITIVE_INFINITY
    for (let index = from; index < to; index += 1) {
      const block = this.at(index)
      if (block?.kind === 'heading') level = Math.min(level, block.level)
    }
    return level
  }

  /** One past everything that goes along with the blocks from `first` to `last`. */
  endOf(first: number, last: number): number {
    let end = last + 1
    for (let index = first; index <= last; index += 1) {
      const block = this.at(index)
      if (block?.kind === 'heading' && this.at(first)?.kind === 'heading')
        end = Math.max(end, this.endOfSection(index + 1, block.level))
      if (block !== null && isListKind(block.kind))
        end = Math.max(end, this.endOfItem(index + 1, block.indent))
    }
    return end
  }

  endOfSection(from: number, level: number): number {
    let end = from
    while (end < this.count && !this.isHeading(end, level)) end += 1
    return end
  }

  endOfItem(from: number, indent: number): number {
    let end = from
    while (end < this.count && this.isItemBelow(end, indent)) end += 1
    return end
  }
}

/** Before the section above; where it is the first one, into the section above its parent. */
function sectionUp(blocks: Blocks, from: number, to: number, level: number): BlockMove | null {
  if (from === 0) return null
  let above = from - 1
  while (above > 0 && !blocks.isHeading(above, level)) above -= 1
  const isParent = (blocks.at(above)?.level ?? level) < level && blocks.isHeading(above, level)
  if (isParent && above === 0) return null
  return { from, to, side: 'before', of: above }
}

/** Behind the section below; where it is the last one, to the beginning of what stands under the parent's next. */
function sectionDown(blocks: Blocks, from: number, to: number, level: number): BlockMove | null {
  if (to >= blocks.count) return null
  return { from, to, side: 'after', of: blocks.endOfSection(to + 1, level) - 1 }
}

function blocksUp(blocks: Blocks, from: number, to: number): BlockMove | null {
  if (from === 0) return null
  const first = blocks.at(from)
  let above = from - 1
  if (first !== null && isListKind(first.kind)) {
    // Past a whole item with what hangs below it, or past deeper ones that hang below nothing.
    while (
      above > 0 &&
      blocks.isItemBelow(above, first.indent) &&
      blocks.isItemBelow(above - 1, first.indent - 1)
    )
      above -= 1
  }
  return { from, to, side: 'before', of: above }
}

function blocksDown(blocks: Blocks, from: number, to: number): BlockMove | null {
  if (to >= blocks.count) return null
  const [first, next] = [blocks.at(from), blocks.at(to)]
  const isSibling = first !== null && next !== null && isListKind(first.kind) && isListKind(next.kind)
  const end = isSibling && next.indent === first.indent ? blocks.endOfItem(to + 1, next.indent) : to + 1
  return { from, to, side: 'after', of: end - 1 }
}
