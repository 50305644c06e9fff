// The words of the hints under a recommendation, as one line. They suggest; the person decides.
import { type Hint, hintsFor, USUAL_WORDS } from '../../../../shared/paper/hints.ts'
import type { MessageId } from '../../i18n/en.ts'
import type { Say } from '../../i18n/say.ts'

const PLAIN: Readonly<Record<'addressee' | 'date' | 'twoAsks', MessageId>> = {
  addressee: 'paper.hint.addressee',
  date: 'paper.hint.date',
  twoAsks: 'paper.hint.twoAsks',
}
const RANKS = { 1: 'paper.hint.verb1', 2: 'paper.hint.verb2', 3: 'paper.hint.verb3' } as const

export function hintWords(say: Say): (text: string, heading: string) => string {
  const word = (hint: Hint): string => {
    if (hint.kind === 'long') return say('paper.hint.long', { words: hint.words, usual: USUAL_WORDS })
    return say(hint.kind === 'verb' ? RANKS[hint.rank] : PLAIN[hint.kind])
  }
  return (text, heading) => hintsFor(text, heading).map(word).join(' ')
}
