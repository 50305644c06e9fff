// One month as a grid, Monday first. The arrow keys move from day to day, Home and End in the week, Page Up and Down by months, with
// Shift by years. One cell at a time is in the tab order. What is written in a cell is read out as part of the day's name.
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react'
import {
  addDays,
  addMonths,
  type CivilDate,
  monthOf,
  weekday,
  weeksOfMonth,
} from '../../../../shared/calendar/civil-date.ts'
import { endOf, isOverdue } from '../../../../shared/calendar/due.ts'
import { useSay } from '../../i18n/say.ts'
import type { Entry } from './entry.ts'
import styles from './month.module.css'
import { useDayWords } from './use-day-words.ts'

interface MonthGridProps {
  /** The id of the month's title. */
  readonly labelledBy: string
  readonly events: readonly Entry[]
  readonly today: CivilDate
  readonly day: CivilDate
  readonly onDay: (day: CivilDate) => void
  /** Enter on a day. */
  readonly onEnter: (() => void) | undefined
}

/** What fits into a cell; the rest is counted. */
const SHOWN = 2

export function MonthGrid({ labelledBy, events, today, day, onDay, onEnter }: MonthGridProps) {
  const say = useSay()
  const words = useDayWords()
  const hint = useId()
  const cell = useRef<HTMLTableCellElement>(null)
  const moved = useRef(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the day that the keyboard went to.
  useEffect(() => {
    if (moved.current) cell.current?.focus()
    moved.current = false
  }, [day])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const next = STEPS[event.key]?.(day, event.shiftKey)
    if (next !== undefined) {
      moved.current = true
      onDay(next)
    } else if (event.key !== 'Enter' && event.key !== ' ') return
    else onEnter?.()
    event.preventDefault()
  }

  const point = ({ target }: MouseEvent) => {
    const at = target instanceof Element ? target.closest('td')?.dataset.date : undefined
    if (at !== undefined) onDay(at)
  }

  const full = (date: CivilDate, on: readonly Entry[]): string => {
    const titles = on.map(({ title }) => title).join('; ')
    return say('calendar.day', { day: words.long(date), count: on.length, titles })
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid that is a table, as the ARIA practices have it. */}
      <table role="grid" aria-labelledby={labelledBy} aria-describedby={hint} className={styles.grid}>
        <thead>
          <tr>
            {words.weekdays.map(({ long, short }) => (
              <th key={long} scope="col" abbr={long}>
                <span aria-hidden="true">{short}</span>
                <span className={styles.heard}>{long}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={press} onClick={point} onDoubleClick={onEnter}>
          {weeksOfMonth(day).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const on = entriesOn(events, date)
                const chosen = date === day
                return (
                  <td
                    key={date}
                    ref={chosen ? cell : null}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of that grid.
                    role="gridcell"
                    aria-selected={chosen}
                    aria-current={date === today ? 'date' : undefined}
                    tabIndex={chosen ? 0 : -1}
                    className={styles.cell}
                    data-outside={monthOf(date) !== monthOf(day) || undefined}
                    data-date={date}
                  >
                    <span className={styles.heard}>
                      {on.length === 0 ? words.long(date) : full(date, on)}
                    </span>
                    <span className={styles.number} aria-hidden="true">
                      {Number(date.slice(8))}
                    </span>
                    <Marks events={on} today={today} date={date} isFirst={date === week[0]} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p id={hint} className={styles.hint}>
        {say(onEnter === undefined ? 'calendar.keys.reader' : 'calendar.keys')}
      </p>
    </>
  )
}

const STEPS: Readonly<Record<string, (day: CivilDate, shift: boolean) => CivilDate>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekday(day)),
  End: (day) => addDays(day, 6 - weekday(day)),
  PageUp: (day, shift) => addMonths(day, shift ? -12 : -1),
  PageDown: (day, shift) => addMonths(day, shift ? 12 : 1),
}

/** What lasts longer stands first, so that it goes on in one line. */
function entriesOn(events: readonly Entry[], date: CivilDate): Entry[] {
  const lasts = (event: Entry): number => (endOf(event) === event.date ? 1 : 0)
  return events
    .filter((event) => event.date <= date && date <= endOf(event))
    .sort((a, b) => lasts(a) - lasts(b))
}

interface MarksProps {
  readonly events: readonly Entry[]
  readonly today: CivilDate
  readonly date: CivilDate
  /** The first day of its week. */
  readonly isFirst: boolean
}

/** What lasts several days is one bar a week, with its title at the beginning. */
function Marks({ events, today, date, isFirst }: MarksProps) {
  const more = events.length - SHOWN
  return (
    <span className={styles.marks} aria-hidden="true">
      {events.slice(0, SHOWN).map((event) => (
        <span
          key={event.event}
          className={styles.mark}
          data-target={event.isTarget}
          data-done={event.done || undefined}
          data-overdue={isOverdue(event, today) || undefined}
          data-comes={event.date < date || undefined}
          data-goes={date < endOf(event) || undefined}
        >
          {event.date < date && !isFirst ? '\u00a0' : event.title}
        </span>
      ))}
      {more > 0 ? <span className={styles.more}>+{more}</span> : null}
    </span>
  )
}
