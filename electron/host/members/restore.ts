// Undoing one change of a former member, and undoing that again, because a person asked: as edits of that person's own, through a lease
// of the paper like any page's. It must never run by itself.
import * as Y from 'yjs'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { PaperId } from '../../../shared/ids/ids.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import type { PaperSessions } from '../papers/paper-sessions.ts'
import type { Found, Range } from './touched.ts'

/** Letters and where they were: an encoded relative position. */
export interface Piece {
  readonly text: string
  readonly place: Uint8Array
}

/** How the edit that was made is undone: letters to take out, letters to put back. */
export interface Reversal {
  readonly takeOut: readonly Range[]
  readonly putBack: readonly Piece[]
}

/** Throws E_NOT_FOUND when there is nothing left to undo, and what any edit may throw. */
export function restore(papers: PaperSessions, paper: PaperId, change: Found): Promise<Reversal> {
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
export async function reverse(papers: PaperSessions, paper: PaperId, what: Reversal): Promise<Reversal> {
  const opened = await papers.open(paper)
  const doc = newBodyDoc()
  try {
    if (!opened.mayWrite) throw new RapporteurError(opened.reason ?? 'E_PAPER_READ_ONLY')
    doc.getXmlFragment(BODY_ROOT)
    Y.applyUpdate(doc, opened.state)
    doc.clientID = opened.clientId
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const back = { takeOut: [] as Range[], putBack: [] as Piece[] }
    doc.transact(() => {
      for (const range of what.takeOut) takeOut(doc, range, back.putBack)
      for (const piece of what.putBack) putBack(doc, piece, back.takeOut)
    })
    const [update] = updates
    if (update === undefined) throw new RapporteurError('E_NOT_FOUND')
    await papers.edit(opened.session, update)
    return back
  } finally {
    papers.close(opened.session)
    doc.destroy()
  }
}

/** The letters that still stand, one by one: others' words between them stay. Backwards, so that each place is known when its turn comes. */
function takeOut(doc: Y.Doc, { client, from, to }: Range, taken: Piece[]): void {
  const pieces: { text: string; type: Y.XmlText; index: number }[] = []
  for (let clock = from; clock < to; clock++) {
    const at = placeOf(doc, Y.createRelativePositionFromJSON({ item: { client, clock }, assoc: 0 }))
    if (at === undefined || !isThere(doc, client, clock)) continue
    const letter = letterAt(at.text, at.index)
    at.text.delete(at.index, 1)
    const last = pieces.at(-1)
    if (last?.type === at.text && last.index === at.index) last.text += letter
    else pieces.push({ text: letter, type: at.text, index: at.index })
  }
  for (const { text, type, index } of pieces) {
    const place = Y.createRelativePositionFromTypeIndex(type, index, -1)
    taken.push({ text, place: Y.encodeRelativePosition(place) })
  }
}

function putBack(doc: Y.Doc, { text, place }: Piece, written: Range[]): void {
  const at = placeOf(doc, Y.decodeRelativePosition(place))
  if (at === undefined) return
  const client = doc.clientID
  const from = Y.getState(doc.store, client)
  at.text.insert(at.index, text)
  written.push({ client, from, to: Y.getState(doc.store, client) })
}

/** One UTF-16 unit, as Yjs counts. */
function letterAt(text: Y.XmlText, index: number): string {
  let at = 0
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    const length = typeof insert === 'string' ? insert.length : 1
    if (typeof insert === 'string' && index < at + length) return insert.charAt(index - at)
    at += length
  }
  return ''
}

function placeOf(doc: Y.Doc, position: Y.RelativePosition): { text: Y.XmlText; index: number } | undefined {
  const at = Y.createAbsolutePositionFromRelativePosition(position, doc)
  return at !== null && at.type instanceof Y.XmlText ? { text: at.type, index: at.index } : undefined
}

function isThere(doc: Y.Doc, client: number, clock: number): boolean {
  const structs = doc.store.clients.get(client) ?? []
  return structs.some(
    (struct) => !struct.deleted && struct.id.clock <= clock && clock < struct.id.clock + struct.length,
  )
}
