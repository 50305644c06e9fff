// Lets ProseMirror see where the caret is now. Chromium tells of it with the next frame, which on a busy machine comes late; whatever changes
// the state before that, a colleague's letter, a mark, a key, takes the caret back to where it was last known.
import type { EditorView } from '@tiptap/pm/view'

/** Call it before the state is read for something that the person at the caret did not do. Changes the selection and nothing else. */
export function seeCaret(view: EditorView): void {
  // While an input method composes, the selection is its own.
  if (view.isDestroyed || view.composing) return
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}
