// Writers without a page: the product's schema, binding, commands and outbox rule on plain editor states, fast enough for thousands of
// rounds. What leaves a writer is what the product would send: repairs wait for the next human edit.
import { getSchema } from '@tiptap/core'
import { type Command, EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { FROM_BODY, PaperBinding } from '../../../../renderer/editor/features/paper/binding/binding.ts'
import { completeBlocks } from '../../../../renderer/editor/features/paper/binding/human.ts'
import { isHuman, REMOTE } from '../../../../renderer/editor/features/paper/binding/origins.ts'
import { SCHEMA_EXTENSIONS } from '../../../../renderer/editor/features/paper/create-editor.ts'
import { Block } from '../../../../renderer/editor/features/paper/schema/block.ts'
import { newBodyDoc } from '../../../../shared/paper/body-doc.ts'

export const schema = getSchema([...SCHEMA_EXTENSIONS, Block])

const complete = new Plugin({
  appendTransaction: (transactions, old, state) =>
    transactions.some((tr) => tr.docChanged && tr.getMeta(FROM_BODY) !== true)
      ? completeBlocks(old, state)
      : null,
})

export class Headless {
  readonly ydoc = newBodyDoc()
  readonly binding: PaperBinding
  state: EditorState
  /** Sent, oldest first. */
  readonly sent: Uint8Array[] = []
  private waiting: Uint8Array[] = []

  constructor(state: Uint8Array, clientId: number) {
    Y.applyUpdate(this.ydoc, state, REMOTE)
    this.ydoc.clientID = clientId
    this.binding = new PaperBinding(this.ydoc)
    this.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return
      this.waiting.push(update)
      if (!isHuman(origin)) return
      this.sent.push(Y.mergeUpdates(this.waiting))
      this.waiting = []
    })
    this.state = EditorState.create({ doc: this.binding.content(schema), schema, plugins: [complete] })
    this.binding.attach(this)
  }

  dispatch = (tr: Transaction): void => {
    const { state, transactions } = this.state.applyTransaction(tr)
    this.state = state
    this.binding.write(transactions)
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.ydoc, update, REMOTE)
  }

  run(command: Command): boolean {
    return command(this.state, this.dispatch)
  }

  /** Where a block's text begins. */
  startOf(block: number): number {
    let start = 1
    for (let index = 0; index < block; index += 1) start += this.state.doc.child(index).nodeSize
    return start
  }

  select(from: number, to = from): void {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)))
  }

  type(text: string): void {
    for (const letter of text) this.dispatch(this.state.tr.insertText(letter))
  }

  text(): string {
    return this.state.doc.textBetween(0, this.state.doc.content.size, '\n')
  }
}

/** Delivers the next of `from`'s edits that `to` has not had, each in the order of its writer; false when there is none. */
export function hearing(writers: readonly Headless[]): (to: number, from: number) => boolean {
  const has = writers.map(() => writers.map(() => 0))
  return (to, from) => {
    const update = writers[from]?.sent[has[to]?.[from] ?? 0]
    const row = has[to]
    if (to === from || update === undefined || row === undefined) return false
    writers[to]?.receive(update)
    row[from] = (row[from] ?? 0) + 1
    return true
  }
}
