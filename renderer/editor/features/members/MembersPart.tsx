// The tab `Members`: who waits to join, who is in the group, and how they are reached.
import { History, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import { ReachSwitch } from '../reach/ReachSwitch.tsx'
import { AfterRemoval } from './AfterRemoval.tsx'
import { FormerMembers } from './FormerMembers.tsx'
import { HistoryDialog } from './HistoryDialog.tsx'
import { InvitationList } from './InvitationList.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { Member } from './Member.tsx'
import styles from './members.module.css'
import { WaitingList } from './WaitingList.tsx'

export function MembersPart({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  const [inviting, setInviting] = useState(false)
  const [remembering, setRemembering] = useState(false)
  const coordinates = page.role === 'coordinator'
  return (
    <AfterRemoval page={page}>
      <WaitingList group={page.group} waiting={page.waiting} />
      <Section
        title={say('group.members')}
        actions={
          !page.belongs ? null : coordinates ? (
            <Button look="primary" icon={<UserPlus aria-hidden="true" />} onPress={() => setInviting(true)}>
              {say('members.invite')}
            </Button>
          ) : (
            <p className={styles.soft}>{say('members.invite.only')}</p>
          )
        }
      >
        <List label={say('group.members')}>
          {page.members.map((member) => (
            <ListItem key={member.member}>
              {(nameId) => <Member page={page} member={member} nameId={nameId} />}
            </ListItem>
          ))}
        </List>
        {page.belongs && page.members.length > 1 ? (
          <p className={styles.soft}>{say('members.verifyHint')}</p>
        ) : null}
        <FormerMembers page={page} />
        <div className={styles.answers}>
          <Button icon={<History aria-hidden="true" />} onPress={() => setRemembering(true)}>
            {say('history.title')}
          </Button>
        </div>
      </Section>
      <InvitationList group={page.group} invitations={page.invitations} />
      <Section title={say('reach.title')}>
        <ReachSwitch />
      </Section>
      <HistoryDialog group={page.group} isOpen={remembering} onClose={() => setRemembering(false)} />
      <InviteDialog group={page.group} isOpen={inviting} onClose={() => setInviting(false)} />
    </AfterRemoval>
  )
}
