// Counts for the foot of a page. Words are runs of letters and digits; numbers that only the view shows are not counted.

export interface TextCounts {
  readonly words: number
  /** As a reader counts them, with spaces: an emoji or a letter with its accent is one. Line ends are none. */
  readonly characters: number
}

export interface Statistics extends TextCounts {
  readonly recommendations: number
}

const WORD = /[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu
/** Joins what follows or precedes to one sign; a text without them has as many characters as code points. */
const JOINERS = /\p{M}|\u200d|\p{Emoji_Modifier}|\p{Regional_Indicator}/u
const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export function countText(text: string): TextCounts {
  return { words: text.match(WORD)?.length ?? 0, characters: countCharacters(text) }
}

function countCharacters(text: string): number {
  // Segmenting is slow; hardly any paragraph needs it.
  if (JOINERS.test(text)) return [...signs.segment(text)].length
  let pairs = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 0xdc00 && code <= 0xdfff) pairs += 1
  }
  return text.length - pairs
}

export function statisticsOf(blocks: readonly (TextCounts & { readonly kind: string })[]): Statistics {
  return {
    words: blocks.reduce((sum, { words }) => sum + words, 0),
    characters: blocks.reduce((sum, { characters }) => sum + characters, 0),
    recommendations: blocks.filter(({ kind }) => kind === 'recommendation').length,
  }
}
