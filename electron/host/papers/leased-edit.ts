// An edit that a person asked for outside the paper's page: through a lease of the paper like any page's, under this device's clientID.
// It must never run by itself, nor leave a lease or a text behind.
import * as Y from 'yjs'
import type { OpenedPaper } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { PaperId } from '../../../shared/ids/ids.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import type { PaperSessions } from './paper-sessions.ts'

/** As much of the papers as an edit takes. */
export interface Papers extends Pick<PaperSessions, 'edit' | 'close'> {
  open(paper: PaperId): Promise<Pick<OpenedPaper, 'session' | 'state' | 'clientId' | 'mayWrite' | 'reason'>>
}

/**
 * `change` is one Yjs transaction. True when there was anything to write; then it is durable. Throws why the paper may not be written, what
 * `change` throws, and what any edit may throw.
 */
export async function editLeased(
  papers: Papers,
  paper: PaperId,
  change: (doc: Y.Doc) => void,
): Promise<boolean> {
  const opened = await papers.open(paper)
  const doc = newBodyDoc()
  try {
    if (!opened.mayWrite) throw new RapporteurError(opened.reason ?? 'E_PAPER_READ_ONLY')
    doc.getXmlFragment(BODY_ROOT)
    Y.applyUpdate(doc, opened.state)
    doc.clientID = opened.clientId
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.transact(() => change(doc))
    for (const update of updates) await papers.edit(opened.session, update)
    return updates.length > 0
  } finally {
    papers.close(opened.session)
    doc.destroy()
  }
}
