// A person's ProseMirror step written into the shared body. Blocks keep their Y element for life: they are matched by id, so a
// change of kind, level or indent is a changed attribute, and Enter only takes away and adds the text that moved. None is ever deleted.
// Nothing else in the editor may write to the body.
import type { Node as PmNode } from '@tiptap/pm/model'
import type { StepMap } from '@tiptap/pm/transform'
import type * as Y from 'yjs'
import { blockElement, emptyBlock, isBlock, setAttribute } from '../../../../../shared/paper/body.ts'
import { BLOCK_ATTRIBUTES } from '../../../../../shared/paper/names.ts'
import { standOf } from '../../../../../shared/paper/order.ts'
import type { Belongings } from './belongings.ts'
import { attributesOfNode, runsOfNode, type Shown } from './content.ts'
import type { Replaced } from './text-diff.ts'
import { writeText } from './write-text.ts'

/**
 * Brings the body from `before` to `after`, which differ by one step, and answers with what is shown then.
 * `shown` holds one entry a child of `before`, in order.
 */
export function writeStep(
  body: Y.XmlFragment,
  shown: readonly Shown[],
  after: PmNode,
  map: StepMap | null,
  belongings: Belongings,
): readonly Shown[] {
  const count = after.childCount
  let left = 0
  while (left < shown.length && left < count && shown[left]?.node === after.child(left)) left += 1
  let right = 0
  while (
    right < shown.length - left &&
    right < count - left &&
    shown[shown.length - 1 - right]?.node === after.child(count - 1 - right)
  ) {
    right += 1
  }
  const old = shown.slice(left, shown.length - right)
  const fresh: PmNode[] = []
  for (let index = left; index < count - right; index += 1) fresh.push(after.child(index))
  if (old.length === 0 && fresh.length === 0) return shown
  const offset = shown.slice(0, left).reduce((sum, { node }) => sum + node.nodeSize, 0)
  const written = writeRange({ body, previous: shown[left - 1] ?? null, old, fresh, offset, map, belongings })
  return [...shown.slice(0, left), ...written, ...shown.slice(shown.length - right)]
}

interface Range {
  readonly body: Y.XmlFragment
  readonly previous: Shown | null
  readonly old: readonly Shown[]
  readonly fresh: readonly PmNode[]
  /** Position in the document of the first old block: everything before it is unchanged. */
  readonly offset: number
  readonly map: StepMap | null
  readonly belongings: Belongings
}

function writeRange({ body, previous, old, fresh, offset, map, belongings }: Range): Shown[] {
  const partners = matchBlocks(old, fresh)
  const kept = new Set(partners)
  old.forEach((gone, index) => {
    if (kept.has(index) || !isBlock(gone.y)) return
    belongings.leaves(gone)
    emptyBlock(gone.y)
  })
  const written: Shown[] = []
  let waiting: PmNode[] = []
  let anchor = previous?.y ?? null
  const insertWaiting = (): void => {
    if (waiting.length === 0) return
    const elements = waiting.map((node) => blockElement(attributesOfNode(node), runsOfNode(node)))
    body.insertAfter(anchor === null ? null : (standOf(body, anchor) as Y.XmlElement), elements)
    waiting.forEach((node, index) => {
      const y = elements[index]
      if (y === undefined) return
      belongings.comes({ y, node })
      written.push({ y, node })
    })
    waiting = []
  }
  const lone = old.length === 1 && fresh.length === 1
  fresh.forEach((node, index) => {
    const partner = old[partners[index] ?? -1]
    if (partner === undefined) {
      waiting.push(node)
      return
    }
    insertWaiting()
    if (isBlock(partner.y))
      updateBlock(partner.y, partner.node, node, lone ? replacedIn(map, partner.node, offset) : null)
    written.push({ y: partner.y, node })
    anchor = partner.y
  })
  insertWaiting()
  const joined = joinedIn(old, fresh, partners)
  if (joined !== null && isBlock(joined.into.y)) belongings.takesOver(joined.into.y, joined.from)
  return written
}

/** The block that took over words of the last of the old ones, which is gone; null where this was no join. */
function joinedIn(
  old: readonly Shown[],
  fresh: readonly PmNode[],
  partners: readonly (number | null)[],
): { into: Shown; from: Shown } | null {
  const [into, from, node] = [old[0], old.at(-1), fresh[0]]
  if (old.length < 2 || fresh.length !== 1 || partners[0] !== 0) return null
  if (into === undefined || from === undefined || node === undefined) return null
  const text = node.textContent
  const words = from.node.textContent
  let kept = 0
  while (kept < into.node.textContent.length && into.node.textContent[kept] === text[kept]) kept += 1
  // What stands behind the words that stayed was the other's; an empty one is joined as a whole.
  const taken = text.slice(kept)
  return words.endsWith(taken) && (taken !== '' || words === '') ? { into, from } : null
}

/** For each new block the index of the old one that it continues, or null. Order is kept: moving is no step. */
function matchBlocks(old: readonly Shown[], fresh: readonly PmNode[]): (number | null)[] {
  if (old.length === 1 && fresh.length === 1) return [0]
  let next = 0
  return fresh.map((node) => {
    for (let index = next; index < old.length; index += 1) {
      const candidate = old[index]?.node
      if (candidate === node || (candidate?.attrs.id === node.attrs.id && node.attrs.id !== '')) {
        next = index + 1
        return index
      }
    }
    return null
  })
}

function updateBlock(block: Y.XmlElement, before: PmNode, after: PmNode, replaced: Replaced | null): void {
  const old = attributesOfNode(before)
  const now = attributesOfNode(after)
  // One that came back by a colleague's words: were it emptied by typing, it would vanish under the caret.
  if (block.getAttribute('kind') === undefined) setAttribute(block, 'kind', now.kind)
  for (const name of BLOCK_ATTRIBUTES) {
    if (old[name] !== now[name]) setAttribute(block, name, now[name])
  }
  if (!before.content.eq(after.content)) writeText(block, runsOfNode(before), runsOfNode(after), replaced)
}

/** The one range that a step replaced, in offsets of a block's text, when it lies wholly inside that block. */
function replacedIn(map: StepMap | null, block: PmNode, position: number): Replaced | null {
  if (map === null) return null
  const start = position + 1
  const ranges: Replaced[] = []
  map.forEach((oldFrom, oldTo, newFrom, newTo) => {
    ranges.push({ from: oldFrom - start, oldTo: oldTo - start, newTo: newTo - start })
    if (newFrom !== oldFrom) ranges.push({ from: -1, oldTo: -1, newTo: -1 })
  })
  const [only] = ranges
  if (only === undefined || ranges.length > 1) return null
  return only.from >= 0 && only.oldTo <= block.content.size ? only : null
}
