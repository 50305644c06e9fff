// Details of recommendations under everything that three people do at once: typing, Enter, joining, moving, deleting, undo. Nothing that
// somebody added is lost, stands twice, or differs between two devices.
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeDetails } from '../../../renderer/editor/features/paper/details/change.ts'
import { inspectUpdate } from '../../../shared/ledger/inspect-update.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { BODY_SCHEMA } from '../../../shared/paper/names.ts'
import type { DetailsChange } from '../../../shared/paper/recommendation-change.ts'
import { recommendationsIn } from '../../../shared/paper/recommendations.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { DEEDS, Ledger, undoOrRedo } from '../../unit/paper/support/deeds.ts'
import { Headless, hearing } from '../../unit/paper/support/headless.ts'
import { below, type Chance, chance, pick } from '../../unit/paper/support/random.ts'

afterEach((context) => {
  if (context.task.result?.state === 'fail') console.error(`seed ${SEED}`)
})

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

function start(): Uint8Array {
  return bodyFromDrafts(
    5,
    draftsFromMarkdown(
      '# To States\n\nRecommendation: Repeal the law.\n\nA paragraph.\n\nRecommendation: Release them.\n\nRecommendation: Pay.',
    ),
    id,
  )
}

/** What was added, and to which recommendation; until somebody deletes that, or takes the addition back. */
class Owed {
  private next = 0
  readonly facts = new Map<string, string>()

  fresh(block: string): string {
    const value = `=word ${this.next++}`
    this.facts.set(value, block)
    return value
  }

  /** What vanishes from the page of whoever acts vanishes because they want it. */
  forgiving(writer: Headless, act: () => void): void {
    const before = valuesOf(writer)
    act()
    const after = valuesOf(writer)
    for (const [value, block] of this.facts)
      if (before.has(value) && !after.has(value)) this.facts.delete(value)
      else if (!after.has(value) && !shownIds(writer).has(block)) this.gone.add(block)
  }

  /** Blocks that somebody did not see any more at some time. */
  readonly gone = new Set<string>()
}

function valuesOf(writer: Headless): Map<string, string> {
  return new Map(
    recommendationsIn(writer.binding.body).flatMap(({ id: block, details }) =>
      details.addressees.map((value) => [value, block] as const),
    ),
  )
}

function shownIds(writer: Headless): Set<string> {
  return new Set(recommendationsIn(writer.binding.body).map((one) => one.id))
}

const STATUSES = ['proposed', 'agreed', 'dropped'] as const

function editDetails(writer: Headless, random: Chance, owed: Owed): void {
  const all = recommendationsIn(writer.binding.body)
  if (all.length === 0) return
  const one = pick(random, all)
  const write = (change: DetailsChange): boolean => writeDetails(writer.binding, one.id, change)
  const roll = random()
  if (roll < 0.6) write({ kind: 'add', field: 'to', value: owed.fresh(one.id) })
  else if (roll < 0.7) write({ kind: 'choose', field: 'status', value: pick(random, STATUSES) })
  else if (roll < 0.8)
    write({ kind: 'evidence', entry: id(), text: `words ${below(random, 9)}`, revision: id(), replaces: [] })
  else if (roll < 0.9) {
    const [entry] = one.details.evidence
    if (entry !== undefined)
      write({
        kind: 'evidence',
        entry: entry.id,
        text: `words ${below(random, 9)}`,
        revision: id(),
        replaces: [...entry.revisions],
      })
  } else {
    const value = one.details.addressees[0]
    if (value !== undefined) owed.forgiving(writer, () => void write({ kind: 'remove', field: 'to', value }))
  }
}

const NAMES = (Object.keys(DEEDS) as (keyof typeof DEEDS)[]).filter(
  (name) => name !== 'kind' && name !== 'level',
)

test(
  'nothing is lost, doubled or different',
  () => {
    const rounds = LONG ? 600 : 30
    for (let round = 0; round < rounds; round += 1) {
      const seed = SEED + 104_729 * round
      const random = chance(seed)
      const state = start()
      const writers = [0, 1, 2].map(() => new Headless(state, 1_000 + below(random, 2 ** 30)))
      const hear = hearing(writers)
      const owed = new Owed()
      const ledger = new Ledger()
      for (let step = 0; step < 60; step += 1) {
        const writer = pick(random, writers)
        const roll = random()
        if (roll < 0.35) editDetails(writer, random, owed)
        else if (roll < 0.45) owed.forgiving(writer, () => void undoOrRedo(writer, random, ledger))
        else if (roll < 0.7) owed.forgiving(writer, () => DEEDS[pick(random, NAMES)](writer, random, ledger))
        else hear(writers.indexOf(writer), below(random, 3))
      }
      for (let moved = true; moved; ) {
        moved = false
        for (const to of writers.keys()) for (const from of writers.keys()) moved = hear(to, from) || moved
      }
      const [first, ...others] = writers.map((writer) => recommendationsIn(writer.binding.body))
      for (const other of others) expect(other, `seed ${seed}`).toEqual(first)
      const standing = (first ?? []).flatMap(({ details }) => details.addressees)
      expect(new Set(standing).size, `seed ${seed}: twice`).toBe(standing.length)
      for (const [value, block] of owed.facts) {
        if (!(first ?? []).some((one) => one.id === block) || owed.gone.has(block)) continue
        const at = (first ?? []).filter(({ details }) => details.addressees.includes(value))
        expect(
          at.map((one) => one.id),
          `seed ${seed}: ${value}`,
        ).toEqual([block])
      }
      for (const writer of writers) expect(honest(writer), `seed ${seed}`).toBe(true)
    }
  },
  LONG ? 600_000 : 60_000,
)

/** Recipients take everything that a writer sent. */
function honest(writer: Headless): boolean {
  let nextClock = 0
  return writer.sent.every((update) => {
    const inspected = inspectUpdate(update, {
      author: writer.ydoc.clientID,
      nextClock,
      schema: BODY_SCHEMA,
      isAttribute: (client, clock) => isAttribute(writer.ydoc, client, clock),
    })
    nextClock = inspected?.nextClock ?? 0
    return inspected !== undefined
  })
}

function isAttribute({ store }: Y.Doc, client: number, clock: number): boolean {
  const struct = Y.getItem(store, Y.createID(client, clock))
  return struct instanceof Y.Item && struct.parentSub !== null
}
