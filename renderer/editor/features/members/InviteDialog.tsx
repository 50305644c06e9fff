// Inviting: the role first, then the invitation as a link, a file or a QR code. Each invitation works once.
import { useState } from 'react'
import type { Output, Role } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { endOfDay } from './days.ts'
import { Invitation } from './Invitation.tsx'
import { InviteClosedDoor } from './InviteClosedDoor.tsx'
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
  const [day, setDay] = useState('')
  const [invitation, setInvitation] = useState<Output<'members.invite'>>()
  const [failure, setFailure] = useState<ErrorCode>()
  const [busy, setBusy] = useState(false)
  const needsDate = role === 'expert'

  const create = async () => {
    const until = needsDate ? endOfDay(day) : undefined
    if (needsDate && (until === undefined || until < Date.now())) {
      setFailure('E_DATE_PAST')
      return
    }
    setBusy(true)
    setFailure(undefined)
    const reply = await client.call('members.invite', {
      group,
      role,
      ...(until === undefined ? {} : { until }),
    })
    setBusy(false)
    if (reply.ok) setInvitation(reply.data)
    else setFailure(reply.code)
  }
  /** What is on the screen must be the invitation that these choices made. */
  const anew = () => {
    setInvitation(undefined)
    setFailure(undefined)
  }

  return (
    <>
      {invitation === undefined ? <InviteClosedDoor /> : null}
      <Select
        label={say('invite.role')}
        hint={say(ROLE_RIGHTS[role])}
        choices={ROLES.map((id) => ({ id, name: say(ROLE_NAMES[id]) }))}
        value={role}
        onChange={(chosen) => {
          setRole(chosen)
          anew()
        }}
      />
      {needsDate ? (
        <TextField
          type="date"
          label={say('role.until')}
          hint={say('role.until.hint')}
          value={day}
          onChange={(chosen) => {
            setDay(chosen)
            anew()
          }}
        />
      ) : null}
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
