// Which lines of a long table are in view. Heights are known beforehand, so nothing is measured and nothing jumps. Pure.

export interface Lines {
  /** Where each line begins, in pixels; one more than there are lines: the last is the whole height. */
  readonly starts: readonly number[]
}

export function layOut(heights: readonly number[]): Lines {
  const starts = [0]
  let at = 0
  for (const height of heights) {
    at += height
    starts.push(at)
  }
  return { starts }
}

export function heightOf({ starts }: Lines): number {
  return starts.at(-1) ?? 0
}

/** The line at a height: the last that begins there or above. */
export function lineAt({ starts }: Lines, y: number): number {
  let low = 0
  let high = Math.max(0, starts.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** Lines to draw, with some to spare above and below, so that Tab finds the next row and a quick scroll finds no gap. */
export function windowOf(lines: Lines, top: number, height: number, spare = 6): { from: number; to: number } {
  const count = lines.starts.length - 1
  if (count === 0) return { from: 0, to: 0 }
  return {
    from: Math.max(0, lineAt(lines, top) - spare),
    to: Math.min(count, lineAt(lines, top + height) + 1 + spare),
  }
}

/** How far to scroll so that a line is wholly in view; `top` itself where it is. */
export function scrollTo({ starts }: Lines, index: number, top: number, height: number): number {
  const from = starts[index] ?? 0
  const to = starts[index + 1] ?? from
  if (from < top) return from
  return to > top + height ? to - height : top
}
