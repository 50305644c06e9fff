// Runs before each test file: an unhandled rejection or a stray exception anywhere fails the run.
// It must never swallow one; Vitest collects it and ends with an error even when every test passed.
import { configureGlobal } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
import { SEED } from '../support/seed.ts'

configureGlobal({ seed: SEED })

const seen: unknown[] = []
const remember = (reason: unknown): void => {
  seen.push(reason)
}

beforeAll(() => {
  process.on('unhandledRejection', remember)
})

afterAll(async () => {
  // Node reports a rejection after the microtask queue has drained, so give it one turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', remember)
  if (seen.length > 0) throw new AggregateError(seen, `${seen.length} unhandled rejection(s) in this file`)
})
