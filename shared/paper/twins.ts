// Words that two people took along at once, by Enter or a join, and that therefore stand twice: of two copies of one letter the one in the
// later block stays, which keeps them in the order in which they were written. Deletes letters and nothing else, so that devices that do
// it each for itself come to the same. It must never delete a letter of which no other copy can be read.
import * as Y from 'yjs'
import { type Copy, copiesIn } from './copies.ts'
import { COPIED } from './names.ts'

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
  const copies = copiesIn(body.toArray())
  const doomed = new Doomed()
  for (const [one, other] of overlaps(copies)) {
    const [loser, winner] = isBefore(one, other) ? [one, other] : [other, one]
    const from = Math.max(one.source.clock, other.source.clock)
    const to = Math.min(endOf(one), endOf(other))
    for (let clock = from; clock < to; clock += 1) {
      const lost = livingFrom(doc, copies, targetOf(loser, clock))
      const kept = livingFrom(doc, copies, targetOf(winner, clock))
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
  for (const copy of copiesIn(body.toArray())) {
    for (let step = 0; step < copy.source.length; step += 1) {
      const old = { client: copy.source.client, clock: copy.source.clock + step }
      const back = redone(doc, old)
      if (back === null || letterAt(doc, back) === null) continue
      const target = targetOf(copy, old.clock)
      const letter = letterAt(doc, target) ?? letterAt(doc, redone(doc, target) ?? target)
      if (letter === letterAt(doc, back)) doomed.add(doc, back)
    }
  }
  doomed.delete()
}

function endOf({ source }: Copy): number {
  return source.clock + source.length
}

function targetOf({ source, target }: Copy, clock: number): Place {
  return { client: target.client, clock: target.clock + clock - source.clock }
}

/** Pairs of two different notes with a source in common. Rare: what was copied is gone, and nobody who knows that copies it again. */
function overlaps(copies: readonly Copy[]): [Copy, Copy][] {
  const sorted = copies.toSorted(
    (a, b) => a.source.client - b.source.client || a.source.clock - b.source.clock,
  )
  const pairs: [Copy, Copy][] = []
  sorted.forEach((one, index) => {
    for (let at = index + 1; at < sorted.length; at += 1) {
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
function livingFrom(doc: Y.Doc, copies: readonly Copy[], place: Place, depth = 0): Place[] {
  if (letterAt(doc, place) !== null) return [place]
  // Forged notes could go round in a circle.
  if (depth > 50) return []
  return copies.flatMap((copy) =>
    copy.source.client === place.client && copy.source.clock <= place.clock && place.clock < endOf(copy)
      ? livingFrom(doc, copies, targetOf(copy, place.clock), depth + 1)
      : [],
  )
}

function itemAt(doc: Y.Doc, { client, clock }: Place): Y.Item | null {
  if (clock >= Y.getState(doc.store, client)) return null
  const item: unknown = Y.getItem(doc.store, Y.createID(client, clock))
  return item instanceof Y.Item ? item : null
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
