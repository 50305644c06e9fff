// The longest rising part of a row of different numbers, in n log n: which blocks may stay where they are when others move.

/** Its numbers, in their order. */
export function longestRising(numbers: readonly number[]): number[] {
  /** By length, the index at which a rising part of that length ends lowest. */
  const ends: number[] = []
  const previous: number[] = []
  numbers.forEach((number, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous[index] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = index
  })
  const rising: number[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rising.push(numbers[at] ?? 0)
  return rising.reverse()
}
