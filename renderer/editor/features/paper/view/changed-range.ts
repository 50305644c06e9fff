// Which blocks an edit touched: everything that is computed for each block of a long paper is computed anew for these only.
// It must never take two different blocks for one: blocks that did not change are the same object.
import type { Node as PmNode } from '@tiptap/pm/model'

/** Indexes of children: [from, before) of the old document became [from, after) of the new one. */
export interface ChangedRange {
  readonly from: number
  readonly before: number
  readonly after: number
}

export function changedRange(old: PmNode, now: PmNode): ChangedRange {
  if (old === now) return { from: 0, before: 0, after: 0 }
  const before = old.content.content
  const after = now.content.content
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from += 1
  let same = 0
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same])
    same += 1
  return { from, before: before.length - same, after: after.length - same }
}

/** Whether no block came, went, or became another kind: only words changed. */
export function sameOrder(old: PmNode, now: PmNode, { from, before, after }: ChangedRange): boolean {
  if (before !== after) return false
  for (let index = from; index < after; index += 1) {
    if (!old.child(index).sameMarkup(now.child(index))) return false
  }
  return true
}

/** What was known by block, in the new document: the same for untouched blocks, `other` where a block is not the one it was. */
export function follow<T>(known: readonly T[], old: PmNode, now: PmNode, other: T): readonly T[] {
  const range = changedRange(old, now)
  const { from, before, after } = range
  if (sameOrder(old, now, range)) return known
  const byId = new Map<unknown, T>()
  for (let index = from; index < before; index += 1) {
    const { id } = old.child(index).attrs
    if (id !== '') byId.set(id, known[index] ?? other)
  }
  const middle: T[] = []
  for (let index = from; index < after; index += 1) {
    const { id } = now.child(index).attrs
    middle.push(byId.get(id) ?? other)
    byId.delete(id)
  }
  return [...known.slice(0, from), ...middle, ...known.slice(before)]
}
