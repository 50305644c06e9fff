// Reads the few inline styles that carry meaning in pasted HTML, from the attribute's text: under a strict policy a detached element's
// `style` object stays empty, and everything from Google Docs would come in bold. The attribute is renamed before the HTML is parsed,
// because the browser reports each inline style that its policy refuses, also in a document that is never shown.
import type { TextMarks } from '../../../../../shared/paper/block.ts'

export type InlineStyle = ReadonlyMap<string, string>

const NONE: InlineStyle = new Map()

const RENAMED = 'data-pasted-style'

/** The same HTML without anything that a style policy could complain of. Words are left alone: only tags are touched. */
export function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi, (tag) =>
      tag.replace(/(\s)style(?=\s*=)/gi, `$1${RENAMED}`),
    )
}

export function styleOf(element: Element): InlineStyle {
  const text = element.getAttribute(RENAMED) ?? element.getAttribute('style')
  if (text === null) return NONE
  return new Map(
    text.split(';').flatMap((declaration): [string, string][] => {
      const colon = declaration.indexOf(':')
      if (colon < 0) return []
      return [
        [
          declaration.slice(0, colon).trim().toLowerCase(),
          declaration
            .slice(colon + 1)
            .trim()
            .toLowerCase(),
        ],
      ]
    }),
  )
}

export function hidden(element: Element, style: InlineStyle): boolean {
  return (
    element.hasAttribute('hidden') ||
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all' ||
    style.get('mso-list') === 'ignore'
  )
}

export function preserves(style: InlineStyle): boolean {
  // Google Docs writes `pre-wrap` on each of its spans and means only that blanks count.
  return style.get('white-space') === 'pre'
}

export function marksFromStyle(style: InlineStyle, marks: TextMarks): TextMarks {
  const { bold, italic, underline, ...others } = marks
  const weight = style.get('font-weight')
  const slant = style.get('font-style')
  const line = style.get('text-decoration-line') ?? style.get('text-decoration')
  const isBold = weight === undefined ? bold === true : /^(bold|bolder|[6-9]00)$/.test(weight)
  const isItalic = slant === undefined ? italic === true : /^(italic|oblique)/.test(slant)
  const isUnderlined =
    line === undefined ? underline === true : /underline/.test(line) && marks.link === undefined
  return {
    ...others,
    ...(isBold ? { bold: true as const } : {}),
    ...(isItalic ? { italic: true as const } : {}),
    ...(isUnderlined ? { underline: true as const } : {}),
  }
}
