// Inviting: the role first, then the invitation as a link, a file or a QR code. Each invitation works once.
import { useState } from 'react'
import type { Role } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { endOfDay } from './days.ts'
import { Invitation } from './Invitation.tsx'
import { InvitationButtons, InvitationFailure } from './InvitationButtons.tsx'
import { InviteClosedDoor } from './InviteClosedDoor.tsx'
import { ROLE_NAMES, ROLE_RIGHTS, ROLES } from './roles.ts'
import { useInvitation } from './use-invitation.ts'

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
  const [role, setRole] = useState<Role>('drafter')
  const [day, setDay] = useState('')
  const making = useInvitation()
  const needsDate = role === 'expert'

  const create = () => {
    const until = needsDate ? endOfDay(day) : undefined
    if (needsDate && (until === undefined || until < Date.now())) {
      making.fail('E_DATE_PAST')
      return
    }
    void making.create(() =>
      client.call('members.invite', { group, role, ...(until === undefined ? {} : { until }) }),
    )
  }

  return (
    <>
      {making.invitation === undefined ? <InviteClosedDoor /> : null}
      <Select
        label={say('invite.role')}
        hint={say(ROLE_RIGHTS[role])}
        choices={ROLES.map((id) => ({ id, name: say(ROLE_NAMES[id]) }))}
        value={role}
        onChange={(chosen) => {
          setRole(chosen)
          // What is on the screen must be the invitation that these choices made.
          making.anew()
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
            making.anew()
          }}
        />
      ) : null}
      <InvitationFailure making={making} />
      {making.invitation === undefined ? null : <Invitation invitation={making.invitation} />}
      <InvitationButtons making={making} onCreate={create} onClose={onClose} />
    </>
  )
}
