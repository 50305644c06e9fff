// What a person does to whole blocks: kind, level, indent, Enter, Backspace. Plain ProseMirror commands.
// Changing a block must never replace its node: only its attributes change, so words that arrive meanwhile stay.
import type { Node as PmNode } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { type BlockAttributes, isListKind, MAX_INDENT } from '../../../../../shared/paper/block.ts'
import { BLOCK_NODE, type BlockKind } from '../../../../../shared/paper/names.ts'
import { attributesOfNode } from '../binding/content.ts'
import { nodeType } from '../schema/node-type.ts'
import { newBlockId } from './new-id.ts'

export interface PlacedBlock {
  readonly node: PmNode
  readonly position: number
  readonly attributes: BlockAttributes
}

export function selectedBlocks(state: EditorState): PlacedBlock[] {
  const blocks: PlacedBlock[] = []
  const { from, to } = state.selection
  state.doc.nodesBetween(from, to, (node, position) => {
    if (node.type.name === BLOCK_NODE) blocks.push({ node, position, attributes: attributesOfNode(node) })
    return false
  })
  return blocks
}

function change(tr: Transaction, block: PlacedBlock, changes: Partial<BlockAttributes>): void {
  for (const [name, value] of Object.entries(changes)) {
    if (block.node.attrs[name] !== value) tr.setNodeAttribute(block.position, name, value)
  }
}

export interface BlockStyle {
  readonly kind: BlockKind
  /** For headings. */
  readonly level?: number
}

export function hasStyle({ kind, level }: BlockAttributes, style: BlockStyle): boolean {
  return kind === style.kind && (kind !== 'heading' || level === (style.level ?? 1))
}

/** Makes the selected blocks of this style. */
export function setStyle(style: BlockStyle): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state)
    if (blocks.length === 0) return false
    if (dispatch) {
      const tr = state.tr
      const level = style.kind === 'heading' ? { level: style.level ?? 1 } : {}
      const indent = isListKind(style.kind) ? {} : { indent: 0 }
      for (const block of blocks) change(tr, block, { kind: style.kind, ...level, ...indent })
      dispatch(tr.scrollIntoView())
    }
    return true
  }
}

/** The same, but back to plain text where all of them have the style already. */
export function toggleStyle(style: BlockStyle): Command {
  return (state, dispatch) => {
    const all = selectedBlocks(state).every(({ attributes }) => hasStyle(attributes, style))
    return setStyle(all ? { kind: 'paragraph' } : style)(state, dispatch)
  }
}

/** Moves the selected list items in or out by one step. False where there is nothing to move, so that Tab can leave the text. */
export function indentBy(steps: 1 | -1): Command {
  return (state, dispatch) => {
    const items = selectedBlocks(state).filter(({ attributes }) => isListKind(attributes.kind))
    if (items.length === 0) return false
    const movable = items.filter(({ attributes: { indent } }) =>
      steps > 0 ? indent < MAX_INDENT : indent > 0,
    )
    if (movable.length === 0) return steps > 0
    if (dispatch) {
      const tr = state.tr
      for (const item of movable) change(tr, item, { indent: item.attributes.indent + steps })
      dispatch(tr.scrollIntoView())
    }
    return true
  }
}

/** Outdents a list item, and at the margin, or for any other kind, makes it plain text. False for plain text. */
const simplify: Command = (state, dispatch) => {
  const [block, second] = selectedBlocks(state)
  if (block === undefined || second !== undefined || block.attributes.kind === 'paragraph') return false
  const { kind, indent } = block.attributes
  if (isListKind(kind) && indent > 0) return indentBy(-1)(state, dispatch)
  return setStyle({ kind: 'paragraph' })(state, dispatch)
}

/** Backspace at the start of a block first makes it simpler; only plain text is joined to what stands before. */
export const simplifyAtStart: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  return empty && $from.parentOffset === 0 ? simplify(state, dispatch) : false
}

/** Enter. An empty block that is not plain text becomes simpler; otherwise the block is split, and the new part gets a new id. */
export const splitBlock: Command = (state, dispatch) => {
  const { empty, $from } = state.selection
  if ($from.parent.type.name !== BLOCK_NODE) return false
  if (empty && $from.parent.content.size === 0 && simplify(state, dispatch)) return true
  if (!dispatch) return true
  const tr = state.tr
  if (!empty) tr.deleteSelection()
  const { $from: at } = tr.selection
  const attributes = attributesOfNode(at.parent)
  const atEnd = at.parentOffset === at.parent.content.size
  const fresh: BlockAttributes = { ...attributes, id: newBlockId() }
  const type = nodeType(state.schema, BLOCK_NODE)
  if (at.parentOffset === 0 && !atEnd) tr.insert(at.before(), type.create(beforeContent(fresh)))
  else tr.split(at.pos, 1, [{ type, attrs: atEnd && fresh.kind === 'heading' ? plain(fresh) : fresh }])
  dispatch(tr.scrollIntoView())
  return true
}

function plain({ id }: BlockAttributes): BlockAttributes {
  return { kind: 'paragraph', level: 1, indent: 0, id }
}

/** Enter before the first letter makes room above; the words keep their block, and what colleagues type in it. */
function beforeContent(fresh: BlockAttributes): Record<string, unknown> {
  return { ...(fresh.kind === 'heading' ? plain(fresh) : fresh) }
}

/** A new, empty recommendation below the caret's block, or in its place when that is empty plain text. */
export const addRecommendation: Command = (state, dispatch) => {
  const { $head } = state.selection
  const parent = $head.parent
  if (parent.type.name === BLOCK_NODE && parent.content.size === 0 && parent.attrs.kind === 'paragraph') {
    return setStyle({ kind: 'recommendation' })(state, dispatch)
  }
  if (!dispatch) return true
  const at = $head.depth > 0 ? $head.after(1) : state.doc.content.size
  const attrs: BlockAttributes = { kind: 'recommendation', level: 1, indent: 0, id: newBlockId() }
  const tr = state.tr.insert(at, nodeType(state.schema, BLOCK_NODE).create({ ...attrs }))
  dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}
