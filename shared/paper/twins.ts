// Words that two people took along at once, by Enter or a join, and that therefore stand twice: of two copies of one letter the one in the
// later block stays, which keeps them in the order in which they were written. Deletes letters and nothing else, so that devices that do
// it each for itself come to the same. It must never delete a letter of which no other copy can be read, nor work for long: what is left
// stands twice.
import * as Y from 'yjs'
import { type Copy, CopyIndex, copiesIn, endOf } from './copies.ts'
import { COPIED } from './names.ts'

/** Steps of one repair, some tens of milliseconds. Honest notes need a few for each letter that stands twice. */
const MOST_STEPS = 100_000

interface Place {
  readonly client: number
  readonly clock: number
}

/** May this transaction have brought a note of a copy? Only then is there anything to look for. Yjs tells of new blocks, not of what is on them. */
export function bringsCopies(body: Y.XmlFragment, transaction: Y.Transaction): boolean {
  const parent: unknown = body
  for (const [type, names] of transaction.changed)
    for (const name of names) if (name === null ? type === parent : name.startsWith(COPIED)) return true
  return false
}

/** Call it in a transaction that is no person's; it then goes out with their next edit. */
export function mendTwins(body: Y.XmlFragment): void {
  const { doc } = body
  if (doc === null) return
  const copies = new CopyIndex(copiesIn(body.toArray()))
  const doomed = new Doomed()
  const steps = new Steps()
  for (const [one, other] of overlaps(copies.sorted, steps)) {
    const [loser, winner] = isBefore(one, other) ? [one, other] : [other, one]
    const from = Math.max(one.source.clock, other.source.clock)
    const to = Math.min(endOf(one), endOf(other))
    for (let clock = from; clock < to && steps.left > 0; clock += 1) {
      const lost = livingFrom(doc, copies, targetOf(loser, clock), steps)
      const kept = livingFrom(doc, copies, targetOf(winner, clock), steps)
      for (const place of lost)
        if (kept.some((one) => letterAt(doc, one) === letterAt(doc, place))) doomed.add(doc, place)
    }
  }
  doomed.delete()
}

/**
 * After an undo or a redo, in a transaction of a person's: letters that came back to where they were taken from while another copy of them
 * stands, which a colleague made at the same moment. The copy stays.
 */
export function mendUndone(body: Y.XmlFragment): void {
  const { doc } = body
  if (doc === null) return
  const doomed = new Doomed()
  const steps = new Steps()
  for (const copy of copiesIn(body.toArray())) {
    for (let { clock } = copy.source; clock < endOf(copy) && steps.take(); ) {
      const old = { client: copy.source.client, clock }
      const struct = structAt(doc, old)
      if (!(struct instanceof Y.Item) || struct.redone === null) {
        // Nothing of it came back: on to the next stretch.
        clock = struct === null ? endOf(copy) : struct.id.clock + struct.length
        continue
      }
      clock += 1
      const back = redone(doc, old)
      if (back === null || letterAt(doc, back) === null) continue
      const target = targetOf(copy, old.clock)
      const letter = letterAt(doc, target) ?? letterAt(doc, redone(doc, target) ?? target)
      if (letter === letterAt(doc, back)) doomed.add(doc, back)
    }
  }
  doomed.delete()
}

function targetOf({ source, target }: Copy, clock: number): Place {
  return { client: target.client, clock: target.clock + clock - source.clock }
}

/** Pairs of two different notes with a source in common. Rare: what was copied is gone, and nobody who knows that copies it again. */
function overlaps(sorted: readonly Copy[], steps: Steps): [Copy, Copy][] {
  const pairs: [Copy, Copy][] = []
  sorted.forEach((one, index) => {
    for (let at = index + 1; at < sorted.length && steps.take(); at += 1) {
      const other = sorted[at]
      if (other === undefined || other.source.client !== one.source.client) break
      if (other.source.clock >= endOf(one)) break
      if (other.name !== one.name) pairs.push([one, other])
    }
  })
  return pairs
}

function isBefore(one: Copy, other: Copy): boolean {
  return one.rank === other.rank ? one.name < other.name : one.rank < other.rank
}

/** The letter itself, or those that were copied from it in turn, as far as they stand. */
function livingFrom(doc: Y.Doc, copies: CopyIndex, place: Place, steps: Steps, depth = 0): Place[] {
  if (letterAt(doc, place) !== null) return [place]
  // Forged notes could go round in a circle.
  if (depth > 50 || !steps.take()) return []
  return copies
    .of(place.client, place.clock)
    .flatMap((copy) => livingFrom(doc, copies, targetOf(copy, place.clock), steps, depth + 1))
}

function structAt(doc: Y.Doc, { client, clock }: Place): Y.Item | Y.GC | null {
  if (clock >= Y.getState(doc.store, client)) return null
  return Y.getItem(doc.store, Y.createID(client, clock))
}

function itemAt(doc: Y.Doc, place: Place): Y.Item | null {
  const struct = structAt(doc, place)
  return struct instanceof Y.Item ? struct : null
}

function letterAt(doc: Y.Doc, place: Place): string | null {
  const item = itemAt(doc, place)
  if (item === null || item.deleted || !(item.content instanceof Y.ContentString)) return null
  return item.content.str.charAt(place.clock - item.id.clock)
}

/** Where an undo put a letter that was deleted; null when none did. */
function redone(doc: Y.Doc, place: Place): Place | null {
  let found: Place | null = null
  for (let item = itemAt(doc, place), at = place; item?.redone; item = itemAt(doc, at)) {
    at = { client: item.redone.client, clock: item.redone.clock + at.clock - item.id.clock }
    found = at
  }
  return found
}

/** How much work is left for a repair: notes are written by members, and one of them could mean to keep everybody busy. */
class Steps {
  left = MOST_STEPS

  /** Whether there was any left. */
  take(count = 1): boolean {
    this.left -= count
    return this.left > 0
  }
}

/** Letters to be deleted, by the text that they stand in. */
class Doomed {
  private readonly byText = new Map<Y.XmlText, Map<Y.Item, Set<number>>>()

  add(doc: Y.Doc, place: Place): void {
    const item = itemAt(doc, place)
    if (item === null || !(item.parent instanceof Y.XmlText)) return
    const items = this.byText.get(item.parent) ?? new Map<Y.Item, Set<number>>()
    this.byText.set(item.parent, items)
    items.set(item, (items.get(item) ?? new Set()).add(place.clock - item.id.clock))
  }

  delete(): void {
    for (const [text, items] of this.byText) {
      const indexes: number[] = []
      let at = 0
      for (let item = text._start; item !== null; item = item.right) {
        if (item.deleted || !item.countable) continue
        for (const offset of items.get(item) ?? []) indexes.push(at + offset)
        at += item.length
      }
      for (const index of indexes.sort((a, b) => b - a)) text.delete(index, 1)
    }
  }
}
