// kill -9 while somebody types at full speed, at random moments, again and again: what the status line had called saved is on the
// screen after the next start, and it always opens.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { Cast } from './cast.ts'
import { holds, killWhileTyping } from './kill.ts'

const KILLS = process.env.RAPPORTEUR_LONG === '1' ? 50 : 5

let cast: Cast
let ana: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ana = await cast.ana()
})
afterAll(() => cast.leave())

test(`LOST_UNSYNCED, TORN_WRITE: after each of ${KILLS} kills every keystroke that was called saved is on the screen`, {
  timeout: 30_000 * KILLS,
}, async () => {
  for (let round = 0; round < KILLS; round += 1) {
    const { saved, found, typed } = await killWhileTyping(ana, round)
    expect(
      holds(found, saved),
      `round ${round}: of ${typed} typed, saved …${saved.slice(-40)}, found …${found.slice(-40)}`,
    ).toBe(true)
    expect(saved.length).toBeGreaterThan(0)
  }
  expect(cast.troubles()).toEqual([])
})
