// One block's changed text and marks, written into its Y texts as the smallest set of operations: what is kept is never deleted
// and inserted again, because words that a colleague types inside it at that moment would be stranded.
import * as Y from 'yjs'
import type { TextMarks, TextRun } from '../../../../../shared/paper/block.ts'
import { formatOf } from '../../../../../shared/paper/body.ts'
import { MARK_NAMES } from '../../../../../shared/paper/names.ts'
import { diffText, type Replaced } from './text-diff.ts'

export function writeText(
  block: Y.XmlElement,
  before: readonly TextRun[],
  after: readonly TextRun[],
  replaced: Replaced | null,
): void {
  const { start, removed, inserted } = diffText(textOf(before), textOf(after), replaced)
  for (const { text, index, length } of spans(block, start, start + removed).reverse())
    text.delete(index, length)
  let at = start
  for (const run of sliceRuns(after, start, start + inserted)) {
    const { text, index } = placeFor(block, at)
    text.insert(index, run.text, formatOf(run.marks))
    at += run.text.length
  }
  reformat(block, 0, sliceRuns(before, 0, start), sliceRuns(after, 0, start))
  reformat(
    block,
    start + inserted,
    sliceRuns(before, start + removed, Number.POSITIVE_INFINITY),
    sliceRuns(after, start + inserted, Number.POSITIVE_INFINITY),
  )
}

function textOf(runs: readonly TextRun[]): string {
  return runs.length === 1 ? (runs[0]?.text ?? '') : runs.map((run) => run.text).join('')
}

export function sliceRuns(runs: readonly TextRun[], from: number, to: number): TextRun[] {
  const slice: TextRun[] = []
  let at = 0
  for (const { text, marks } of runs) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (part !== '') slice.push({ text: part, marks })
    at += text.length
  }
  return slice
}

/** Both say the same text from `offset` on; the marks that differ are set or taken away, each on just its range. */
function reformat(block: Y.XmlElement, offset: number, before: TextRun[], after: TextRun[]): void {
  let at = offset
  let old = 0
  let oldLeft = before[0]?.text.length ?? 0
  for (const run of after) {
    let left = run.text.length
    while (left > 0) {
      const length = Math.min(left, oldLeft)
      const format = changedMarks(before[old]?.marks ?? {}, run.marks)
      if (length === 0) return
      if (format !== null) {
        for (const span of spans(block, at, at + length)) span.text.format(span.index, span.length, format)
      }
      at += length
      left -= length
      oldLeft -= length
      if (oldLeft === 0) {
        old += 1
        oldLeft = before[old]?.text.length ?? 0
      }
    }
  }
}

function changedMarks(before: TextMarks, after: TextMarks): Record<string, unknown> | null {
  const changed = MARK_NAMES.filter((name) =>
    name === 'link' ? before.link?.href !== after.link?.href : before[name] !== after[name],
  )
  return changed.length === 0 ? null : Object.fromEntries(changed.map((name) => [name, after[name] ?? null]))
}

interface Span {
  readonly text: Y.XmlText
  readonly index: number
  readonly length: number
}

function textsOf(block: Y.XmlElement): Y.XmlText[] {
  return block.toArray().filter((child) => child instanceof Y.XmlText)
}

/** The parts of a block's texts between two offsets, counted through all of them. */
function spans(block: Y.XmlElement, from: number, to: number): Span[] {
  const found: Span[] = []
  let at = 0
  for (const text of textsOf(block)) {
    const index = Math.max(0, from - at)
    const end = Math.min(text.length, to - at)
    if (end > index) found.push({ text, index, length: end - index })
    at += text.length
  }
  return found
}

/** Where text typed at an offset goes; between two texts it continues the first. A block without a text gets one. */
export function placeFor(block: Y.XmlElement, offset: number): { text: Y.XmlText; index: number } {
  let at = 0
  const texts = textsOf(block)
  for (const text of texts) {
    if (offset <= at + text.length) return { text, index: offset - at }
    at += text.length
  }
  const last = texts.at(-1)
  if (last !== undefined) return { text: last, index: last.length }
  const text = new Y.XmlText()
  block.insert(block.length, [text])
  return { text, index: 0 }
}
