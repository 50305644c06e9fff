// What of a large deletion is still missing, as pieces that can be put back each where it stood, and the blocks that were emptied with it.
// It only looks. What stands elsewhere word for word, a moved or split paragraph, must not be offered a second time.
import * as Y from 'yjs'
import { isBlock } from '../../../shared/paper/body.ts'
import { BLOCK_NODE, BODY_ROOT, SLOT } from '../../../shared/paper/names.ts'
import type { Again, BlockId, BlockPast, NewBlock, Piece, Reversal } from './restore.ts'
import { type Parent, type Range, Ranges, visibleText } from './runs.ts'
import type { Wiped } from './wiped.ts'

/** So long a piece is no accident when it stands elsewhere. */
const TELLING = 20

/** Where a letter stands that no piece may be compared with. */
const OTHER = '\u{FFFF}'

/** Is there anything to put back? */
export function isMissing({ putBack, again = [] }: Reversal): boolean {
  return putBack.length > 0 || again.length > 0
}

/** `doc` keeps what was deleted. */
export function missingOf(doc: Y.Doc, { removed, attributes, since }: Wiped): Reversal {
  const [letters, marks] = [new Ranges(removed), new Ranges(attributes)]
  const body = doc.getXmlFragment(BODY_ROOT)
  const here = visibleText(body)
  const stands = (text: string): boolean => text.trim().length >= TELLING && here.includes(text.trim())
  const top = body.toArray()
  const names = new Set(top.filter(isBlock).flatMap((block) => namesOf(block)))
  const lines = new Set(top.map((child) => freshText(child, since)))
  const before = (block: Y.XmlElement): BlockPast['values'] =>
    attributesBefore(block, marks).filter(({ name, value }) => !isName(name) || !names.has(value))
  const putBack: Piece[] = []
  const again: Again[] = []
  const blocks: BlockPast[] = []
  let behind: BlockId | undefined
  for (let item: Y.Item | null = body._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentType)) continue
    const child: unknown = item.content.type
    const id = { client: item.id.client, clock: item.id.clock }
    if (item.deleted) {
      const text = textBefore(item.content.type, letters)
      const values = isBlock(child) ? before(child) : []
      const gone = text !== '' && !stands(text) && !lines.has(text)
      if (gone || values.some(({ name }) => name === SLOT)) again.push({ at: behind, values, text })
      continue
    }
    const [pieces, texts] = [piecesBelow(item.content.type, letters, since), deadTexts(child, letters)]
    const missing = pieces.filter(({ text }) => !stands(text))
    const fresh = freshText(item.content.type, since)
    const lost = texts.filter((text) => !stands(text) && !fresh.includes(text))
    putBack.push(...missing)
    again.push(...lost.map((text) => ({ inside: id, text })))
    if (!isBlock(child)) continue
    behind = id
    if (missing.length + lost.length === 0 || child.getAttribute('kind') !== undefined) continue
    blocks.push({ ...id, values: before(child) })
  }
  return { takeOut: [], putBack, again, blocks }
}

/**
 * Makes anew what was deleted as a whole: blocks behind the last one that stands, texts in theirs. Answers with the blocks that are new;
 * the letters go to `written`.
 */
export function makeAgain(doc: Y.Doc, again: readonly Again[], written: Range[]): BlockPast[] {
  const body = doc.getXmlFragment(BODY_ROOT)
  const client = doc.clientID
  const made: BlockPast[] = []
  // Backwards: what goes behind the same block then stands in its old order.
  for (const one of again.toReversed()) {
    const from = Y.getState(doc.store, client)
    if ('inside' in one) blockAt(doc, one.inside)?.push([new Y.XmlText(one.text)])
    else made.push(newBlock(doc, body, one))
    written.push({ client, from, to: Y.getState(doc.store, client) })
  }
  return made
}

function newBlock(doc: Y.Doc, body: Y.XmlFragment, { at, values, text }: NewBlock): BlockPast {
  const block = new Y.XmlElement(BLOCK_NODE)
  const clock = Y.getState(doc.store, doc.clientID)
  const ref = at && blockAt(doc, at)
  if (at === undefined) body.insert(0, [block])
  else if (ref === undefined) body.push([block])
  else body.insertAfter(ref, [block])
  const isPlace = values.some(({ name }) => name === SLOT)
  const kind = { name: 'kind', value: 'paragraph' }
  const all = isPlace || values.some(({ name }) => name === 'kind') ? values : [kind, ...values]
  if (!isPlace) block.insert(0, [new Y.XmlText(text)])
  for (const { name, value } of all) setAny(block, name, value)
  return { client: doc.clientID, clock, values: isPlace ? [] : all }
}

