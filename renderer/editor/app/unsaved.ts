// Knows whether something typed has not reached the disk yet, by watching the calls and events that pass through the client.
// It must never say "saved" while an edit is on its way or the host has said that it could not save.
import type { EditorClient, EditorMethod, Input } from '../../../shared/contract/editor-api.ts'

export interface Unsaved {
  /** The client to give to the screens; edits are counted as they pass. */
  readonly client: EditorClient
  readonly pending: () => boolean
  /** Resolves when no edit is on its way any more, or after `patience` milliseconds. */
  readonly settle: (patience: number) => Promise<void>
}

const COUNTED: ReadonlySet<EditorMethod> = new Set(['paper.edit', 'paper.close'])

export function watchUnsaved(inner: EditorClient): Unsaved {
  const onTheirWay = new Set<Promise<unknown>>()
  const notSaved = new Set<string>()

  inner.on('paper.status', ({ session, status }) => {
    if (status.kind === 'notSaved') notSaved.add(session)
    else notSaved.delete(session)
  })
  inner.on('paper.ended', ({ session }) => notSaved.delete(session))

  const call = <Method extends EditorMethod>(method: Method, input: Input<Method>) => {
    const reply = inner.call(method, input)
    if (!COUNTED.has(method)) return reply
    onTheirWay.add(reply)
    const arrived = () => {
      onTheirWay.delete(reply)
      if (method === 'paper.close' && 'session' in input) notSaved.delete(input.session)
    }
    reply.then(arrived, arrived)
    return reply
  }

  return {
    client: { call, on: inner.on.bind(inner) },
    pending: () => onTheirWay.size > 0 || notSaved.size > 0,
    settle: async (patience) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience)
      })
      const arrived = async () => {
        while (onTheirWay.size > 0) await Promise.allSettled(onTheirWay)
      }
      await Promise.race([arrived(), late])
      clearTimeout(timer)
    },
  }
}
