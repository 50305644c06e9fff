// Words typed into a session that lost its lease before they were acknowledged, put into the session that follows it as a person's
// edit. What the host has of them is never guessed: the old body and the new one are merged as Yjs merges them, and the difference is written.
import type { Node as PmNode, Schema } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { bodyOf } from '../../../../../shared/paper/body.ts'
import { newBodyDoc } from '../../../../../shared/paper/body-doc.ts'
import { documentOf } from '../binding/content.ts'

/** What the page would show had everything arrived. `states`: whole Yjs states, of the new session and of the one before. */
export function mergedDocument(schema: Schema, states: readonly Uint8Array[]): PmNode {
  const ydoc = newBodyDoc()
  for (const state of states) Y.applyUpdate(ydoc, state)
  const merged = documentOf(schema, bodyOf(ydoc))
  ydoc.destroy()
  return merged
}

/** Brings the document of `tr` to `merged`, block by block, so that nothing is written of a block that is the same. */
export function carryOver(tr: Transaction, merged: PmNode): Transaction {
  const before = blocksIn(tr.doc)
  const wanted = new Set<string>()
  let previous: string | null = null
  merged.forEach((block) => {
    const id = String(block.attrs.id)
    wanted.add(id)
    const there = before.get(id)?.node
    // Rescued words have no id as long as nobody touches them.
    const isHere = id === '' ? tr.doc.content.content.some((known) => known.eq(block)) : there?.eq(block)
    if (isHere !== true) {
      const place = there === undefined || id === '' ? undefined : blocksIn(tr.doc).get(id)
      if (place === undefined) insertAfter(tr, previous, block)
      else tr.replaceWith(place.position, place.position + place.node.nodeSize, block)
    }
    if (id !== '') previous = id
  })
  for (const id of before.keys()) {
    const gone = wanted.has(id) ? undefined : blocksIn(tr.doc).get(id)
    if (gone !== undefined) tr.delete(gone.position, gone.position + gone.node.nodeSize)
  }
  return tr
}

function blocksIn(doc: PmNode): ReadonlyMap<string, { readonly node: PmNode; readonly position: number }> {
  const blocks = new Map<string, { node: PmNode; position: number }>()
  doc.forEach((node, position) => {
    blocks.set(String(node.attrs.id), { node, position })
  })
  return blocks
}

function insertAfter(tr: Transaction, id: string | null, block: PmNode): void {
  const before = id === null ? undefined : blocksIn(tr.doc).get(id)
  tr.insert(before === undefined ? 0 : before.position + before.node.nodeSize, block)
}
