// The desk of a group, folded from its records: which papers there are, and what became of them. Later also the calendar and vocabulary.
// A record that claims another member's paper for its own author must never change it; it is passed over and counted.
import { utf8 } from '../bytes/codec.ts'
import { fromHex, toHex } from '../bytes/text.ts'
import { roleWrites } from '../charter/roles.ts'
import type { Role } from '../contract/editor-api.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { ID_BYTES, idBytes, idFrom, type MemberId, type PaperId, parseId } from '../ids/ids.ts'
import { type FieldName, type Fields, fieldNames, makeRecord, RECORD_KINDS, readFields } from './kinds.ts'
import { cleanLine } from './line.ts'
import type { Before, LaneRecord, RecordEntry } from './record.ts'
import { Registers } from './register.ts'

export interface DeskPaper {
  readonly paper: PaperId
  readonly title: string
  readonly kind: string
  readonly createdBy: MemberId
  readonly archived: boolean
  /** Most words that it may have; undefined where none is set. */
  readonly limit: number | undefined
  /** Its paragraphs are numbered through the paper, as in submissions to treaty bodies. */
  readonly numbered: boolean
}

export interface Desk {
  /** By title, then id; without the deleted ones. */
  readonly papers: readonly DeskPaper[]
  /** With their last titles. */
  readonly deleted: ReadonlyMap<PaperId, string>
  /** Records passed over: about another member's paper, beyond their author's role, or with a malformed field. */
  readonly ignored: number
}

/** What a member may change of a paper, beside its text. */
export interface PaperChanges {
  readonly title?: string
  readonly archived?: boolean
  readonly deleted?: true
  /** Words; 0 takes the limit away. */
  readonly limit?: number
  readonly numbered?: boolean
}

export const MAX_LIMIT = 1_000_000

const YES = 'yes'
const NO = 'no'

/**
 * The id of the paper that `creator` puts on the desk with the record of this id. Since it follows from the creator, nobody else
 * can write a record that claims to have created the same paper.
 */
export function paperIdOf(crypto: Crypto, creator: MemberId, record: string): PaperId {
  const hash = crypto.hash(utf8('rapporteur/1/paper'), idBytes(creator), fromHex(record))
  return idFrom('PaperId', hash.subarray(0, ID_BYTES.PaperId))
}

/** The record that creates a paper; `title` and `kind` are cleaned to one line. `limit`: words, where it has one from the start. */
export function newPaper(
  crypto: Crypto,
  creator: MemberId,
  title: string,
  kind: string,
  limit?: number,
): { readonly paper: PaperId; readonly record: LaneRecord } {
  const id = toHex(crypto.random(16))
  const paper = paperIdOf(crypto, creator, id)
  const { fields } = RECORD_KINDS.paper
  const record = makeRecord('paper', id, paper, {
    title: cleanLine(title, fields.title.max),
    kind: cleanLine(kind, fields.kind.max),
    ...(limit !== undefined && { limit: String(limit) }),
  })
  return { paper, record }
}

/** The record of a change; the title is cleaned to one line. Throws E_BAD_REQUEST when nothing is left of it. */
export function changePaper(crypto: Crypto, paper: PaperId, changes: PaperChanges): LaneRecord {
  const { title, archived, deleted, limit, numbered } = changes
  return makeRecord('paperLife', toHex(crypto.random(16)), paper, {
    ...(title !== undefined && { title: cleanLine(title, RECORD_KINDS.paperLife.fields.title.max) }),
    ...(archived !== undefined && { archived: archived ? YES : NO }),
    ...(deleted !== undefined && { deleted: YES }),
    ...(limit !== undefined && { limit: String(limit) }),
    ...(numbered !== undefined && { numbered: numbered ? YES : NO }),
  })
}

/** Everyone who writes papers may rename and archive any of them: the text is everyone's, and so is its name. */
export function mayChangePaper(role: Role): boolean {
  return roleWrites(role, 'desk')
}

