// Plain text and Markdown as draft blocks. Pure: it reads what a person gave and guesses as little as it can.
// Plain text stays text: signs that look like Markdown become structure only where the caller says that it is Markdown.
import type { DraftBlock, TextMarks, TextRun } from './block.ts'
import { MAX_INDENT, MAX_LEVEL } from './block.ts'
import { safeLink } from './link.ts'

/** One paragraph a line; empty lines separate and are not kept. */
export function draftsFromPlainText(text: string): DraftBlock[] {
  return cleanText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => draft('paragraph', [{ text: line, marks: {} }]))
}

/** Line ends made one, characters that no page can show removed, tabs kept. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
}

/**
 * The part of Markdown that a paper can hold: headings, quotes, nested lists, `**bold**`, `*italic*`, links. A line that is only
 * wrapped belongs to the paragraph before it. A paragraph that starts with `Recommendation:`, `Recommendation 3:` or `R:` is a recommendation.
 */
export function draftsFromMarkdown(text: string): DraftBlock[] {
  const drafts: DraftBlock[] = []
  let open: { block: DraftBlock; lines: string[] } | null = null
  const close = (): void => {
    if (open !== null) drafts.push({ ...open.block, runs: inlineRuns(open.lines.join(' ')) })
    open = null
  }
  for (const line of cleanText(text).split('\n')) {
    const start = lineStart(line)
    if (line.trim() === '') close()
    else if (start !== null) {
      close()
      open = { block: start.block, lines: [start.rest] }
    } else if (open !== null && open.block.kind !== 'heading') open.lines.push(line.trim())
    else {
      close()
      open = { block: draft('paragraph', []), lines: [line.trim()] }
    }
  }
  close()
  return drafts
}

function draft(kind: DraftBlock['kind'], runs: readonly TextRun[], level = 1, indent = 0): DraftBlock {
  return { kind, level, indent, runs }
}

function lineStart(line: string): { block: DraftBlock; rest: string } | null {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line)
  if (heading) {
    const [, signs = '', rest = ''] = heading
    return { block: draft('heading', [], Math.min(MAX_LEVEL, signs.length)), rest }
  }
  const item = /^(\s*)(?:([-*+])|\d{1,4}[.)])\s+(.*)$/.exec(line)
  if (item) {
    const [, space = '', bullet, rest = ''] = item
    const indent = Math.min(MAX_INDENT, Math.floor(space.replaceAll('\t', '    ').length / 2))
    return { block: draft(bullet === undefined ? 'ordered' : 'bullet', [], 1, indent), rest: rest.trim() }
  }
  const quote = /^>\s?(.*)$/.exec(line)
  if (quote) return { block: draft('quote', []), rest: (quote[1] ?? '').trim() }
  const recommendation = /^(?:Recommendation|Рекомендация|R)(?:\s\d{1,4})?:\s+(.*)$/.exec(line)
  if (recommendation) return { block: draft('recommendation', []), rest: (recommendation[1] ?? '').trim() }
  return null
}

const INLINE =
  /\*\*(?<bold>[^*\s](?:[^*]*[^*\s])?)\*\*|\*(?<italic>[^*\s](?:[^*]*[^*\s])?)\*|\[(?<label>[^\]]+)\]\((?<href>[^)\s]+)\)/g

function inlineRuns(text: string): TextRun[] {
  const runs: TextRun[] = []
  const add = (part: string, marks: TextMarks): void => {
    if (part !== '') runs.push({ text: part, marks })
  }
  let done = 0
  for (const match of text.matchAll(INLINE)) {
    const { bold, italic, label, href } = match.groups ?? {}
    const link = safeLink(href)
    if (label !== undefined && link === null) continue
    add(text.slice(done, match.index), {})
    if (bold !== undefined) add(bold, { bold: true })
    if (italic !== undefined) add(italic, { italic: true })
    if (label !== undefined && link !== null) add(label, { link: { href: link } })
    done = match.index + match[0].length
  }
  add(text.slice(done), {})
  return runs
}
