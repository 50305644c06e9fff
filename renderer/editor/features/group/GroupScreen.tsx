// The page of one group: its name, who you are in it, its papers and its members.
import { ChevronLeft } from 'lucide-react'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useAsk } from '../../app/client.ts'
import { Failure } from '../../app/Failure.tsx'
import { type GroupTab, HOME, useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { Link } from '../../ui/Link.tsx'
import { Page } from '../../ui/Page.tsx'
import { type TabItem, Tabs } from '../../ui/Tabs.tsx'
import { CalendarPart } from '../calendar/CalendarPart.tsx'
import { Due } from '../calendar/Due.tsx'
import { useCalendar } from '../calendar/use-calendar.ts'
import { MembersPart } from '../members/MembersPart.tsx'
import { ROLE_NAMES } from '../members/roles.ts'
import { RegisterPart } from '../register/RegisterPart.tsx'
import { LeaveGroup } from './LeaveGroup.tsx'
import { PapersPart } from './PapersPart.tsx'
import { SettingsPart } from './SettingsPart.tsx'
import { Troubles } from './Troubles.tsx'

interface GroupScreenProps {
  readonly group: string
  readonly tab: GroupTab
}

export function GroupScreen({ group, tab }: GroupScreenProps) {
  const asked = useAsk('group.page', { group }, 'group.changed')
  if (asked.state === 'failed') return <Failure asked={asked} before={<Back />} />
  if (asked.state === 'asking') return null
  return <Loaded page={asked.data} tab={tab} />
}

function Loaded({ page, tab }: { readonly page: GroupPage; readonly tab: GroupTab }) {
  const say = useSay()
  const go = useGo()
  const waiting = page.waiting.length
  const { calendar, due } = useCalendar(page.group)
  const tabs: readonly TabItem<GroupTab>[] = [
    {
      id: 'papers',
      title: say('group.papers'),
      content: (
        <>
          <Due page={page} calendar={calendar} />
          <PapersPart page={page} />
        </>
      ),
    },
    {
      id: 'recommendations',
      title: say('group.recommendations'),
      content: <RegisterPart page={page} />,
    },
    {
      id: 'members',
      title: say('group.members'),
      badge: waiting === 0 ? undefined : say('group.waiting', { count: waiting }),
      content: <MembersPart page={page} />,
    },
    {
      id: 'calendar',
      title: say('group.calendar'),
      badge: due === 0 ? undefined : say('calendar.badge', { count: due }),
      content: <CalendarPart page={page} calendar={calendar} />,
    },
    { id: 'settings', title: say('group.settings'), content: <SettingsPart page={page} /> },
  ]
  return (
    <Page
      isWide={tab === 'recommendations'}
      heading={page.name}
      before={<Back />}
      about={say('group.about', { role: say(ROLE_NAMES[page.role]), count: page.members.length })}
    >
      {page.belongs ? null : (
        <>
          <Note>{say('group.removed')}</Note>
          {/* The tab has the same button. */}
          {tab === 'settings' ? null : <LeaveGroup page={page} />}
        </>
      )}
      <Tabs
        label={say('group.tabs')}
        items={tabs}
        selected={tab}
        onSelect={(chosen) => go({ at: 'group', group: page.group, tab: chosen })}
      />
      <Troubles troubles={page.troubles} />
    </Page>
  )
}

function Back() {
  const say = useSay()
  const go = useGo()
  return (
    <Link look="back" icon={<ChevronLeft aria-hidden="true" />} onPress={() => go(HOME)}>
      {say('group.back')}
    </Link>
  )
}
