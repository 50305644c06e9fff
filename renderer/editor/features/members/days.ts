// Days as a date field writes them (2026-12-31), and the last moment of such a day by this computer's calendar.

export function dayOf(time: number): string {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Unix milliseconds; undefined for what is no day. */
export function endOfDay(day: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (found === null) return undefined
  const [, year, month, date] = found.map(Number)
  const time = new Date(year ?? 0, (month ?? 1) - 1, date ?? 1, 23, 59, 59, 999).getTime()
  return dayOf(time) === day ? time : undefined
}
