// Draws under each recommendation what it may lack, when typing pauses. Decorations only: a hint is no part of the text, for nobody.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { KnownDetails } from '../../../../../shared/paper/hints.ts'
import type { BlockDecoration } from './block-view.ts'

export interface KnownDetailsSource {
  of(id: string): KnownDetails
  /** Details have changed. The returned function stops listening. */
  watch(listener: () => void): () => void
}

export interface HintOptions {
  /** The hints for a recommendation below a heading, as one line; '' for none. */
  describe: (text: string, heading: string, known?: KnownDetails) => string
  /** The details beside the text, by block id; absent: nothing is known of any. */
  details: KnownDetailsSource | null
}

const key = new PluginKey<DecorationSet>('rapporteur:hints')
/** A hint that appears in the middle of a word is no help. */
const PAUSE_MS = 700

export const Hints = Extension.create<HintOptions>({
  name: 'hints',
  addOptions: () => ({ describe: () => '', details: null }),
  addProseMirrorPlugins() {
    const { describe, details } = this.options
    const draw = drawer(describe, details)
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, state) => draw(state.doc),
          apply: (tr, old) =>
            (tr.getMeta(key) as DecorationSet | undefined) ??
            (tr.docChanged ? old.map(tr.mapping, tr.doc) : old),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (shown) => {
          let timer: ReturnType<typeof setTimeout> | undefined
          const stop = details?.watch(() => {
            clearTimeout(timer)
            timer = setTimeout(
              () => shown.dispatch(shown.state.tr.setMeta(key, draw(shown.state.doc))),
              PAUSE_MS,
            )
          })
          return {
            update: (view, before) => {
              if (before.doc === view.state.doc) return
              clearTimeout(timer)
              timer = setTimeout(
                () => view.dispatch(view.state.tr.setMeta(key, draw(view.state.doc))),
                PAUSE_MS,
              )
            },
            destroy: () => {
              clearTimeout(timer)
              stop?.()
            },
          }
        },
      }),
    ]
  },
})

/** Blocks that have not changed, under the heading and with the details that they had, are not looked at again. */
function drawer(
  describe: HintOptions['describe'],
  details: KnownDetailsSource | null,
): (doc: PmNode) => DecorationSet {
  const known = new WeakMap<PmNode, { readonly about: string; readonly hint: string }>()
  const hintOf = (block: PmNode, heading: string): string => {
    const beside = details?.of(String(block.attrs.id))
    const about = JSON.stringify([heading, beside])
    const old = known.get(block)
    if (old?.about === about) return old.hint
    const hint = describe(block.textContent, heading, beside)
    known.set(block, { about, hint })
    return hint
  }
  return (doc) => {
    let heading = ''
    const decorations: Decoration[] = []
    doc.forEach((block, position) => {
      if (block.attrs.kind === 'heading') heading = block.textContent
      const hint = block.attrs.kind === 'recommendation' ? hintOf(block, heading) : ''
      const spec: BlockDecoration = { hint }
      if (hint !== '') decorations.push(Decoration.node(position, position + block.nodeSize, {}, spec))
    })
    return DecorationSet.create(doc, decorations)
  }
}
