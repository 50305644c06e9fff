// The table of record kinds: number, lane, and fields with their numbers and limits. A reader can audit it without running anything.
// Numbers are on disk and on the wire: never reuse one.
import { fromUtf8, MalformedBytes, utf8 } from '../bytes/codec.ts'
import { RapporteurError } from '../contract/errors.ts'
import { MAX_WORD } from '../contract/spelling-limits.ts'
import type { LaneKind } from '../ids/lanes.ts'
import { isCleanLine } from './line.ts'
import type { LaneRecord } from './record.ts'

interface FieldRow {
  readonly code: number
  /** Longest value, in UTF-16 units. Every field so far is one line of text. */
  readonly max: number
}

interface KindRow {
  readonly code: number
  readonly lane: LaneKind
  readonly fields: { readonly [name: string]: FieldRow }
}

export const MAX_NAME = 120
export const MAX_TITLE = 300
export const MAX_NOTE = 500

export const RECORD_KINDS = {
  /** A paper exists. Target: the paper. Its creator may write again to change a field. */
  paper: {
    code: 1,
    lane: 'desk',
    fields: {
      title: { code: 1, max: MAX_TITLE },
      kind: { code: 2, max: 60 },
      /** As in `paperLife`: a paper may have its limit from the start. */
      limit: { code: 3, max: 7 },
    },
  },
  /** What a member is called, and where they stand. Target: the member, who alone may write it. */
  member: {
    code: 2,
    lane: 'roster',
    fields: {
      name: { code: 1, max: MAX_NAME },
      organisation: { code: 2, max: MAX_NAME },
      /** ISO 3166-1 alpha-2, or `ZZ` for none stated. */
      country: { code: 3, max: 2 },
      /** `full`, `associate`, `external`, or `none` for none stated. */
      membership: { code: 4, max: 20 },
    },
  },
  /** What the group is called. Target: the first half of the group id. Coordinators only. */
  group: { code: 3, lane: 'roster', fields: { name: { code: 1, max: MAX_NAME } } },
  /** What becomes of a paper. Target: the paper. Whoever writes papers may write it; who may delete one stands in desk.ts. */
  paperLife: {
    code: 4,
    lane: 'desk',
    fields: {
      title: { code: 1, max: MAX_TITLE },
      /** `yes` or `no`. */
      archived: { code: 2, max: 3 },
      /** `yes`: there is no way back. */
      deleted: { code: 3, max: 3 },
      /** Most words that the paper may have, in digits; `0` for none. */
      limit: { code: 4, max: 7 },
      /** `yes` or `no`: its paragraphs are numbered. */
      numbered: { code: 5, max: 3 },
    },
  },
  /** A day in the calendar. Target: the event, a random id. Whoever writes papers may write it; calendar.ts reads it. */
  event: {
    code: 5,
    lane: 'desk',
    fields: {
      title: { code: 1, max: MAX_TITLE },
      /** `2026-11-24`: a day of everyone's own calendar, in no time zone. */
      date: { code: 2, max: 10 },
      /** The last day, as `date`; `none` for one day. */
      lastDay: { code: 3, max: 10 },
      /** An id of shared/vocab/event-kinds.ts, or one that only a later version knows. */
      kind: { code: 4, max: 60 },
      /** Paper id, or `none`. */
      paper: { code: 5, max: 32 },
      /** `-` for none. */
      note: { code: 6, max: MAX_NOTE },
      /** `yes` or `no`. */
      done: { code: 7, max: 3 },
      /** `yes` or `no`: unlike a paper, a date that was deleted comes back with everything. */
      deleted: { code: 8, max: 3 },
    },
  },
  /** A word of the group's own. Target: a hash of the word (group-words.ts). Whoever writes papers may write it. */
  word: {
    code: 6,
    lane: 'desk',
    fields: {
      word: { code: 1, max: MAX_WORD },
      /** `yes` or `no`: on the list, or taken out of it. */
      listed: { code: 2, max: 3 },
    },
  },
} as const satisfies { readonly [kind: string]: KindRow }

export type RecordKind = keyof typeof RECORD_KINDS
export type FieldName<Kind extends RecordKind> = keyof (typeof RECORD_KINDS)[Kind]['fields'] & string
export type Fields<Kind extends RecordKind> = { readonly [Name in FieldName<Kind>]?: string }

export function fieldNames<Kind extends RecordKind>(kind: Kind): FieldName<Kind>[] {
  return Object.keys(RECORD_KINDS[kind].fields) as FieldName<Kind>[]
}

function rowOf(kind: RecordKind, name: string): FieldRow {
  const fields: { readonly [name: string]: FieldRow } = RECORD_KINDS[kind].fields
  const row = fields[name]
  if (row === undefined) throw new RangeError('no such field')
  return row
}

/** A record of a known kind. Throws E_BAD_REQUEST on a value that readers would refuse; clean it with `cleanLine` first. */
export function makeRecord<Kind extends RecordKind>(
  kind: Kind,
  id: string,
  target: string,
  fields: Fields<Kind>,
): LaneRecord {
  const values = new Map<number, Uint8Array>()
  for (const name of fieldNames(kind)) {
    const value = fields[name]
    if (value === undefined) continue
    const row = rowOf(kind, name)
    if (!isCleanLine(value, row.max)) throw new RapporteurError('E_BAD_REQUEST')
    values.set(row.code, utf8(value))
  }
  return { id, kind: RECORD_KINDS[kind].code, target, fields: values }
}

/** The known fields of a record of that kind; undefined when one of them is malformed. Unknown fields are passed over. */
export function readFields<Kind extends RecordKind>(
  kind: Kind,
  record: LaneRecord,
): Fields<Kind> | undefined {
  const values: { [name: string]: string } = {}
  for (const name of fieldNames(kind)) {
    const row = rowOf(kind, name)
    const bytes = record.fields.get(row.code)
    if (bytes === undefined) continue
    const value = lineOf(bytes, row.max)
    if (value === undefined) return undefined
    values[name] = value
  }
  return values as Fields<Kind>
}

function lineOf(bytes: Uint8Array, max: number): string | undefined {
  try {
    const text = fromUtf8(bytes)
    return isCleanLine(text, max) ? text : undefined
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}
