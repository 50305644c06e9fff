// What is asked of the dictionaries about a word, and what their answers make of it. Pure: who holds the dictionaries is not its
// business. A word must never be wrong because of how it is joined or accented alone.
import { isJudged, isJudgedPart, partsOf, type Script, scriptOf } from './words.ts'

/** Every spelling that has to be known to judge these words, by the script whose dictionaries know it. */
export function questions(words: readonly string[]): ReadonlyMap<Script, readonly string[]> {
  const asked = new Map<Script, Set<string>>()
  for (const word of words) {
    for (const spelling of [word, ...partsOf(word)].flatMap(spellingsOf)) {
      const script = scriptOf(spelling)
      if (script !== undefined) asked.set(script, (asked.get(script) ?? new Set()).add(spelling))
    }
  }
  return new Map([...asked].map(([script, spellings]) => [script, [...spellings]]))
}

/** The words that are wrong, by the spellings that no dictionary knows. */
export function wrongOf(words: readonly string[], unknown: ReadonlySet<string>): string[] {
  const isKnown = (word: string): boolean =>
    scriptOf(word) !== undefined && spellingsOf(word).some((spelling) => !unknown.has(spelling))
  return words.filter(
    (word) =>
      isJudged(word) && !isKnown(word) && partsOf(word).some((part) => isJudgedPart(part) && !isKnown(part)),
  )
}

/** English dictionaries write `naive`: a word with accents may also be right without them. */
function spellingsOf(word: string): string[] {
  if (scriptOf(word) !== 'latin') return [word]
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '')
  return bare === word ? [word] : [word, bare]
}
