// What a day in the calendar may be, with names in each language. An id is on disk: never rename one. A kind that this version does
// not know is shown by its id.
import type { Term } from './kinds.ts'

interface EventKind extends Term {
  /** Somebody has to do something by then: it is due, and may be done. The others take place. */
  readonly isDeadline: boolean
}

export const EVENT_KINDS: readonly EventKind[] = [
  { id: 'deadline', isDeadline: true, name: { en: 'Deadline', ru: 'Срок' } },
  { id: 'comments', isDeadline: true, name: { en: 'Comments close', ru: 'Конец сбора замечаний' } },
  { id: 'adoption', isDeadline: true, name: { en: 'Adoption', ru: 'Принятие документа' } },
  { id: 'submission', isDeadline: true, name: { en: 'Submission', ru: 'Подача документа' } },
  { id: 'follow-up', isDeadline: true, name: { en: 'Follow-up', ru: 'Проверка выполнения' } },
  {
    id: 'session',
    isDeadline: false,
    name: { en: 'Conference or session', ru: 'Конференция или сессия' },
  },
  { id: 'meeting', isDeadline: false, name: { en: 'Meeting of the group', ru: 'Встреча группы' } },
  { id: 'other', isDeadline: false, name: { en: 'Other event', ru: 'Другое событие' } },
]

export function isDeadline(kind: string): boolean {
  return EVENT_KINDS.some(({ id, isDeadline }) => id === kind && isDeadline)
}
