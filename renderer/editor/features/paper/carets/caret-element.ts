// The caret of another person in the page: a thin line and their name. Hidden from screen readers, to whom it would be a word in the
// middle of a sentence; they have the list of who is present.
import type { PresentPerson } from '../../../../../shared/contract/editor-api.ts'

export function caretElement({ name, colour }: Pick<PresentPerson, 'name' | 'colour'>): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'paper-caret'
  caret.setAttribute('aria-hidden', 'true')
  caret.style.setProperty('--person', colour)
  const label = document.createElement('span')
  label.className = 'paper-caret-name'
  label.textContent = name
  caret.append('\u2060', label, '\u2060')
  return caret
}
