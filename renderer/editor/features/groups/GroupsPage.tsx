// The first page behind the passphrase: the groups as a table of contents, requests to join, and how colleagues reach this computer.
import { Plus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { GroupItem } from '../../../../shared/contract/editor-api.ts'
import { useAsk } from '../../app/client.ts'
import { Failure } from '../../app/Failure.tsx'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Link } from '../../ui/Link.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { ROLE_NAMES } from '../members/roles.ts'
import { ReachSwitch } from '../reach/ReachSwitch.tsx'
import styles from './groups.module.css'
import { JoinDialog } from './JoinDialog.tsx'
import { JoiningList } from './JoiningList.tsx'
import { NewGroupDialog } from './NewGroupDialog.tsx'

export function GroupsPage() {
  const asked = useAsk('groups.list', {}, 'groups.changed')
  const say = useSay()
  const [dialog, setDialog] = useState<'new' | 'join'>()
  const close = () => setDialog(undefined)

  if (asked.state === 'failed') return <Failure asked={asked} />
  if (asked.state === 'asking') return null
  const { groups, joining } = asked.data
  return (
    <Page
      heading={say('groups.title')}
      actions={
        <>
          <Button icon={<UserPlus aria-hidden="true" />} onPress={() => setDialog('join')}>
            {say('groups.join')}
          </Button>
          <Button look="primary" icon={<Plus aria-hidden="true" />} onPress={() => setDialog('new')}>
            {say('groups.new')}
          </Button>
        </>
      }
    >
      <nav aria-label={say('groups.title')}>
        {groups.length === 0 && joining.length > 0 ? null : groups.length === 0 ? (
          <Empty title={say('groups.empty.title')} text={say('groups.empty.text')} />
        ) : (
          <ul className={styles.contents}>
            {groups.map((group) => (
              <Entry key={group.group} group={group} />
            ))}
          </ul>
        )}
      </nav>
      <JoiningList joining={joining} />
      <Section title={say('reach.title')}>
        <ReachSwitch />
      </Section>
      <NewGroupDialog isOpen={dialog === 'new'} onClose={close} />
      <JoinDialog isOpen={dialog === 'join'} onClose={close} />
    </Page>
  )
}

function Entry({ group }: { readonly group: GroupItem }) {
  const say = useSay()
  const go = useGo()
  return (
    <li className={styles.entry}>
      {group.name === '' ? (
        // Just admitted: the group's own log, which holds its name, is still on its way.
        <span className={styles.arriving}>{say('groups.arriving')}</span>
      ) : (
        <Link onPress={() => go({ at: 'group', group: group.group, tab: 'papers' })}>{group.name}</Link>
      )}
      <span className={styles.leader} aria-hidden="true" />
      <span className={styles.role}>{say(ROLE_NAMES[group.role])}</span>
    </li>
  )
}
