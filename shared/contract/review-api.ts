// The part of EditorApi that is about what a device or a member had and did: reports after a loss, what a removal left out, and
// giving it back. No call here changes a paper but `members.restore`, `papers.restoreWiped` and `members.undoRestore`, as edits of the person who asks.
import { z } from 'zod'

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`))
const group = hex(64)
const member = hex(32)
const device = hex(32)
const paper = hex(32)
/** Names one change of the list. */
const change = z.string().max(80)
const nothing = z.object({})

/** A number of changes. */
export const leftOut = z.number().int().positive()

/**
 * What devices that were taken had at least, from every word that they ever signed and that is known here, and from nothing else.
 * `known` false: there is no such word, so nothing can be said.
 */
const exposure = z.object({
  name: z.string(),
  known: z.boolean(),
  /** What the device's clock said when it last spoke, unix milliseconds. */
  spoke: z.number().optional(),
  papers: z.array(
    z.object({
      paper,
      title: z.string(),
      /** Taken out of the group's list, before or after it came there. */
      deleted: z.boolean(),
      holds: z.enum(['all', 'some', 'none']),
      missing: z.number(),
    }),
  ),
  /** Names of members that it had, and of those that had not reached it. */
  names: z.array(z.string()),
  unknownNames: z.array(z.string()),
})

/** What somebody changed in one paper, newest first. */
const touchedPaper = z.object({
  paper,
  /** Empty when the paper is not on this device's desk. */
  title: z.string(),
  changes: z.array(
    z.object({
      change,
      kind: z.enum(['inserted', 'deleted']),
      /** An excerpt, at most a few lines. */
      text: z.string(),
      characters: z.number().int(),
      /** An insertion of which nothing is left in the paper. */
      settled: z.boolean(),
      /** When the last of it came to this device, exact to the day, unix milliseconds; absent when it is not known. */
      seen: z.number().optional(),
    }),
  ),
})

/** One session of one device took away more than a fifth of a paper's text. */
const wiped = z.object({
  change,
  paper,
  title: z.string(),
  member,
  /** Of whoever did it; '' when it is not known. */
  by: z.string(),
  /** Characters that are gone, of how many. */
  characters: z.number().int(),
  of: z.number().int(),
  /** The text as it was before, its beginning. */
  text: z.string(),
  /** Is anything of it still missing? */
  missing: z.boolean(),
  seen: z.number().optional(),
})

/** Something that was restored from this computer, which can be undone. */
const restoredItem = z.object({
  restored: hex(32),
  change,
  paper,
  title: z.string(),
  kind: z.enum(['inserted', 'deleted', 'wiped']),
  text: z.string(),
  characters: z.number().int(),
  /** Unix milliseconds by this device's clock. */
  at: z.number(),
})

export const reviewMethods = {
  /**
   * A device that was lost or taken, of a colleague or one's own; answers with what it had. `also`: further devices of the same
   * member that go in the same act; all go or none, and the report is of all of them.
   */
  'members.removeDevice': {
    input: z.strictObject({ group, device, also: z.array(device).max(64).optional() }),
    output: exposure,
  },
  /** Have others signed for changes of this member, or of one device of theirs, that have not come here? */
  'members.lacking': {
    input: z.strictObject({ group, member, device: device.optional() }),
    output: z.object({ incomplete: z.boolean() }),
  },
  /** Of a former member, or of one from whom a device or a right was taken: then of that device or under that right. */
  'members.touched': {
    input: z.strictObject({ group, member }),
    output: z.object({
      papers: z.array(touchedPaper),
      /** Newest first, paper by paper. */
      wiped: z.array(wiped),
      /** What is here and does not count. */
      leftOut: z.object({ changes: z.number().int(), papers: z.array(touchedPaper) }),
      /** Newest first. */
      restored: z.array(restoredItem),
    }),
  },
  /** For everyone, all of theirs that is here and does not count. Coordinators only; E_NOT_FOUND when there is nothing. */
  'members.keepWritten': { input: z.strictObject({ group, member }), output: nothing },
  /** Takes out what they wrote, or puts back what they deleted, as an edit of this person's own that can be undone. */
  'members.restore': { input: z.strictObject({ group, member, paper, change }), output: nothing },
  /** Large deletions in all papers, by whomever, and what was restored of them. Newest first, paper by paper. */
  'papers.wiped': {
    input: z.strictObject({ group }),
    output: z.object({ wiped: z.array(wiped), restored: z.array(restoredItem) }),
  },
  /** Puts back what is still missing of it, as an edit of this person's own. Takes nothing away. E_NOT_FOUND when nothing is missing. */
  'papers.restoreWiped': { input: z.strictObject({ group, paper, change }), output: nothing },
  /** Makes the text as it was before, as an edit again. E_NOT_FOUND when there is nothing left to undo. */
  'members.undoRestore': { input: z.strictObject({ group, restored: hex(32) }), output: nothing },
} as const

export type Exposure = z.infer<typeof exposure>
export type TouchedPaper = z.infer<typeof touchedPaper>
export type Touched = z.infer<(typeof reviewMethods)['members.touched']['output']>
export type WipedItem = z.infer<typeof wiped>
export type RestoredItem = z.infer<typeof restoredItem>
