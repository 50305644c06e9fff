// What every bench says at its end: one table for people and one line of JSON for programs. It must never judge: whether a target is
// met stands beside the figure.

type Cell = string | number

/** `fraction` 0.5 is the median; NaN for no values. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** At most so many digits behind the point. */
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits))

export function report(bench: string, rows: readonly Record<string, Cell>[], about: object = {}): void {
  console.table(rows)
  console.log(JSON.stringify({ bench, ...about, rows }))
}
