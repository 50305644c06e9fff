// When two spellings are one word of a group's list. Stored ids hang on it (docs/formats/records.md): it must never change.
import { plainWord } from './words.ts'

/** Words that differ in capitals alone are one. */
export function foldWord(word: string): string {
  return plainWord(word).toLowerCase()
}
