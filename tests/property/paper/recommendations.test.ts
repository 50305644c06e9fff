// Recommendations moved, split, joined, deleted, dragged and changed by three at once, with undo in between: none stands twice, none has the
// id of another, and none has or loses details that nobody gave or took.
import { joinBackward, joinForward } from '@tiptap/pm/commands'
import { afterEach, expect, test } from 'vitest'
import { writeDetails } from '../../../renderer/editor/features/paper/details/change.ts'
import { isBlock } from '../../../shared/paper/body.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { type Recommendation, recommendationsIn } from '../../../shared/paper/recommendations.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { DEEDS, Ledger, undoOrRedo } from '../../unit/paper/support/deeds.ts'
import { Headless, hearing } from '../../unit/paper/support/headless.ts'
import { below, type Chance, chance, pick } from '../../unit/paper/support/random.ts'

const TEXT =
  '# Aims\n\nR: Repeal the law.\n\nR: Release them.\n\nPlain words.\n\nR: Fund the mechanism.\n\nR: Visit.'
/** Each is asked of one recommendation only, so that whose it is can be seen. */
const THEMES = ['rule-of-law', 'torture', 'elections', 'media']

afterEach((context) => {
  if (context.task.result?.state === 'fail') console.error(`seed ${SEED}`)
})

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')
const recs = (writer: Headless): Recommendation[] => recommendationsIn(writer.binding.body)

function start(random: Chance): { writers: Headless[]; hear: (to: number, from: number) => boolean } {
  const state = bodyFromDrafts(9, draftsFromMarkdown(TEXT), id)
  const writers = [0, 1, 2].map(() => new Headless(state, 1_000 + below(random, 2 ** 30)))
  const [anna] = writers
  if (anna === undefined) throw new Error('three writers')
  recs(anna).forEach((one, index) => {
    const value = THEMES[index] ?? ''
    expect(writeDetails(anna.binding, one.id, { kind: 'add', field: 'theme', value })).toBe(true)
  })
  const hear = hearing(writers)
  all(hear)
  return { writers, hear }
}

function all(hear: (to: number, from: number) => boolean): void {
  for (let moved = true; moved; ) {
    moved = false
    for (const to of [0, 1, 2]) for (const from of [0, 1, 2]) moved = hear(to, from) || moved
  }
}

/** What each could do next: a small edit, with which a repair goes out. */
function settle(
  writers: readonly Headless[],
  hear: (to: number, from: number) => boolean,
  ledger: Ledger,
): void {
  for (const writer of writers) {
    writer.select(writer.startOf(0))
    writer.type(ledger.fresh(writer))
    all(hear)
  }
}

function agree(writers: readonly Headless[], said: string): Recommendation[] {
  const [first = [], ...others] = writers.map(recs)
  for (const other of others) expect(other, said).toEqual(first)
  const ids = first.map((one) => one.id)
  expect(new Set(ids).size, said).toBe(ids.length)
  return first
}

function drag(writer: Headless, random: Chance): void {
  const { doc, tr } = writer.state
  const index = below(random, doc.childCount)
  const node = doc.child(index)
  const from = writer.startOf(index) - 1
  tr.delete(from, from + node.nodeSize)
  const spots = [0]
  tr.doc.forEach((child, position) => {
    spots.push(position + child.nodeSize)
  })
  writer.dispatch(tr.insert(pick(random, spots), node))
}

function joinTwo(writer: Headless, random: Chance): void {
  const index = below(random, writer.state.doc.childCount)
  const start = writer.startOf(index)
  const backward = random() < 0.5
  writer.select(backward ? start : start + writer.state.doc.child(index).content.size)
  writer.run(backward ? joinBackward : joinForward)
}

test(
  'moved, typed in, dragged, joined and split in turns: every theme is on one recommendation or in one joined',
  () => {
    const rounds = LONG ? 400 : 8
    for (let round = 0; round < rounds; round += 1) {
      const seed = SEED + 15_485_863 * round
      const said = `seed ${seed}`
      const random = chance(seed)
      const { writers, hear } = start(random)
      const ledger = new Ledger()
      for (let step = 0; step < 25; step += 1) {
        const writer = pick(random, writers)
        const roll = random()
        if (roll < 0.25) joinTwo(writer, random)
        else if (roll < 0.5) drag(writer, random)
        else
          DEEDS[pick(random, ['move', 'moveBlocks', 'type', 'enter', 'format'] as const)](
            writer,
            random,
            ledger,
          )
        all(hear)
        // Nobody takes a detail away here: each is in the body, once.
        const facts = writer.binding.body
          .toArray()
          .flatMap((child) => (isBlock(child) ? Object.keys(child.getAttributes()) : []))
        for (const theme of THEMES)
          expect(
            facts.filter((name) => name === `theme.${theme}`),
            said,
          ).toHaveLength(1)
        agree(writers, said)
      }
    }
  },
  LONG ? 600_000 : 120_000,
)

test(
  'all of it at once',
  () => {
    const rounds = LONG ? 800 : 12
    const deeds = [
      'move',
      'moveBlocks',
      'type',
      'enter',
      'join',
      'remove',
      'removeBlocks',
      'kind',
      'decide',
    ] as const
    for (let round = 0; round < rounds; round += 1) {
      const seed = SEED + 32_452_843 * round
      const said = `seed ${seed}`
      const random = chance(seed)
      const { writers, hear } = start(random)
      const ledger = new Ledger()
      for (let step = 0; step < 40; step += 1) {
        const index = below(random, 3)
        const writer = writers[index]
        if (writer === undefined) continue
        const roll = random()
        if (roll < 0.1) expect(undoOrRedo(writer, random, ledger), said).toEqual([])
        else if (roll < 0.2 && writer.state.doc.childCount > 0) drag(writer, random)
        else if (roll < 0.35) {
          const one = recs(writer)[below(random, Math.max(1, recs(writer).length))]
          const value = pick(random, ['state:BY', 'state:UA', 'ODIHR'])
          const kind = random() < 0.7 ? 'add' : 'remove'
          if (one !== undefined) writeDetails(writer.binding, one.id, { kind, field: 'to', value })
        } else if (roll < 0.7) DEEDS[pick(random, deeds)](writer, random, ledger)
        else hear(index, below(random, 3))
      }
      all(hear)
      settle(writers, hear, ledger)
      for (const one of agree(writers, said)) {
        expect(one.details.others, said).toEqual({})
        expect(new Set(one.details.themes).size, said).toBe(one.details.themes.length)
      }
      const text = writers[0]?.text() ?? ''
      const missing = [...ledger.owed.keys()].filter((sign) => !text.includes(sign))
      expect(missing, said).toEqual([])
    }
  },
  LONG ? 600_000 : 120_000,
)
