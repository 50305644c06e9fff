// Another device of one's own: an invitation like any other, which only this device redeems and which makes nobody a member.
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Invitation } from './Invitation.tsx'
import { InvitationButtons, InvitationFailure } from './InvitationButtons.tsx'
import { InviteClosedDoor } from './InviteClosedDoor.tsx'
import { useInvitation } from './use-invitation.ts'

interface InviteDeviceDialogProps {
  readonly group: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function InviteDeviceDialog({ group, isOpen, onClose }: InviteDeviceDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('device.add')} isOpen={isOpen} onClose={onClose}>
      <InviteDevice group={group} onClose={onClose} />
    </Dialog>
  )
}

function InviteDevice({ group, onClose }: { readonly group: string; readonly onClose: () => void }) {
  const client = useClient()
  const say = useSay()
  const making = useInvitation()
  const create = () => void making.create(() => client.call('members.addDevice', { group }))
  return (
    <>
      <p>{say('device.add.lead')}</p>
      {making.invitation === undefined ? <InviteClosedDoor /> : <Invitation invitation={making.invitation} />}
      <InvitationFailure making={making} />
      <InvitationButtons making={making} onCreate={create} onClose={onClose} />
    </>
  )
}
