// Undoing one change of a former member, because a person asked: as an edit of that person's own, through a lease of the paper like any
// page's. It must never run by itself.
import * as Y from 'yjs'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { PaperId } from '../../../shared/ids/ids.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import type { PaperSessions } from '../papers/paper-sessions.ts'
import type { Found } from './touched.ts'

/** Throws E_NOT_FOUND when there is nothing left to undo, and what any edit may throw. */
export async function restore(papers: PaperSessions, paper: PaperId, change: Found): Promise<void> {
  const opened = await papers.open(paper)
  const doc = newBodyDoc()
  try {
    if (!opened.mayWrite) throw new RapporteurError(opened.reason ?? 'E_PAPER_READ_ONLY')
    doc.getXmlFragment(BODY_ROOT)
    Y.applyUpdate(doc, opened.state)
    doc.clientID = opened.clientId
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.transact(() => {
      if (change.kind === 'inserted') takeOut(doc, change)
      else putBack(doc, change)
    })
    const [update] = updates
    if (update === undefined) throw new RapporteurError('E_NOT_FOUND')
    await papers.edit(opened.session, update)
  } finally {
    papers.close(opened.session)
    doc.destroy()
  }
}

/** The letters that still stand, one by one: others' words between them stay. */
function takeOut(doc: Y.Doc, { standing }: Found): void {
  for (const { client, from, to } of standing) {
    for (let clock = from; clock < to; clock++) {
      const at = placeOf(doc, Y.createRelativePositionFromJSON({ item: { client, clock }, assoc: 0 }))
      if (at !== undefined && isThere(doc, client, clock)) at.text.delete(at.index, 1)
    }
  }
}

function putBack(doc: Y.Doc, { text, place }: Found): void {
  const at = place === undefined ? undefined : placeOf(doc, Y.decodeRelativePosition(place))
  at?.text.insert(at.index, text)
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
