// Enter and joins by three at once, with typing, moves and formats: after the next edits every sign stands exactly once, on every device.
import { afterEach, expect, test } from 'vitest'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { DEEDS, Ledger } from '../../unit/paper/support/deeds.ts'
import { Headless, hearing } from '../../unit/paper/support/headless.ts'
import { below, chance, pick } from '../../unit/paper/support/random.ts'

const TEXT = 'ABCDEFGHIJ\n\nR: KLMNOPQRST\n\nUVWXYZ'
const WORK = ['enter', 'enter', 'join', 'type', 'move', 'format', 'kind'] as const

afterEach((context) => {
  if (context.task.result?.state === 'fail') console.error(`seed ${SEED}`)
})

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

test(
  'no word twice, none lost',
  () => {
    const rounds = LONG ? 3_000 : 25
    for (let round = 0; round < rounds; round += 1) {
      const seed = SEED + 49_979_687 * round
      const said = `seed ${seed}`
      const random = chance(seed)
      const state = bodyFromDrafts(9, draftsFromMarkdown(TEXT), id)
      const writers = [0, 1, 2].map(() => new Headless(state, 1_000 + below(random, 2 ** 30)))
      const ledger = new Ledger()
      const hear = hearing(writers)
      const meet = (): void => {
        for (let moved = true; moved; ) {
          moved = false
          for (const to of [0, 1, 2]) for (const from of [0, 1, 2]) moved = hear(to, from) || moved
        }
      }
      for (let step = 0; step < 20; step += 1) {
        const index = below(random, 3)
        const writer = writers[index]
        if (writer === undefined) continue
        if (random() < 0.6) DEEDS[pick(random, WORK)](writer, random, ledger)
        else hear(index, below(random, 3))
      }
      meet()
      for (const writer of writers) {
        DEEDS.type(writer, random, ledger)
        meet()
      }
      const texts = writers.map((writer) => writer.text())
      expect(texts[1], said).toBe(texts[0])
      expect(texts[2], said).toBe(texts[0])
      for (const sign of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ...ledger.owed.keys()])
        expect(texts[0]?.split(sign).length, `${said}: ${sign} in ${texts[0]}`).toBe(2)
    }
  },
  LONG ? 600_000 : 120_000,
)
