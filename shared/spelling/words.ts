// The words of a text that spelling is about, and where they stand. It must never offer what no dictionary can judge: addresses,
// numbers, abbreviations in capitals, scripts without a dictionary.
import { MAX_WORD } from '../contract/spelling-limits.ts'

export type Script = 'latin' | 'cyrillic'

export interface FoundWord {
  /** Offsets in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
  /** As dictionaries write it: straight apostrophes, plain hyphens, no soft hyphens and no stress marks. */
  readonly word: string
}

/** Links, e-mail addresses, tags, and whatever has a dot between letters: `osce.org`, `т.е`. */
const UNJUDGED = /^#|@|:\/\/|[\p{L}\p{N}_]\.[\p{L}\p{N}_]/u
/** Longest stretch without a space that is looked at; no sentence has one, and searching one may take the square of its length. */
const MAX_STRETCH = 300
const WORD =
  /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_\u00ad]*(?:['\u2019\u02bc\-\u2010\u2011][\p{L}\p{N}_][\p{L}\p{M}\p{N}_\u00ad]*)*/gu

const LATIN = /^[\p{Script=Latin}\p{M}'-]+$/u
const CYRILLIC = /^[\p{Script=Cyrillic}\p{M}'-]+$/u

/** The words to judge, in order. */
export function wordsIn(text: string): FoundWord[] {
  const found: FoundWord[] = []
  for (const { 0: stretch, index } of text.matchAll(/\S+/g)) {
    if (stretch.length > MAX_STRETCH || UNJUDGED.test(stretch)) continue
    for (const match of stretch.matchAll(WORD)) {
      const from = index + match.index
      const word = plainWord(match[0])
      if (isJudged(word)) found.push({ from, to: from + match[0].length, word })
    }
  }
  return found
}

/** One spelling for one word, however the keyboard or Word writes its apostrophes and hyphens. */
export function plainWord(word: string): string {
  return word
    .normalize('NFC')
    .replace(/\u00ad|\u0301/g, '')
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
}

/** The script of a word or of a part of one; undefined where there is no dictionary for it. */
export function scriptOf(word: string): Script | undefined {
  if (LATIN.test(word)) return 'latin'
  return CYRILLIC.test(word) ? 'cyrillic' : undefined
}

/** Is there anything in it that a dictionary can judge? */
export function isJudged(word: string): boolean {
  return word.length <= MAX_WORD && partsOf(word).some(isJudgedPart)
}

/** Of `IT-специалист`, the second: a part that nobody can judge is not wrong. */
export function isJudgedPart(part: string): boolean {
  return part.length > 1 && scriptOf(part) !== undefined && !isAbbreviation(part)
}

export function partsOf(word: string): string[] {
  return word.split('-')
}

/** `OSCE`, `НПО`, `CSOs`, `OSCE's`. */
function isAbbreviation(part: string): boolean {
  const stem = part.replace(/'?s$/, '')
  return stem.length > 0 && stem === stem.toUpperCase()
}
