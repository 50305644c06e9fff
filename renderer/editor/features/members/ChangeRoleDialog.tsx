// Another role for a member: what it allows, what they lose, what they keep. An expert's access ends on a date.
import { useState } from 'react'
import { roleReads, roleWrites } from '../../../../shared/charter/roles.ts'
import type { MemberItem, Role } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { type Say, useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { dayOf, endOfDay } from './days.ts'
import { NotYetReceived } from './NotYetReceived.tsx'
import { useName } from './name.ts'
import { ROLE_NAMES, ROLE_RIGHTS, ROLES } from './roles.ts'

interface ChangeRoleDialogProps {
  readonly group: string
  readonly member: MemberItem
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function ChangeRoleDialog({ group, member, isOpen, onClose }: ChangeRoleDialogProps) {
  const client = useClient()
  const say = useSay()
  const [role, setRole] = useState<Role>(member.role)
  const needsDate = role === 'expert'
  const name = useName()(member.name)
  const loss = lossOf(say, name, member.role, role)
  const endsWriting = roleWrites(member.role, 'body') && !roleWrites(role, 'body')
  return (
    <FormDialog<'until'>
      title={say('role.change')}
      isOpen={isOpen}
      onClose={onClose}
      required={needsDate ? ['until'] : []}
      submit={say('role.change.submit')}
      onSubmit={async ({ until }) => {
        const last = needsDate ? endOfDay(until) : undefined
        if (needsDate && (last === undefined || last < Date.now())) return 'E_DATE_PAST'
        if (role !== member.role || last !== member.until) {
          const reply = await client.call('members.changeRole', {
            group,
            member: member.member,
            role,
            ...(last === undefined ? {} : { until: last }),
          })
          if (!reply.ok) return reply.code
        }
        onClose()
        return undefined
      }}
    >
      <p>{say('role.change.whose', { name })}</p>
      <Select
        label={say('invite.role')}
        hint={say(ROLE_RIGHTS[role])}
        choices={ROLES.map((id) => ({ id, name: say(ROLE_NAMES[id]) }))}
        value={role}
        onChange={setRole}
      />
      {needsDate ? (
        <TextField
          type="date"
          name="until"
          label={say('role.until')}
          hint={say('role.until.hint')}
          defaultValue={member.until === undefined ? '' : dayOf(member.until)}
        />
      ) : null}
      {loss === undefined ? null : <Note>{loss}</Note>}
      {endsWriting ? <NotYetReceived group={group} member={member} /> : null}
    </FormDialog>
  )
}

/** What the member loses by the change, and what stays with them. */
function lossOf(say: Say, name: string, role: Role, next: Role): string | undefined {
  if (roleReads(role, 'body') && !roleReads(next, 'body')) return say('role.loses.reading', { name })
  if (roleWrites(role, 'body') && !roleWrites(next, 'body')) return say('role.loses.writing', { name })
  if (role === 'coordinator' && next !== 'coordinator') return say('role.loses.coordinating', { name })
  return undefined
}
