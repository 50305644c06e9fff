// Every key that does something in the text. What is not listed here is the browser's: typing, arrows, composition.
import { Extension, InputRule } from '@tiptap/core'
import { deleteSelection, joinBackward, joinForward, selectAll, toggleMark } from '@tiptap/pm/commands'
import type { Command } from '@tiptap/pm/state'
import type { PaperBinding } from '../binding/binding.ts'
import { markType } from '../schema/node-type.ts'
import {
  type BlockStyle,
  hasStyle,
  indentBy,
  selectedBlocks,
  simplifyAtStart,
  splitBlock,
  toggleStyle,
} from './blocks.ts'
import { startEmptyPaper } from './empty-paper.ts'
import { type Direction, moveSelected } from './move.ts'

export interface KeyActions {
  readonly binding: PaperBinding
  openLinkDialog(): void
  tellSaveState(): void
}

export function mark(name: string): Command {
  return (state, dispatch) => toggleMark(markType(state.schema, name))(state, dispatch)
}

const NOTHING = (): void => undefined

export const Keymap = Extension.create<{ actions: KeyActions | null }>({
  name: 'paperKeys',
  priority: 1000,
  addOptions: () => ({ actions: null }),

  addKeyboardShortcuts() {
    const { actions } = this.options
    const run = (...commands: Command[]) => {
      return () => {
        const { view } = this.editor
        return commands.some((command) => command(view.state, view.dispatch, view))
      }
    }
    const always = (act: () => unknown) => () => {
      act()
      return true
    }
    const style = (block: BlockStyle) => run(toggleStyle(block))
    // At the end of the way too: the browser would otherwise select a paragraph.
    const move = (direction: Direction) =>
      always(() => actions && run(moveSelected(actions.binding, direction))())
    return {
      Enter: run(startEmptyPaper, splitBlock),
      'Shift-Enter': run(startEmptyPaper, splitBlock),
      'Mod-Enter': () => true,
      Backspace: () =>
        this.editor.commands.undoInputRule() || run(simplifyAtStart, deleteSelection, joinBackward)(),
      'Mod-Backspace': run(simplifyAtStart, deleteSelection, joinBackward),
      Delete: run(deleteSelection, joinForward),
      'Mod-Delete': run(deleteSelection, joinForward),
      'Mod-a': run(selectAll),
      Tab: run(indentBy(1)),
      'Shift-Tab': run(indentBy(-1)),
      'Alt-Shift-ArrowUp': move('up'),
      'Alt-Shift-ArrowDown': move('down'),
      'Mod-b': run(mark('bold')),
      'Mod-i': run(mark('italic')),
      'Mod-u': run(mark('underline')),
      'Mod-Alt-0': style({ kind: 'paragraph' }),
      'Mod-Alt-1': style({ kind: 'heading', level: 1 }),
      'Mod-Alt-2': style({ kind: 'heading', level: 2 }),
      'Mod-Alt-3': style({ kind: 'heading', level: 3 }),
      'Mod-Alt-4': style({ kind: 'heading', level: 4 }),
      'Mod-Shift-7': style({ kind: 'ordered' }),
      'Mod-Shift-8': style({ kind: 'bullet' }),
      'Mod-Shift-9': style({ kind: 'quote' }),
      'Mod-k': always(actions?.openLinkDialog ?? NOTHING),
      'Mod-s': always(actions?.tellSaveState ?? NOTHING),
      'Mod-z': always(() => actions?.binding.undo()),
      'Mod-y': always(() => actions?.binding.redo()),
      'Shift-Mod-z': always(() => actions?.binding.redo()),
    }
  },

  // Only at the start of plain text, and Backspace takes them back: a line that begins with a dash may be just that.
  addInputRules: () => [
    startRule(/^(#{1,4})\s$/, (signs) => ({ kind: 'heading', level: signs.length })),
    startRule(/^([-*])\s$/, () => ({ kind: 'bullet' })),
    startRule(/^(1\.)\s$/, () => ({ kind: 'ordered' })),
    startRule(/^(>)\s$/, () => ({ kind: 'quote' })),
  ],
})

function startRule(find: RegExp, styleOf: (signs: string) => BlockStyle): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const [block] = selectedBlocks(state)
      const style = styleOf(match[1] ?? '')
      if (block === undefined || block.attributes.kind !== 'paragraph' || hasStyle(block.attributes, style))
        return null
      state.tr.delete(range.from, range.to).setNodeAttribute(block.position, 'kind', style.kind)
      if (style.level !== undefined) state.tr.setNodeAttribute(block.position, 'level', style.level)
      return undefined
    },
  })
}
