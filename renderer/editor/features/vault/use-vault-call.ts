// Sends a passphrase to the host as bytes: the boxes are emptied before the call and the bytes are wiped after it.
import { useState } from 'react'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useClient } from '../../app/client.ts'

export interface VaultCall {
  readonly busy: boolean
  readonly failure: ErrorCode | undefined
  readonly send: (method: 'vault.create' | 'vault.unlock', passphrase: Uint8Array) => Promise<boolean>
}

export function useVaultCall(): VaultCall {
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ErrorCode>()
  return {
    busy,
    failure,
    send: async (method, passphrase) => {
      setBusy(true)
      setFailure(undefined)
      const reply = await client.call(method, { passphrase })
      passphrase.fill(0)
      setBusy(false)
      if (!reply.ok) setFailure(reply.code)
      return reply.ok
    },
  }
}
