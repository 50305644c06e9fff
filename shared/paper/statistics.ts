// Counts for the foot of a page. Words are runs of letters and digits; numbers that only the view shows are not counted.

export interface Statistics {
  readonly words: number
  readonly recommendations: number
}

const WORD = /[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu

export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0
}

export function statisticsOf(
  blocks: readonly { readonly kind: string; readonly words: number }[],
): Statistics {
  return {
    words: blocks.reduce((sum, { words }) => sum + words, 0),
    recommendations: blocks.filter(({ kind }) => kind === 'recommendation').length,
  }
}
