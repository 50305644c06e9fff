// The question before a member is removed, with what they keep said plainly.
import { useContext } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { AftermathContext } from './aftermath.ts'
import { NotYetReceived } from './NotYetReceived.tsx'
import { useName } from './name.ts'

interface RemoveMemberDialogProps {
  readonly group: string
  readonly member: MemberItem
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function RemoveMemberDialog({ group, member, isOpen, onClose }: RemoveMemberDialogProps) {
  const client = useClient()
  const say = useSay()
  const shown = useName()
  const after = useContext(AftermathContext)
  return (
    <ConfirmDialog
      title={say('remove.title', { name: shown(member.name) })}
      isOpen={isOpen}
      onClose={onClose}
      action={say('remove.action')}
      onConfirm={async () => {
        const reply = await client.call('members.remove', { group, member: member.member })
        if (!reply.ok) return reply.code
        onClose()
        after.removed(member.member, shown(member.name))
        return undefined
      }}
    >
      <NotYetReceived group={group} member={member} />
      <p>{say('remove.keeps')}</p>
      <p>{say('remove.loses')}</p>
      <p>{say('remove.after')}</p>
    </ConfirmDialog>
  )
}
