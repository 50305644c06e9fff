// The tab `Calendar`: deadlines and events of the group as a month or as a list, and adding one. A deletion can be undone while the
// tab is open.
import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { roleReads } from '../../../../shared/charter/roles.ts'
import type { CalendarPage, EventItem } from '../../../../shared/contract/calendar-api.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Empty } from '../../ui/Empty.tsx'
import styles from './calendar.module.css'
import { Deleted } from './Deleted.tsx'
import { EventDialog } from './EventDialog.tsx'
import { EventList } from './EventList.tsx'
import type { Entry } from './entry.ts'
import { MonthView } from './MonthView.tsx'
import { useToday } from './use-today.ts'
import { type View, ViewChoice } from './ViewChoice.tsx'
import { WithTargets } from './WithTargets.tsx'

interface CalendarPartProps {
  readonly page: GroupPage
  readonly calendar: CalendarPage
}

export function CalendarPart({ page, calendar }: CalendarPartProps) {
  const say = useSay()
  if (!roleReads(page.role, 'desk'))
    return <Empty title={say('calendar.endorser.title')} text={say('calendar.endorser.text')} />
  return <Readable page={page} calendar={calendar} />
}

function Readable({ page, calendar }: CalendarPartProps) {
  const say = useSay()
  const today = useToday()
  const [view, setView] = useState<View>('month')
  const [day, setDay] = useState(today)
  const [adding, setAdding] = useState(false)
  const [deleted, setDeleted] = useState<EventItem>()
  const { events, mayWrite } = calendar
  const [targets, setTargets] = useState(false)
  const add = () => {
    setDeleted(undefined)
    setAdding(true)
  }
  const show = (entries: readonly Entry[]) => {
    const shared = { page, events: entries, today, mayWrite, onDeleted: setDeleted }
    if (view === 'month') return <MonthView {...shared} day={day} onDay={setDay} onAdd={add} />
    if (entries.length > 0) return <EventList {...shared} />
    const text = say(mayWrite ? 'calendar.empty.text' : 'calendar.empty.reader')
    return <Empty title={say('calendar.empty.title')} text={text} />
  }
  return (
    <>
      <div className={styles.top}>
        <ViewChoice view={view} onView={setView} />
        <Checkbox label={say('calendar.targets')} checked={targets} onChange={setTargets} />
        {mayWrite ? (
          <Button look="primary" icon={<CalendarPlus aria-hidden="true" />} onPress={add}>
            {say('calendar.add')}
          </Button>
        ) : page.belongs ? (
          <p className={styles.soft}>{say('calendar.reader')}</p>
        ) : null}
      </div>
      {deleted === undefined ? null : (
        <Deleted group={page.group} item={deleted} onBack={() => setDeleted(undefined)} />
      )}
      {targets ? (
        <WithTargets group={page.group} events={events}>
          {show}
        </WithTargets>
      ) : (
        show(events)
      )}
      <EventDialog
        page={page}
        day={view === 'month' ? day : today}
        isOpen={adding}
        onClose={() => setAdding(false)}
      />
    </>
  )
}
