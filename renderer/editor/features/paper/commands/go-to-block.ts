// Puts the caret into the block with an id, at its end, unless it is there already.
import { type Command, TextSelection } from '@tiptap/pm/state'

export function goToBlock(id: string): Command {
  return (state, dispatch) => {
    const { $head } = state.selection
    if ($head.depth > 0 && $head.node(1).attrs.id === id) return true
    let end: number | undefined
    state.doc.forEach((block, position) => {
      if (block.attrs.id === id) end = position + block.nodeSize - 1
    })
    if (end === undefined) return false
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, end)))
    return true
  }
}
