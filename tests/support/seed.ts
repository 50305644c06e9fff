// The seed of every randomised test. `npm test` draws the same cases each time, so that a red run is about the change in hand;
// `npm run test:long` draws new ones and many more. `SEED=n` repeats a run; failures print theirs. `COUNT=n` says how many cases a test
// draws: a long run can be done in parts, each with a seed of its own.

export const LONG = process.env.RAPPORTEUR_LONG === '1'
export const SEED = Number(process.env.SEED ?? (LONG ? Math.floor(Math.random() * 2 ** 31) : 20_261_124))

const COUNT = process.env.COUNT === undefined ? undefined : Number(process.env.COUNT)

/** How many cases to draw: so many in a long run and so many in a quick one, or `COUNT`, where that is fewer. */
export function cases(long: number, quick: number): number {
  return Math.min(COUNT ?? Number.POSITIVE_INFINITY, LONG ? long : quick)
}
