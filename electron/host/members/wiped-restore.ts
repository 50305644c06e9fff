// What of a large deletion is still missing, as pieces that can be put back each where it stood, and the blocks that were emptied with it.
// It only looks. What stands elsewhere word for word, a moved or split paragraph, must not be offered a second time.
import * as Y from 'yjs'
import { isBlock } from '../../../shared/paper/body.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import type { BlockPast, Piece, Reversal } from './restore.ts'
import { type Parent, Ranges, visibleText } from './runs.ts'
import type { Wiped } from './wiped.ts'

/** So long a piece is no accident when it stands elsewhere. */
const TELLING = 20

/** `doc` keeps what was deleted. */
export function missingOf(doc: Y.Doc, { removed, attributes }: Wiped): Reversal {
  const [letters, marks] = [new Ranges(removed), new Ranges(attributes)]
  const here = visibleText(doc.getXmlFragment(BODY_ROOT))
  const putBack: Piece[] = []
  const blocks: BlockPast[] = []
  const ids = new Set<unknown>()
  const top = doc.getXmlFragment(BODY_ROOT).toArray()
  for (const child of top) if (isBlock(child)) ids.add(child.getAttribute('id'))
  const walk = (type: Parent): void => {
    if (type instanceof Y.XmlText) {
      const pieces = piecesIn(type, letters)
      const telling = ({ text }: Piece): boolean => text.trim().length >= TELLING
      putBack.push(...pieces.filter((piece) => !telling(piece) || !here.includes(piece.text.trim())))
    }
    for (let item = type._start; item !== null; item = item.right)
      if (!item.deleted && item.content instanceof Y.ContentType) walk(item.content.type)
  }
  for (const child of top) {
    const before = putBack.length
    walk(child)
    if (putBack.length === before || !isBlock(child) || child._item === null) continue
    if (child.getAttribute('kind') !== undefined) continue
    const values = attributesBefore(child, marks).filter(
      ({ name, value }) => name !== 'id' || !ids.has(value),
    )
    blocks.push({ client: child._item.id.client, clock: child._item.id.clock, values })
  }
  return { takeOut: [], putBack, blocks }
}

/** Gives emptied blocks back what they were. Answers with those that it changed. */
export function fillBlocks(doc: Y.Doc, blocks: readonly BlockPast[]): BlockPast[] {
  return blocks.filter((past) => {
    const block = blockAt(doc, past)
    if (block === undefined || block.getAttribute('kind') !== undefined) return false
    for (const { name, value } of past.values) {
      // As `setAttribute` of body.ts: the names are any that it had.
      ;(block as Y.XmlElement<Record<string, string | number | boolean>>).setAttribute(name, value)
    }
    return past.values.length > 0
  })
}

/** The other way, for those in which nothing stands. */
export function emptyBlocks(doc: Y.Doc, blocks: readonly BlockPast[]): void {
  for (const past of blocks) {
    const block = blockAt(doc, past)
    if (block?.toArray().some((child) => !(child instanceof Y.XmlText) || child.length > 0) !== false)
      continue
    for (const { name } of past.values) block.removeAttribute(name)
  }
}

function blockAt(doc: Y.Doc, { client, clock }: BlockPast): Y.XmlElement | undefined {
  return doc
    .getXmlFragment(BODY_ROOT)
    .toArray()
    .filter(isBlock)
    .find(({ _item }) => _item?.id.client === client && _item.id.clock === clock)
}

/** What was between two visible letters is one piece, unless it was typed or put back there again. */
function piecesIn(type: Y.XmlText, letters: Ranges): Piece[] {
  const shown = visibleText(type)
  const pieces: Piece[] = []
  let [index, text] = [0, '']
  const end = (): void => {
    const place = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(type, index, -1))
    const { length } = text
    const isBack = [index, index - length].some((at) => at >= 0 && shown.slice(at, at + length) === text)
    if (!isBack) pieces.push({ text, place })
    text = ''
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted) {
      if (!item.countable) continue
      end()
      index += item.length
    } else if (item.content instanceof Y.ContentString) {
      const { client, clock } = item.id
      for (const { from, to } of letters.within(client, clock, clock + item.length))
        text += item.content.str.slice(from - clock, to - clock)
    }
  }
  end()
  return pieces
}

function attributesBefore(block: Y.XmlElement, marks: Ranges): BlockPast['values'][number][] {
  const values: BlockPast['values'][number][] = []
  for (const [name, item] of block._map) {
    const { client, clock } = item.id
    const gone = item.deleted && marks.within(client, clock, clock + item.length).length > 0
    const value: unknown = item.content instanceof Y.ContentAny ? item.content.arr.at(-1) : undefined
    if (gone && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
      values.push({ name, value })
  }
  return values
}
