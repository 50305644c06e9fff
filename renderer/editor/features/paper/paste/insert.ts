// Pasted blocks put at the caret as one edit. The block that the caret is in keeps its identity and its words; the new ones get ids
// of their own.
import { Fragment, type Node as PmNode, type Schema, Slice } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { DraftBlock } from '../../../../../shared/paper/block.ts'
import { cleanText, draftsFromPlainText } from '../../../../../shared/paper/import-text.ts'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import type { CarriedFacts } from '../../../../../shared/paper/recommendation-carry.ts'
import { GIVEN_DETAILS } from '../binding/belongings.ts'
import { marksIn } from '../binding/content.ts'
import { newBlockId } from '../commands/new-id.ts'
import { nodeType } from '../schema/node-type.ts'

/** What one edit may weigh as a Yjs update: the ledger takes 8 MiB, and a repair may travel in front. */
const MAX_BYTES = 7.5 * 1024 * 1024
/** Measured weight of an empty block with its attributes, and of a run with a format, in a Yjs update: rounded up. */
const BYTES_A_BLOCK = 176
const BYTES_A_FORMAT = 84

export function isTooLarge(content: Fragment): boolean {
  return weightOf(content) > MAX_BYTES
}

/** An estimate from above, in bytes. */
export function weightOf(content: Fragment): number {
  const encoder = new TextEncoder()
  let bytes = 0
  content.descendants((node) => {
    bytes += node.isText ? encoder.encode(node.text ?? '').length : BYTES_A_BLOCK
    for (const mark of node.marks) bytes += BYTES_A_FORMAT + String(mark.attrs.href ?? '').length
  })
  return bytes
}

/** A piece of one line keeps its blanks; lines become paragraphs. */
export function draftsFromPastedText(text: string): DraftBlock[] {
  const clean = cleanText(text)
  if (clean.includes('\n')) return draftsFromPlainText(clean)
  return [{ kind: 'paragraph', level: 1, indent: 0, runs: [{ text: clean, marks: {} }] }]
}

export function sliceOfDrafts(schema: Schema, drafts: readonly DraftBlock[]): Slice {
  const type = nodeType(schema, BLOCK_NODE)
  const blocks = drafts.map(({ kind, level, indent, runs }) =>
    type.create(
      { kind, level, indent },
      Fragment.fromArray(
        runs
          .filter(({ text }) => text !== '')
          .map(({ text, marks }) => schema.text(text, marksIn(schema, marks))),
      ),
    ),
  )
  return new Slice(Fragment.fromArray(blocks), 0, 0)
}

/** `detailsOf`: what each of the blocks brings along. */
export function insertBlocks(
  view: EditorView,
  content: Fragment,
  detailsOf: (blocks: readonly PmNode[]) => readonly (CarriedFacts | undefined)[] = () => [],
): void {
  const blocks: PmNode[] = []
  content.forEach((node) => {
    if (node.type.name === BLOCK_NODE) blocks.push(node)
  })
  const [first, ...others] = blocks
  if (first === undefined) return
  const tr = view.state.tr
  if (!tr.selection.empty) tr.deleteSelection()
  if (tr.doc.childCount === 0) {
    tr.insert(0, nodeType(view.state.schema, BLOCK_NODE).create({ id: newBlockId() }))
    tr.setSelection(TextSelection.create(tr.doc, 1))
  }
  const at = tr.selection.from
  const target = tr.selection.$from.parent
  const tail = target.content.cut(tr.selection.$from.parentOffset)
  const blockStart = at - tr.selection.$from.parentOffset - 1
  const joins =
    target.content.size === 0 || first.attrs.kind === 'paragraph' || first.attrs.kind === target.attrs.kind
  const rest = (joins ? others : blocks).map((node) => withNewId(node))
  const details = detailsOf(blocks)
  const given = new Map<string, CarriedFacts>()
  const give = (id: unknown, facts: CarriedFacts | undefined): void => {
    if (typeof id === 'string' && id !== '' && facts !== undefined) given.set(id, facts)
  }
  for (const [index, node] of rest.entries()) give(node.attrs.id, details[joins ? index + 1 : index])
  // Words put into a block that has its own stay its own: it is no longer the one that was copied.
  if (joins && target.content.size === 0) give(target.attrs.id, details[0])

  if (target.content.size === 0 && target.attrs.kind === 'paragraph') {
    for (const name of ['kind', 'level', 'indent']) tr.setNodeAttribute(blockStart, name, first.attrs[name])
  }
  let end = at
  if (rest.length > 0 && tail.size > 0) tr.delete(at, at + tail.size)
  if (joins) {
    tr.insert(at, first.content)
    end = at + first.content.size
  }
  if (rest.length > 0) {
    const last = rest.at(-1)
    const takesTail =
      last !== undefined && (last.attrs.kind === 'paragraph' || last.attrs.kind === target.attrs.kind)
    if (tail.size > 0 && last !== undefined) {
      if (takesTail) rest[rest.length - 1] = last.copy(last.content.append(tail))
      else rest.push(withNewId(target.copy(tail)))
    }
    const after = joins ? end + 1 : at + 1
    tr.insert(after, rest)
    const size = rest.reduce((sum, node) => sum + node.nodeSize, 0)
    const lastSize = tail.size > 0 && !takesTail ? (rest.at(-1)?.nodeSize ?? 0) : 0
    end = after + size - lastSize - 1 - (tail.size > 0 && takesTail ? tail.size : 0)
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1))
  if (given.size > 0) tr.setMeta(GIVEN_DETAILS, given)
  view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView())
}

function withNewId(node: PmNode): PmNode {
  return node.type.create({ ...node.attrs, id: newBlockId() }, node.content)
}
