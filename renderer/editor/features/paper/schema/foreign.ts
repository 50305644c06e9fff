// Placeholders for what this version does not know: they stand in the editor only and never reach the shared document.
// A body that holds any opens read-only.
import { Node } from '@tiptap/core'

export const FOREIGN_NODE = 'foreign'
export const FOREIGN_INLINE_NODE = 'foreignInline'

export const ForeignBlock = Node.create({
  name: FOREIGN_NODE,
  group: 'foreign',
  atom: true,
  selectable: false,
  renderHTML: () => ['div', { 'data-foreign': 'block' }, '…'],
})

export const ForeignInline = Node.create({
  name: FOREIGN_INLINE_NODE,
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  renderHTML: () => ['span', { 'data-foreign': 'inline' }, '…'],
})
