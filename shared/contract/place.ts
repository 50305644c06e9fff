// Where the person is in the editor, as the host remembers it for a page that is loaded anew. It must never be stored: which group and
// which paper somebody reads is evidence.
import { z } from 'zod'

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`))

export const place = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('groups') }),
  z.strictObject({
    at: z.literal('group'),
    group: hex(64),
    tab: z.enum(['papers', 'recommendations', 'members', 'calendar', 'settings']),
  }),
  z.strictObject({
    at: z.literal('paper'),
    group: hex(64),
    groupName: z.string().max(1_000),
    paper: hex(32),
  }),
])

export type Place = z.infer<typeof place>
