// What a device had when it was taken: from its last signed word that is known here, and from nothing else. It must never guess:
// without such a word it says that nothing is known.
import type { Exposure } from '../../../shared/contract/editor-api.ts'
import type { DeviceId, Hash } from '../../../shared/ids/ids.ts'
import type { Lane } from '../../../shared/ids/lanes.ts'
import { positionKey } from '../../../shared/ledger/position.ts'
import type { HeadsBook } from '../groups/heads-book.ts'
import type { GroupState } from '../groups/state.ts'

/** `name`: whose device it is. */
export function exposureOf(state: GroupState, heads: HeadsBook, device: DeviceId, name: string): Exposure {
  const spoke = heads.spoke(device)
  if (spoke === undefined) return { name, known: false, papers: [], names: [], unknownNames: [] }
  const { ledger, desk, roster } = state
  const leaves = heads.leaves(device)
  // What it wrote itself it has, whether it has signed for it or not.
  const lacks = new Set(
    ledger
      .devices()
      .filter((other) => other !== device)
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
  const papers = desk.papers.map(({ paper, title }) => {
    const { all, missing } = missingIn({ kind: 'body', paper })
    const holds: Exposure['papers'][number]['holds'] =
      missing === 0 ? 'all' : missing === all ? 'none' : 'some'
    return { paper, title, holds, missing }
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
    spoke,
    papers,
    names: sorted(names),
    unknownNames: sorted(everyone.filter((one) => !names.includes(one))),
  }
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b))
}
