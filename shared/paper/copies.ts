// Which letters are copies of which. Yjs cannot move text from one block to another: Enter and a join delete it here and write it there, and
// two who do that with the same words at once leave them twice. So whoever copies notes beside the new words which ones they stand for.
// Reading must never trust a note: it counts only for letters of its own writer.
import * as Y from 'yjs'
import { type BodyChild, isBlock } from './body.ts'
import { COPIED } from './names.ts'

/** `length` letters in a row as Yjs numbers them. */
export interface Letters {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** Letters from `source` on stand from `target` on as well. */
export interface Copy {
  readonly source: Letters
  /** As many. */
  readonly target: Letters
  /** Where the block stands in the Yjs list, which never changes for two of them; and the name of the note. */
  readonly rank: number
  readonly name: string
}

/** More pieces than this are not noted: one that was written by that many in turns. */
const MOST_PIECES = 200

/** The letters of a block between two offsets of its text. */
export function lettersOf(block: Y.XmlElement, from: number, to: number): Letters[] {
  const found: Letters[] = []
  let at = 0
  for (const text of block.toArray()) {
    if (!(text instanceof Y.XmlText)) continue
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue
      const start = Math.max(from - at, 0)
      const end = Math.min(to - at, item.length)
      if (end > start && item.content instanceof Y.ContentString)
        found.push({ client: item.id.client, clock: item.id.clock + start, length: end - start })
      at += item.length
    }
  }
  return found
}

/** Notes on a block that these letters of it, all written just now by one client, are copies of those. In the same transaction. */
export function noteCopies(
  block: Y.XmlElement,
  sources: readonly Letters[],
  targets: readonly Letters[],
): void {
  const pieces: string[] = []
  const [first] = targets
  if (first === undefined || sumOf(sources) !== sumOf(targets)) return
  if (targets.some(({ client }) => client !== first.client)) return
  let [source, target, read, written] = [0, 0, 0, 0]
  for (let left = sumOf(sources); left > 0; ) {
    const [from, to] = [sources[source], targets[target]]
    if (from === undefined || to === undefined) return
    const length = Math.min(from.length - read, to.length - written)
    pieces.push(
      [to.clock + written - first.clock, length, from.client, from.clock + read].map(short).join('.'),
    )
    read += length
    written += length
    left -= length
    if (read === from.length) [source, read] = [source + 1, 0]
    if (written === to.length) [target, written] = [target + 1, 0]
  }
  if (pieces.length > MOST_PIECES) return
  block.setAttribute(`${COPIED}${short(first.client)}.${short(first.clock)}`, pieces.join(' '))
}

/** All well-formed notes about letters that are known here. */
export function copiesIn(children: readonly BodyChild[]): Copy[] {
  return children.flatMap((block, rank) => (isBlock(block) ? copiesOn(block, rank) : []))
}

function copiesOn(block: Y.XmlElement, rank: number): Copy[] {
  const copies: Copy[] = []
  for (const [name, item] of block._map) {
    if (item.deleted || !name.startsWith(COPIED)) continue
    const [client, clock] = name.slice(COPIED.length).split('.').map(long)
    const [value]: unknown[] = item.content.getContent()
    if (client !== item.id.client || clock === undefined || typeof value !== 'string') continue
    for (const piece of value.split(' ').slice(0, MOST_PIECES)) {
      const [offset, length, from, start] = piece.split('.').map(long)
      if (offset === undefined || length === undefined || from === undefined || start === undefined) continue
      if (![offset, length, from, start].every(Number.isSafeInteger) || length < 1) continue
      if (!areKnown(block, client, clock + offset + length) || !areKnown(block, from, start + length))
        continue
      copies.push({
        source: { client: from, clock: start, length },
        target: { client, clock: clock + offset, length },
        rank,
        name,
      })
    }
  }
  return copies
}

export function endOf({ source }: Copy): number {
  return source.clock + source.length
}

/** Finds the copies of a letter without going through all of them. */
export class CopyIndex {
  /** By source. */
  readonly sorted: readonly Copy[]
  /** For each, where the farthest of it and those before it of the same client ends. */
  readonly #farthest: number[] = []

  constructor(copies: readonly Copy[]) {
    this.sorted = copies.toSorted(
      (a, b) => a.source.client - b.source.client || a.source.clock - b.source.clock,
    )
    this.sorted.forEach((copy, at) => {
      const before = this.sorted[at - 1]
      const same = before?.source.client === copy.source.client
      this.#farthest.push(Math.max(endOf(copy), same ? (this.#farthest[at - 1] ?? 0) : 0))
    })
  }

  /** The copies of this letter. */
  of(client: number, clock: number): Copy[] {
    let [low, high] = [0, this.sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const source = this.sorted[middle]?.source
      if (
        source === undefined ||
        source.client > client ||
        (source.client === client && source.clock > clock)
      )
        high = middle
      else low = middle + 1
    }
    const found: Copy[] = []
    for (let at = low - 1; at >= 0 && (this.#farthest[at] ?? 0) > clock; at -= 1) {
      const copy = this.sorted[at]
      if (copy?.source.client !== client) break
      if (endOf(copy) > clock) found.push(copy)
    }
    return found
  }
}

/** A note that names more letters than anybody has written would be work without end. */
function areKnown({ doc }: Y.XmlElement, client: number, end: number): boolean {
  return doc !== null && end <= Y.getState(doc.store, client)
}

function sumOf(letters: readonly Letters[]): number {
  return letters.reduce((sum, { length }) => sum + length, 0)
}

function short(value: number): string {
  return value.toString(36)
}

function long(text: string): number {
  return /^[0-9a-z]{1,11}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN
}
