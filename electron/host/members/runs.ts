// Where some writers' letters stand in a document: stretches that can be taken out as a whole, found in one walk over each text.
// It only looks, and must never end a stretch inside a surrogate pair: Yjs would put U+FFFD in place of both halves.
import * as Y from 'yjs'

/** Clocks of one writer: from, and one past the last. */
export interface Range {
  readonly client: number
  readonly from: number
  to: number
}

/** Letters that stand one beside the other. */
export interface Run {
  readonly type: Y.XmlText
  /** In UTF-16 units, as Yjs counts. */
  readonly index: number
  readonly text: string
  /** Behind the last letter before it that is in none of the ranges; at the start of the text where there is none. */
  readonly place: Y.RelativePosition
}

interface Part {
  readonly from: number
  readonly to: number
}

/** Text by text, from the front. Letters that are deleted, or not here, are passed over. */
export function runsOf(doc: Y.Doc, ranges: readonly Range[]): Run[] {
  const parts = partsOf(doc, ranges)
  const texts = new Set<Y.XmlText>()
  for (const { parent } of parts.keys()) if (parent instanceof Y.XmlText) texts.add(parent)
  return [...texts].flatMap((text) => runsIn(text, parts))
}

/** The items that hold letters of the ranges, and which: offsets in the item, in order. */
function partsOf(doc: Y.Doc, ranges: readonly Range[]): Map<Y.Item, Part[]> {
  const parts = new Map<Y.Item, Part[]>()
  for (const { client, from, to } of joined(ranges)) {
    const structs = doc.store.clients.get(client) ?? []
    if (from >= Y.getState(doc.store, client)) continue
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const item = structs[at]
      if (item === undefined || item.id.clock >= to) break
      if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) continue
      const { str } = item.content
      const first = Math.max(0, from - item.id.clock)
      const end = Math.min(str.length, to - item.id.clock)
      const part = {
        from: isInsidePair(str, first) ? first - 1 : first,
        to: isInsidePair(str, end) ? end + 1 : end,
      }
      const known = parts.get(item)
      if (known === undefined) parts.set(item, [part])
      else known.push(part)
    }
  }
  return parts
}

/** Sorted, and those that touch made one. */
export function joined(ranges: readonly Range[]): Range[] {
  const joint: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.client - b.client || a.from - b.from)) {
    const last = joint.at(-1)
    if (last?.client === range.client && range.from <= last.to) last.to = Math.max(last.to, range.to)
    else joint.push({ ...range })
  }
  return joint
}

function isInsidePair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, at - 1), at + 1))
}

function runsIn(type: Y.XmlText, parts: ReadonlyMap<Y.Item, readonly Part[]>): Run[] {
  const runs: Run[] = []
  let index = 0
  let place = Y.createRelativePositionFromTypeIndex(type, 0, -1)
  let text = ''
  const end = (): void => {
    if (text !== '') runs.push({ type, index: index - text.length, text, place })
    text = ''
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    for (const { from, to, taken } of pieces(item.length, parts.get(item) ?? [])) {
      if (taken && item.content instanceof Y.ContentString) text += item.content.str.slice(from, to)
      else {
        end()
        const { client, clock } = item.id
        place = Y.createRelativePositionFromJSON({ item: { client, clock: clock + to - 1 }, assoc: -1 })
      }
      index += to - from
    }
  }
  end()
  return runs
}

/** All of an item, by turns what is in the parts and what is not. */
function* pieces(length: number, parts: readonly Part[]): Generator<Part & { readonly taken: boolean }> {
  let at = 0
  for (const { from, to } of parts) {
    if (at < from) yield { from: at, to: from, taken: false }
    yield { from, to, taken: true }
    at = to
  }
  if (at < length) yield { from: at, to: length, taken: false }
}

/** Sorted and joined ranges, for looking up. */
export class Ranges {
  readonly #byClient = new Map<number, Range[]>()

  constructor(ranges: readonly Range[]) {
    for (const range of ranges) {
      const known = this.#byClient.get(range.client)
      if (known === undefined) this.#byClient.set(range.client, [range])
      else known.push(range)
    }
  }

  /** The parts of them between the two clocks, in order. */
  within(client: number, from: number, to: number): Range[] {
    const ranges = this.#byClient.get(client) ?? []
    let [low, high] = [0, ranges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranges[middle]?.to ?? 0) <= from) low = middle + 1
      else high = middle
    }
    const parts: Range[] = []
    for (let at = low; at < ranges.length; at++) {
      const range = ranges[at]
      if (range === undefined || range.from >= to) break
      parts.push({ client, from: Math.max(from, range.from), to: Math.min(to, range.to) })
    }
    return parts
  }
}

/** Whatever holds items. */
export interface Parent {
  readonly _start: Y.Item | null
}

/** All letters that stand, a line each text. */
export function visibleText(root: Parent): string {
  const texts: string[] = []
  const walk = (type: Parent): void => {
    let text = ''
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted) continue
      if (item.content instanceof Y.ContentType) walk(item.content.type)
      if (item.content instanceof Y.ContentString) text += item.content.str
    }
    if (text !== '') texts.push(text)
  }
  walk(root)
  return texts.join('\n')
}
