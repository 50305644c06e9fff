// Draws under each recommendation what it may lack, when typing pauses. Decorations only: a hint is no part of the text, for nobody.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { BlockDecoration } from './block-view.ts'

export interface HintOptions {
  /** The hints for a recommendation below a heading, as one line; '' for none. */
  describe: (text: string, heading: string) => string
}

const key = new PluginKey<DecorationSet>('rapporteur:hints')
/** A hint that appears in the middle of a word is no help. */
const PAUSE_MS = 700

export const Hints = Extension.create<HintOptions>({
  name: 'hints',
  addOptions: () => ({ describe: () => '' }),
  addProseMirrorPlugins() {
    const draw = drawer(this.options.describe)
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
        view: () => {
          let timer: ReturnType<typeof setTimeout> | undefined
          return {
            update: (view, before) => {
              if (before.doc === view.state.doc) return
              clearTimeout(timer)
              timer = setTimeout(
                () => view.dispatch(view.state.tr.setMeta(key, draw(view.state.doc))),
                PAUSE_MS,
              )
            },
            destroy: () => clearTimeout(timer),
          }
        },
      }),
    ]
  },
})

/** Blocks that have not changed, under the heading that they had, are not looked at again. */
function drawer(describe: HintOptions['describe']): (doc: PmNode) => DecorationSet {
  const known = new WeakMap<PmNode, { readonly heading: string; readonly hint: string }>()
  const hintOf = (block: PmNode, heading: string): string => {
    const old = known.get(block)
    if (old?.heading === heading) return old.hint
    const hint = describe(block.textContent, heading)
    known.set(block, { heading, hint })
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
