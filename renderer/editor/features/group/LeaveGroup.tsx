// Leaving a group: a button, and the question that says what goes and what does not.
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { HOME, useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { isLastCoordinator } from '../members/standing.ts'
import { forgetCopiedDetails } from '../paper/paste/copied-details.ts'

export function LeaveGroup({ page }: { readonly page: GroupPage }) {
  const client = useClient()
  const say = useSay()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const me = page.members.find((member) => member.me)
  const lastOne = page.belongs && me !== undefined && isLastCoordinator(page, me) && page.members.length > 1
  return (
    <>
      <div>
        <Button icon={<LogOut aria-hidden="true" />} onPress={() => setAsking(true)}>
          {say('leaveGroup.action')}
        </Button>
      </div>
      <ConfirmDialog
        title={say('leaveGroup.title', { group: page.name })}
        isOpen={asking}
        onClose={() => setAsking(false)}
        action={say('leaveGroup.action')}
        onConfirm={async () => {
          const reply = await client.call('group.leave', { group: page.group })
          if (!reply.ok) return reply.code
          forgetCopiedDetails()
          go(HOME)
          return undefined
        }}
      >
        {lastOne ? <Note>{say('leaveGroup.last')}</Note> : null}
        <p>{say('leaveGroup.what')}</p>
        <p>{say(page.belongs ? 'leaveGroup.others' : 'leaveGroup.removed')}</p>
      </ConfirmDialog>
    </>
  )
}
