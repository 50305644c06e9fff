// All dates one below the other, by month: what is open first, what is over behind a fold. Of very many only the first are drawn.
import { useState } from 'react'
import { type CivilDate, monthOf } from '../../../../shared/calendar/civil-date.ts'
import { isOpen } from '../../../../shared/calendar/due.ts'
import type { EventItem } from '../../../../shared/contract/calendar-api.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List } from '../../ui/List.tsx'
import styles from './calendar.module.css'
import { EventRow } from './EventRow.tsx'
import type { Entry } from './entry.ts'
import { useDayWords } from './use-day-words.ts'

interface EventListProps {
  readonly page: GroupPage
  readonly events: readonly Entry[]
  readonly today: CivilDate
  readonly mayWrite: boolean
  readonly onDeleted: (item: EventItem) => void
}

/** Rows that are drawn at first, and with each press of the button. */
const STEP = 100

export function EventList({ events, ...rest }: EventListProps) {
  const say = useSay()
  const open = events.filter((event) => isOpen(event, rest.today))
  const past = events.filter((event) => !isOpen(event, rest.today)).reverse()
  return (
    <>
      {open.length === 0 ? <p className={styles.soft}>{say('calendar.nothing.ahead')}</p> : null}
      <Months {...rest} events={open} more={say('calendar.more')} />
      {past.length === 0 ? null : (
        <details className={styles.past}>
          <summary>{say('calendar.past', { count: past.length })}</summary>
          <Months {...rest} events={past} more={say('calendar.more.past')} />
        </details>
      )}
    </>
  )
}

function Months({ events, more, ...rest }: EventListProps & { readonly more: string }) {
  const words = useDayWords()
  const [shown, setShown] = useState(STEP)
  const drawn = events.slice(0, shown)
  const months = [...new Set(drawn.map(({ date }) => monthOf(date)))]
  return (
    <>
      {months.map((month) => {
        const name = words.month(`${month}-01`)
        return (
          <section key={month} className={styles.month}>
            <h2>{name}</h2>
            <List label={name}>
              {drawn
                .filter(({ date }) => monthOf(date) === month)
                .map((item) => (
                  <EventRow key={item.event} {...rest} item={item} />
                ))}
            </List>
          </section>
        )
      })}
      {events.length > shown ? <Button onPress={() => setShown(shown + STEP)}>{more}</Button> : null}
    </>
  )
}
