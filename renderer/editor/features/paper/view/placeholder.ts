// The grey words in a paper that has no text yet. Shown by CSS from an attribute; never part of the text.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { BlockDecoration } from './block-view.ts'

export const Placeholder = Extension.create<{ text: string }>({
  name: 'placeholder',
  addOptions: () => ({ text: '' }),
  addProseMirrorPlugins() {
    const spec: BlockDecoration = { placeholder: this.options.text }
    return [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const only = doc.childCount === 1 ? doc.firstChild : null
            if (only === null || only.content.size > 0) return null
            return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, {}, spec)])
          },
        },
      }),
    ]
  },
})
