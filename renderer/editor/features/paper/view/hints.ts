// Works out under each recommendation what it may lack, when typing pauses. For the view only: a hint is no part of the text, for nobody.
import { Extension } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import type { KnownDetails } from '../../../../../shared/paper/hints.ts'
import { seeCaret } from '../binding/see-caret.ts'
import { follow } from './changed-range.ts'

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

/** One entry a block, '' for none. */
type BlockHints = readonly string[]

const key = new PluginKey<BlockHints>('rapporteur:hints')
const NONE: BlockHints = []
/** A hint that appears in the middle of a word is no help. */
const PAUSE_MS = 700

export const Hints = Extension.create<HintOptions>({
  name: 'hints',
  addOptions: () => ({ describe: () => '', details: null }),
  addProseMirrorPlugins() {
    const { describe, details } = this.options
    const look = looker(describe, details)
    return [
      new Plugin<BlockHints>({
        key,
        state: {
          init: (_config, state) => look(state.doc),
          apply: (tr, old) =>
            (tr.getMeta(key) as BlockHints | undefined) ??
            (tr.docChanged ? follow(old, tr.before, tr.doc, '') : old),
        },
        view: (shown) => {
          let timer: ReturnType<typeof setTimeout> | undefined
          const lookSoon = (): void => {
            clearTimeout(timer)
            timer = setTimeout(() => {
              const now = look(shown.state.doc)
              const before = hintsOf(shown.state)
              if (now.length === before.length && now.every((hint, index) => hint === before[index])) return
              seeCaret(shown)
              shown.dispatch(shown.state.tr.setMeta(key, now))
            }, PAUSE_MS)
          }
          const stop = details?.watch(lookSoon)
          return {
            update: (view, before) => {
              if (before.doc !== view.state.doc) lookSoon()
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

/** The same array as long as no hint changed. */
export function hintsOf(state: EditorState): BlockHints {
  return key.getState(state) ?? NONE
}

/** Blocks that have not changed, under the heading and with the details that they had, are not looked at again. */
function looker(
  describe: HintOptions['describe'],
  details: KnownDetailsSource | null,
): (doc: PmNode) => BlockHints {
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
    return doc.content.content.map((block) => {
      if (block.attrs.kind === 'heading') heading = block.textContent
      return block.attrs.kind === 'recommendation' ? hintOf(block, heading) : ''
    })
  }
}
