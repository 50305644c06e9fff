// The details of one recommendation, read from the facts on its block. It must never throw on what it finds, and never write: what is not
// well-formed is passed over. Where several people chose at once and one value can hold, all devices take the same, and the others are named.
import type * as Y from 'yjs'
import {
  PRIORITIES,
  type Priority,
  type RecommendationStatus,
  SENSITIVITIES,
  type Sensitivity,
  STATUSES,
} from '../vocab/details.ts'
import {
  type Fact,
  isFactName,
  MAX_EVIDENCE,
  MAX_FACTS,
  PILCROW,
  readFactName,
} from './recommendation-facts.ts'

export interface Evidence {
  /** 32 hex characters. */
  readonly id: string
  /** The names of the words that stand here now: more than one when several people wrote at once, one below the other. */
  readonly revisions: readonly string[]
  readonly text: string
  readonly sensitivity: Sensitivity
  /** Leaves in no export. */
  readonly keepOut: boolean
}

export interface CitedCommitment {
  /** An id of the vocabulary, or `=` and own words. */
  readonly document: string
  /** '' for none. */
  readonly paragraph: string
}

export type ChoiceField = 'dimension' | 'priority' | 'date' | 'responsible' | 'status'

export interface Details {
  /** Ids of the vocabularies (States as `state:UA`), or `=` and own words; sorted, like all sets here. */
  readonly addressees: readonly string[]
  readonly themes: readonly string[]
  readonly groups: readonly string[]
  readonly commitments: readonly CitedCommitment[]
  readonly evidence: readonly Evidence[]
  readonly dimension?: string | undefined
  readonly priority?: Priority | undefined
  /** `2027-05-01`. */
  readonly date?: string | undefined
  /** A member's id. */
  readonly responsible?: string | undefined
  readonly status: RecommendationStatus
  /** What others chose at the same moment, by field; the next choice replaces it. */
  readonly others: Readonly<Partial<Record<ChoiceField, readonly string[]>>>
}

export const NO_DETAILS: Details = {
  addressees: [],
  themes: [],
  groups: [],
  commitments: [],
  evidence: [],
  status: 'proposed',
  others: {},
}

/** A fact with its value, which means something for the words of an evidence only. */
export type ReadFact = Fact & { readonly name: string; readonly text: string }

/** The well-formed facts of a block, by name. */
export function factsOf(block: Y.XmlElement): ReadFact[] {
  const found: ReadFact[] = []
  const attributes: Readonly<Record<string, unknown>> = block.getAttributes()
  const names = Object.keys(attributes).filter(isFactName).sort()
  for (const name of names) {
    const fact = readFactName(name)
    if (fact === undefined) continue
    const value = attributes[name]
    found.push({ ...fact, name, text: typeof value === 'string' ? value.slice(0, MAX_EVIDENCE) : '' })
    if (found.length === MAX_FACTS) break
  }
  return found
}

export function detailsOf(block: Y.XmlElement): Details {
  const facts = factsOf(block)
  if (facts.length === 0) return NO_DETAILS
  const set = (field: Fact['field']): string[] =>
    facts.flatMap((fact) => (fact.field === field && fact.field !== 'evidence' ? [fact.value] : []))
  const choices = {
    dimension: set('dimension'),
    priority: ordered(set('priority'), PRIORITIES),
    date: set('date'),
    responsible: set('responsible'),
    status: ordered(set('status'), STATUSES),
  }
  const others: Partial<Record<ChoiceField, readonly string[]>> = {}
  for (const [field, values] of Object.entries(choices) as [ChoiceField, readonly string[]][])
    if (values.length > 1) others[field] = values.slice(1)
  return {
    addressees: set('to'),
    themes: set('theme'),
    groups: set('group'),
    commitments: set('commitment').map((value) => {
      const [document = '', paragraph = ''] = value.split(PILCROW)
      return { document, paragraph }
    }),
    evidence: evidenceOf(facts),
    dimension: choices.dimension[0],
    priority: choices.priority[0],
    date: choices.date[0],
    responsible: choices.responsible[0],
    status: choices.status[0] ?? 'proposed',
    others,
  }
}

/** Those that this version knows, in the order of the list: of two priorities the higher holds, of two states the earlier. */
function ordered<Value extends string>(values: readonly string[], known: readonly Value[]): Value[] {
  return known.filter((one) => values.includes(one))
}

/** Whoever marked it as more dangerous, or kept it out, holds. One without words is none. */
function evidenceOf(facts: readonly ReadFact[]): Evidence[] {
  const entries = new Map<string, { texts: ReadFact[]; level: number; keepOut: boolean }>()
  for (const fact of facts) {
    if (fact.field !== 'evidence') continue
    const entry = entries.get(fact.entry) ?? { texts: [], level: 0, keepOut: false }
    entries.set(fact.entry, entry)
    if (fact.part === 'text' && fact.text.trim() !== '') entry.texts.push(fact)
    if (fact.part === 'level') entry.level = Math.max(entry.level, levelOf(fact.value))
    if (fact.part === 'out') entry.keepOut = true
  }
  return [...entries].flatMap(([id, { texts, level, keepOut }]) =>
    texts.length === 0
      ? []
      : [
          {
            id,
            revisions: texts.map(({ value }) => value),
            text: texts.map(({ text }) => text).join('\n'),
            sensitivity: SENSITIVITIES[level] ?? 'dangerous',
            keepOut,
          },
        ],
  )
}

/** A level that only a later version knows counts as the highest. */
function levelOf(value: string): number {
  const level = (SENSITIVITIES as readonly string[]).indexOf(value)
  return level < 0 ? SENSITIVITIES.length - 1 : level
}

/** What may leave the group: the rest is for its members' eyes. */
export function exportedEvidence(details: Details): readonly Evidence[] {
  return details.evidence.filter(({ keepOut, sensitivity }) => !keepOut && sensitivity !== 'dangerous')
}
