// Seeded chance, so that a failing round can be run again from its printed seed.

export type Chance = () => number

/** Mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function below(random: Chance, limit: number): number {
  return Math.floor(random() * limit)
}

export function pick<Value>(random: Chance, values: readonly Value[]): Value {
  const value = values[below(random, values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
