// A key right behind a click: Chromium tells of a new caret with the next frame, which on a slow machine comes after the key. Until
// then ProseMirror believes the caret where it was, and a command would act on the block that was left. So it looks first.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** What a key that an input method takes says of itself. */
const IN_COMPOSITION = 229

export const CaretFirst = Extension.create({
  name: 'caretFirst',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            // While an input method composes, from its first key on, the selection is its own.
            if (!event.isComposing && event.keyCode !== IN_COMPOSITION)
              view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
            return false
          },
        },
      },
    }),
  ],
})
