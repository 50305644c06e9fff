// The group's own words, folded from the desk's records: names and terms that no dictionary has. A record of somebody who may not
// write papers must never count, nor one about another word than it names.
import { utf8 } from '../bytes/codec.ts'
import { toHex } from '../bytes/text.ts'
import { type Role, roleWrites } from '../charter/roles.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type Fields, makeRecord, RECORD_KINDS, readFields } from '../records/kinds.ts'
import { cleanLine } from '../records/line.ts'
import type { Before, LaneRecord, RecordEntry } from '../records/record.ts'
import { Registers } from '../records/register.ts'
import { foldWord } from './fold.ts'
import { plainWord } from './words.ts'

export interface GroupWordList {
  /** In the order of the alphabet, without those that were taken out. */
  readonly words: readonly string[]
  /** Records passed over: beyond their author's role, malformed, or about another word than their target. */
  readonly ignored: number
}

/** Most words that a group may have at once; a host adds no more. */
export const MAX_GROUP_WORDS = 5_000

const YES = 'yes'
const NO = 'no'
const TARGET_BYTES = 16

/** Whoever writes papers keeps the list. */
export function mayWriteWords(role: Role): boolean {
  return roleWrites(role, 'desk')
}

/** The record that puts a word on the list or takes it out. Throws E_BAD_REQUEST when nothing is left of the word. */
export function wordRecord(crypto: Crypto, word: string, listed: boolean): LaneRecord {
  const clean = cleanLine(plainWord(word), RECORD_KINDS.word.fields.word.max)
  return makeRecord('word', toHex(crypto.random(16)), targetOf(crypto, clean), {
    word: clean,
    listed: listed ? YES : NO,
  })
}

/** Two people who add one word at the same time write about the same thing. */
function targetOf(crypto: Crypto, word: string): string {
  const hash = crypto.hash(utf8('rapporteur/1/word'), utf8(foldWord(word)))
  return toHex(hash.subarray(0, TARGET_BYTES))
}

/** `entries` of the desk in any order; the result is the same. */
export function foldWords(crypto: Crypto, entries: readonly RecordEntry[], before: Before): GroupWordList {
  const kept = new Map<string, Registers<keyof Fields<'word'>>>()
  let ignored = 0
  for (const { hash, role, record } of entries) {
    if (record.kind !== RECORD_KINDS.word.code) continue
    const fields = mayWriteWords(role) ? soundFields(crypto, record) : undefined
    if (fields === undefined) {
      ignored += 1
      continue
    }
    const registers = kept.get(record.target) ?? new Registers()
    kept.set(record.target, registers)
    registers.write('word', hash, fields.word, before)
    registers.write('listed', hash, fields.listed, before)
  }
  const words = [...kept.values()]
    .filter((registers) => registers.value('listed') === YES)
    .map((registers) => registers.value('word') ?? '')
  words.sort((a, b) => compare(foldWord(a), foldWord(b)))
  return { words, ignored }
}

function soundFields(crypto: Crypto, record: LaneRecord): Required<Fields<'word'>> | undefined {
  const { word, listed } = readFields('word', record) ?? {}
  if (word === undefined || (listed !== YES && listed !== NO)) return undefined
  return targetOf(crypto, word) === record.target ? { word, listed } : undefined
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
