// An invitation that nobody can answer would be a trap: says so and offers the switch at once. Nothing while the door is open.
import { useAsk } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { ReachSwitch } from '../reach/ReachSwitch.tsx'

export function InviteClosedDoor() {
  const say = useSay()
  const reach = useAsk('reach.get', {}, 'reach.changed')
  if (reach.state !== 'ready' || reach.data.allowed) return null
  return (
    <>
      <Note>{say('invite.closed')}</Note>
      <ReachSwitch />
    </>
  )
}
