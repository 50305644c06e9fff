// The body of a paper as Yjs holds it: a fragment of `block` elements, each with one Y.XmlText (two, when two people created it
// at once). A block is never deleted, only emptied: its words and its attributes are taken away, and it is then not shown. Words that
// a colleague types in it at that very moment so stay in the paper; deleting the element would swallow them.
import * as Y from 'yjs'
import {
  type BlockAttributes,
  isBlockKind,
  type TextMarks,
  type TextRun,
  toBlockAttributes,
} from './block.ts'
import { safeLink } from './link.ts'
import { BLOCK_NODE, BODY_ROOT, MARK_NAMES, PLACE } from './names.ts'
import { type BodyChild, orderedChildren } from './order.ts'

export function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(BODY_ROOT)
}

export type { BodyChild } from './order.ts'

export function isBlock(child: unknown): child is Y.XmlElement {
  return child instanceof Y.XmlElement && child.nodeName === BLOCK_NODE
}

/** Emptied by a deletion, a join or an undo. When somebody's words turn up in it, they are rescued text (rescued.ts). */
export function isEmptied(block: Y.XmlElement): boolean {
  return (
    block.getAttribute('kind') === undefined &&
    block.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
  )
}

/** What a reader sees, in order. */
export function shownChildren(body: Y.XmlFragment): BodyChild[] {
  return orderedChildren(body).filter((child) => !isBlock(child) || !isEmptied(child))
}

/** Takes a block out of the paper. Where it stands is kept, for words that a colleague types in it at that moment. */
export function emptyBlock(block: Y.XmlElement): void {
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) child.delete(0, child.length)
  }
  for (const name of Object.keys(block.getAttributes())) if (name !== PLACE) block.removeAttribute(name)
}

export function attributesOf(block: Y.XmlElement): BlockAttributes {
  return toBlockAttributes(block.getAttributes())
}

interface TextPiece {
  readonly insert?: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
}

export function piecesOf(text: Y.XmlText): readonly TextPiece[] {
  return text.toDelta() as readonly TextPiece[]
}

/** The marks of a Y format object that this version knows; unsafe links are not links. */
export function marksOf(format: Readonly<Record<string, unknown>> | undefined): TextMarks {
  if (format === undefined) return {}
  const href = safeLink((format.link as { href?: unknown } | null | undefined)?.href)
  return {
    ...(format.bold === true ? { bold: true as const } : {}),
    ...(format.italic === true ? { italic: true as const } : {}),
    ...(format.underline === true ? { underline: true as const } : {}),
    ...(href === null ? {} : { link: { href } }),
  }
}

/** What a block says, in runs of equal format. Things inside that this version does not know are left out. */
export function runsOf(block: Y.XmlElement): TextRun[] {
  const runs: TextRun[] = []
  for (const child of block.toArray()) {
    if (!(child instanceof Y.XmlText)) continue
    for (const { insert, attributes } of piecesOf(child)) {
      if (typeof insert === 'string' && insert !== '') runs.push({ text: insert, marks: marksOf(attributes) })
    }
  }
  return runs
}

/**
 * Whether the body holds something that this version cannot show: reserved or unknown nodes, kinds or marks. Such a paper opens
 * read-only, because editing around what one does not see is how it gets destroyed.
 */
export function isNewerThanThisVersion(body: Y.XmlFragment): boolean {
  return body.toArray().some(isNewer)
}

/** The same for one child of the body. */
export function isNewer(block: BodyChild): boolean {
  if (!isBlock(block)) return true
  const kind: unknown = block.getAttribute('kind')
  if (kind !== undefined && !isBlockKind(kind)) return true
  return block.toArray().some((child) => !(child instanceof Y.XmlText) || textIsNewer(child))
}

/** Also where something takes up places in the text and shows nowhere: whatever is written behind it would land elsewhere. */
function textIsNewer(text: Y.XmlText): boolean {
  const pieces = piecesOf(text)
  const shown = pieces.reduce((sum, { insert }) => sum + (typeof insert === 'string' ? insert.length : 1), 0)
  return shown !== text.length || pieces.some(pieceIsNewer)
}

const KNOWN_MARKS: ReadonlySet<string> = new Set(MARK_NAMES)

function pieceIsNewer({ insert, attributes }: TextPiece): boolean {
  return typeof insert !== 'string' || Object.keys(attributes ?? {}).some((name) => !KNOWN_MARKS.has(name))
}

/** Every mark by name, null where it is off: what Yjs wants so that inserted text does not inherit its neighbour's format. */
export function formatOf(marks: TextMarks): Record<string, unknown> {
  return Object.fromEntries(MARK_NAMES.map((name) => [name, marks[name] ?? null]))
}

/**
 * A new element. It always gets a text, even an empty one: two people who type the first words of an empty block at once then
 * type into the same text. Default attributes are not stored.
 */
export function blockElement(attributes: BlockAttributes, runs: readonly TextRun[]): Y.XmlElement {
  const element = new Y.XmlElement(BLOCK_NODE)
  const text = new Y.XmlText()
  if (runs.length > 0)
    text.applyDelta(runs.map(({ text: insert, marks }) => ({ insert, attributes: { ...marks } })))
  element.insert(0, [text])
  setAttribute(element, 'kind', attributes.kind)
  if (attributes.level !== 1) setAttribute(element, 'level', attributes.level)
  if (attributes.indent !== 0) setAttribute(element, 'indent', attributes.indent)
  if (attributes.id !== '') setAttribute(element, 'id', attributes.id)
  return element
}

/** Yjs types attributes as strings but stores any plain value; numbers keep `level` and `indent` honest. */
export function setAttribute(
  element: Y.XmlElement,
  name: keyof BlockAttributes,
  value: string | number,
): void {
  ;(element as Y.XmlElement<Record<string, string | number>>).setAttribute(name, value)
}
