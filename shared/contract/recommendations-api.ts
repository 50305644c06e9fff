// The part of EditorApi that is about recommendations: the register of a group, and one change to the details of one of them.
import { z } from 'zod'

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`))
const group = hex(64)
const paper = hex(32)
const id = hex(32)
const line = z.string().max(200)

/** Values as shared/paper/recommendation-details.ts says. */
export const recommendationDetails = z.object({
  addressees: z.array(z.string()),
  themes: z.array(z.string()),
  groups: z.array(z.string()),
  commitments: z.array(z.object({ document: z.string(), paragraph: z.string() })),
  evidence: z.array(
    z.object({
      id,
      revisions: z.array(id),
      text: z.string(),
      sensitivity: z.enum(['ordinary', 'confidential', 'dangerous']),
      keepOut: z.boolean(),
    }),
  ),
  dimension: z.string().optional(),
  priority: z.enum(['high', 'medium', 'low']).optional(),
  date: z.string().optional(),
  responsible: z.string().optional(),
  status: z.enum(['proposed', 'agreed', 'dropped']),
  others: z.partialRecord(
    z.enum(['dimension', 'priority', 'date', 'responsible', 'status']),
    z.array(z.string()),
  ),
})

export const recommendationItem = z.object({
  /** '' for one that cannot be changed yet: its block has no id. */
  id: z.string(),
  number: z.number().int(),
  text: z.string(),
  details: recommendationDetails,
})

export const registerPaper = z.object({
  paper,
  title: z.string(),
  archived: z.boolean(),
  mayWrite: z.boolean(),
  /** Changes with every change of its recommendations; means nothing else. */
  version: z.string(),
  /** Absent when the asker has this version. In the order of the page. */
  recommendations: z.array(recommendationItem).optional(),
})

export const detailsChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['add', 'remove']),
    field: z.enum(['to', 'theme', 'group', 'commitment']),
    value: line,
  }),
  z.strictObject({
    kind: z.literal('choose'),
    field: z.enum(['dimension', 'priority', 'date', 'responsible', 'status']),
    value: line.nullable(),
  }),
  /**
   * A new entry, or new words of one; without words the entry goes. `replaces`: the revisions that the writer had in view: what a
   * colleague has written since stays. `revision`: random, the name of these words.
   */
  z.strictObject({
    kind: z.literal('evidence'),
    entry: id,
    text: z.string().max(2000),
    revision: id,
    replaces: z.array(id).max(100),
  }),
  z.strictObject({
    kind: z.literal('sensitivity'),
    entry: id,
    value: z.enum(['ordinary', 'confidential', 'dangerous']),
  }),
  z.strictObject({ kind: z.literal('keepOut'), entry: id, value: z.boolean() }),
])

export const recommendationMethods = {
  /** All recommendations of all papers of the group. `known`: versions that the asker has, by paper. */
  'recommendations.list': {
    input: z.strictObject({ group, known: z.record(paper, z.string()) }),
    output: z.object({
      papers: z.array(registerPaper),
      /** Who may be responsible: those who belong, by name. */
      members: z.array(z.object({ member: id, name: z.string() })),
    }),
  },
  /** Durable when it answers. E_NOT_FOUND when the recommendation is gone. */
  'recommendations.change': {
    input: z.strictObject({ group, paper, id, change: detailsChange }),
    output: z.object({}),
  },
} as const

export const recommendationEvents = {
  /** Told once after each `recommendations.list`, when its answer has become old. */
  'recommendations.changed': z.object({ group }),
} as const

export type RegisterPaper = z.infer<typeof registerPaper>
export type DetailsChangeOnWire = z.infer<typeof detailsChange>
