// Puts the parts of the text editor together for one open session. No React here: the page mounts it and takes it down.
import { Editor } from '@tiptap/core'
import { Human } from './binding/human.ts'
import { seeCaret } from './binding/see-caret.ts'
import { Carets } from './carets/carets.ts'
import { CaretFirst } from './commands/caret-first.ts'
import { EmptyPaper } from './commands/empty-paper.ts'
import { type KeyActions, Keymap } from './commands/keymap.ts'
import { CurrentRecommendation } from './details/current.ts'
import { knownDetails } from './details/known.ts'
import { Find } from './find/find.ts'
import { Clipboard, type ClipboardOptions } from './paste/clipboard.ts'
import { Block, PaperDocument, PaperText } from './schema/block.ts'
import { ForeignBlock, ForeignInline } from './schema/foreign.ts'
import { Bold, Italic, Link, Underline } from './schema/marks.ts'
import type { OpenSession } from './session/paper-session.ts'
import { Spelling, type SpellingOptions } from './spelling/marks.ts'
import { DrawnBlocks, ShowBeside } from './view/beside.ts'
import type { BlockLabels } from './view/block-view.ts'
import { type HintOptions, Hints } from './view/hints.ts'
import { Numbers } from './view/numbers.ts'
import { Placeholder } from './view/placeholder.ts'

export const SCHEMA_EXTENSIONS = [
  PaperDocument,
  PaperText,
  ForeignBlock,
  ForeignInline,
  Bold,
  Italic,
  Underline,
  Link,
]

export interface EditorParts extends Omit<KeyActions, 'binding'> {
  readonly session: Pick<OpenSession, 'binding' | 'carets'>
  readonly mayWrite: () => boolean
  readonly labels: BlockLabels
  readonly placeholder: string
  /** What a recommendation below a heading may lack, in words; '' for nothing. */
  readonly hints: HintOptions['describe']
  /** Whose paper it is: details of copied recommendations stay within it. */
  readonly group?: string
  /** Absent: nothing is underlined. */
  readonly spelling?: SpellingOptions
  readonly pasteTooLarge: ClipboardOptions['tooLarge']
  /** Somebody asks for the details of a recommendation, by its block's id. */
  readonly openDetails?: (id: string) => void
  /** Attributes of the text box: its name, its description. */
  readonly attributes: Record<string, string>
}

export function createPaperEditor(element: HTMLElement, parts: EditorParts): Editor {
  const { binding, carets } = parts.session
  const drawn = new DrawnBlocks()
  const editor = new Editor({
    element,
    extensions: [
      ...SCHEMA_EXTENSIONS,
      Block.configure({ labels: parts.labels, drawn }),
      CaretFirst,
      Human.configure({ binding, mayWrite: parts.mayWrite }),
      Keymap.configure({
        actions: { binding, openLinkDialog: parts.openLinkDialog, tellSaveState: parts.tellSaveState },
      }),
      EmptyPaper,
      CurrentRecommendation.configure({ openDetails: parts.openDetails ?? (() => undefined) }),
      Numbers,
      Placeholder.configure({ text: parts.placeholder }),
      Find,
      Hints.configure({ describe: parts.hints, details: knownDetails(binding) }),
      ShowBeside.configure({ drawn }),
      Spelling.configure(parts.spelling ?? {}),
      Carets.configure({ binding, sender: carets }),
      Clipboard.configure({ tooLarge: parts.pasteTooLarge, binding, group: parts.group ?? '' }),
    ],
    enableCoreExtensions: {
      keymap: false,
      clipboardTextSerializer: false,
      delete: false,
      drop: false,
      paste: false,
    },
    enablePasteRules: false,
    injectCSS: false,
    editable: parts.mayWrite(),
    content: { type: 'doc', content: [] },
    editorProps: { attributes: parts.attributes },
    onBeforeCreate: ({ editor: created }) => {
      // As JSON: the page's policy forbids parsing HTML, which is what any other kind of content leads to.
      created.options.content = binding.content(created.schema).toJSON()
    },
  })
  binding.attach(editor.view, () => seeCaret(editor.view))
  return editor
}
