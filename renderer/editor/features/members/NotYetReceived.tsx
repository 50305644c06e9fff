// Before somebody loses a right, a device or their place: whether this computer has all that they wrote, as far as others' signed words say. What it has not would be
// left out. It asks again while it is shown, so that whoever waits sees when all has come.
import { useEffect, useState } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { useName } from './name.ts'

const AGAIN_MS = 1_500

interface NotYetReceivedProps {
  readonly group: string
  readonly member: MemberItem
  /** Of this device alone. */
  readonly device?: string
}

export function NotYetReceived({ group, member: { member, name }, device }: NotYetReceivedProps) {
  const client = useClient()
  const say = useSay()
  const shown = useName()
  const [incomplete, setIncomplete] = useState(false)
  useEffect(() => {
    let here = true
    const ask = async () => {
      const one = device === undefined ? {} : { device }
      const reply = await client.call('members.lacking', { group, member, ...one })
      if (here && reply.ok) setIncomplete(reply.data.incomplete)
    }
    void ask()
    const timer = setInterval(() => void ask(), AGAIN_MS)
    return () => {
      here = false
      clearInterval(timer)
    }
  }, [client, group, member, device])
  return (
    <div aria-live="polite">
      {incomplete ? <Note>{say('lacking.note', { name: shown(name) })}</Note> : null}
    </div>
  )
}
