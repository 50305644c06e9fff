// The group's own words, folded from the desk's records: names and terms that no dictionary has. A record of somebody who may not
// write papers must never count, nor one about another word than it names.
import { utf8 } from '../bytes/codec.ts'
import { toHex } from '../bytes/text.ts'
import { type Role, roleWrites } from '../charter/roles.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { Hash, MemberId } from '../ids/ids.ts'
import { type Fields, makeRecord, RECORD_KINDS, readFields } from '../records/kinds.ts'
import { cleanLine } from '../records/line.ts'
import type { Before, LaneRecord, RecordEntry } from '../records/record.ts'
import { Registers } from '../records/register.ts'
import { foldWord } from './fold.ts'
import { plainWord } from './words.ts'

export interface GroupWordList {
  /** In the order of the alphabet, without those that were taken out. */
  readonly words: readonly string[]
  /** Records passed over: beyond their author's role or number, malformed, or about another word than their target. */
  readonly ignored: number
}

type WordFields = Required<Fields<'word'>>

interface SoundEntry {
  readonly hash: Hash
  readonly author: MemberId
  readonly target: string
  readonly fields: WordFields
}

/** Most words that a group may have at once; a host adds no more. Of one author no more are counted, at once or ever. */
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
  const sound: SoundEntry[] = []
  let ignored = 0
  for (const { hash, author, role, record } of entries) {
    if (record.kind !== RECORD_KINDS.word.code) continue
    const fields = mayWriteWords(role) ? soundFields(crypto, record) : undefined
    if (fields === undefined) ignored += 1
    else sound.push({ hash, author, target: record.target, fields })
  }
  const counted = withinBounds(sound)
  const kept = new Map<string, Registers<keyof Fields<'word'>>>()
  for (const { hash, target, fields } of counted) {
    const registers = kept.get(target) ?? new Registers()
    kept.set(target, registers)
    registers.write('word', hash, fields.word, before)
    registers.write('listed', hash, fields.listed, before)
  }
  const words = [...kept.values()]
    .filter((registers) => registers.value('listed') === YES)
    .map((registers) => registers.value('word') ?? '')
    .map((word) => ({ word, folded: foldWord(word) }))
  words.sort((a, b) => compare(a.folded, b.folded))
  return { words: words.map(({ word }) => word), ignored: ignored + sound.length - counted.length }
}

/**
 * Of each author as many words as a group may have, those with the lowest targets: the same on every device, whatever came first, and
 * whoever floods the list pushes out only what is their own.
 */
function withinBounds(entries: readonly SoundEntry[]): readonly SoundEntry[] {
  const targets = new Map<MemberId, Set<string>>()
  for (const { author, target } of entries)
    targets.set(author, (targets.get(author) ?? new Set()).add(target))
  const highest = new Map<MemberId, string>()
  for (const [author, own] of targets) {
    const last = own.size > MAX_GROUP_WORDS ? [...own].sort(compare)[MAX_GROUP_WORDS - 1] : undefined
    if (last !== undefined) highest.set(author, last)
  }
  if (highest.size === 0) return entries
  return entries.filter(({ author, target }) => {
    const bound = highest.get(author)
    return bound === undefined || target <= bound
  })
}

function soundFields(crypto: Crypto, record: LaneRecord): WordFields | undefined {
  const { word, listed } = readFields('word', record) ?? {}
  if (word === undefined || (listed !== YES && listed !== NO)) return undefined
  return targetOf(crypto, word) === record.target ? { word, listed } : undefined
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
