// Computes the numbers of list items, recommendations and, where the paper has them, paragraphs, for the view. Typing inside a block keeps
// them; only a changed order, kind or indent counts anew. They are no decorations: ProseMirror compares each block with each of those.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type Command, type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { type BlockNumber, numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { attributesOfNode } from '../binding/content.ts'
import { changedRange, sameOrder } from './changed-range.ts'

/** One entry a block, null where the block has no number. */
type BlockNumbers = readonly (BlockNumber | null)[]

interface NumbersState {
  /** The paper numbers its paragraphs. */
  readonly paragraphs: boolean
  readonly numbers: BlockNumbers
}

const key = new PluginKey<NumbersState>('rapporteur:numbers')
const NONE: BlockNumbers = []

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
        init: (_config, state) => ({ paragraphs: false, numbers: numbersIn(state.doc, false) }),
        apply: (tr, old) => {
          const paragraphs = (tr.getMeta(key) as boolean | undefined) ?? old.paragraphs
          if (paragraphs === old.paragraphs && sameNumbers(tr.before, tr.doc)) return old
          return { paragraphs, numbers: numbersIn(tr.doc, paragraphs) }
        },
      },
    }),
  ],
})

/** The same array as long as no number changed place. */
export function numbersOf(state: EditorState): BlockNumbers {
  return key.getState(state)?.numbers ?? NONE
}

function sameNumbers(before: PmNode, after: PmNode): boolean {
  const range = changedRange(before, after)
  if (!sameOrder(before, after, range)) return false
  for (let index = range.from; index < range.after; index += 1) {
    if (isNumbered(before.child(index)) !== isNumbered(after.child(index))) return false
  }
  return true
}

function numbersIn(doc: PmNode, paragraphs: boolean): BlockNumbers {
  return numberBlocks(
    doc.content.content.map((block) => ({
      ...attributesOfNode(block),
      isNumbered: paragraphs && isNumbered(block),
    })),
  )
}
