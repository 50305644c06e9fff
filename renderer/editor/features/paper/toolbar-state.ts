// What the toolbar shows about the place where the caret is. Derived from the editor's state, never kept.
import type { EditorState } from '@tiptap/pm/state'
import type { BlockAttributes } from '../../../../shared/paper/block.ts'
import { selectedBlocks } from './commands/blocks.ts'
import { linkTarget } from './commands/links.ts'
import { planMove } from './commands/move.ts'

/** `mixed` where the selected blocks differ. */
export type StyleName =
  | 'text'
  | `heading${1 | 2 | 3 | 4}`
  | 'quote'
  | 'recommendation'
  | 'bullet'
  | 'ordered'
  | 'mixed'

export interface ToolbarState {
  readonly style: StyleName
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly link: boolean
  /** Whether the selected blocks have somewhere to go. */
  readonly up: boolean
  readonly down: boolean
}

export function toolbarState(state: EditorState): ToolbarState {
  const styles = new Set(selectedBlocks(state).map(({ attributes }) => styleName(attributes)))
  const [only] = styles
  return {
    style: styles.size > 1 ? 'mixed' : (only ?? 'text'),
    bold: hasMark(state, 'bold'),
    italic: hasMark(state, 'italic'),
    underline: hasMark(state, 'underline'),
    link: linkTarget(state).href !== '',
    up: planMove(state, 'up') !== null,
    down: planMove(state, 'down') !== null,
  }
}

const HEADINGS = { 1: 'heading1', 2: 'heading2', 3: 'heading3', 4: 'heading4' } as const

function styleName({ kind, level }: BlockAttributes): StyleName {
  if (kind === 'heading') return HEADINGS[level as keyof typeof HEADINGS]
  return kind === 'paragraph' ? 'text' : kind
}

/** On when all selected text has it; at a bare caret, when the next letter would. */
function hasMark(state: EditorState, name: string): boolean {
  const { empty, $from, from, to } = state.selection
  if (empty) return (state.storedMarks ?? $from.marks()).some((mark) => mark.type.name === name)
  let all = true
  let any = false
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isText) return
    any = true
    if (!node.marks.some((mark) => mark.type.name === name)) all = false
  })
  return any && all
}
