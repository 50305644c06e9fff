// The toolbar `Formatting`: arrow keys move within it, and no button takes the focus away from the text when it is clicked.
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import {
  ArrowDown,
  ArrowUp,
  Bold,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  type LucideIcon,
  Plus,
  Redo2,
  Underline,
  Undo2,
} from 'lucide-react'
import { memo, useCallback, useRef, useSyncExternalStore } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components'
import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import type { PaperBinding } from './binding/binding.ts'
import { addRecommendation, type BlockStyle, setStyle, toggleStyle } from './commands/blocks.ts'
import { mark } from './commands/keymap.ts'
import { moveSelected } from './commands/move.ts'
import { StyleSelect } from './StyleSelect.tsx'
import styles from './Toolbar.module.css'
import { type ToolbarState, toolbarState } from './toolbar-state.ts'

interface ToolbarProps {
  readonly editor: Editor
  readonly binding: PaperBinding
  readonly onLink: () => void
}

/** Drawn anew when its own state changes, not with every key and every word of the status. */
export const Toolbar = memo(function Toolbar({ editor, binding, onLink }: ToolbarProps) {
  const say = useSay()
  const state = useToolbarState(editor, binding)
  const run = (command: Command) => {
    command(editor.state, editor.view.dispatch, editor.view)
    editor.view.focus()
  }
  const style = (block: BlockStyle) => run(toggleStyle(block))
  const tool = (
    name: MessageId,
    icon: LucideIcon,
    act: () => void,
    pressed?: boolean,
    enabled = true,
    keys?: string,
  ) => <Tool name={say(name)} icon={icon} act={act} pressed={pressed} enabled={enabled} keys={keys} />
  const up = () => run(moveSelected(binding, 'up'))
  const down = () => run(moveSelected(binding, 'down'))
  return (
    <AriaToolbar aria-label={say('paper.formatting')} className={styles.toolbar ?? ''}>
      <StyleSelect value={state.style} onChange={(next) => run(setStyle(next))} />
      <span className={styles.group}>
        {tool('paper.bold', Bold, () => run(mark('bold')), state.bold)}
        {tool('paper.italic', Italic, () => run(mark('italic')), state.italic)}
        {tool('paper.underline', Underline, () => run(mark('underline')), state.underline)}
        {tool('paper.link', LinkIcon, onLink)}
      </span>
      <span className={styles.group}>
        {tool('paper.bullets', List, () => style({ kind: 'bullet' }), state.style === 'bullet')}
        {tool('paper.numbers', ListOrdered, () => style({ kind: 'ordered' }), state.style === 'ordered')}
      </span>
      <span className={styles.group}>
        {tool('paper.moveUp', ArrowUp, up, undefined, state.up, 'Alt+Shift+ArrowUp')}
        {tool('paper.moveDown', ArrowDown, down, undefined, state.down, 'Alt+Shift+ArrowDown')}
      </span>
      <span className={styles.group}>
        {tool('paper.undo', Undo2, () => binding.undo(), undefined, state.undo)}
        {tool('paper.redo', Redo2, () => binding.redo(), undefined, state.redo)}
      </span>
      <button
        type="button"
        className={styles.add}
        onMouseDown={keepFocus}
        onClick={() => run(addRecommendation)}
      >
        <Plus aria-hidden="true" />
        {say('paper.addRecommendation')}
      </button>
    </AriaToolbar>
  )
})

interface ToolProps {
  readonly name: string
  readonly icon: LucideIcon
  readonly act: () => void
  readonly pressed: boolean | undefined
  readonly enabled: boolean
  /** A shortcut, as `aria-keyshortcuts` writes it. */
  readonly keys: string | undefined
}

/** Undo and Redo stay reachable when there is nothing to do: a disabled button would drop the keyboard's place in the toolbar. */
function Tool({ name, icon: Icon, act, pressed, enabled, keys }: ToolProps) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={name}
      title={keys === undefined ? name : `${name} (${keys.replace('Arrow', '')})`}
      aria-keyshortcuts={keys}
      aria-pressed={pressed}
      aria-disabled={enabled ? undefined : true}
      onMouseDown={keepFocus}
      onClick={() => {
        if (enabled) act()
      }}
    >
      <Icon aria-hidden="true" />
    </button>
  )
}

function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault()
}

interface ShownState extends ToolbarState {
  readonly undo: boolean
  readonly redo: boolean
}

function useToolbarState(editor: Editor, { undoManager }: PaperBinding): ShownState {
  const cache = useRef<{ readonly key: string; readonly state: ShownState } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const
      editor.on('transaction', listener)
      for (const event of events) undoManager.on(event, listener)
      return () => {
        editor.off('transaction', listener)
        for (const event of events) undoManager.off(event, listener)
      }
    },
    [editor, undoManager],
  )
  return useSyncExternalStore(subscribe, () => {
    const state = {
      ...toolbarState(editor.state),
      undo: undoManager.canUndo(),
      redo: undoManager.canRedo(),
    }
    const key = JSON.stringify(state)
    if (cache.current?.key !== key) cache.current = { key, state }
    return cache.current.state
  })
}
