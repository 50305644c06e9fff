// The calendar's part of EditorApi. Days are civil (`2026-11-24`), in no time zone: a deadline is the same day for everyone.
import { z } from 'zod'

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`))
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const title = z.string().trim().min(1).max(300)
const kind = z.string().min(1).max(60)
const note = z.string().trim().max(500)
const group = hex(64)
const event = hex(32)
const paper = hex(32)

export const eventItem = z.object({
  event,
  title: z.string(),
  date: day,
  /** After `date`; absent: one day. */
  lastDay: day.optional(),
  /** An id of shared/vocab/event-kinds.ts, or of a later version. */
  kind: z.string(),
  /** Only when it is on the desk of this device. */
  paper: z.object({ paper, title: z.string() }).optional(),
  /** One line; empty for none. */
  note: z.string(),
  done: z.boolean(),
})

export const calendarMethods = {
  /** By day. Empty for who reads no drafts. */
  'calendar.page': {
    input: z.strictObject({ group }),
    output: z.object({ events: z.array(eventItem), mayWrite: z.boolean() }),
  },
  'calendar.add': {
    input: z.strictObject({
      group,
      title,
      date: day,
      lastDay: day.optional(),
      kind,
      paper: paper.optional(),
      note: note.optional(),
    }),
    output: z.object({ event }),
  },
  /** Only what is named changes; null takes it away. `deleted` false brings back what was deleted. */
  'calendar.change': {
    input: z.strictObject({
      group,
      event,
      title: title.optional(),
      date: day.optional(),
      lastDay: day.nullable().optional(),
      kind: kind.optional(),
      paper: paper.nullable().optional(),
      note: note.optional(),
      done: z.boolean().optional(),
      deleted: z.boolean().optional(),
    }),
    output: z.object({}),
  },
} as const

export type EventItem = z.infer<typeof eventItem>
export type CalendarPage = z.infer<(typeof calendarMethods)['calendar.page']['output']>