/** A deletion takes a paper from everyone, so it is for whoever put it on the desk, and for coordinators. */
export function mayDeletePaper(role: Role, own: boolean): boolean {
  return mayChangePaper(role) && (own || role === 'coordinator')
}

/** One field of a paper may be written by two kinds of record: they share its register. */
type Kept = FieldName<'paper'> | FieldName<'paperLife'>
type Papers = Map<string, Registers<Kept>>

/** `entries` in any order; the result is the same. */
export function foldDesk(crypto: Crypto, entries: readonly RecordEntry[], before: Before): Desk {
  const creators = new Map<string, MemberId>()
  for (const { author, record } of entries) {
    if (record.kind !== RECORD_KINDS.paper.code) continue
    if (paperIdOf(crypto, author, record.id) === record.target) creators.set(record.target, author)
  }
  const papers: Papers = new Map()
  let ignored = 0
  for (const entry of entries) {
    const creator = creators.get(entry.record.target)
    const fields = countingFields(entry, creator)
    if (fields === 'other') continue
    if (fields === undefined) ignored += 1
    else write(papers, entry, fields, before)
  }
  return { ...listed(papers, creators), ignored }
}

/**
 * The fields of a record that count; undefined for one that is passed over, `other` for one that is not about papers. Without its
 * creating record a paper is not there yet: records about it do not count before that has come.
 */
function countingFields(
  { author, role, record }: RecordEntry,
  creator: MemberId | undefined,
): Partial<Record<Kept, string>> | undefined | 'other' {
  if (record.kind === RECORD_KINDS.paper.code)
    return creator === author ? readFields('paper', record) : undefined
  if (record.kind !== RECORD_KINDS.paperLife.code) return 'other'
  const fields = readFields('paperLife', record)
  return creator !== undefined && fields !== undefined && mayWriteLife(fields, role, creator === author)
    ? fields
    : undefined
}

function mayWriteLife({ deleted }: Fields<'paperLife'>, role: Role, own: boolean): boolean {
  return deleted === undefined ? mayChangePaper(role) : mayDeletePaper(role, own)
}

function write(
  papers: Papers,
  { hash, record }: RecordEntry,
  fields: Partial<Record<Kept, string>>,
  before: Before,
): void {
  const registers = papers.get(record.target) ?? new Registers<Kept>()
  papers.set(record.target, registers)
  for (const name of KEPT) {
    const value = fields[name]
    if (value !== undefined) registers.write(name, hash, value, before)
  }
}

const KEPT: readonly Kept[] = [...new Set<Kept>([...fieldNames('paper'), ...fieldNames('paperLife')])]

function listed(papers: Papers, creators: ReadonlyMap<string, MemberId>): Omit<Desk, 'ignored'> {
  const list: DeskPaper[] = []
  const deleted = new Map<PaperId, string>()
  for (const [target, registers] of papers) {
    const title = registers.value('title')
    const kind = registers.value('kind')
    const createdBy = creators.get(target)
    if (title === undefined || kind === undefined || createdBy === undefined) continue
    const paper = parseId('PaperId', target)
    // No record takes it back: whatever was written at the same time, deleted it stays.
    if (registers.value('deleted') !== undefined) deleted.set(paper, title)
    else {
      const archived = registers.value('archived') === YES
      const numbered = registers.value('numbered') === YES
      const limit = readLimit(registers.value('limit'))
      list.push({ paper, title, kind, createdBy, archived, limit, numbered })
    }
  }
  list.sort((a, b) => compare(a.title, b.title) || compare(a.paper, b.paper))
  return { papers: list, deleted }
}

/** Anything but a number in range is no limit: another version may write what it likes here. */
function readLimit(digits: string | undefined): number | undefined {
  const limit = digits !== undefined && /^[1-9]\d*$/.test(digits) ? Number(digits) : undefined
  return limit !== undefined && limit <= MAX_LIMIT ? limit : undefined
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
