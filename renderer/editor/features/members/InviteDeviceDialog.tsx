// Another device of one's own: an invitation like any other, which only this device redeems and which makes nobody a member.
import { useState } from 'react'
import type { Output } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { Invitation } from './Invitation.tsx'
import { InviteClosedDoor } from './InviteClosedDoor.tsx'

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
  const explain = useExplain()
  const [invitation, setInvitation] = useState<Output<'members.addDevice'>>()
  const [failure, setFailure] = useState<ErrorCode>()
  const [busy, setBusy] = useState(false)
  const create = async () => {
    setBusy(true)
    setFailure(undefined)
    const reply = await client.call('members.addDevice', { group })
    setBusy(false)
    if (reply.ok) setInvitation(reply.data)
    else setFailure(reply.code)
  }
  return (
    <>
      <p>{say('device.add.lead')}</p>
      {invitation === undefined ? <InviteClosedDoor /> : <Invitation invitation={invitation} />}
      {failure === undefined ? null : <Alert>{explain(failure)}</Alert>}
      <DialogButtons>
        <Button onPress={onClose}>{say('app.close')}</Button>
        {invitation === undefined ? (
          <Button look="primary" isDisabled={busy} onPress={() => void create()}>
            {say('invite.create')}
          </Button>
        ) : null}
      </DialogButtons>
    </>
  )
}
