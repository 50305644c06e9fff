// What devices had when they were taken: from all that they ever signed for and that is known here, and from nothing else. It must never
// guess, and never shrink: who has such a device may sign that it holds nothing.
import type { Exposure } from '../../../shared/contract/review-api.ts'
import type { DeviceId, Hash, PaperId } from '../../../shared/ids/ids.ts'
import type { Lane } from '../../../shared/ids/lanes.ts'
import { positionKey } from '../../../shared/ledger/position.ts'
import type { HeadsBook } from '../groups/heads-book.ts'
import type { GroupState } from '../groups/state.ts'

/** Of all the devices together. `name`: whose they are. */
export function exposureOf(
  state: GroupState,
  heads: HeadsBook,
  devices: readonly DeviceId[],
  name: string,
): Exposure {
  const words = devices.map((device) => heads.spoke(device)).filter((spoke) => spoke !== undefined)
  if (words.length === 0) return { name, known: false, papers: [], names: [], unknownNames: [] }
  const { ledger, roster } = state
  const leaves = devices.flatMap((device) => heads.everHeld(device))
  // What they wrote themselves they have, whether they have signed for it or not.
  const lacks = new Set(
    ledger
      .devices()
      .filter((other) => !devices.includes(other))
      .flatMap((other) => ledger.positionsAfter(other, leaves))
      .map(positionKey),
  )
  const missingIn = (lane: Lane): { all: number; missing: number } => {
    const positions = ledger.positionsIn(lane)
    return {
      all: positions.length,
      missing: positions.filter((position) => lacks.has(positionKey(position))).length,
    }
  }
  const papers = papersOf(state).map(({ paper, title, deleted }) => {
    const { all, missing } = missingIn({ kind: 'body', paper })
    const holds: Exposure['papers'][number]['holds'] =
      missing === 0 ? 'all' : missing === all ? 'none' : 'some'
    return { paper, title, deleted, holds, missing }
  })
  const held = new Set<Hash>()
  for (const position of ledger.positionsIn({ kind: 'roster' })) {
    const hash = lacks.has(positionKey(position)) ? undefined : ledger.hashAt(position)
    if (hash !== undefined) held.add(hash)
  }
  const names = [...state.rosterAmong(held).people.values()].map((person) => person.name)
  const everyone = [...roster.people.values()].map((person) => person.name)
  return {
    name,
    known: true,
    spoke: Math.max(...words),
    papers,
    names: sorted(names),
    unknownNames: sorted(everyone.filter((one) => !names.includes(one))),
  }
}

interface Paper {
  readonly paper: PaperId
  readonly title: string
  readonly deleted: boolean
}

/** A paper that was taken out of everyone's list is on every disk it had reached. */
function papersOf({ desk }: GroupState): Paper[] {
  const there = desk.papers.map(({ paper, title }) => ({ paper, title, deleted: false }))
  const gone = [...desk.deleted].map(([paper, title]) => ({ paper, title, deleted: true }))
  return [...there, ...gone.sort((a, b) => a.title.localeCompare(b.title))]
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b))
}
