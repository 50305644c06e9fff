// The register as a file: CSV for a spreadsheet, JSON for a program. The same rows give the same bytes. Evidence that is kept out, or
// dangerous, is in neither; names of members only when a person asks for them.

import { termName } from '../vocab/details.ts'
import { exportedEvidence } from './recommendation-details.ts'
import type { RegisterRow } from './recommendation-table.ts'
import {
  addresseeNames,
  commitmentNames,
  groupNames,
  type Speech,
  themeNames,
} from './recommendation-words.ts'

export interface ExportWords {
  readonly speech: Speech
  /** Heads of the columns, in the order of {@link COLUMNS}; the last is left out without names. */
  heads(column: Column): string
  status(value: string): string
  priority(value: string): string
  /** Of a member, by id. Absent: no names leave. */
  readonly nameOf?: ((member: string) => string) | undefined
}

export const COLUMNS = [
  'paper',
  'number',
  'text',
  'addressees',
  'dimension',
  'themes',
  'groups',
  'commitments',
  'evidence',
  'priority',
  'date',
  'status',
  'responsible',
] as const
export type Column = (typeof COLUMNS)[number]

type Cells = Readonly<Record<Column, string | number | readonly string[]>>

function cellsOf({ title, number, text, details }: RegisterRow, words: ExportWords): Cells {
  const { speech } = words
  return {
    paper: title,
    number,
    text,
    addressees: addresseeNames(details, speech),
    dimension: details.dimension === undefined ? '' : termName('dimension', details.dimension, speech),
    themes: themeNames(details, speech),
    groups: groupNames(details, speech),
    commitments: commitmentNames(details, speech),
    evidence: exportedEvidence(details).map((one) => one.text),
    priority: details.priority === undefined ? '' : words.priority(details.priority),
    date: details.date ?? '',
    status: words.status(details.status),
    responsible: details.responsible === undefined ? '' : (words.nameOf?.(details.responsible) ?? ''),
  }
}

function columnsOf(words: ExportWords): readonly Column[] {
  return words.nameOf === undefined ? COLUMNS.filter((column) => column !== 'responsible') : COLUMNS
}

/** UTF-8 with a byte order mark, without which spreadsheets read Cyrillic wrongly; lines end as RFC 4180 wants. */
export function csvOf(rows: readonly RegisterRow[], words: ExportWords): string {
  const columns = columnsOf(words)
  const lines = [columns.map((column) => csvCell(words.heads(column)))]
  for (const row of rows) {
    const cells = cellsOf(row, words)
    lines.push(
      columns.map((column) => {
        const cell = cells[column]
        return csvCell(typeof cell === 'object' ? cell.join('; ') : String(cell))
      }),
    )
  }
  return `\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text. Full-width signs count as the plain ones. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/u

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** An array of objects whose keys are {@link COLUMNS}, in every language alike. */
export function jsonOf(rows: readonly RegisterRow[], words: ExportWords): string {
  const columns = columnsOf(words)
  const items = rows.map((row) => {
    const cells = cellsOf(row, words)
    return Object.fromEntries(columns.map((column) => [column, cells[column]]))
  })
  return `${JSON.stringify(items, null, 2)}\n`
}
