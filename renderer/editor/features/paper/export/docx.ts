// A paper as a Word document: real styles and real numbering, so that a colleague can go on in Word. Loaded when first needed.
// It must never carry anything but the text: clean-docx.ts takes the rest out and makes the same text the same bytes.
import { Document, ExternalHyperlink, Packer, Paragraph, type ParagraphChild, TextRun } from 'docx'
import type { DraftBlock, TextRun as Run } from '../../../../../shared/paper/block.ts'
import { numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { cleanDocx } from './clean-docx.ts'
import {
  BULLETS,
  LIST_STYLES,
  listLevels,
  NOTES,
  NUMBERED,
  orderedList,
  RECOMMENDATIONS,
  STYLES,
} from './docx-styles.ts'

/** `title`: the heading above the text. */
export async function docxOf(title: string, blocks: readonly DraftBlock[]): Promise<Uint8Array<ArrayBuffer>> {
  const lists = numberedLists(blocks)
  const document = new Document({
    styles: STYLES,
    numbering: { config: [...LIST_STYLES, ...lists.references.map((reference) => listLevels(reference))] },
    sections: [
      {
        children: [
          new Paragraph({ style: 'Title', children: [new TextRun(title)] }),
          ...blocks.flatMap((block, index) => [
            paragraph(block, lists.of[index]),
            ...(block.notes ?? []).map(
              (note) => new Paragraph({ style: NOTES, children: [new TextRun(note)] }),
            ),
          ]),
        ],
      },
    ],
  })
  return cleanDocx(new Uint8Array(await Packer.toArrayBuffer(document)))
}

function paragraph(
  { kind, level, indent, runs, isNumbered }: DraftBlock,
  list: string | undefined,
): Paragraph {
  const children = runs.map(inline)
  switch (kind) {
    case 'heading':
      return new Paragraph({ style: `Heading${level}`, children })
    case 'quote':
      return new Paragraph({ style: 'Quote', children })
    case 'bullet':
      return new Paragraph({
        style: 'ListBullet',
        numbering: { reference: BULLETS, level: indent },
        children,
      })
    case 'ordered':
      return new Paragraph({
        style: 'ListNumber',
        ...(list !== undefined && { numbering: { reference: list, level: indent } }),
        children,
      })
    case 'recommendation':
      return new Paragraph({
        style: 'Recommendation',
        numbering: { reference: RECOMMENDATIONS, level: 0 },
        children,
      })
    case 'paragraph':
      return isNumbered === true
        ? new Paragraph({ style: NUMBERED, numbering: { reference: NUMBERED, level: 0 }, children })
        : new Paragraph({ children })
  }
}

function inline({ text, marks }: Run): ParagraphChild {
  const look = {
    text,
    ...(marks.bold && { bold: true }),
    ...(marks.italic && { italics: true }),
    ...(marks.underline && { underline: {} }),
  }
  return marks.link === undefined
    ? new TextRun(look)
    : new ExternalHyperlink({
        link: marks.link.href,
        children: [new TextRun({ ...look, style: 'Hyperlink' })],
      })
}

/**
 * Which list each ordered item belongs to. Word goes on counting within a list, so each place where the page begins with one again
 * begins a list of its own.
 */
function numberedLists(blocks: readonly DraftBlock[]): {
  readonly references: readonly string[]
  readonly of: readonly (string | undefined)[]
} {
  const numbers = numberBlocks(blocks)
  const references: string[] = []
  const byIndent = new Map<number, string>()
  const of = blocks.map(({ kind, indent }, index) => {
    if (kind !== 'ordered') return undefined
    if (numbers[index]?.value === 1) {
      const reference = orderedList(references.length + 1)
      references.push(reference)
      byIndent.set(indent, reference)
    }
    return byIndent.get(indent)
  })
  return { references, of }
}
