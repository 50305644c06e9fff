// Inviting: the role first, then the invitation as a link or a file. Each invitation works once.
import { useState } from 'react'
import type { Output, Role } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useAsk, useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert, Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { ReachSwitch } from '../reach/ReachSwitch.tsx'
import { Invitation } from './Invitation.tsx'
import { ROLE_NAMES, ROLE_RIGHTS, ROLES } from './roles.ts'

interface InviteDialogProps {
  readonly group: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function InviteDialog({ group, isOpen, onClose }: InviteDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('invite.title')} isOpen={isOpen} onClose={onClose}>
      <Invite group={group} onClose={onClose} />
    </Dialog>
  )
}

function Invite({ group, onClose }: { readonly group: string; readonly onClose: () => void }) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const [role, setRole] = useState<Role>('drafter')
  const [invitation, setInvitation] = useState<Output<'members.invite'>>()
  const [failure, setFailure] = useState<ErrorCode>()
  const [busy, setBusy] = useState(false)

  const create = async () => {
    setBusy(true)
    setFailure(undefined)
    const reply = await client.call('members.invite', { group, role })
    setBusy(false)
    if (reply.ok) setInvitation(reply.data)
    else setFailure(reply.code)
  }

  return (
    <>
      {invitation === undefined ? <ClosedDoor /> : null}
      <Select
        label={say('invite.role')}
        hint={say(ROLE_RIGHTS[role])}
        choices={ROLES.map((id) => ({ id, name: say(ROLE_NAMES[id]) }))}
        value={role}
        onChange={(chosen) => {
          setRole(chosen)
          setInvitation(undefined)
        }}
      />
      {failure === undefined ? null : <Alert>{explain(failure)}</Alert>}
      {invitation === undefined ? null : <Invitation invitation={invitation} />}
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

/** An invitation that nobody can answer would be a trap: says so and offers the switch at once. */
function ClosedDoor() {
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
