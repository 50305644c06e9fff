// The recommendation where the caret is: its button `Details` is the one that Tab reaches, and Alt+Enter opens its details. It draws and
// asks; it writes nothing.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { isBlockId } from '../../../../../shared/paper/block.ts'
import type { BlockDecoration } from '../view/block-view.ts'

interface Current {
  readonly node: PmNode
  readonly position: number
  readonly id: string
}

/** null where the caret is in no recommendation. */
export function currentRecommendation({ doc, selection }: EditorState): Current | null {
  const index = selection.$head.index(0)
  if (index >= doc.childCount) return null
  const node = doc.child(index)
  const { kind, id } = node.attrs
  if (kind !== 'recommendation' || !isBlockId(id)) return null
  const position = selection.$head.depth > 0 ? selection.$head.before(1) : selection.$head.pos
  return { node, position, id }
}

export interface CurrentOptions {
  openDetails: (id: string) => void
}

export const CurrentRecommendation = Extension.create<CurrentOptions>({
  name: 'currentRecommendation',
  addOptions: () => ({ openDetails: () => undefined }),

  addKeyboardShortcuts() {
    const { openDetails } = this.options
    return {
      'Alt-Enter': ({ editor }) => {
        const current = currentRecommendation(editor.state)
        if (current !== null) openDetails(current.id)
        return current !== null
      },
    }
  },

  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: (state) => {
          const current = currentRecommendation(state)
          if (current === null) return null
          const { position, node } = current
          const spec: BlockDecoration = { isCurrent: true }
          return DecorationSet.create(state.doc, [
            Decoration.node(position, position + node.nodeSize, {}, spec),
          ])
        },
      },
    }),
  ],
})
