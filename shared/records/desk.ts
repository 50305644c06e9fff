// The desk of a group, folded from its records: which papers there are. Later also the calendar and vocabulary.
// A record about a paper that another member put on the desk must never change it; it is passed over and counted.
import { utf8 } from '../bytes/codec.ts'
import { fromHex, toHex } from '../bytes/text.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { ID_BYTES, idBytes, idFrom, type MemberId, type PaperId, parseId } from '../ids/ids.ts'
import { type FieldName, fieldNames, makeRecord, RECORD_KINDS, readFields } from './kinds.ts'
import { cleanLine } from './line.ts'
import type { Before, LaneRecord, RecordEntry } from './record.ts'
import { Registers } from './register.ts'

export interface DeskPaper {
  readonly paper: PaperId
  readonly title: string
  readonly kind: string
  readonly createdBy: MemberId
}

export interface Desk {
  /** By title, then id. */
  readonly papers: readonly DeskPaper[]
  /** Records passed over: about another member's paper, or with a malformed field. */
  readonly ignored: number
}

/**
 * The id of the paper that `creator` puts on the desk with the record of this id. Since it follows from the creator, nobody else
 * can write a record that claims to have created the same paper.
 */
export function paperIdOf(crypto: Crypto, creator: MemberId, record: string): PaperId {
  const hash = crypto.hash(utf8('rapporteur/1/paper'), idBytes(creator), fromHex(record))
  return idFrom('PaperId', hash.subarray(0, ID_BYTES.PaperId))
}

/** The record that creates a paper; `title` and `kind` are cleaned to one line. */
export function newPaper(
  crypto: Crypto,
  creator: MemberId,
  title: string,
  kind: string,
): { readonly paper: PaperId; readonly record: LaneRecord } {
  const id = toHex(crypto.random(16))
  const paper = paperIdOf(crypto, creator, id)
  const { fields } = RECORD_KINDS.paper
  const record = makeRecord('paper', id, paper, {
    title: cleanLine(title, fields.title.max),
    kind: cleanLine(kind, fields.kind.max),
  })
  return { paper, record }
}

/** `entries` in any order; the result is the same. */
export function foldDesk(crypto: Crypto, entries: readonly RecordEntry[], before: Before): Desk {
  const about = entries.filter(({ record }) => record.kind === RECORD_KINDS.paper.code)
  const creators = new Map<string, MemberId>()
  for (const { author, record } of about) {
    if (paperIdOf(crypto, author, record.id) === record.target) creators.set(record.target, author)
  }
  const papers = new Map<string, Registers<FieldName<'paper'>>>()
  let ignored = 0
  for (const { hash, author, record } of about) {
    const creator = creators.get(record.target)
    const fields = readFields('paper', record)
    // Without its creating record a paper is not there yet; records cannot be about it before that has come.
    if (creator !== author || fields === undefined) {
      ignored += 1
      continue
    }
    const registers = papers.get(record.target) ?? new Registers()
    papers.set(record.target, registers)
    for (const name of fieldNames('paper')) {
      const value = fields[name]
      if (value !== undefined) registers.write(name, hash, value, before)
    }
  }
  return { papers: listed(papers, creators), ignored }
}

function listed(
  papers: ReadonlyMap<string, Registers<FieldName<'paper'>>>,
  creators: ReadonlyMap<string, MemberId>,
): DeskPaper[] {
  const list: DeskPaper[] = []
  for (const [target, registers] of papers) {
    const title = registers.value('title')
    const kind = registers.value('kind')
    const createdBy = creators.get(target)
    if (title === undefined || kind === undefined || createdBy === undefined) continue
    list.push({ paper: parseId('PaperId', target), title, kind, createdBy })
  }
  return list.sort((a, b) => compare(a.title, b.title) || compare(a.paper, b.paper))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
