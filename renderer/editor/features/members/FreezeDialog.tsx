// Stopping a device that is proved to exist twice: what happens, what stays, and what it costs its owner.
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { deviceCode } from './device-code.ts'
import { useName } from './name.ts'

interface FreezeDialogProps {
  readonly group: string
  readonly member: MemberItem
  readonly device: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function FreezeDialog({ group, member, device, isOpen, onClose }: FreezeDialogProps) {
  const client = useClient()
  const say = useSay()
  const name = useName()(member.name)
  return (
    <ConfirmDialog
      title={say('freeze.title', { code: deviceCode(device), name })}
      isOpen={isOpen}
      onClose={onClose}
      action={say('freeze.action')}
      onConfirm={async () => {
        const reply = await client.call('members.freezeDevice', { group, device })
        if (!reply.ok) return reply.code
        onClose()
        return undefined
      }}
    >
      <p>{say('freeze.what')}</p>
      <p>{say('freeze.keeps', { name })}</p>
    </ConfirmDialog>
  )
}
