// Joins the binding to the editor: a person's transactions are completed (ids), allowed or refused, and written. Nothing else is.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { isBlockId } from '../../../../../shared/paper/block.ts'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import { newBlockId } from '../commands/new-id.ts'
import { nodeType } from '../schema/node-type.ts'
import { changedRange, sameOrder } from '../view/changed-range.ts'
import { FROM_BODY, type PaperBinding } from './binding.ts'

export interface HumanOptions {
  binding: PaperBinding | null
  mayWrite: () => boolean
}

export const Human = Extension.create<HumanOptions>({
  name: 'human',
  addOptions: () => ({ binding: null, mayWrite: () => false }),

  onTransaction({ transaction, appendedTransactions }) {
    this.options.binding?.write([transaction, ...appendedTransactions])
  },

  addProseMirrorPlugins() {
    const { mayWrite } = this.options
    return [
      new Plugin({
        filterTransaction: (tr) => !tr.docChanged || tr.getMeta(FROM_BODY) === true || mayWrite(),
        appendTransaction: (transactions, old, state) => {
          if (staysComplete(old.doc, state.doc)) return null
          return transactions.some(isEdit) ? completeBlocks(old, state) : null
        },
      }),
    ]
  },
})

function isEdit(tr: Transaction): boolean {
  return tr.docChanged && tr.getMeta(FROM_BODY) !== true
}

/** Documents in which every block has an id of its own: while words change in them, nobody looks at all the others again. */
const complete = new WeakSet<PmNode>()

function staysComplete(old: PmNode, now: PmNode): boolean {
  if (!complete.has(old)) return false
  const range = changedRange(old, now)
  if (!sameOrder(old, now, range)) return false
  for (let index = range.from; index < range.after; index += 1)
    if (now.child(index).attrs.rescued === true) return false
  complete.add(now)
  return true
}

/**
 * After a person's edit every block has an id of its own, and there is a block to type in. The first of two equals keeps its id.
 * Rescued words become part of the paper by being edited, and by nothing else.
 */
export function completeBlocks(old: EditorState, state: EditorState): Transaction | null {
  const tr = state.tr
  if (state.doc.childCount === 0) {
    tr.insert(0, nodeType(state.schema, BLOCK_NODE).create({ id: newBlockId() }))
    return tr.setSelection(TextSelection.create(tr.doc, 1))
  }
  const seen = new Set<unknown>()
  let before: Set<unknown> | undefined
  const isUntouched = (block: unknown): boolean => {
    before ??= new Set(old.doc.content.content)
    return before.has(block)
  }
  state.doc.forEach((block, position) => {
    if (block.type.name !== BLOCK_NODE) return
    const { id, rescued } = block.attrs
    if (rescued === true && isUntouched(block)) return
    if (rescued === true) tr.setNodeAttribute(position, 'rescued', false)
    if (isBlockId(id) && !seen.has(id)) seen.add(id)
    else tr.setNodeAttribute(position, 'id', newBlockId())
  })
  complete.add(tr.doc)
  return tr.docChanged ? tr : null
}
