// The month: its name, the way to the others, the grid, and below it what is on the chosen day.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { addMonths, type CivilDate } from '../../../../shared/calendar/civil-date.ts'
import { endOf } from '../../../../shared/calendar/due.ts'
import type { EventItem } from '../../../../shared/contract/calendar-api.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List } from '../../ui/List.tsx'
import styles from './calendar.module.css'
import { EventRow } from './EventRow.tsx'
import type { Entry } from './entry.ts'
import { MonthGrid } from './MonthGrid.tsx'
import { useDayWords } from './use-day-words.ts'

interface MonthViewProps {
  readonly page: GroupPage
  readonly events: readonly Entry[]
  readonly today: CivilDate
  readonly day: CivilDate
  readonly onDay: (day: CivilDate) => void
  readonly mayWrite: boolean
  readonly onAdd: () => void
  readonly onDeleted: (item: EventItem) => void
}

export function MonthView({ events, day, onDay, onAdd, ...rest }: MonthViewProps) {
  const say = useSay()
  const words = useDayWords()
  const titleId = useId()
  const { today, mayWrite } = rest
  const onDayEvents = events.filter((event) => event.date <= day && day <= endOf(event))
  return (
    <>
      <div className={styles.head}>
        <h2 id={titleId} aria-live="polite">
          {words.month(day)}
        </h2>
        <div className={styles.steps}>
          <Button icon={<ChevronLeft aria-hidden="true" />} onPress={() => onDay(addMonths(day, -1))}>
            {say('calendar.previous')}
          </Button>
          <Button onPress={() => onDay(today)}>{say('calendar.today')}</Button>
          <Button icon={<ChevronRight aria-hidden="true" />} onPress={() => onDay(addMonths(day, 1))}>
            {say('calendar.next')}
          </Button>
        </div>
      </div>
      <MonthGrid
        labelledBy={titleId}
        events={events}
        today={today}
        day={day}
        onDay={onDay}
        onEnter={mayWrite ? onAdd : undefined}
      />
      <section className={styles.month}>
        <h3>{words.long(day)}</h3>
        {onDayEvents.length === 0 ? (
          <p className={styles.soft}>{say('calendar.nothing')}</p>
        ) : (
          <List label={words.long(day)}>
            {onDayEvents.map((item) => (
              <EventRow key={item.event} {...rest} item={item} />
            ))}
          </List>
        )}
      </section>
    </>
  )
}
