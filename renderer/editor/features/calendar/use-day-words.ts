// Days in words of the language of the moment. Everything is formatted in UTC, where a civil day begins at its own midnight.
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { addDays, type CivilDate, daysBetween, utcMidnight } from '../../../../shared/calendar/civil-date.ts'
import { useSay } from '../../i18n/say.ts'

interface DayWords {
  /** Tuesday, 24 November 2026 */
  long(date: CivilDate): string
  /** 24 November 2026, or 5 – 16 October 2026 */
  span(first: CivilDate, last: CivilDate | undefined): string
  /** November 2026, as a title. */
  month(date: CivilDate): string
  /** Monday first: the long name and the short one. */
  readonly weekdays: readonly { readonly long: string; readonly short: string }[]
  /** today, tomorrow, in 5 days, 3 days overdue */
  distance(today: CivilDate, date: CivilDate): string
}

const A_MONDAY: CivilDate = '2026-11-23'

export function useDayWords(): DayWords {
  const { locale, formatRelativeTime } = useIntl()
  const say = useSay()
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    const [long, span] = [format({ dateStyle: 'full' }), format({ dateStyle: 'long' })]
    const month = format({ month: 'long', year: 'numeric' })
    const [weekdayLong, weekdayShort] = [format({ weekday: 'long' }), format({ weekday: 'short' })]
    const title = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
    const days = Array.from({ length: 7 }, (_, day) => utcMidnight(addDays(A_MONDAY, day)))
    return {
      long: (date) => title(long.format(utcMidnight(date))),
      span: (first, last) =>
        last === undefined
          ? span.format(utcMidnight(first))
          : span.formatRange(utcMidnight(first), utcMidnight(last)),
      month: (date) => title(month.format(utcMidnight(date))),
      weekdays: days.map((day) => ({ long: weekdayLong.format(day), short: weekdayShort.format(day) })),
      distance: (today, date) => {
        const days = daysBetween(today, date)
        return days < 0
          ? say('calendar.overdue', { count: -days })
          : title(formatRelativeTime(days, 'day', { numeric: 'auto' }))
      },
    }
  }, [locale, formatRelativeTime, say])
}
