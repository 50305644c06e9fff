// A click sets the caret, and a key right behind it acts there (binding/see-caret.ts). 20 ms after a click that brought the focus
// ProseMirror puts the caret back where it last knew it, so it is shown the click at once.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { seeCaret } from '../binding/see-caret.ts'

/** What a key that an input method takes says of itself. */
const IN_COMPOSITION = 229

export const CaretFirst = Extension.create({
  name: 'caretFirst',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            // The first key that an input method takes comes before it composes.
            if (!event.isComposing && event.keyCode !== IN_COMPOSITION) seeCaret(view)
            return false
          },
          mousedown: (view) => {
            letGoOutside(view)
            // When the browser has done with the click what it does itself.
            setTimeout(() => seeCaret(view))
            return false
          },
        },
      },
    }),
  ],
})

/** With all of the page selected, Chromium takes a press on the text for the beginning of a drag, and sets no caret. */
function letGoOutside({ dom }: EditorView): void {
  const selection = dom.ownerDocument.getSelection()
  if (selection === null || selection.isCollapsed) return
  if (!dom.contains(selection.anchorNode) || !dom.contains(selection.focusNode)) selection.removeAllRanges()
}
