// What a recommendation may lack, as hints: they warn and never block, and they may be wrong. Pure. In Russian only what needs no list
// of verbs is looked at.
import { namesAddressee } from '../vocab/addressees.ts'
import { countText } from './statistics.ts'
import { asksFor, type VerbRank, verbRank } from './verb-rank.ts'

export type Hint =
  | { readonly kind: 'addressee' | 'date' | 'commitment' | 'twoAsks' }
  | { readonly kind: 'long'; readonly words: number }
  /** Opens with a verb of one of the three lowest ranks. */
  | { readonly kind: 'verb'; readonly rank: Exclude<VerbRank, 4 | 5> }

/** Of 41,066 real recommendations 95 % have no more words (the median is 19). */
export const USUAL_WORDS = 41

const DATE =
  /\b(?:19|20)\d\d\b|\b(?:immediately|without (?:further |undue )?delay|urgently|promptly|within|before|until|no later than|by (?:the )?(?:end|next|start)|deadline|annual(?:ly)?|every year|(?:six|three|twelve|\d+) months)\b|до конца|в течение|не позднее|немедленн|незамедлительн|безотлагательн|без промедления|срок|ежегодн|\d+ (?:дн|мес|недел|год|лет)/i

/** Names a document that commits States, or cites a paragraph of one. */
const COMMITMENT =
  /\b(?:commitments?|conventions?|covenants?|declaration|charter|final act|document|protocol|decision|resolution|UNSCR|article|art\.|para(?:graph)?)\b|обязательств|конвенци|пакт|деклараци|хартия|хартии|документ|протокол|решени|резолюци|стать[яеюи]|пункт/i

/** Which details the recommendation has beside its text. */
export interface KnownDetails {
  readonly addressee: boolean
  readonly commitment: boolean
  readonly date: boolean
}

/**
 * `heading`: what stands above the recommendation, where the addressee often is. `known`: absent for a text that has no details, such as
 * a line of a spreadsheet; commitments are then not asked for.
 */
export function hintsFor(text: string, heading: string, known?: KnownDetails): readonly Hint[] {
  const { words } = countText(text)
  if (words === 0) return []
  const hints: Hint[] = []
  const rank = isRussian(text) ? undefined : verbRank(text)
  if (rank === 1 || rank === 2 || rank === 3) hints.push({ kind: 'verb', rank })
  if (holdsTwo(text)) hints.push({ kind: 'twoAsks' })
  if (words > USUAL_WORDS) hints.push({ kind: 'long', words })
  if (known?.addressee !== true && !namesAddressee(`${text} ${heading}`)) hints.push({ kind: 'addressee' })
  if (known?.commitment === false && !COMMITMENT.test(text)) hints.push({ kind: 'commitment' })
  if (known?.date !== true && !DATE.test(text)) hints.push({ kind: 'date' })
  return hints
}

function isRussian(text: string): boolean {
  return /\p{Script=Cyrillic}/u.test(text)
}

/** A second sentence, a semicolon, or in English a second verb that opens a clause. */
function holdsTwo(text: string): boolean {
  const clauses = text.trim().split(/;\s+|[.!]\s+(?=\p{Lu})/u)
  if (clauses.length > 1) return true
  if (isRussian(text)) return false
  const seconds = text.matchAll(
    /(?:,\s+(?:and\s+)?|\band\s+)(?:(?:to|also|further|\w+ly)\s+)?([a-z]+)\s+(?:the|its|their|all|an?|those|any|them|every|such|it|of)\b/g,
  )
  return [...seconds].some(([, verb = '']) => asksFor(verb))
}
