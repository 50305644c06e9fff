// Details that go along with words: where two recommendations become one, and where one is cut, copied or dragged. Which facts the new
// place takes is decided here. It must never take away what that place has.
import type * as Y from 'yjs'
import { attributesOf } from './body.ts'
import { factsOf } from './recommendation-details.ts'

/** Names of well-formed facts with their values. */
export type CarriedFacts = ReadonlyMap<string, string | true>

/** One value each: that of the block which takes the others' details wins. */
const SINGLE: ReadonlySet<string> = new Set(['dimension', 'priority', 'date', 'responsible', 'status'])

export function factsToCarry(block: Y.XmlElement): CarriedFacts {
  return new Map(
    factsOf(block).map((fact) => [
      fact.name,
      fact.field === 'evidence' && fact.part === 'text' ? fact.text : true,
    ]),
  )
}

/**
 * Adds them to a block, in a transaction of a person's: addressees, themes, groups, commitments and evidence stand side by side; of single
 * values the block's own stays, and a recommendation without a status is `proposed`, which is one. False when there was nothing to add.
 */
export function giveFacts(block: Y.XmlElement, facts: CarriedFacts): boolean {
  const own = factsToCarry(block)
  const taken = new Set([...own.keys()].map(fieldOf))
  if (attributesOf(block).kind === 'recommendation') taken.add('status')
  return put(
    block,
    facts,
    (name) => !own.has(name) && !(SINGLE.has(fieldOf(name)) && taken.has(fieldOf(name))),
  )
}

/** All of them, status too: for a block that was made just now, in place of the one or in the image of the one that they come from. */
export function giveAllFacts(block: Y.XmlElement, facts: CarriedFacts): boolean {
  return put(block, facts, () => true)
}

function put(block: Y.XmlElement, facts: CarriedFacts, wanted: (name: string) => boolean): boolean {
  // Yjs types attributes as strings but stores any plain value.
  const valued = block as Y.XmlElement<Record<string, string | true>>
  const names = [...facts].filter(([name]) => wanted(name))
  for (const [name, value] of names) valued.setAttribute(name, value)
  return names.length > 0
}

function fieldOf(name: string): string {
  return name.slice(0, name.indexOf('.'))
}
