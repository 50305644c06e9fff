// What a writer may do in a random round. Every typed sign is used once, so that a lost or doubled one can be named.
import { joinBackward, toggleMark } from '@tiptap/pm/commands'
import { indentBy, setStyle, splitBlock } from '../../../../renderer/editor/features/paper/commands/blocks.ts'
import { startEmptyPaper } from '../../../../renderer/editor/features/paper/commands/empty-paper.ts'
import { setLink } from '../../../../renderer/editor/features/paper/commands/links.ts'
import { type Direction, moveSelected } from '../../../../renderer/editor/features/paper/commands/move.ts'
import { discard, putBack, rescuedIn } from '../../../../renderer/editor/features/paper/rescued/rescued.ts'
import { markType } from '../../../../renderer/editor/features/paper/schema/node-type.ts'
import type { BlockKind } from '../../../../shared/paper/names.ts'
import { BLOCK_KINDS } from '../../../../shared/paper/names.ts'
import type { Headless } from './headless.ts'
import { schema } from './headless.ts'
import { below, type Chance, pick } from './random.ts'

export class Ledger {
  private next = 0x4e00
  /** Signs that must be in everyone's text at the end, by who typed them. */
  readonly owed = new Map<string, Headless>()

  /** CJK signs are single UTF-16 units and none occurs in the fixtures. */
  fresh(writer: Headless): string {
    const sign = String.fromCharCode(this.next)
    this.next += 1
    this.owed.set(sign, writer)
    return sign
  }

  /** Somebody took these away on purpose. */
  forgive(text: string): void {
    for (const sign of text) this.owed.delete(sign)
  }
}

export type Deed = (writer: Headless, random: Chance, ledger: Ledger) => void

function place(writer: Headless, random: Chance): { start: number; size: number } {
  writer.run(startEmptyPaper)
  const block = below(random, writer.state.doc.childCount)
  return { start: writer.startOf(block), size: writer.state.doc.child(block).content.size }
}

function someRange(writer: Headless, random: Chance): boolean {
  const { start, size } = place(writer, random)
  if (size === 0) return false
  const from = below(random, size)
  writer.select(start + from, start + from + 1 + below(random, size - from))
  return true
}

function caret(writer: Headless, random: Chance): void {
  const { start, size } = place(writer, random)
  writer.select(start + below(random, size + 1))
}

const deed = {
  type: (writer, random, ledger) => {
    caret(writer, random)
    for (let left = 1 + below(random, 3); left > 0; left -= 1) writer.type(ledger.fresh(writer))
  },
  enter: (writer, random) => {
    caret(writer, random)
    writer.run(splitBlock)
  },
  kind: (writer, random) => {
    caret(writer, random)
    writer.run(setStyle({ kind: pick<BlockKind>(random, BLOCK_KINDS), level: 1 + below(random, 4) }))
  },
  level: (writer, random) => {
    caret(writer, random)
    writer.run(setStyle({ kind: 'heading', level: 1 + below(random, 4) }))
  },
  indent: (writer, random) => {
    caret(writer, random)
    writer.run(indentBy(random() < 0.6 ? 1 : -1))
  },
  format: (writer, random) => {
    if (!someRange(writer, random)) return
    writer.run(toggleMark(markType(schema, pick(random, ['bold', 'italic', 'underline']))))
  },
  link: (writer, random) => {
    if (!someRange(writer, random)) return
    const { from, to } = writer.state.selection
    writer.run(setLink({ from, to, href: '' }, `https://example.org/${below(random, 3)}`))
  },
  remove: (writer, random, ledger) => {
    if (!someRange(writer, random)) return
    const { from, to } = writer.state.selection
    ledger.forgive(writer.state.doc.textBetween(from, to))
    writer.dispatch(writer.state.tr.deleteSelection())
  },
  join: (writer, random) => {
    const { start } = place(writer, random)
    writer.select(start)
    writer.run(joinBackward)
  },
  removeBlocks: (writer, random, ledger) => {
    const [one, other] = [place(writer, random), place(writer, random)]
    writer.select(one.start + below(random, one.size + 1), other.start + below(random, other.size + 1))
    const { from, to } = writer.state.selection
    ledger.forgive(writer.state.doc.textBetween(from, to))
    writer.dispatch(writer.state.tr.deleteSelection())
  },
  move: (writer, random) => {
    caret(writer, random)
    writer.run(moveSelected(writer.binding, pick<Direction>(random, ['up', 'down'])))
  },
  moveBlocks: (writer, random) => {
    const [one, other] = [place(writer, random), place(writer, random)]
    writer.select(one.start + below(random, one.size + 1), other.start + below(random, other.size + 1))
    writer.run(moveSelected(writer.binding, pick<Direction>(random, ['up', 'down'])))
  },
  retype: (writer, random, ledger) => {
    if (!someRange(writer, random)) return
    const { from, to } = writer.state.selection
    ledger.forgive(writer.state.doc.textBetween(from, to))
    for (let left = 1 + below(random, 3); left > 0; left -= 1) writer.type(ledger.fresh(writer))
  },
  decide: (writer, random, ledger) => {
    const entries = rescuedIn(writer.state.doc, writer.binding)
    if (entries.length === 0) return
    const entry = pick(random, entries)
    if (random() < 0.5) writer.run(putBack(entry))
    else {
      ledger.forgive(entry.text)
      writer.run(discard(entry))
    }
  },
} as const satisfies Record<string, Deed>

export const DEEDS: Readonly<Record<keyof typeof deed, Deed>> = deed

/** Undo or redo. What vanishes from the own text then must have been the own. Answers with what vanished of others'. */
export function undoOrRedo(writer: Headless, random: Chance, ledger: Ledger): string[] {
  const before = new Set(writer.text())
  if (random() < 0.65) writer.binding.undo()
  else writer.binding.redo()
  const after = new Set(writer.text())
  const gone = [...before].filter((sign) => !after.has(sign) && ledger.owed.has(sign))
  ledger.forgive(gone.filter((sign) => ledger.owed.get(sign) === writer).join(''))
  return gone.filter((sign) => ledger.owed.has(sign))
}
