// How a screen talks to the host: one client from above, questions that are asked again when the host says that the answer changed.
// No screen may keep a copy of what the host knows; it asks.
import { createContext, useContext, useEffect, useState } from 'react'
import type {
  EditorClient,
  EditorEvent,
  EditorMethod,
  Input,
  Output,
  Reply,
} from '../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { oneAtATime } from './one-at-a-time.ts'

export const ClientContext = createContext<EditorClient | undefined>(undefined)

/** Grows each time the page finds the host again after having lost it: events were missed meanwhile, so everything is asked anew. */
export const ReunionContext = createContext(0)

/** True while the page has lost its host: what it last heard about other devices is old. */
export const LostContext = createContext(false)

export function useClient(): EditorClient {
  const client = useContext(ClientContext)
  if (client === undefined) throw new Error('no client above this component')
  return client
}

export type Asked<Data> =
  | { readonly state: 'asking' }
  | {
      readonly state: 'failed'
      readonly code: ErrorCode
      /** The last answer before the failure. */
      readonly earlier: Data | undefined
      readonly again: () => void
    }
  | { readonly state: 'ready'; readonly data: Data }

interface Answer<Data> {
  readonly question: string
  readonly reply: Reply<Data>
  readonly earlier: Data | undefined
}

/**
 * Asks once, and again after each `event` (one that names a group counts only when it is the group asked about). While it asks
 * again the earlier answer stays. Events that come meanwhile lead to one more question, not to one each.
 */
export function useAsk<Method extends EditorMethod>(
  method: Method,
  input: Input<Method>,
  event: EditorEvent,
): Asked<Output<Method>> {
  const client = useClient()
  const reunion = useContext(ReunionContext)
  const question = JSON.stringify(input)
  const [answer, setAnswer] = useState<Answer<Output<Method>>>()
  const [round, setRound] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` and `reunion` ask again; `question` stands for `input`.
  useEffect(() => {
    const { ask, stop } = oneAtATime(async (isLive) => {
      const reply = await client.call(method, input)
      if (isLive()) setAnswer((before) => ({ question, reply, earlier: known(before, question) }))
    })
    const deafen = client.on(event, (payload) => {
      if (concerns(payload, input)) void ask()
    })
    void ask()
    return () => {
      stop()
      deafen()
    }
  }, [client, method, question, event, round, reunion])

  if (answer === undefined || answer.question !== question) return { state: 'asking' }
  const { reply, earlier } = answer
  if (reply.ok) return { state: 'ready', data: reply.data }
  return { state: 'failed', code: reply.code, earlier, again: () => setRound((value) => value + 1) }
}

function known<Data>(answer: Answer<Data> | undefined, question: string): Data | undefined {
  if (answer === undefined || answer.question !== question) return undefined
  return answer.reply.ok ? answer.reply.data : answer.earlier
}

function concerns(payload: object, input: object): boolean {
  if (!('group' in payload) || !('group' in input)) return true
  return payload.group === input.group
}
