// The day at this computer, as a screen shows it. A page that stays open over midnight, or wakes up another day, must never show the old one.
import { useEffect, useState } from 'react'
import { type CivilDate, civilDateOf } from '../../../../shared/calendar/civil-date.ts'

const MINUTE_MS = 60_000

export function useToday(): CivilDate {
  const [today, setToday] = useState(() => civilDateOf(new Date()))
  useEffect(() => {
    const look = () => setToday(civilDateOf(new Date()))
    const timer = setInterval(look, MINUTE_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return today
}
