// Random histories of records: several authors write, each having seen some of what the others wrote.
// Causality is real here: a record's past is what its author had when writing, and nothing else.
import { type Hash, idFrom, type MemberId } from '../../shared/ids/ids.ts'
import type { Before, LaneRecord, RecordEntry } from '../../shared/records/record.ts'
import { seededCrypto } from './crypto.ts'

export interface Step {
  /** Which author writes. */
  readonly by: number
  /** Whom the author catches up with first; undefined: nobody. */
  readonly sees: number | undefined
}

export interface History {
  /** In an order consistent with causality. */
  readonly entries: readonly RecordEntry[]
  readonly before: Before
}

/** `write` makes the record that the author (by number) writes at this step. */
export function history(
  seed: number,
  authors: readonly MemberId[],
  steps: readonly Step[],
  write: (author: number, step: number) => Pick<RecordEntry, 'record' | 'role'>,
): History {
  const crypto = seededCrypto(seed)
  const pasts = new Map<Hash, ReadonlySet<Hash>>()
  const known = authors.map(() => new Set<Hash>())
  const entries = steps.map(({ by, sees }, index): RecordEntry => {
    const number = by % authors.length
    const mine = known[number] ?? new Set()
    if (sees !== undefined) for (const hash of known[sees % authors.length] ?? []) mine.add(hash)
    const hash = idFrom('Hash', crypto.random(32))
    pasts.set(hash, new Set(mine))
    mine.add(hash)
    const author = authors[number]
    if (author === undefined) throw new Error('no author')
    return { hash, author, ...write(number, index) }
  })
  return { entries, before: (first, second) => pasts.get(second)?.has(first) ?? false }
}

/** A record of a kind or with fields that no version has yet. */
export function strangeRecord(kind: number, target: string): LaneRecord {
  return { id: 'ab'.repeat(16), kind, target, fields: new Map([[200, new Uint8Array([1, 2])]]) }
}
