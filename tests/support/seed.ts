// The seed of every randomised test. `npm test` draws the same cases each time, so that a red run is about the change in hand;
// `npm run test:long` draws new ones and many more. `SEED=n` repeats a run; failures print theirs.

export const LONG = process.env.RAPPORTEUR_LONG === '1'
export const SEED = Number(process.env.SEED ?? (LONG ? Math.floor(Math.random() * 2 ** 31) : 20_261_124))
