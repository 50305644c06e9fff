// Hands numbers and hints to the blocks on the page, when one of them has changed or a block is drawn anew: never at a key that
// only changes words. It must never touch a block's words.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import type { BlockNumber } from '../../../../../shared/paper/numbering.ts'
import { hintsOf } from './hints.ts'
import { numbersOf } from './numbers.ts'

/** What stands beside a block's words. */
export interface Beside {
  readonly number: BlockNumber | null
  /** What a recommendation may lack, in words; '' for nothing. */
  readonly hint: string
}

type Show = (beside: Beside) => void

/** The blocks of one editor as they are drawn, by their outermost element. */
export class DrawnBlocks {
  readonly #shows = new WeakMap<Element, Show>()
  #fresh = false

  add(element: Element, show: Show): void {
    this.#shows.set(element, show)
    this.#fresh = true
  }

  /** Whether blocks were drawn since the last `show`. */
  get areFresh(): boolean {
    return this.#fresh
  }

  /**
   * Blocks stand in the page in the order of the document, among elements that are none. Only attributes of theirs are set, which their
   * views tell ProseMirror to pass over: it is nobody's typing.
   */
  show(view: EditorView): void {
    this.#fresh = false
    const { dom, state } = view
    const numbers = numbersOf(state)
    const hints = hintsOf(state)
    let element = dom.firstElementChild
    state.doc.forEach((node, _position, index) => {
      if (node.type.name !== BLOCK_NODE) return
      while (element !== null && !this.#shows.has(element)) element = element.nextElementSibling
      if (element === null) return
      this.#shows.get(element)?.({ number: numbers[index] ?? null, hint: hints[index] ?? '' })
      element = element.nextElementSibling
    })
  }
}

export const ShowBeside = Extension.create<{ drawn: DrawnBlocks | null }>({
  name: 'showBeside',
  addOptions: () => ({ drawn: null }),
  addProseMirrorPlugins() {
    const { drawn } = this.options
    if (drawn === null) return []
    return [
      new Plugin({
        view: (shown) => {
          drawn.show(shown)
          return {
            update: (view, before) => {
              const isSame =
                numbersOf(view.state) === numbersOf(before) && hintsOf(view.state) === hintsOf(before)
              if (!isSame || drawn.areFresh) drawn.show(view)
            },
          }
        },
      }),
    ]
  },
})
