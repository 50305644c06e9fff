// What is due in this group, shown on opening it: overdue first, then the next two weeks. Nothing is due, nothing is shown.

import { dueDay, dueOf, isOverdue } from '../../../../shared/calendar/due.ts'
import type { CalendarPage } from '../../../../shared/contract/calendar-api.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Link } from '../../ui/Link.tsx'
import styles from './calendar.module.css'
import { useDayWords } from './use-day-words.ts'
import { useToday } from './use-today.ts'

interface DueProps {
  readonly page: GroupPage
  readonly calendar: CalendarPage
}

/** More than these are counted. */
const SHOWN = 3

export function Due({ page, calendar }: DueProps) {
  const say = useSay()
  const words = useDayWords()
  const go = useGo()
  const today = useToday()
  const due = dueOf(calendar.events, today)
  if (due.length === 0) return null
  return (
    <section aria-label={say('calendar.due')} className={styles.due}>
      <h2>{say('calendar.due')}</h2>
      <div className={styles.near}>
        <ul>
          {due.slice(0, SHOWN).map((item) => (
            <li key={item.event}>
              <span className={styles.when} data-overdue={isOverdue(item, today) || undefined}>
                {words.distance(
                  today,
                  dueDay(item) < today && !isOverdue(item, today) ? today : dueDay(item),
                )}
              </span>
              <span>{item.title}</span>
            </li>
          ))}
        </ul>
        <Link look="back" onPress={() => go({ at: 'group', group: page.group, tab: 'calendar' })}>
          {due.length > SHOWN
            ? say('calendar.due.more', { count: due.length - SHOWN })
            : say('calendar.due.open')}
        </Link>
      </div>
    </section>
  )
}
