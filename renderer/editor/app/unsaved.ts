// Knows whether something typed has not reached the disk yet, by watching the calls and events that pass through the client.
// It must never say "saved" while an edit is on its way or the last one failed.
import type { EditorClient, EditorMethod, Input, Output, Reply } from '../../../shared/contract/editor-api.ts'

export interface Unsaved {
  /** The client to give to the screens; edits are counted as they pass. */
  readonly client: EditorClient
  readonly pending: () => boolean
  /** Resolves when no edit is on its way any more, or after `patience` milliseconds. */
  readonly settle: (patience: number) => Promise<void>
  /** Resolves when every paper that was opened has written its last edits and closed, or after `patience` milliseconds. */
  readonly closed: (patience: number) => Promise<void>
}

export function watchUnsaved(inner: EditorClient): Unsaved {
  let onTheirWay = 0
  const failed = new Set<string>()
  const open = new Set<string>()
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const look of watchers) look()
  }

  inner.on('paper.status', ({ session, status }) => {
    if (status.kind === 'notSaved') failed.add(session)
    else failed.delete(session)
  })
  inner.on('paper.ended', ({ session }) => forget(session))

  const forget = (session: string) => {
    failed.delete(session)
    open.delete(session)
    changed()
  }

  /** Looks at one call, before it is made and when it is answered. */
  const watch = async <Method extends EditorMethod>(
    method: Method,
    input: Input<Method>,
  ): Promise<Reply<Output<Method>>> => {
    if (method === 'paper.edit') onTheirWay += 1
    const reply = await inner.call(method, input)
    if (method === 'paper.edit') onTheirWay -= 1
    if (method === 'paper.edit' && 'session' in input) {
      if (reply.ok) failed.delete(input.session)
      else failed.add(input.session)
    }
    if (method === 'paper.open' && reply.ok && 'session' in reply.data) open.add(reply.data.session)
    if (method === 'paper.close' && 'session' in input) forget(input.session)
    changed()
    return reply
  }

  const until = async (holds: () => boolean, patience: number): Promise<void> => {
    if (holds()) return
    await new Promise<void>((resolve) => {
      const done = () => {
        watchers.delete(look)
        clearTimeout(timer)
        resolve()
      }
      const look = () => {
        if (holds()) done()
      }
      const timer = setTimeout(done, patience)
      watchers.add(look)
    })
  }

  return {
    client: { call: watch, on: inner.on.bind(inner) },
    pending: () => onTheirWay > 0 || failed.size > 0,
    settle: (patience) => until(() => onTheirWay === 0, patience),
    closed: (patience) => until(() => onTheirWay === 0 && open.size === 0, patience),
  }
}
