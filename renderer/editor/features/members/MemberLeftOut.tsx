// A member of whom changes are left out, since a device or a right was taken from them: said in their row, with the way to read them.
import { useState } from 'react'
import type { GroupPage, MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { useName } from './name.ts'
import { TouchedDialog } from './TouchedDialog.tsx'

interface MemberLeftOutProps {
  readonly page: GroupPage
  readonly member: MemberItem
}

/** For coordinators: nobody else can keep it. */
export function MemberLeftOut({ page, member }: MemberLeftOutProps) {
  const say = useSay()
  const name = useName()(member.name)
  const [reviewing, setReviewing] = useState(false)
  const coordinates = page.role === 'coordinator' && page.belongs
  if (!coordinates || (member.leftOut === undefined && !reviewing)) return null
  return (
    <>
      {member.leftOut === undefined ? null : (
        <Note>
          {say('leftOut.member', { count: member.leftOut, name })}{' '}
          <Button look="quiet" onPress={() => setReviewing(true)}>
            {say('touched.action')}
          </Button>
        </Note>
      )}
      <TouchedDialog
        page={page}
        member={member.member}
        name={name}
        isOpen={reviewing}
        onClose={() => setReviewing(false)}
      />
    </>
  )
}
