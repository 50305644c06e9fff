// What goes out over the clipboard and what comes in. Incoming HTML is only ever read as text and structure: no element of it enters
// the page. A paste that could not be saved as one edit is refused as a whole, with a sentence.
import { Extension } from '@tiptap/core'
import { DOMParser as PmDomParser, type Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { PaperBinding } from '../binding/binding.ts'
import { recallDetails, rememberDetails } from './copied-details.ts'
import { PaperSerializer } from './copy.ts'
import { draftsFromHtml } from './html-to-drafts.ts'
import { withoutStyles } from './inline-style.ts'
import { draftsFromPastedText, insertBlocks, isTooLarge, sliceOfDrafts } from './insert.ts'

export interface ClipboardOptions {
  tooLarge: () => void
  binding: PaperBinding | null
  /** Whose papers the details of a copied recommendation may go to. */
  group: string
}

/** Characters of clipboard HTML that are read at all; markup may be far longer than what it says. */
const MAX_HTML = 32_000_000
const MAX_TEXT = 8_000_000

class DraftParser extends PmDomParser {
  override parseSlice(dom: Node): Slice {
    return sliceOfDrafts(this.schema, draftsFromHtml(dom))
  }
}

export const Clipboard = Extension.create<ClipboardOptions>({
  name: 'paperClipboard',
  addOptions: () => ({ tooLarge: () => undefined, binding: null, group: '' }),

  addProseMirrorPlugins() {
    const { schema } = this.editor
    const { tooLarge, binding, group } = this.options
    const remember = ({ state }: EditorView): false => {
      if (binding !== null && !state.selection.empty)
        rememberDetails(group, binding, state.doc, state.selection.content().content)
      return false
    }
    return [
      new Plugin({
        props: {
          transformPastedHTML: withoutStyles,
          clipboardParser: new DraftParser(schema, PmDomParser.fromSchema(schema).rules),
          clipboardTextParser: (text) => sliceOfDrafts(schema, draftsFromPastedText(text)),
          clipboardSerializer: new PaperSerializer({}, {}),
          clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n'),
          // Not `transformCopied`, which is called for what is dragged too: that is on no clipboard.
          handleDOMEvents: {
            copy: remember,
            cut: remember,
            paste: (_view, event) => {
              const html = event.clipboardData?.getData('text/html').length ?? 0
              const text = event.clipboardData?.getData('text/plain').length ?? 0
              if (html <= MAX_HTML && text <= MAX_TEXT) return false
              event.preventDefault()
              tooLarge()
              return true
            },
          },
          handlePaste: (view, _event, slice) => {
            if (!view.editable) return true
            if (isTooLarge(slice.content)) tooLarge()
            else insertBlocks(view, slice.content, (blocks) => recallDetails(group, blocks))
            return true
          },
        },
      }),
    ]
  },
})
