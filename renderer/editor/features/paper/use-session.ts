// Holds the session of a paper for as long as its page is shown.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { EditorClient } from '../../../../shared/contract/editor-api.ts'
import { pageClock } from './real-clock.ts'
import { holdSession } from './session/open-sessions.ts'
import type { PaperSession, SessionView } from './session/paper-session.ts'

const OPENING: SessionView = { phase: 'opening' }

export interface HeldSession {
  readonly view: SessionView
  readonly reopen: () => void
}

export function useSession(client: EditorClient, group: string, paper: string): HeldSession {
  const [session, setSession] = useState<PaperSession>()

  useEffect(() => {
    const hold = holdSession({ client, group, paper, clock: pageClock })
    setSession(hold.session)
    return hold.release
  }, [client, group, paper])

  const view = useSyncExternalStore(session?.subscribe ?? NEVER, session?.snapshot ?? STILL_OPENING)
  return { view, reopen: () => session?.reopen() }
}

const NEVER = () => () => undefined
const STILL_OPENING = (): SessionView => OPENING
