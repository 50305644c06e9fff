// The open papers of this window. A paper that is left while its last words are still on their way stays open until they are
// acknowledged; who comes back meanwhile gets the same session, because a second one would take the lease from the first.
import type { EditorClient } from '../../../../../shared/contract/editor-api.ts'
import { PaperSession, type SessionOptions } from './paper-session.ts'

interface Entry {
  readonly session: PaperSession
  holders: number
  closing: Promise<void> | null
}

/** By client, so that two hosts in one page (a stand-in's) do not mix. */
const open = new WeakMap<EditorClient, Map<string, Entry>>()

export interface SessionHold {
  readonly session: PaperSession
  release(): void
}

export function holdSession(options: SessionOptions): SessionHold {
  const key = `${options.group}/${options.paper}`
  const entries = open.get(options.client) ?? new Map<string, Entry>()
  open.set(options.client, entries)
  const known = entries.get(key)
  const entry =
    known !== undefined && !known.session.closed
      ? known
      : { session: new PaperSession(options), holders: 0, closing: null }
  entries.set(key, entry)
  entry.holders += 1
  let held = true
  return {
    session: entry.session,
    release: () => {
      if (!held) return
      held = false
      entry.holders -= 1
      entry.session.flush()
      // A component that is only being mounted anew takes hold again within this turn.
      queueMicrotask(() => closeIfUnheld(entries, key, entry))
    },
  }
}

function closeIfUnheld(entries: Map<string, Entry>, key: string, entry: Entry): void {
  if (entry.holders > 0 || entry.closing !== null) return
  entry.closing = entry.session
    .close(() => entry.holders > 0)
    .then(() => {
      entry.closing = null
      if (!entry.session.closed) closeIfUnheld(entries, key, entry)
      else if (entries.get(key) === entry) entries.delete(key)
    })
}

/** Resolves once every open paper of this client has had its last words acknowledged. */
export async function settlePapers(client: EditorClient): Promise<void> {
  await Promise.all([...(open.get(client)?.values() ?? [])].map(({ session }) => session.settle()))
}
