// Which words of one block are looked at, and which of the wrong ones are shown. It must never cover with marks what is in a language that
// no dictionary here knows, nor take long over a block that somebody has made endless.
import { type FoundWord, wordsIn } from './words.ts'

/** UTF-16 units of a block that are looked at. */
const MAX_LOOKED_AT = 50_000
/** With fewer words nothing can be said about the language. */
const FEWEST_FOR_LANGUAGE = 20

/** The words of a block to ask about, in order; none beyond its first 50,000 characters. */
export function wordsToJudge(text: string): FoundWord[] {
  if (text.length <= MAX_LOOKED_AT) return wordsIn(text)
  // One character more, so that a word is not judged by its beginning.
  return wordsIn(text.slice(0, MAX_LOOKED_AT + 1)).filter(({ to }) => to <= MAX_LOOKED_AT)
}

/** The words of a block that are wrong; none where most are, for then it is in another language. */
export function wrongAmong(words: readonly FoundWord[], isWrong: (word: string) => boolean): FoundWord[] {
  const wrong = words.filter(({ word }) => isWrong(word))
  return words.length >= FEWEST_FOR_LANGUAGE && wrong.length > words.length / 2 ? [] : wrong
}
