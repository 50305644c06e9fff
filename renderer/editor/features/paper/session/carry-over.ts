// Words typed into a session that lost its lease before they were acknowledged, put into the session that follows it as a person's
// edit. It may place a word imperfectly; it must never drop one.
import type { Node as PmNode } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { diffText } from '../binding/text-diff.ts'

export interface Unacknowledged {
  /** The text when everything was last acknowledged. */
  readonly base: PmNode
  /** The text when the session ended. */
  readonly mine: PmNode
}

type Blocks = ReadonlyMap<string, { readonly node: PmNode; readonly position: number }>

/** Adds to `tr`, whose document is the new session's, what `mine` has beyond `base` and the new session lacks. */
export function carryOver(tr: Transaction, { base, mine }: Unacknowledged): Transaction {
  const known = blocksIn(base)
  let previous: string | null = null
  mine.forEach((block) => {
    const id = String(block.attrs.id)
    // Rescued words have no id as long as nobody touches them: then there is nothing of mine in them.
    if (id === '' && base.content.content.some((known) => known.eq(block))) return
    const old = known.get(id)?.node
    const there = blocksIn(tr.doc).get(id)
    if (there === undefined) {
      if (old === undefined || !old.content.eq(block.content)) insertAfter(tr, previous, block)
    } else if (!there.node.content.eq(block.content) && old?.content.eq(block.content) !== true) {
      addWords(tr, there, old, block)
    }
    previous = id
  })
  return tr
}

function blocksIn(doc: PmNode): Blocks {
  const blocks = new Map<string, { node: PmNode; position: number }>()
  doc.forEach((node, position) => {
    blocks.set(String(node.attrs.id), { node, position })
  })
  return blocks
}

function insertAfter(tr: Transaction, id: string | null, block: PmNode): void {
  const before = id === null ? undefined : blocksIn(tr.doc).get(id)
  const position = before === undefined ? tr.doc.content.size : before.position + before.node.nodeSize
  tr.insert(position, tr.doc.type.schema.nodeFromJSON(block.toJSON()))
}

function addWords(
  tr: Transaction,
  there: { readonly node: PmNode; readonly position: number },
  old: PmNode | undefined,
  mine: PmNode,
): void {
  const start = there.position + 1
  const content = tr.doc.type.schema.nodeFromJSON(mine.toJSON()).content
  if (old === undefined || there.node.content.eq(old.content)) {
    tr.replaceWith(start, start + there.node.content.size, content)
    return
  }
  const change = diffText(old.textContent, mine.textContent)
  const words = content.cut(change.start, change.start + change.inserted)
  const typed = words.textBetween(0, words.size)
  const isThere = timesIn(there.node, typed) > timesIn(old, typed)
  if (change.inserted === 0 || isThere) return
  tr.insert(start + Math.min(change.start, there.node.content.size), words)
}

/** How often a block says something: once more than before means that the edit was stored, and only the answer was lost. */
function timesIn(block: PmNode, words: string): number {
  return words === '' ? 0 : block.textContent.split(words).length - 1
}
