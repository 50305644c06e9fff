// Where a text holds what somebody looks for. Pure; offsets are UTF-16 units, matches do not overlap.

export interface Wanted {
  readonly query: string
  readonly matchCase: boolean
  readonly wholeWords: boolean
}

export interface Match {
  readonly from: number
  readonly to: number
}

const LETTER = /[\p{L}\p{N}\p{M}]/u

/** A search as it is asked of many texts. Finds nothing for an empty query. */
export function finder({ query, matchCase, wholeWords }: Wanted): (text: string) => readonly Match[] {
  if (query === '') return () => []
  const pattern = new RegExp(patternOf(query), matchCase ? 'gu' : 'giu')
  return (text) => {
    const matches: Match[] = []
    for (const { index, 0: found } of text.matchAll(pattern)) {
      const to = index + found.length
      if (!wholeWords || standsAlone(text, index, to)) matches.push({ from: index, to })
    }
    return matches
  }
}

/** People do not see which space or which apostrophe a text holds, so each stands for all. */
function patternOf(query: string): string {
  return query
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/\s/g, '\\s')
    .replace(/['’]/g, "['’]")
}

function standsAlone(text: string, from: number, to: number): boolean {
  const before = [...text.slice(Math.max(0, from - 2), from)].at(-1) ?? ''
  const after = String.fromCodePoint(text.codePointAt(to) ?? 32)
  return !LETTER.test(before) && !LETTER.test(after)
}
