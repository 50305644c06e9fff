// The details of a recommendation in words, as they leave the group: below it in an exported paper, and as columns of an exported register.
// Who is responsible and how far the group has come are the group's own business: the first leaves only when a person asks for it, the
// second only in the register. Evidence that is kept out, or dangerous, never does.
import { documentName, termName } from '../vocab/details.ts'
import { type Details, exportedEvidence } from './recommendation-details.ts'

export type Speech = 'en' | 'ru'

export function addresseeNames(details: Details, speech: Speech): string[] {
  return details.addressees.map((value) => termName('to', value, speech))
}

export function themeNames(details: Details, speech: Speech): string[] {
  return details.themes.map((value) => termName('theme', value, speech))
}

export function groupNames(details: Details, speech: Speech): string[] {
  return details.groups.map((value) => termName('group', value, speech))
}

/** `Copenhagen Document (1990), 5.18` */
export function commitmentNames({ commitments }: Details, speech: Speech): string[] {
  return commitments.map(({ document, paragraph }) =>
    paragraph === '' ? documentName(document, speech) : `${documentName(document, speech)}, ${paragraph}`,
  )
}

/** What a line below a recommendation begins with, in the language of the export. */
export interface LineLabels {
  readonly to: string
  readonly dimension: string
  readonly themes: string
  readonly groups: string
  readonly commitments: string
  readonly evidence: string
  readonly priority: string
  readonly date: string
  readonly priorities: Readonly<Record<'high' | 'medium' | 'low', string>>
}

/** One line for each detail that there is, for a reader outside the group. */
export function printedLines(details: Details, speech: Speech, labels: LineLabels): string[] {
  const lines: [string, readonly string[]][] = [
    [labels.to, addresseeNames(details, speech)],
    [labels.dimension, details.dimension ? [termName('dimension', details.dimension, speech)] : []],
    [labels.themes, themeNames(details, speech)],
    [labels.groups, groupNames(details, speech)],
    [labels.commitments, commitmentNames(details, speech)],
    [labels.evidence, exportedEvidence(details).map(({ text }) => text.replace(/\s*\n\s*/g, ' / '))],
    [labels.priority, details.priority ? [labels.priorities[details.priority]] : []],
    [labels.date, details.date ? [details.date] : []],
  ]
  return lines.flatMap(([label, values]) => (values.length === 0 ? [] : [`${label}: ${values.join('; ')}`]))
}
