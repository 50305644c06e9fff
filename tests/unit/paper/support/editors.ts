// Real editors on a stand-in host, driven as a person would drive them: by typing, keys and selections.
import type { Editor } from '@tiptap/core'
import { type Command, TextSelection } from '@tiptap/pm/state'
import { afterAll } from 'vitest'
import { createPaperEditor } from '../../../../renderer/editor/features/paper/create-editor.ts'
import { carryOver, mergedDocument } from '../../../../renderer/editor/features/paper/session/carry-over.ts'
import {
  type OpenSession,
  PaperSession,
} from '../../../../renderer/editor/features/paper/session/paper-session.ts'
import { GROUP, PAPER, type PaperRoom } from '../../../standin/paper-room.ts'
import { HandClock } from './hand-clock.ts'

const mounted: Editor[] = []

/** ProseMirror looks at the page again a moment later; a page that is gone with its file has no document then. */
afterAll(() => {
  for (const editor of mounted.splice(0)) editor.destroy()
})

/** Lets every promise that can go on go on. */
export async function turns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

export interface Writer {
  readonly session: PaperSession
  readonly clock: HandClock
  readonly editor: Editor
  open(): OpenSession
  type(text: string): void
  caret(block: number, offset?: number): void
  select(block: number, from: number, to: number): void
  do(command: Command): boolean
  key(key: string, modifiers?: KeyboardEventInit): boolean
  text(): string
  /** Kinds, with level or indent where they mean something. */
  kinds(): string[]
  /** Everything typed has been sent and answered. */
  settled(): Promise<void>
  close(): Promise<void>
}

export async function openIn(room: PaperRoom, name: string): Promise<Writer> {
  const clock = new HandClock()
  const session = new PaperSession({ client: room.device(name).client, group: GROUP, paper: PAPER, clock })
  await turns()
  let editor = mount(session)
  session.subscribe(() => {
    const view = session.snapshot()
    if (view.phase !== 'open' || view.binding.shownDocument !== null) return
    editor.destroy()
    editor = mount(session)
  })
  const open = (): OpenSession => openOf(session)
  const position = (block: number, offset: number): number => {
    let start = 0
    for (let index = 0; index < block; index += 1) start += editor.state.doc.child(index).nodeSize
    return start + 1 + offset
  }
  const select = (from: number, to: number): void => {
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)))
  }
  return {
    session,
    clock,
    get editor() {
      return editor
    },
    open,
    type: (text) => {
      for (const letter of text) {
        const { from, to } = editor.state.selection
        const handled = editor.view.someProp('handleTextInput', (handle) =>
          handle(editor.view, from, to, letter, () => editor.state.tr.insertText(letter, from, to)),
        )
        if (handled !== true) editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
      }
    },
    caret: (block, offset = 0) => select(position(block, offset), position(block, offset)),
    select: (block, from, to) => select(position(block, from), position(block, to)),
    do: (command) => command(editor.state, editor.view.dispatch, editor.view),
    key: (key, modifiers = {}) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers })
      return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true
    },
    text: () => editor.state.doc.textBetween(0, editor.state.doc.content.size, '\n'),
    kinds: () => {
      const kinds: string[] = []
      editor.state.doc.forEach(({ attrs }) => {
        const detail = attrs.kind === 'heading' ? attrs.level : attrs.indent > 0 ? attrs.indent : ''
        kinds.push(`${attrs.kind}${detail}`)
      })
      return kinds
    },
    settled: async () => {
      for (let round = 0; round < 10; round += 1) {
        clock.advance(100)
        await turns()
      }
    },
    close: async () => {
      await session.close()
      editor.destroy()
    },
  }
}

function openOf(session: PaperSession): OpenSession {
  const view = session.snapshot()
  if (view.phase !== 'open') throw new Error(`the paper is ${view.phase}`)
  return view
}

export function mount(session: PaperSession): Editor {
  const open = openOf(session)
  const editor = createPaperEditor(document.createElement('div'), {
    session: open,
    mayWrite: () => openOf(session).mayWrite,
    labels: { recommendation: (number) => `Recommendation ${number}`, rescued: 'Rescued' },
    placeholder: 'Start writing',
    hints: () => '',
    attributes: { 'aria-label': 'Paper text' },
    openLinkDialog: () => undefined,
    tellSaveState: () => undefined,
    pasteTooLarge: () => undefined,
  })
  mounted.push(editor)
  const unacknowledged = open.takeUnacknowledged()
  if (unacknowledged !== null) {
    const tr = carryOver(editor.state.tr, mergedDocument(editor.schema, unacknowledged))
    if (tr.docChanged) editor.view.dispatch(tr)
  }
  return editor
}
