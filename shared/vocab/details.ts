// The vocabularies of a recommendation's details, from vocab.json. Ids are on disk: never rename one. A value that this version does not
// know is shown as it is; one that begins with `=` is the group's own words.
import type { Term } from './kinds.ts'
import vocabulary from './vocab.json' with { type: 'json' }

export interface Commitment extends Term {
  readonly year: number
  readonly symbol: string | null
}

type Named = { readonly id: string; readonly name: { readonly en: string; readonly ru?: string } }

/** Documents without a Russian name keep the English one. */
function withBoth<Raw extends Named>(raw: Raw): Raw & Term {
  return { ...raw, name: { en: raw.name.en, ru: raw.name.ru ?? raw.name.en } }
}

/** As addressees: `state:UA`, so that Monaco is not the Ministerial Council. */
export const STATES: readonly Term[] = vocabulary.participatingStates.map(({ id, name }) => ({
  id: `state:${id}`,
  name,
}))
/** `pS-one` says what a named State says better. */
const bodies = vocabulary.addressees.filter(({ id }) => id !== 'pS-one')
export const INSTITUTIONS: readonly Term[] = bodies.filter(({ group }) => group !== 'self')
export const SELF: readonly Term[] = bodies.filter(({ group }) => group === 'self')
export const DIMENSIONS: readonly Term[] = vocabulary.dimensions
export const THEMES: readonly Term[] = vocabulary.themes
export const AFFECTED_GROUPS: readonly Term[] = vocabulary.affectedGroups
export const COMMITMENTS: readonly Commitment[] = vocabulary.commitments.map(withBoth)

export const PRIORITIES = ['high', 'medium', 'low'] as const
export const STATUSES = ['proposed', 'agreed', 'dropped'] as const
/** What happens to people when an evidence gets out. */
export const SENSITIVITIES = ['ordinary', 'confidential', 'dangerous'] as const
export type Priority = (typeof PRIORITIES)[number]
export type RecommendationStatus = (typeof STATUSES)[number]
export type Sensitivity = (typeof SENSITIVITIES)[number]

type Speech = 'en' | 'ru'

/** Apart, since a theme and an affected group may share a word. */
const NAMES = {
  to: new Map([...STATES, ...vocabulary.addressees].map((term) => [term.id, term] as const)),
  theme: new Map(THEMES.map((term) => [term.id, term] as const)),
  group: new Map(AFFECTED_GROUPS.map((term) => [term.id, term] as const)),
  dimension: new Map(DIMENSIONS.map((term) => [term.id, term] as const)),
}

export function termName(field: keyof typeof NAMES, value: string, speech: Speech): string {
  if (value.startsWith('=')) return value.slice(1)
  return NAMES[field].get(value)?.name[speech] ?? value
}

const documents = new Map(COMMITMENTS.map((commitment) => [commitment.id, commitment]))

/** As people cite it: its name with the year where the name alone leaves it open, or its symbol and what it is about. */
export function documentName(value: string, speech: Speech): string {
  if (value.startsWith('=')) return value.slice(1)
  const found = documents.get(value)
  if (found === undefined) return value
  const name = found.name[speech]
  return found.symbol === null ? `${name} (${found.year})` : `${found.symbol}, ${name} (${found.year})`
}
