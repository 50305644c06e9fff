// The calendar of a group, folded from the desk's records: deadlines and events, each field last writer wins.
// A record of somebody who may not write papers must never show; a malformed day must never become another one.
import { toHex } from '../bytes/text.ts'
import { type Role, roleWrites } from '../charter/roles.ts'
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { PaperId } from '../ids/ids.ts'
import {
  type FieldName,
  type Fields,
  fieldNames,
  makeRecord,
  RECORD_KINDS,
  readFields,
} from '../records/kinds.ts'
import { cleanLine } from '../records/line.ts'
import type { Before, LaneRecord, RecordEntry } from '../records/record.ts'
import { Registers } from '../records/register.ts'
import { type CivilDate, isCivilDate } from './civil-date.ts'

export interface CalendarEvent {
  /** 32 hex characters, random. */
  readonly event: string
  readonly title: string
  readonly date: CivilDate
  /** After `date`; undefined for one day. */
  readonly lastDay: CivilDate | undefined
  /** An id of event-kinds.ts, or of a later version. */
  readonly kind: string
  /** May name a paper that is not on the desk, or no longer. */
  readonly paper: PaperId | undefined
  /** One line; empty for none. */
  readonly note: string
  readonly done: boolean
}

export interface Calendar {
  /** By day, then title, then id; without the deleted ones. */
  readonly events: readonly CalendarEvent[]
  /** What was deleted, as it was, by id: it can be brought back. */
  readonly deleted: ReadonlyMap<string, CalendarEvent>
  /** Records passed over: beyond their author's role, or with a malformed field. */
  readonly ignored: number
}

/** What a member writes of an event. What is left out stays as it is. */
export interface EventChanges {
  readonly title?: string | undefined
  readonly date?: CivilDate | undefined
  /** null: one day. */
  readonly lastDay?: CivilDate | null | undefined
  readonly kind?: string | undefined
  readonly paper?: PaperId | null | undefined
  readonly note?: string | undefined
  readonly done?: boolean | undefined
  readonly deleted?: boolean | undefined
}

export type NewEvent = EventChanges & Required<Pick<EventChanges, 'title' | 'date' | 'kind'>>

/** Most events that a group may have at once; a host adds no more. */
export const MAX_EVENTS = 2_000

const YES = 'yes'
const NO = 'no'
/** A field cannot be taken back in a log that only grows, so "none" has a value of its own. */
const NONE = 'none'
/** A dash alone is no note, whoever writes it. */
const NO_NOTE = '-'
const PAPER = /^[0-9a-f]{32}$/

/** Whoever writes papers keeps the calendar. */
export function mayWriteCalendar(role: Role): boolean {
  return roleWrites(role, 'desk')
}

/** A new event and its record. Throws as {@link changeEvent}. */
export function newEvent(
  crypto: Crypto,
  event: NewEvent,
): { readonly event: string; readonly record: LaneRecord } {
  const id = toHex(crypto.random(16))
  return { event: id, record: changeEvent(crypto, id, event) }
}

/** The record of a change. Texts are cleaned to one line. Throws E_BAD_REQUEST for a day that does not exist or an empty title. */
export function changeEvent(crypto: Crypto, event: string, changes: EventChanges): LaneRecord {
  const { title, date, lastDay, kind, paper, note, done, deleted } = changes
  const { fields: limits } = RECORD_KINDS.event
  for (const day of [date, lastDay])
    if (typeof day === 'string' && !isCivilDate(day)) throw new RapporteurError('E_BAD_REQUEST')
  return makeRecord('event', toHex(crypto.random(16)), event, {
    ...(title !== undefined && { title: cleanLine(title, limits.title.max) }),
    ...(date !== undefined && { date }),
    ...(lastDay !== undefined && { lastDay: lastDay ?? NONE }),
    ...(kind !== undefined && { kind: cleanLine(kind, limits.kind.max) }),
    ...(paper !== undefined && { paper: paper ?? NONE }),
    ...(note !== undefined && { note: noteOf(note) }),
    ...(done !== undefined && { done: done ? YES : NO }),
    ...(deleted !== undefined && { deleted: deleted ? YES : NO }),
  })
}

function noteOf(note: string): string {
  const line = cleanLine(note, RECORD_KINDS.event.fields.note.max)
  return line === '' ? NO_NOTE : line
}

/** `entries` of the desk in any order; the result is the same. */
export function foldCalendar(entries: readonly RecordEntry[], before: Before): Calendar {
  const events = new Map<string, Registers<FieldName<'event'>>>()
  let ignored = 0
  for (const { hash, role, record } of entries) {
    if (record.kind !== RECORD_KINDS.event.code) continue
    const fields = mayWriteCalendar(role) ? soundFields(record) : undefined
    if (fields === undefined) {
      ignored += 1
      continue
    }
    const registers = events.get(record.target) ?? new Registers()
    events.set(record.target, registers)
    for (const name of fieldNames('event')) {
      const value = fields[name]
      if (value !== undefined) registers.write(name, hash, value, before)
    }
  }
  return { ...listed(events), ignored }
}

/** undefined when a field is no value of its kind: the record is passed over whole, on every device alike. */
function soundFields(record: LaneRecord): Fields<'event'> | undefined {
  const fields = readFields('event', record)
  if (fields === undefined) return undefined
  const { date, lastDay, paper, done, deleted } = fields
  const sound =
    (date === undefined || isCivilDate(date)) &&
    (lastDay === undefined || lastDay === NONE || isCivilDate(lastDay)) &&
    (paper === undefined || paper === NONE || PAPER.test(paper)) &&
    [done, deleted].every((answer) => answer === undefined || answer === YES || answer === NO)
  return sound ? fields : undefined
}

function listed(events: ReadonlyMap<string, Registers<FieldName<'event'>>>): Omit<Calendar, 'ignored'> {
  const list: CalendarEvent[] = []
  const deleted = new Map<string, CalendarEvent>()
  for (const [event, registers] of events) {
    const found = eventOf(event, registers)
    // What a record changes is not there before the record that made it has come.
    if (found === undefined) continue
    if (registers.value('deleted') === YES) deleted.set(event, found)
    else list.push(found)
  }
  list.sort((a, b) => compare(a.date, b.date) || compare(a.title, b.title) || compare(a.event, b.event))
  return { events: list, deleted }
}

function eventOf(event: string, registers: Registers<FieldName<'event'>>): CalendarEvent | undefined {
  const [title, date, kind] = [registers.value('title'), registers.value('date'), registers.value('kind')]
  if (title === undefined || date === undefined || kind === undefined) return undefined
  const [lastDay, paper, note] = [
    registers.value('lastDay'),
    registers.value('paper'),
    registers.value('note'),
  ]
  return {
    event,
    title,
    date,
    // Two people may move one end each: an end before its beginning is none.
    lastDay: lastDay !== undefined && lastDay !== NONE && lastDay > date ? lastDay : undefined,
    kind,
    paper: paper === undefined || paper === NONE ? undefined : (paper as PaperId),
    note: note === undefined || note === NO_NOTE ? '' : note,
    done: registers.value('done') === YES,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
