// The details of a recommendation on the wire: facts. Each is an attribute of the recommendation's own block whose name says it all
// (`theme.rule-of-law`), so facts that several people add at once stand side by side, and one that is taken back takes nothing with it.
// Values never overwrite each other: only words of evidence have one, under a name that is made anew with each edit.

/** Fields whose values are words of a vocabulary (`[A-Za-z0-9:-]`, ≤ 60) or the group's own after a `=` (one clean line, ≤ 120). */
const OPEN_FIELDS = ['to', 'theme', 'group'] as const
/** Fields with one value, a word of a vocabulary. */
const CHOICE_FIELDS = ['dimension', 'priority', 'status'] as const

export const MAX_OWN_WORDS = 120
export const MAX_PARAGRAPH = 40
/** Of one evidence, in UTF-16 units. */
export const MAX_EVIDENCE = 2000
/** More facts than this on one block are not read: the first by name count. */
export const MAX_FACTS = 400
/** Between a document and its paragraph. */
export const PILCROW = '¶'

const TOKEN = /^[A-Za-z0-9:-]{1,60}$/
const ID = '[0-9a-f]{32}'
/** What may not stand in a line that people read next to others': as in shared/records/line.ts, and the pilcrow. */
const UNFIT =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00b6]|^\s|\s$/u
const EVIDENCE = new RegExp(`^evidence\\.(${ID})\\.(?:(text)\\.(${ID})|level\\.([a-z-]{1,30})|(out))$`)
const FIELD = /^(to|theme|group|commitment|dimension|priority|status|date|responsible|evidence)\./

/** Is this the name of a fact, well-formed or not? Any other attribute is none of ours. */
export function isFactName(name: string): boolean {
  return FIELD.test(name)
}

/** What a fact's name says. `value`: what stands after the field. */
export type Fact =
  | { readonly field: (typeof OPEN_FIELDS)[number] | (typeof CHOICE_FIELDS)[number]; readonly value: string }
  | { readonly field: 'date' | 'responsible'; readonly value: string }
  | { readonly field: 'commitment'; readonly value: string }
  | {
      readonly field: 'evidence'
      readonly entry: string
      readonly part: 'text' | 'level' | 'out'
      readonly value: string
    }

/** undefined for a name that no honest editor writes. */
export function readFactName(name: string): Fact | undefined {
  const dot = name.indexOf('.')
  const field = name.slice(0, dot)
  const value = name.slice(dot + 1)
  if (OPEN_FIELDS.some((one) => one === field))
    return isTerm(value) ? { field: field as (typeof OPEN_FIELDS)[number], value } : undefined
  if (CHOICE_FIELDS.some((one) => one === field))
    return TOKEN.test(value) ? { field: field as (typeof CHOICE_FIELDS)[number], value } : undefined
  if (field === 'date') return isDate(value) ? { field, value } : undefined
  if (field === 'responsible') return /^[0-9a-f]{32}$/.test(value) ? { field, value } : undefined
  if (field === 'commitment') return isCommitment(value) ? { field, value } : undefined
  return evidenceFact(name)
}

function evidenceFact(name: string): Fact | undefined {
  const [, entry, text, revision, level, out] = EVIDENCE.exec(name) ?? []
  if (entry === undefined) return undefined
  if (text !== undefined && revision !== undefined)
    return { field: 'evidence', entry, part: 'text', value: revision }
  if (level !== undefined) return { field: 'evidence', entry, part: 'level', value: level }
  return out === undefined ? undefined : { field: 'evidence', entry, part: 'out', value: '' }
}

/** A word of a vocabulary, or `=` and the group's own words. */
export function isTerm(value: string): boolean {
  return value.startsWith('=') ? isLine(value.slice(1), MAX_OWN_WORDS) : TOKEN.test(value)
}

/** A document, and behind a pilcrow its paragraph. */
export function isCommitment(value: string): boolean {
  const [document = '', paragraph, more] = value.split(PILCROW)
  return (
    isTerm(document) && more === undefined && (paragraph === undefined || isLine(paragraph, MAX_PARAGRAPH))
  )
}

export function isLine(text: string, max: number): boolean {
  return text !== '' && text.length <= max && !UNFIT.test(text)
}

/** A day that exists, as `2027-05-01`. */
export function isDate(value: string): boolean {
  if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/** How the value of an attribute is encoded: its first byte in lib0's "any", and how many bytes it takes with it. */
export interface FactValue {
  readonly tag: number
  readonly bytes: number
}
const TRUE = 120
const TEXT = 119
/** A UTF-16 unit takes three bytes of UTF-8 at most; three more for tag and length. */
const MAX_TEXT_BYTES = 3 * MAX_EVIDENCE + 3

/** May a block's attribute of this name come with this value? Yes for every name that is no fact's. */
export function isFactAllowed(name: string, value: FactValue): boolean {
  if (!isFactName(name)) return true
  const fact = readFactName(name)
  if (fact === undefined) return false
  if (fact.field === 'evidence' && fact.part === 'text')
    return value.tag === TEXT && value.bytes <= MAX_TEXT_BYTES
  return value.tag === TRUE
}
