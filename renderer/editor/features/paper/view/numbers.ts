// Computes the numbers of list items and recommendations for the view, and hands them to the blocks as decorations.
// Typing inside a block maps the old decorations; only a changed order, kind or indent counts anew.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { attributesOfNode } from '../binding/content.ts'
import type { BlockDecoration } from './block-view.ts'

const key = new PluginKey<DecorationSet>('rapporteur:numbers')

export const Numbers = Extension.create({
  name: 'numbers',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => numbersIn(state.doc),
        apply: (tr, old) => {
          if (!tr.docChanged) return old
          return sameOrder(tr.before, tr.doc) ? old.map(tr.mapping, tr.doc) : numbersIn(tr.doc)
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

function sameOrder(before: PmNode, after: PmNode): boolean {
  if (before.childCount !== after.childCount) return false
  for (let index = 0; index < after.childCount; index += 1) {
    const [old, now] = [before.child(index), after.child(index)]
    if (old !== now && !old.sameMarkup(now)) return false
  }
  return true
}

function numbersIn(doc: PmNode): DecorationSet {
  const blocks: PmNode[] = []
  doc.forEach((block) => {
    blocks.push(block)
  })
  const numbers = numberBlocks(blocks.map(attributesOfNode))
  const decorations: Decoration[] = []
  let position = 0
  blocks.forEach((block, index) => {
    const number = numbers[index]
    if (number) {
      const spec: BlockDecoration = { number }
      decorations.push(Decoration.node(position, position + block.nodeSize, {}, spec))
    }
    position += block.nodeSize
  })
  return DecorationSet.create(doc, decorations)
}
