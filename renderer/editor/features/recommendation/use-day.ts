// A day without a time, as 2027-05-01, in words of the language of the moment: the same in every time zone.
import { useIntl } from 'react-intl'

/** What is no day stays as it is. */
export function useDay(): (date: string) => string {
  const { formatDate } = useIntl()
  return (date) => {
    const midnight = new Date(`${date}T00:00:00Z`)
    return Number.isNaN(midnight.getTime())
      ? date
      : formatDate(midnight, { dateStyle: 'long', timeZone: 'UTC' })
  }
}
