// The calendar of a group, asked again when the group changes, and how many deadlines are due.
// A calendar that could not be had must never take the whole group page with it: it shows none, and the person is told.
import { useEffect } from 'react'
import { dueOf } from '../../../../shared/calendar/due.ts'
import type { CalendarPage } from '../../../../shared/contract/calendar-api.ts'
import { isDeadline } from '../../../../shared/vocab/event-kinds.ts'
import { useAsk } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useToday } from './use-today.ts'

const NONE: CalendarPage = { events: [], mayWrite: false }

export function useCalendar(group: string): { readonly calendar: CalendarPage; readonly due: number } {
  const notify = useNotify()
  const today = useToday()
  const asked = useAsk('calendar.page', { group }, 'group.changed')
  const failure = asked.state === 'failed' ? asked.code : undefined
  useEffect(() => {
    if (failure !== undefined) notify(failure)
  }, [failure, notify])
  const calendar = asked.state === 'ready' ? asked.data : asked.state === 'failed' ? asked.earlier : undefined
  const due = dueOf(calendar?.events ?? [], today).filter(({ kind }) => isDeadline(kind))
  return { calendar: calendar ?? NONE, due: due.length }
}
