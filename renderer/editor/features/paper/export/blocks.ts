// The text as it is shown, as plain blocks for an export: no ids, no carets, no highlights, nothing of who wrote what.
import type { Node as PmNode } from '@tiptap/pm/model'
import type { DraftBlock } from '../../../../../shared/paper/block.ts'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import { attributesOfNode, runsOfNode } from '../binding/content.ts'
import { isNumbered } from '../view/numbers.ts'

/** `notes`: what is printed below a recommendation, by its block's id. `numbered`: paragraphs have numbers. */
export function exportedBlocks(
  doc: PmNode,
  notes: (id: string) => readonly string[],
  numbered: boolean,
): DraftBlock[] {
  const blocks: DraftBlock[] = []
  doc.forEach((node) => {
    if (node.type.name !== BLOCK_NODE) return
    const { kind, level, indent, id } = attributesOfNode(node)
    const below = kind === 'recommendation' ? { notes: notes(id) } : {}
    const counted = numbered && isNumbered(node) ? { isNumbered: true } : {}
    blocks.push({ kind, level, indent, runs: runsOfNode(node), ...below, ...counted })
  })
  return blocks
}
