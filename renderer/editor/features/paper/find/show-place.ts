// Scrolls the page so that a place of the text is in sight although the focus is elsewhere. ProseMirror scrolls only to where the
// browser's own selection is.
import type { EditorView } from '@tiptap/pm/view'

/** Pixels that the bar above and the edge below may cover. */
const ABOVE = 180
const BELOW = 60

export function showPlace(view: EditorView, position: number): void {
  const { top, bottom } = view.coordsAtPos(position)
  if (top >= ABOVE && bottom <= window.innerHeight - BELOW) return
  window.scrollBy({ top: (top + bottom) / 2 - window.innerHeight / 2 })
}
