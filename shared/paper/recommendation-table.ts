// The register as a table: rows, what a filter leaves of them, and how they stand together in groups. Pure and quick: it runs at every
// key in the search box, over thousands of rows.
import type { Recommendation } from './recommendations.ts'

export interface RegisterRow extends Recommendation {
  readonly paper: string
  readonly title: string
  readonly mayWrite: boolean
}

/** By when, as seen on a day. `soon`: within 90 days. */
export const DUE = ['overdue', 'soon', 'later', 'none'] as const
export type Due = (typeof DUE)[number]

/** Absent: all. '' for addressee, theme and responsible: those that have none. */
export interface RegisterFilter {
  readonly words?: string | undefined
  readonly addressee?: string | undefined
  readonly theme?: string | undefined
  readonly status?: string | undefined
  readonly paper?: string | undefined
  readonly responsible?: string | undefined
  readonly due?: Due | undefined
}

const SOON_DAYS = 90
const DAY_MS = 86_400_000

/** `today`: `2026-11-24`. */
export function dueOf(date: string | undefined, today: string): Due {
  if (date === undefined) return 'none'
  if (date < today) return 'overdue'
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10)
  return date <= soon ? 'soon' : 'later'
}

export function filterRows(
  rows: readonly RegisterRow[],
  filter: RegisterFilter,
  today: string,
): readonly RegisterRow[] {
  const words = (filter.words ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(
    (row) =>
      isOneOf(row.details.addressees, filter.addressee) &&
      isOneOf(row.details.themes, filter.theme) &&
      (filter.status === undefined || row.details.status === filter.status) &&
      (filter.paper === undefined || row.paper === filter.paper) &&
      (filter.responsible === undefined || (row.details.responsible ?? '') === filter.responsible) &&
      (filter.due === undefined || dueOf(row.details.date, today) === filter.due) &&
      (words.length === 0 || holdsAll(row.text, words)),
  )
}

function isOneOf(values: readonly string[], wanted: string | undefined): boolean {
  return wanted === undefined || (wanted === '' ? values.length === 0 : values.includes(wanted))
}

function holdsAll(text: string, words: readonly string[]): boolean {
  const low = text.toLowerCase()
  return words.every((word) => low.includes(word))
}

export const GROUPINGS = ['addressee', 'theme', 'status', 'paper', 'responsible', 'date'] as const
export type Grouping = (typeof GROUPINGS)[number]

export type TableLine =
  | { readonly kind: 'group'; readonly key: string; readonly count: number }
  | { readonly kind: 'row'; readonly row: RegisterRow }

/**
 * Rows under the heads of their groups, groups in the order of `rank`. One that has two addressees stands under both; one that has none
 * under ''.
 */
export function groupRows(
  rows: readonly RegisterRow[],
  by: Grouping | undefined,
  rank: (key: string) => string | number,
  today: string,
): readonly TableLine[] {
  if (by === undefined) return rows.map((row) => ({ kind: 'row', row }))
  const groups = new Map<string, RegisterRow[]>()
  for (const row of rows)
    for (const key of keysOf(row, by, today)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [row])
      else group.push(row)
    }
  const keys = [...groups.keys()].map((key) => ({ key, rank: rank(key) }))
  keys.sort((a, b) => Number(a.key === '') - Number(b.key === '') || compare(a.rank, b.rank))
  return keys.flatMap(({ key }): TableLine[] => {
    const members = groups.get(key) ?? []
    return [
      { kind: 'group', key, count: members.length },
      ...members.map((row) => ({ kind: 'row', row }) as const),
    ]
  })
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}

function keysOf({ details, paper }: RegisterRow, by: Grouping, today: string): readonly string[] {
  switch (by) {
    case 'addressee':
      return details.addressees.length === 0 ? [''] : details.addressees
    case 'theme':
      return details.themes.length === 0 ? [''] : details.themes
    case 'status':
      return [details.status]
    case 'paper':
      return [paper]
    case 'responsible':
      return [details.responsible ?? '']
    case 'date':
      return [dueOf(details.date, today)]
  }
}
