// The words of the hints under a recommendation, as one line. They suggest; the person decides.
import { type Hint, hintsFor, type KnownDetails, USUAL_WORDS } from '../../../../shared/paper/hints.ts'
import type { MessageId } from '../../i18n/en.ts'
import type { Say } from '../../i18n/say.ts'

const PLAIN: Readonly<Record<'addressee' | 'commitment' | 'date' | 'twoAsks', MessageId>> = {
  addressee: 'paper.hint.addressee',
  commitment: 'rec.hint.commitment',
  date: 'paper.hint.date',
  twoAsks: 'paper.hint.twoAsks',
}
const RANKS = { 1: 'paper.hint.verb1', 2: 'paper.hint.verb2', 3: 'paper.hint.verb3' } as const

export function hintWords(say: Say): (text: string, heading: string, known?: KnownDetails) => string {
  const word = (hint: Hint): string => {
    if (hint.kind === 'long') return say('paper.hint.long', { words: hint.words, usual: USUAL_WORDS })
    return say(hint.kind === 'verb' ? RANKS[hint.rank] : PLAIN[hint.kind])
  }
  return (text, heading, known) => hintsFor(text, heading, known).map(word).join(' ')
}
