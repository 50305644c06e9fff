// Underlines misspelt words, when typing pauses. Decorations only: a mark is no part of the text, for nobody. Nothing here may run while a
// key is handled, and the word at which somebody types is left alone.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { wordsToJudge, wrongAmong } from '../../../../../shared/spelling/block.ts'
import type { FoundWord } from '../../../../../shared/spelling/words.ts'
import { seeCaret } from '../binding/see-caret.ts'
import type { SpellingBook } from './book.ts'

/** A misspelt word in the document. */
export interface Misspelt {
  readonly from: number
  readonly to: number
  readonly word: string
}

export interface SpellingOptions {
  book: SpellingBook | null
  /** Somebody asks what may have been meant. */
  openMenu: (misspelt: Misspelt) => void
}

const key = new PluginKey<DecorationSet>('rapporteur:spelling')
const PAUSE_MS = 500
/** Milliseconds at a stretch for splitting texts into words: less than a frame. */
const STRETCH_MS = 8
/** Each is an element that the page lays out. */
const MAX_MARKS = 2_000

export const Spelling = Extension.create<SpellingOptions>({
  name: 'spelling',
  addOptions: () => ({ book: null, openMenu: () => undefined }),

  addKeyboardShortcuts() {
    const open = () => openAt(this.editor.state, this.editor.state.selection.head, this.options.openMenu)
    return { 'Shift-F10': open, ContextMenu: open, 'Mod-.': open }
  },

  addProseMirrorPlugins() {
    const { book, openMenu } = this.options
    if (book === null) return []
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, old) =>
            (tr.getMeta(key) as DecorationSet | undefined) ??
            (tr.docChanged ? old.map(tr.mapping, tr.doc) : old),
        },
        props: {
          decorations: (state) => key.getState(state),
          handleDOMEvents: {
            contextmenu: (view, event) => {
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
              if (at === null || !openAt(view.state, at.pos, openMenu)) return false
              event.preventDefault()
              return true
            },
          },
        },
        view: (view) => new Checking(view, book),
      }),
    ]
  },
})

/** The marked word at a place of the document. */
export function misspeltAt(state: EditorState, position: number): Misspelt | undefined {
  const mark = key.getState(state)?.find(position, position)[0]
  return mark && { from: mark.from, to: mark.to, word: String(mark.spec.word) }
}

function openAt(state: EditorState, position: number, open: (misspelt: Misspelt) => void): boolean {
  const misspelt = misspeltAt(state, position)
  if (misspelt !== undefined) open(misspelt)
  return misspelt !== undefined
}

/** Blocks that have not changed are the same object, and are not split again. */
class Checking {
  readonly #view: EditorView
  readonly #book: SpellingBook
  readonly #words = new WeakMap<PmNode, readonly FoundWord[]>()
  readonly #stop: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #isTyping = false
  #round = 0

  constructor(view: EditorView, book: SpellingBook) {
    this.#view = view
    this.#book = book
    this.#stop = book.watch(() => this.#after(0))
    this.#after(PAUSE_MS)
  }

  update(view: EditorView, before: EditorState): void {
    const edited = before.doc !== view.state.doc
    if (!edited && before.selection.eq(view.state.selection)) return
    const isHere = before.selection.$head.parent !== view.state.selection.$head.parent
    const wasTyping = this.#isTyping
    // Who goes elsewhere has finished the word. What a colleague writes in another block says nothing about this one.
    this.#isTyping = edited && (isHere || wasTyping)
    if (edited || wasTyping) this.#after(PAUSE_MS)
  }

  destroy(): void {
    this.#stop()
    this.#after(undefined)
  }

  /** Milliseconds; undefined for never. What was under way is given up. */
  #after(pause: number | undefined): void {
    this.#round += 1
    clearTimeout(this.#timer)
    if (pause !== undefined) this.#timer = setTimeout(() => void this.#check(this.#round), pause)
  }

  async #check(round: number): Promise<void> {
    if (!this.#book.isOn) return this.#show([])
    if (!(await this.#split(round))) return
    const words = this.#view.state.doc.children.flatMap((block) => this.#words.get(block) ?? [])
    const isNow = () => round === this.#round
    await this.#book.learn(
      words.map(({ word }) => word),
      isNow,
    )
    if (isNow()) this.#show(this.#misspelt())
  }

  /** False when something has changed meanwhile. */
  async #split(round: number): Promise<boolean> {
    let until = performance.now() + STRETCH_MS
    for (const block of this.#view.state.doc.children) {
      if (this.#words.has(block)) continue
      // What is no text takes one place, so that offsets are positions.
      this.#words.set(block, wordsToJudge(block.textBetween(0, block.content.size, '', '\ufffc')))
      if (performance.now() < until) continue
      await new Promise((resolve) => setTimeout(resolve))
      if (round !== this.#round) return false
      until = performance.now() + STRETCH_MS
    }
    return true
  }

  #misspelt(): Misspelt[] {
    const { doc, selection } = this.#view.state
    const all: Misspelt[] = []
    doc.forEach((block, position) => {
      const wrong = wrongAmong(this.#words.get(block) ?? [], (word) => this.#book.isWrong(word))
      for (const { from, to, word } of wrong) {
        const found = { from: position + 1 + from, to: position + 1 + to, word }
        const isTypedAt = this.#isTyping && selection.head >= found.from && selection.head <= found.to
        if (!isTypedAt && all.length < MAX_MARKS) all.push(found)
      }
    })
    return all
  }

  #show(misspelt: readonly Misspelt[]): void {
    seeCaret(this.#view)
    const { state } = this.#view
    const shown = key.getState(state)?.find() ?? []
    const isSame = ({ from, to }: Misspelt, at: number): boolean =>
      shown[at]?.from === from && shown[at]?.to === to
    if (shown.length === misspelt.length && misspelt.every(isSame)) return
    const marks = misspelt.map(({ from, to, word }) =>
      Decoration.inline(from, to, { class: 'paper-misspelt', 'aria-invalid': 'spelling' }, { word }),
    )
    this.#view.dispatch(state.tr.setMeta(key, DecorationSet.create(state.doc, marks)))
  }
}
