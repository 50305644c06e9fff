// The demo's own paper, written for it, and the reading of somebody else's: plain text or Markdown, one string a paragraph.
import { readFile } from 'node:fs/promises'

const OWN = `Safe to speak: protecting people who document abuse

Joint recommendation paper of the working group on shrinking civic space

Across the region, people who document abuse are being watched, sued and barred from travelling. Their work is lawful, and the promises made to protect it are old. What is missing is the will to keep them.

This paper brings together what twelve organisations saw between two conferences: three new laws on foreign funding, nineteen raids on offices, and a growing habit of seizing phones at borders.

A raid rarely finds a crime. It finds a list of names. What follows is not a trial but a series of telephone calls to everybody on the list.

Courts that could stop this are slow, and those that act quickly act for the prosecutor. Remedies exist on paper; we did not meet one person who had received one.

We recommend that participating States repeal provisions that make the receipt of funds from abroad a ground for registration, inspection or dissolution.

We recommend that participating States require a reasoned judicial order, open to appeal, before any device of a human-rights defender is searched.

We recommend that the Chairpersonship appoint a contact point to whom a threatened organisation can turn within one working day.

We recommend that field operations observe trials of defenders from the first hearing to the last, and publish what they observed.

Nothing here is new. That is why it is urgent: a commitment which is repeated every year and never kept teaches everyone that commitments need not be kept.`

/** Paragraphs without empty ones; Markdown's signs of headings and lists are left as they are. */
export async function readPaper(file: string | undefined): Promise<string[]> {
  const text = file === undefined ? OWN : await readFile(file, 'utf8')
  return text
    .split(/\r?\n\s*\r?\n|\r?\n(?=\S)/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** The beginnings by which a text would be known on a disk. Short lines ("No. 3") are left out: they stand in any noise. */
export function telling(texts: readonly string[]): string[] {
  return texts.filter((text) => text.length >= 12).map((text) => text.slice(0, 24))
}
