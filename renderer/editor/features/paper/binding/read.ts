// A change of the shared body (a colleague's, or an undo) shown in the editor as the smallest steps: DOM, caret and composition
// outside the changed words stay as they are. It never writes to the body.
import type { Node as PmNode, Schema } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type * as Y from 'yjs'
import { type BodyChild, shownChildren } from '../../../../../shared/paper/body.ts'
import { BLOCK_ATTRIBUTES } from '../../../../../shared/paper/names.ts'
import { nodeOf, type Shown } from './content.ts'
import { longestRising } from './longest-rising.ts'

/** The children of the body that these events touched; the body itself when blocks came or went. */
export function touchedChildren(
  body: Y.XmlFragment,
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
): Set<unknown> {
  const touched = new Set<unknown>()
  for (const { target } of events) {
    let node: Y.AbstractType<unknown> | null = target
    while (node !== null && node !== body && node.parent !== body) node = node.parent
    touched.add(node)
  }
  return touched
}

/** Adds the steps to `tr`, whose document shows `shown`, and answers with what is shown then. */
export function readBody(
  tr: Transaction,
  schema: Schema,
  body: Y.XmlFragment,
  shown: readonly Shown[],
  touched: ReadonlySet<unknown>,
): readonly Shown[] {
  const children = shownChildren(body)
  const staying = stayingOf(shown, children)
  const result: Shown[] = []
  let pending: PmNode[] = []
  let position = 0
  let old = 0
  const insertPending = (): void => {
    if (pending.length === 0) return
    tr.insert(position, pending)
    position += pending.reduce((sum, node) => sum + node.nodeSize, 0)
    pending = []
  }
  const dropGone = (): void => {
    const from = position
    let to = position
    for (let gone = shown[old]; gone !== undefined && !staying.has(gone.y); gone = shown[old]) {
      to += gone.node.nodeSize
      old += 1
    }
    if (to > from) tr.delete(from, to)
  }
  for (const y of children) {
    dropGone()
    const current = shown[old]
    if (current?.y !== y) {
      const node = nodeOf(schema, y)
      pending.push(node)
      result.push({ y, node })
      continue
    }
    insertPending()
    if (touched.has(y)) {
      const node = nodeOf(schema, y)
      showBlock(tr, position, current.node, node)
      result.push({ y, node })
      position += node.nodeSize
    } else {
      result.push(current)
      position += current.node.nodeSize
    }
    old += 1
  }
  dropGone()
  insertPending()
  return result.map(({ y }, index) => ({ y, node: tr.doc.child(index) }))
}

/**
 * Those that both show in the same order: what is not among them is taken out and put in. As many as there can be, so that a move touches
 * only what was moved.
 */
function stayingOf(shown: readonly Shown[], children: readonly BodyChild[]): ReadonlySet<BodyChild> {
  const before = new Map<BodyChild, number>(shown.map(({ y }, index) => [y, index]))
  const both = children.filter((y) => before.has(y))
  const index = (y: BodyChild): number => before.get(y) ?? -1
  if (both.every((y, at) => at === 0 || index(both[at - 1] ?? y) < index(y))) return new Set(both)
  return new Set(longestRising(both.map(index)).flatMap((at) => shown[at]?.y ?? []))
}

/** Attributes first, then the one range of content that differs. */
function showBlock(tr: Transaction, position: number, before: PmNode, after: PmNode): void {
  if (before.eq(after)) return
  for (const name of [...BLOCK_ATTRIBUTES, 'rescued']) {
    if (before.attrs[name] !== after.attrs[name]) tr.setNodeAttribute(position, name, after.attrs[name])
  }
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || end === null) return
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const inside = position + 1
  tr.replace(inside + start, inside + end.a + overlap, after.slice(start, end.b + overlap))
}
