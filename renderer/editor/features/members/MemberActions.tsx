// What a person may do about a member: change the role, remove them, take out a device that was lost. It shows only what this
// person may do; the host checks every one of them again.
import { useId, useState } from 'react'
import type { GroupPage, MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx'
import { DeviceTakenDialog } from './DeviceTakenDialog.tsx'
import { EditEntryDialog } from './EditEntryDialog.tsx'
import { InviteDeviceDialog } from './InviteDeviceDialog.tsx'
import styles from './members.module.css'
import { RemoveMemberDialog } from './RemoveMemberDialog.tsx'
import { isLastCoordinator } from './standing.ts'
import { VerifyDialog } from './VerifyDialog.tsx'

interface MemberActionsProps {
  readonly page: GroupPage
  readonly member: MemberItem
}

type Open = 'edit' | 'verify' | 'device' | 'role' | 'remove' | 'taken'

export function MemberActions({ page, member }: MemberActionsProps) {
  const say = useSay()
  const reason = useId()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  if (!page.belongs) return null
  const coordinates = page.role === 'coordinator'
  const last = isLastCoordinator(page, member)
  const takeable = member.devices.some(({ here }) => !here) && (coordinates || member.me)
  const { group } = page
  return (
    <>
      <div className={styles.actions}>
        {member.me ? (
          <Button look="quiet" onPress={() => setOpen('edit')}>
            {say('entry.edit')}
          </Button>
        ) : null}
        {member.me ? (
          <Button look="quiet" onPress={() => setOpen('device')}>
            {say('device.add')}
          </Button>
        ) : (
          <Button look="quiet" onPress={() => setOpen('verify')}>
            {say('verify.action')}
          </Button>
        )}
        {coordinates ? (
          <Button
            look="quiet"
            isDisabled={last}
            {...(last ? { 'aria-describedby': reason } : {})}
            onPress={() => setOpen('role')}
          >
            {say('role.change')}
          </Button>
        ) : null}
        {coordinates && !member.me ? (
          <Button look="quiet" onPress={() => setOpen('remove')}>
            {say('remove.action')}
          </Button>
        ) : null}
        {takeable ? (
          <Button look="quiet" onPress={() => setOpen('taken')}>
            {say('taken.action')}
          </Button>
        ) : null}
      </div>
      {coordinates && last ? (
        <p id={reason} className={styles.soft}>
          {say('role.last')}
        </p>
      ) : null}
      <VerifyDialog group={group} member={member} isOpen={open === 'verify'} onClose={close} />
      <InviteDeviceDialog group={group} isOpen={open === 'device'} onClose={close} />
      <EditEntryDialog group={group} member={member} isOpen={open === 'edit'} onClose={close} />
      <ChangeRoleDialog group={group} member={member} isOpen={open === 'role'} onClose={close} />
      <RemoveMemberDialog group={group} member={member} isOpen={open === 'remove'} onClose={close} />
      <DeviceTakenDialog
        group={group}
        member={member}
        first={undefined}
        isOpen={open === 'taken'}
        onClose={close}
      />
    </>
  )
}