/** Gives emptied blocks back what they were. Answers with those that it changed. */
export function fillBlocks(doc: Y.Doc, blocks: readonly BlockPast[]): BlockPast[] {
  return blocks.filter((past) => {
    const block = blockAt(doc, past)
    if (block === undefined || block.getAttribute('kind') !== undefined) return false
    for (const { name, value } of past.values) setAny(block, name, value)
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

/** As `setAttribute` of body.ts: the names are any that the block had. */
function setAny(block: Y.XmlElement, name: string, value: string | number | boolean): void {
  ;(block as Y.XmlElement<Record<string, string | number | boolean>>).setAttribute(name, value)
}

function blockAt(doc: Y.Doc, { client, clock }: BlockId): Y.XmlElement | undefined {
  return doc
    .getXmlFragment(BODY_ROOT)
    .toArray()
    .filter(isBlock)
    .find(({ _item }) => _item?.id.client === client && _item.id.clock === clock)
}

/** What only one block may have. */
function isName(name: string): boolean {
  return name === 'id' || name === SLOT
}

function namesOf(block: Y.XmlElement): unknown[] {
  const values: Record<string, unknown> = block.getAttributes()
  return [values.id, values[SLOT]].filter((value) => value !== undefined)
}

/** All of the letters that stood below, whether what they stood in is deleted or not. */
function textBefore(type: Parent, letters: Ranges): string {
  let text = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentType) text += textBefore(item.content.type, letters)
    else if (item.deleted) text += takenFrom(item, letters)
  }
  return text
}

function takenFrom({ id: { client, clock }, length, content }: Y.Item, letters: Ranges): string {
  if (!(content instanceof Y.ContentString)) return ''
  const parts = letters.within(client, clock, clock + length)
  return parts.map(({ from, to }) => content.str.slice(from - clock, to - clock)).join('')
}

/** Texts that were deleted out of a block that stands. */
function deadTexts(block: unknown, letters: Ranges): string[] {
  const texts: string[] = []
  if (!isBlock(block)) return texts
  for (let item: Y.Item | null = block._start; item !== null; item = item.right)
    if (item.deleted && item.content instanceof Y.ContentType)
      texts.push(textBefore(item.content.type, letters))
  return texts.filter((text) => text !== '')
}

/** What stands there, as long as it is; letters from before the deletion are {@link OTHER}. */
function freshText(type: Parent, since: Wiped['since']): string {
  let text = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const { content } = item
    if (content instanceof Y.ContentType) text += freshText(content.type, since)
    else {
      const old = Math.min(item.length, Math.max(0, (since.get(item.id.client) ?? 0) - item.id.clock))
      const str = content instanceof Y.ContentString ? content.str : OTHER.repeat(item.length)
      text += OTHER.repeat(old) + str.slice(old)
    }
  }
  return text
}

function piecesBelow(type: Parent, letters: Ranges, since: Wiped['since']): Piece[] {
  if (type instanceof Y.XmlText) return piecesIn(type, letters, since)
  const pieces: Piece[] = []
  for (let item = type._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentType)
      pieces.push(...piecesBelow(item.content.type, letters, since))
  return pieces
}

/** What was between two visible letters is one piece, unless it was typed or put back there again since. */
function piecesIn(type: Y.XmlText, letters: Ranges, since: Wiped['since']): Piece[] {
  const fresh = freshText(type, since)
  const pieces: Piece[] = []
  let place = Y.createRelativePositionFromTypeIndex(type, 0, -1)
  let [index, text] = [0, '']
  const end = (): void => {
    if (text === '') return
    const { length } = text
    const isBack = [index, index - length].some((at) => at >= 0 && fresh.slice(at, at + length) === text)
    if (!isBack) pieces.push({ text, place: Y.encodeRelativePosition(place) })
    text = ''
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) text += takenFrom(item, letters)
    else if (item.countable) {
      end()
      index += item.length
      const { client, clock } = item.lastId
      place = Y.createRelativePositionFromJSON({ item: { client, clock }, assoc: -1 })
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
