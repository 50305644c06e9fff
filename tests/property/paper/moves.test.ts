// Blocks and sections moved by several at once, with typing, styles and undo in between: every block is there once, with all its words.
import { afterEach, expect, test } from 'vitest'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { DEEDS, Ledger } from '../../unit/paper/support/deeds.ts'
import { Headless, hearing } from '../../unit/paper/support/headless.ts'
import { below, chance, pick } from '../../unit/paper/support/random.ts'

const TEXT =
  '# One\n\nAlpha.\n\n## Two\n\n- b\n  - c\n\n## Three\n\nR: Repeal.\n\nR: Release.\n\n# Four\n\nOmega.'
const MOVES = ['move', 'moveBlocks', 'move', 'type', 'kind', 'indent', 'format'] as const

afterEach((context) => {
  if (context.task.result?.state === 'fail') console.error(`seed ${SEED}`)
})

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')
const ids = (writer: Headless): string[] =>
  writer.state.doc.content.content.map(({ attrs }) => attrs.id as string)

test(
  'nobody ever sees a block twice or not at all',
  () => {
    const rounds = LONG ? 1_500 : 150
    for (let round = 0; round < rounds; round += 1) {
      const seed = SEED + 104_729 * round
      const said = `seed ${seed}`
      const random = chance(seed)
      const state = bodyFromDrafts(9, draftsFromMarkdown(TEXT), id)
      const writers = [0, 1, 2].map(() => new Headless(state, 1_000 + below(random, 2 ** 30)))
      const ledger = new Ledger()
      const hear = hearing(writers)
      const all = new Set(ids(writers[0] ?? new Headless(state, 1)))
      for (let step = 0; step < 40; step += 1) {
        const index = below(random, 3)
        const writer = writers[index]
        if (writer === undefined) continue
        const roll = random()
        if (roll < 0.1) writer.binding.undo()
        else if (roll < 0.15) writer.binding.redo()
        else if (roll < 0.7) DEEDS[pick(random, MOVES)](writer, random, ledger)
        else hear(index, below(random, 3))
        const seen = ids(writer)
        expect(new Set(seen), said).toEqual(all)
        expect(seen, said).toHaveLength(all.size)
        expect(plainText(writer.ydoc), said).toBe(writer.text())
      }
      for (let moved = true; moved; ) {
        moved = false
        for (const to of [0, 1, 2]) for (const from of [0, 1, 2]) moved = hear(to, from) || moved
      }
      const [first, ...others] = writers.map((writer) => writer.state.doc.toJSON())
      for (const other of others) expect(other, said).toEqual(first)
      const text = writers[0]?.text() ?? ''
      for (const word of ['One', 'Alpha.', 'Two', 'Three', 'Repeal.', 'Release.', 'Four', 'Omega.']) {
        const left = [...text].filter((letter) => letter.charCodeAt(0) < 0x4e00).join('')
        expect(left.split(word), `${said}: ${word}`).toHaveLength(2)
      }
    }
  },
  LONG ? 600_000 : 60_000,
)
