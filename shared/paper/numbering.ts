// Numbers of ordered list items, recommendations and, where a paper has them, paragraphs, computed from the order of blocks whenever they are shown.
// They are never stored: two people inserting at once would otherwise leave a paper with two number fours.
import { type BlockAttributes, isListKind } from './block.ts'

export interface BlockNumber {
  readonly value: number
  /** As shown: `3.`, `c.`, `iii.` by depth for list items, `3` for recommendations, `12.` for paragraphs. */
  readonly label: string
}

export interface Numbered extends Pick<BlockAttributes, 'kind' | 'indent'> {
  /** A paragraph that counts: the paper numbers its paragraphs, and this one has words. */
  readonly isNumbered?: boolean
}

/** One entry a block, null where the block has no number. Recommendations count through the whole paper, and so do paragraphs. */
export function numberBlocks(blocks: readonly Numbered[]): (BlockNumber | null)[] {
  let recommendations = 0
  let paragraphs = 0
  /** Next number by indent; an item restarts everything deeper than itself, any other block restarts all. */
  let counters: (number | undefined)[] = []
  return blocks.map(({ kind, indent, isNumbered }) => {
    if (!isListKind(kind)) {
      counters = []
      if (kind === 'paragraph' && isNumbered === true) {
        paragraphs += 1
        return { value: paragraphs, label: `${paragraphs}.` }
      }
      if (kind !== 'recommendation') return null
      recommendations += 1
      return { value: recommendations, label: String(recommendations) }
    }
    counters.length = Math.min(counters.length, indent + 1)
    if (kind === 'bullet') {
      counters[indent] = undefined
      return null
    }
    const value = (counters[indent] ?? 0) + 1
    counters[indent] = value
    return { value, label: `${listLabel(value, indent)}.` }
  })
}

function listLabel(value: number, indent: number): string {
  if (indent % 3 === 1) return letters(value)
  if (indent % 3 === 2) return roman(value)
  return String(value)
}

/** 1 → a, 26 → z, 27 → aa. */
function letters(value: number): string {
  let rest = value
  let label = ''
  while (rest > 0) {
    label = String.fromCharCode(97 + ((rest - 1) % 26)) + label
    rest = Math.floor((rest - 1) / 26)
  }
  return label
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(value: number): string {
  let rest = value
  let label = ''
  for (const [size, sign] of ROMAN) {
    while (rest >= size) {
      label += sign
      rest -= size
    }
  }
  return label
}
