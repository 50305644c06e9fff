// Named carets and selections of the others, drawn from what the host says about them. The own caret is reported, never drawn.
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { PresentPerson } from '../../../../../shared/contract/editor-api.ts'
import { FROM_BODY, type PaperBinding } from '../binding/binding.ts'
import type { CaretSender } from '../session/caret-sender.ts'
import { caretElement } from './caret-element.ts'

interface CaretState {
  readonly people: readonly PresentPerson[]
  readonly decorations: DecorationSet
  /** Somebody's caret stands in words that are still on their way: it is drawn when they have come. */
  readonly isWaiting: boolean
}

export const caretsKey = new PluginKey<CaretState>('rapporteur:carets')

export interface CaretOptions {
  binding: PaperBinding | null
  sender: CaretSender | null
}

export const Carets = Extension.create<CaretOptions>({
  name: 'carets',
  addOptions: () => ({ binding: null, sender: null }),

  onSelectionUpdate() {
    const { binding, sender } = this.options
    const { anchor, head } = this.editor.state.selection
    const [from, to] = [binding?.placeOf(anchor), binding?.placeOf(head)]
    if (this.editor.isFocused) sender?.moved(from && to ? { anchor: from, head: to } : null)
  },

  onFocus() {
    this.editor.emit('selectionUpdate', { editor: this.editor, transaction: this.editor.state.tr })
  },

  addProseMirrorPlugins() {
    const { binding } = this.options
    return [
      new Plugin<CaretState>({
        key: caretsKey,
        state: {
          init: () => ({ people: [], decorations: DecorationSet.empty, isWaiting: false }),
          apply: (tr, old) => {
            const people = tr.getMeta(caretsKey) as readonly PresentPerson[] | undefined
            if (people !== undefined) return draw(tr.doc, people, binding)
            if (old.isWaiting && tr.getMeta(FROM_BODY) === true) return draw(tr.doc, old.people, binding)
            return tr.docChanged ? { ...old, decorations: old.decorations.map(tr.mapping, tr.doc) } : old
          },
        },
        props: { decorations: (state) => caretsKey.getState(state)?.decorations },
      }),
    ]
  },
})

/** Places that the text does not hold yet are left out for now: the person's edit is still on its way. */
function draw(
  doc: EditorState['doc'],
  people: readonly PresentPerson[],
  binding: PaperBinding | null,
): CaretState {
  let isWaiting = false
  const decorations = people.flatMap((person) => {
    const head = person.head === undefined ? null : (binding?.positionOf(person.head) ?? null)
    if (head === null || head > doc.content.size) {
      isWaiting ||= person.head !== undefined
      return []
    }
    const anchor = (person.anchor && binding?.positionOf(person.anchor)) ?? head
    const [from, to] = [Math.min(anchor, head), Math.min(Math.max(anchor, head), doc.content.size)]
    const key = `${person.device}/${person.name}/${person.colour}`
    const caret = Decoration.widget(head, () => caretElement(person), {
      key,
      side: 10,
      ignoreSelection: true,
    })
    if (from === to) return [caret]
    return [
      caret,
      Decoration.inline(from, to, { class: 'paper-selection', style: `--person: ${person.colour}` }),
    ]
  })
  return { people, decorations: DecorationSet.create(doc, decorations), isWaiting }
}
