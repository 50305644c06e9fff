// Making an invitation, for a member or for a device of one's own: asked for once, and on the screen only while it is the one that
// was asked for.
import { useRef, useState } from 'react'
import type { Output, Reply } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'

export interface InvitationMaking {
  readonly invitation: Output<'members.invite'> | undefined
  readonly failure: ErrorCode | undefined
  readonly busy: boolean
  create(ask: () => Promise<Reply<Output<'members.invite'>>>): Promise<void>
  /** Says why it cannot be asked for. */
  fail(code: ErrorCode): void
  /** Other choices: neither invitation nor failure is of these. */
  anew(): void
}

export function useInvitation(): InvitationMaking {
  const [invitation, setInvitation] = useState<Output<'members.invite'>>()
  const [failure, setFailure] = useState<ErrorCode>()
  const [busy, setBusy] = useState(false)
  /** Grows with each other choice: an answer to an earlier one is not shown. */
  const choice = useRef(0)
  return {
    invitation,
    failure,
    busy,
    async create(ask) {
      setBusy(true)
      setFailure(undefined)
      const asked = choice.current
      const reply = await ask()
      setBusy(false)
      // It is in the list of open invitations, and can be taken back there.
      if (asked !== choice.current) return
      if (reply.ok) setInvitation(reply.data)
      else setFailure(reply.code)
    },
    fail: setFailure,
    anew() {
      choice.current += 1
      setInvitation(undefined)
      setFailure(undefined)
    },
  }
}
