// One change that a person makes to the details of a recommendation, written as facts on its block. Only facts that the change is about
// are touched, so what colleagues do to others at that moment stays. Call it in a transaction of a person's.
import type * as Y from 'yjs'
import type { DetailsChangeOnWire } from '../contract/recommendations-api.ts'
import { type ChoiceField, factsOf, type ReadFact } from './recommendation-details.ts'
import { MAX_EVIDENCE, readFactName } from './recommendation-facts.ts'

/** Values as in {@link Details}; a commitment as `document¶paragraph`, or the document alone. Choosing null: none any more. */
export type DetailsChange = DetailsChangeOnWire

/** False for a change that is not well-formed or changes nothing: then nothing is written. */
export function changeDetails(block: Y.XmlElement, change: DetailsChange): boolean {
  const facts = factsOf(block)
  const { put, drop } = effectOf(facts, change)
  if ([...put.keys()].some((name) => readFactName(name) === undefined)) return false
  // Yjs types attributes as strings but stores any plain value.
  const valued = block as Y.XmlElement<Record<string, string | true>>
  for (const name of drop) if (!put.has(name)) block.removeAttribute(name)
  for (const [name, value] of put) valued.setAttribute(name, value)
  return put.size + drop.length > 0
}

interface Effect {
  readonly put: ReadonlyMap<string, string | true>
  readonly drop: readonly string[]
}

const NOTHING: Effect = { put: new Map(), drop: [] }

function effectOf(facts: readonly ReadFact[], change: DetailsChange): Effect {
  const has = (name: string): boolean => facts.some((fact) => fact.name === name)
  switch (change.kind) {
    case 'add': {
      const name = `${change.field}.${change.value}`
      return has(name) ? NOTHING : { put: new Map([[name, true]]), drop: [] }
    }
    case 'remove': {
      const name = `${change.field}.${change.value}`
      return has(name) ? { put: new Map(), drop: [name] } : NOTHING
    }
    case 'choose':
      return choose(facts, change.field, change.value)
    default:
      return changeEvidence(facts, change)
  }
}

function choose(facts: readonly ReadFact[], field: ChoiceField, value: string | null): Effect {
  const standing = facts.filter((fact) => fact.field === field).map(({ name }) => name)
  const chosen = value === null ? undefined : `${field}.${value}`
  const drop = standing.filter((name) => name !== chosen)
  return { put: new Map(chosen === undefined || standing.includes(chosen) ? [] : [[chosen, true]]), drop }
}

type EvidenceChange = Extract<DetailsChange, { entry: string }>

/**
 * New words come with the marks they stand under: whoever takes the whole entry away at that moment must not turn what was to be kept
 * out into something that is exported.
 */
function changeEvidence(facts: readonly ReadFact[], change: EvidenceChange): Effect {
  const own = facts.flatMap((fact) =>
    fact.field === 'evidence' && fact.entry === change.entry ? [fact] : [],
  )
  const start = `evidence.${change.entry}`
  const names = (part: 'level' | 'out'): string[] =>
    own.filter((fact) => fact.part === part).map(({ name }) => name)
  switch (change.kind) {
    case 'evidence': {
      const text = change.text.trim().slice(0, MAX_EVIDENCE)
      const texts = own.filter((fact) => fact.part === 'text')
      const drop = texts.filter((fact) => change.replaces.includes(fact.value)).map(({ name }) => name)
      if (text === '')
        return {
          put: new Map(),
          drop: drop.length === texts.length ? own.map(({ name }) => name) : drop,
        }
      const marks = [...names('level'), ...names('out')].map((name) => [name, true] as const)
      return {
        put: new Map<string, string | true>([[`${start}.text.${change.revision}`, text], ...marks]),
        drop,
      }
    }
    case 'sensitivity': {
      const name = `${start}.level.${change.value}`
      return { put: new Map([[name, true]]), drop: names('level').filter((one) => one !== name) }
    }
    case 'keepOut':
      return change.value
        ? { put: new Map([[`${start}.out`, true]]), drop: [] }
        : { put: new Map(), drop: names('out') }
  }
}
