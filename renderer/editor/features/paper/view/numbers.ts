// Computes the numbers of list items, recommendations and, where the paper has them, paragraphs, and hands them to the blocks as
// decorations. Typing inside a block maps the old decorations; only a changed order, kind or indent counts anew.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type Command, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { attributesOfNode } from '../binding/content.ts'
import type { BlockDecoration } from './block-view.ts'

interface NumbersState {
  /** The paper numbers its paragraphs. */
  readonly paragraphs: boolean
  readonly set: DecorationSet
}

const key = new PluginKey<NumbersState>('rapporteur:numbers')

/** A paragraph without words has no number: it is a gap, or one that is about to be written. */
export function isNumbered(block: PmNode): boolean {
  return block.attrs.kind === 'paragraph' && block.content.size > 0
}

/** Shows numbers before the paragraphs, or none. It writes nothing: the answer belongs to the paper's records. */
export function numberParagraphs(paragraphs: boolean): Command {
  return (state, dispatch) => {
    if (key.getState(state)?.paragraphs === paragraphs) return false
    dispatch?.(state.tr.setMeta(key, paragraphs))
    return true
  }
}

export const Numbers = Extension.create({
  name: 'numbers',
  addProseMirrorPlugins: () => [
    new Plugin<NumbersState>({
      key,
      state: {
        init: (_config, state) => ({ paragraphs: false, set: numbersIn(state.doc, false) }),
        apply: (tr, old) => {
          const paragraphs = (tr.getMeta(key) as boolean | undefined) ?? old.paragraphs
          if (paragraphs === old.paragraphs) {
            if (!tr.docChanged) return old
            if (sameOrder(tr.before, tr.doc)) return { paragraphs, set: old.set.map(tr.mapping, tr.doc) }
          }
          return { paragraphs, set: numbersIn(tr.doc, paragraphs) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.set },
    }),
  ],
})

function sameOrder(before: PmNode, after: PmNode): boolean {
  if (before.childCount !== after.childCount) return false
  for (let index = 0; index < after.childCount; index += 1) {
    const [old, now] = [before.child(index), after.child(index)]
    if (old !== now && !(old.sameMarkup(now) && isNumbered(old) === isNumbered(now))) return false
  }
  return true
}

function numbersIn(doc: PmNode, paragraphs: boolean): DecorationSet {
  const blocks: PmNode[] = []
  doc.forEach((block) => {
    blocks.push(block)
  })
  const numbers = numberBlocks(
    blocks.map((block) => ({ ...attributesOfNode(block), isNumbered: paragraphs && isNumbered(block) })),
  )
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
