// Typing, Enter, kind, level, indent, formatting, links, joining and deleting merge without losing a word that nobody chose to delete,
// whoever does what at once, with undo in between and people going and coming back.
import { afterEach, describe, expect, test } from 'vitest'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { DEEDS, Ledger, undoOrRedo } from '../../unit/paper/support/deeds.ts'
import { Headless } from '../../unit/paper/support/headless.ts'
import { below, type Chance, chance, pick } from '../../unit/paper/support/random.ts'

const NAMES = Object.keys(DEEDS) as (keyof typeof DEEDS)[]
const seed = SEED
const PATIENCE_MS = LONG ? 600_000 : 60_000

afterEach((context) => {
  if (context.task.result?.state === 'fail') console.error(`seed ${seed}`)
})

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

function start(): Uint8Array {
  const text =
    '# A heading\n\nA first paragraph of some length.\n\n- an item\n  - deeper\n\nRecommendation: Repeal the law.'
  return bodyFromDrafts(5, draftsFromMarkdown(text), id)
}

class Table {
  readonly ledger = new Ledger()
  readonly writers: readonly Headless[]
  /** How much of each other's log a writer has, by index. */
  private readonly has: number[][]

  constructor(random: Chance, state = start()) {
    this.writers = [0, 1, 2].map(() => new Headless(state, 1_000 + below(random, 2 ** 30)))
    this.has = this.writers.map(() => this.writers.map(() => 0))
  }

  /** One more edit of `from` reaches `to`, as causal order allows: an edit goes with all that its author had then. */
  hear(to: number, from: number): boolean {
    const log = this.writers[from]?.sent ?? []
    const seen = this.has[to]?.[from] ?? 0
    const update = log[seen]
    if (to === from || update === undefined) return false
    this.writers[to]?.receive(update)
    const row = this.has[to]
    if (row !== undefined) row[from] = seen + 1
    return true
  }

  hearAll(): void {
    let moved = true
    while (moved) {
      moved = false
      for (const [to] of this.writers.entries()) {
        for (const [from] of this.writers.entries()) moved = this.hear(to, from) || moved
      }
    }
  }

  check(said: string): void {
    const texts = this.writers.map((writer) => writer.text())
    expect(texts[1], said).toBe(texts[0])
    expect(texts[2], said).toBe(texts[0])
    const shown = this.writers.map((writer) => writer.state.doc.toJSON())
    expect(shown[1], said).toEqual(shown[0])
    expect(shown[2], said).toEqual(shown[0])
    for (const writer of this.writers) {
      expect(plainText(writer.ydoc), said).toBe(writer.text())
      expect(writer.state.doc.toJSON(), said).toEqual(writer.binding.content(writer.state.schema).toJSON())
    }
    const missing = [...this.ledger.owed.keys()].filter((sign) => !texts[0]?.includes(sign))
    expect(missing, said).toEqual([])
  }
}

describe('any two deeds at once', () => {
  for (const first of NAMES) {
    test(
      `${first} and every other`,
      () => {
        const rounds = LONG ? 60 : 6
        for (const second of NAMES) {
          for (let round = 0; round < rounds; round += 1) {
            const random = chance(seed + round)
            const table = new Table(random)
            const [anna, boris, carol] = table.writers
            if (!anna || !boris || !carol) throw new Error('three writers')
            for (const writer of table.writers) {
              DEEDS.type(writer, random, table.ledger)
              if (random() < 0.3) DEEDS[pick(random, NAMES)](writer, random, table.ledger)
            }
            table.hearAll()
            // Something typed by the third is already under way as well.
            DEEDS[first](anna, random, table.ledger)
            DEEDS[second](boris, random, table.ledger)
            DEEDS.type(carol, random, table.ledger)
            // Some take back what they have just done, or what they did before.
            for (const writer of [anna, boris]) {
              if (random() < 0.3) expect(undoOrRedo(writer, random, table.ledger)).toEqual([])
            }
            table.hearAll()
            table.check(`${first}/${second}, seed ${seed + round}`)
          }
        }
      },
      PATIENCE_MS,
    )
  }
})

describe('three writers for a while', () => {
  test(
    'with undo and redo in between, and people going and coming back',
    () => {
      const rounds = LONG ? 800 : 100
      for (let round = 0; round < rounds; round += 1) {
        const random = chance(seed + 7_919 * round)
        const table = new Table(random)
        const said = `seed ${seed + 7_919 * round}`
        const away = [false, false, false]
        for (let step = 0; step < 60; step += 1) {
          const index = below(random, 3)
          const writer = table.writers[index]
          if (writer === undefined) continue
          const roll = random()
          if (roll < 0.06) away[index] = !away[index]
          else if (roll < 0.18) expect(undoOrRedo(writer, random, table.ledger), said).toEqual([])
          else if (roll < 0.6) DEEDS[pick(random, NAMES)](writer, random, table.ledger)
          else if (away[index] !== true)
            for (let count = 0; count < 3; count += 1) table.hear(index, below(random, 3))
        }
        table.hearAll()
        table.check(said)
      }
    },
    PATIENCE_MS,
  )
})
