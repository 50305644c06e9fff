// How an exported paper looks in Word: named styles that people there can change in one place, and the numbering of lists.
import { type ILevelsOptions, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx'
import { MAX_INDENT } from '../../../../../shared/paper/block.ts'

export const BULLETS = 'bullets'
export const RECOMMENDATIONS = 'recommendations'
/** The style and the one list of numbered paragraphs. */
export const NUMBERED = 'NumberedParagraph'
/** The style of the lines below a recommendation. */
export const NOTES = 'RecommendationDetails'

export function orderedList(number: number): string {
  return `ordered-${number}`
}

type Config = INumberingOptions['config'][number]

/** Twentieths of a point. */
const STEP = 425
const HANG = 340

const FORMATS = [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN] as const

function level(indent: number, format: ILevelsOptions['format'], text: string): ILevelsOptions {
  const left = STEP * (indent + 1)
  return {
    level: indent,
    ...(format !== undefined && { format }),
    text,
    style: { paragraph: { indent: { left, hanging: HANG } } },
  }
}

const INDENTS = Array.from({ length: MAX_INDENT + 1 }, (_, indent) => indent)

/** `1.`, `a.`, `i.` by depth, as on the page. */
export function listLevels(reference: string): Config {
  return {
    reference,
    levels: INDENTS.map((indent) => level(indent, FORMATS[indent % 3], `%${indent + 1}.`)),
  }
}

export const LIST_STYLES: readonly Config[] = [
  {
    reference: BULLETS,
    levels: INDENTS.map((indent) => level(indent, LevelFormat.BULLET, indent % 3 === 1 ? '–' : '•')),
  },
  { reference: RECOMMENDATIONS, levels: [level(0, LevelFormat.DECIMAL, '%1.')] },
  { reference: NUMBERED, levels: [level(0, LevelFormat.DECIMAL, '%1.')] },
]

const FONT = 'Times New Roman'
const HEADING = { bold: true, font: FONT, color: '000000' }
const heading = (size: number) => ({
  run: { ...HEADING, size },
  paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
})

export const STYLES: IStylesOptions = {
  default: {
    document: { run: { font: FONT, size: 23 }, paragraph: { spacing: { after: 140, line: 288 } } },
    title: { run: { ...HEADING, size: 36 }, paragraph: { spacing: { after: 240 } } },
    heading1: heading(30),
    heading2: heading(27),
    heading3: heading(24),
    heading4: {
      run: { ...HEADING, size: 23, italics: true },
      paragraph: { spacing: { before: 220, after: 80 } },
    },
  },
  paragraphStyles: [
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'Normal',
      quickFormat: true,
      run: { italics: true },
      paragraph: { indent: { left: 567, right: 567 } },
    },
    { id: 'ListBullet', name: 'List Bullet', basedOn: 'Normal', quickFormat: true },
    { id: 'ListNumber', name: 'List Number', basedOn: 'Normal', quickFormat: true },
    { id: NUMBERED, name: 'Numbered Paragraph', basedOn: 'Normal', quickFormat: true },
    { id: 'Recommendation', name: 'Recommendation', basedOn: 'Normal', quickFormat: true },
    {
      id: NOTES,
      name: 'Recommendation Details',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 20 },
      paragraph: { indent: { left: STEP }, spacing: { after: 40 } },
    },
  ],
}
