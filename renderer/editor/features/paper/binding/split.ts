// Where a caret goes when a colleague presses Enter before it. Yjs only sees its text deleted and typed again in a new block, and
// would leave the caret at the end of the old one.
import type { Shown } from './content.ts'

/**
 * `position` in the old document, or null when this was no split of the block that the caret is in. `found`: where Yjs would put it.
 */
export function followSplit(
  old: readonly Shown[],
  now: readonly Shown[],
  position: number,
  found: number | null,
): number | null {
  if (now.length <= old.length || found === null) return null
  const from = blockAt(old, position)
  const index = now.findIndex(({ y }) => y === from?.entry.y)
  const [first, second] = [now[index], now[index + 1]]
  if (from === null || first === undefined || second === undefined || old.some(({ y }) => y === second.y))
    return null
  const moved = from.entry.node.textContent.slice(first.node.textContent.length)
  const into = from.offset - first.node.textContent.length
  if (into <= 0 || moved === '' || !second.node.textContent.startsWith(moved)) return null
  return now.slice(0, index + 1).reduce((sum, { node }) => sum + node.nodeSize, 0) + 1 + into
}

function blockAt(shown: readonly Shown[], position: number): { entry: Shown; offset: number } | null {
  let start = 0
  for (const entry of shown) {
    const end = start + entry.node.nodeSize
    if (position < end) return { entry, offset: Math.max(0, position - start - 1) }
    start = end
  }
  return null
}
