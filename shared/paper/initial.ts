// The first content of a new paper: one empty paragraph, written by the host at creation under the leased clientID.
// The editor never writes initial content, or every reader who opens an empty paper would add a paragraph.
import * as Y from 'yjs'
import type { DraftBlock } from './block.ts'
import { blockElement, bodyOf } from './body.ts'

/** A Yjs V1 update with one empty paragraph. `id`: 32 hex characters, random. */
export function initialBody(clientId: number, id: string): Uint8Array {
  return bodyFromDrafts(clientId, [{ kind: 'paragraph', level: 1, indent: 0, runs: [] }], () => id)
}

/** A Yjs V1 update that holds these blocks, for a paper that starts from an imported text. */
export function bodyFromDrafts(
  clientId: number,
  drafts: readonly DraftBlock[],
  newId: () => string,
): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.transact(() => {
    const elements = drafts.map(({ kind, level, indent, runs }) =>
      blockElement({ kind, level, indent, id: newId() }, runs),
    )
    bodyOf(doc).insert(0, elements)
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
