// Finding in the shown text: what is looked for and where it is, as plugin state; highlights are decorations. It must never change
// the text: replacing is a person's own edit (steps.ts).
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { finder, type Match, type Wanted } from '../../../../../shared/paper/find.ts'

interface FindState {
  readonly search: Search
  /** In the document, in order. */
  readonly matches: readonly Match[]
  readonly decorations: DecorationSet
}

export interface Found {
  readonly matches: readonly Match[]
  /** The match that is selected, or -1. */
  readonly current: number
}

export const NOTHING: Wanted = { query: '', matchCase: false, wholeWords: false }
const key = new PluginKey<FindState>('rapporteur:find')

export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<FindState>({
      key,
      state: {
        init: () => nothing(),
        apply: (tr, old) => {
          const wanted = tr.getMeta(key) as Wanted | undefined
          if (wanted?.query === '') return nothing()
          const search = wanted === undefined ? old.search : new Search(wanted)
          if (search.finds === undefined) return old
          if (wanted === undefined && !tr.docChanged && !tr.selectionSet) return old
          const matches = wanted === undefined && !tr.docChanged ? old.matches : search.in(tr.doc)
          const { from, to } = tr.selection
          return { search, matches, decorations: draw(tr.doc, matches, from, to) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})

function nothing(): FindState {
  return { search: new Search(NOTHING), matches: [], decorations: DecorationSet.empty }
}

/** Blocks that have not changed are the same object, and are not searched again. */
class Search {
  readonly finds: ((text: string) => readonly Match[]) | undefined
  readonly #known = new WeakMap<PmNode, readonly Match[]>()

  constructor(wanted: Wanted) {
    this.finds = wanted.query === '' ? undefined : finder(wanted)
  }

  in(doc: PmNode): Match[] {
    const all: Match[] = []
    doc.forEach((block, position) => {
      for (const { from, to } of this.#inBlock(block)) {
        all.push({ from: position + 1 + from, to: position + 1 + to })
      }
    })
    return all
  }

  #inBlock(block: PmNode): readonly Match[] {
    const known = this.#known.get(block)
    if (known !== undefined) return known
    // What is no text takes one place, so that offsets are positions.
    const found = this.finds?.(block.textBetween(0, block.content.size, '', '\ufffc')) ?? []
    this.#known.set(block, found)
    return found
  }
}

function draw(doc: PmNode, matches: readonly Match[], from: number, to: number): DecorationSet {
  return DecorationSet.create(
    doc,
    matches.map((match) =>
      Decoration.inline(match.from, match.to, {
        class: match.from === from && match.to === to ? 'paper-found paper-found-now' : 'paper-found',
      }),
    ),
  )
}

export function look(tr: Transaction, wanted: Wanted): Transaction {
  return tr.setMeta(key, wanted)
}

export function stopLooking(tr: Transaction): Transaction {
  return tr.setMeta(key, NOTHING)
}

export function foundIn(state: EditorState): Found {
  const matches = key.getState(state)?.matches ?? []
  const { from, to } = state.selection
  return { matches, current: matches.findIndex((match) => match.from === from && match.to === to) }
}
