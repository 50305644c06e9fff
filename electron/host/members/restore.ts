// Undoing one change of a former member, and undoing that again, because a person asked: as edits of that person's own, through a lease
// of the paper like any page's. It must never run by itself.
import * as Y from 'yjs'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { PaperId } from '../../../shared/ids/ids.ts'
import { editLeased, type Papers } from '../papers/leased-edit.ts'
import { type Range, runsOf } from './runs.ts'
import type { Found } from './touched.ts'
import { emptyBlocks, fillBlocks, makeAgain } from './wiped-restore.ts'

/** Letters and where they were: an encoded relative position. */
export interface Piece {
  readonly text: string
  readonly place: Uint8Array
}

/** A block of the page, by the id of its element. */
export interface BlockId {
  readonly client: number
  readonly clock: number
}

/** What a block was. */
export interface BlockPast extends BlockId {
  readonly values: readonly { readonly name: string; readonly value: string | number | boolean }[]
}

/** A block whose element was deleted, behind which it stood (none: it was the first), and what it was. */
export interface NewBlock {
  readonly at: BlockId | undefined
  readonly values: BlockPast['values']
  readonly text: string
}

/** Something that was deleted as a whole and has to be made anew: a block, or the text in one. */
export type Again = NewBlock | { readonly inside: BlockId; readonly text: string }

/**
 * How the edit that was made is undone: letters to take out, letters to put back; what is made anew; blocks that are filled again, or that
 * are then empty.
 */
export interface Reversal {
  readonly takeOut: readonly Range[]
  readonly putBack: readonly Piece[]
  readonly again?: readonly Again[] | undefined
  readonly blocks?: readonly BlockPast[] | undefined
  readonly blank?: readonly BlockPast[] | undefined
}

/** Throws E_NOT_FOUND when there is nothing left to undo, and what any edit may throw. */
export function restore(papers: Papers, paper: PaperId, change: Found): Promise<Reversal> {
  const { kind, standing, text, place } = change
  return reverse(
    papers,
    paper,
    kind === 'inserted'
      ? { takeOut: standing, putBack: [] }
      : { takeOut: [], putBack: place === undefined ? [] : [{ text, place }] },
  )
}

/** As {@link restore}. Answers with what would undo it. */
export async function reverse(papers: Papers, paper: PaperId, what: Reversal): Promise<Reversal> {
  const back = { takeOut: [] as Range[], putBack: [] as Piece[], blank: [] as BlockPast[] }
  const changed = await editLeased(papers, paper, (doc) => {
    back.putBack.push(...takeOut(doc, what.takeOut))
    back.blank.push(...fillBlocks(doc, what.blocks ?? []))
    for (const piece of what.putBack) putBack(doc, piece, back.takeOut)
    back.blank.push(...makeAgain(doc, what.again ?? [], back.takeOut))
    emptyBlocks(doc, what.blank ?? [])
  })
  if (!changed) throw new RapporteurError('E_NOT_FOUND')
  return back
}

/** The letters that still stand: others' words between them stay. Backwards, so that what was found stands where it was found. */
function takeOut(doc: Y.Doc, ranges: readonly Range[]): Piece[] {
  const runs = runsOf(doc, ranges)
  for (const { type, index, text } of runs.toReversed()) type.delete(index, text.length)
  return runs.map(({ text, place }) => ({ text, place: Y.encodeRelativePosition(place) }))
}

function putBack(doc: Y.Doc, { text, place }: Piece, written: Range[]): void {
  const at = placeOf(doc, Y.decodeRelativePosition(place))
  if (at === undefined) return
  const client = doc.clientID
  const from = Y.getState(doc.store, client)
  at.text.insert(at.index, text)
  written.push({ client, from, to: Y.getState(doc.store, client) })
}

function placeOf(doc: Y.Doc, position: Y.RelativePosition): { text: Y.XmlText; index: number } | undefined {
  const at = Y.createAbsolutePositionFromRelativePosition(position, doc)
  return at !== null && at.type instanceof Y.XmlText ? { text: at.type, index: at.index } : undefined
}
