// Reads pasted HTML (Word, LibreOffice, Google Docs, web pages) into flat blocks. It looks at tags, attributes and text only, never at
// computed style, so it works in a page whose policy forbids inline styles, and it lets nothing through but words and known formats.
import {
  type DraftBlock,
  isBlockKind,
  MAX_INDENT,
  MAX_LEVEL,
  type TextMarks,
  type TextRun,
} from '../../../../../shared/paper/block.ts'
import { cleanText } from '../../../../../shared/paper/import-text.ts'
import { safeLink } from '../../../../../shared/paper/link.ts'
import { hidden, type InlineStyle, marksFromStyle, preserves, styleOf } from './inline-style.ts'
import { wordListItem } from './word-list.ts'

const SKIPPED: ReadonlySet<string> = new Set(
  'script style head title meta link template object embed iframe noscript svg math canvas video audio img input select button textarea'.split(
    ' ',
  ),
)
const BLOCKS: ReadonlySet<string> = new Set(
  'p div section article main header footer aside nav address figure figcaption pre dl dt dd form fieldset table tr ul ol li h1 h2 h3 h4 h5 h6 blockquote hr'.split(
    ' ',
  ),
)
/** Deeper than any document nests; what is deeper still is read as its text. */
const MAX_DEPTH = 200

interface Context {
  readonly kind: DraftBlock['kind']
  readonly level: number
  readonly indent: number
  readonly marks: TextMarks
  readonly pre: boolean
  /** How many lists are around, and the kind of the nearest. */
  readonly lists: number
  readonly list: 'bullet' | 'ordered'
  readonly cell: boolean
  readonly depth: number
}

const START: Context = {
  kind: 'paragraph',
  level: 1,
  indent: 0,
  marks: {},
  pre: false,
  lists: 0,
  list: 'bullet',
  cell: false,
  depth: 0,
}

export function draftsFromHtml(root: Node): DraftBlock[] {
  const reader = new Reader()
  // Our own copy counts every blank.
  const own = (root as Partial<ParentNode>).querySelector?.('[data-pm-slice]') != null
  reader.children(root, { ...START, pre: own })
  return reader.finish()
}

class Reader {
  private readonly blocks: DraftBlock[] = []
  private open: { block: Omit<DraftBlock, 'runs'>; runs: TextRun[] } | null = null

  finish(): DraftBlock[] {
    this.close()
    return this.blocks
  }

  children(node: Node, context: Context): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 3) this.text(child.nodeValue ?? '', context)
      else if (child.nodeType === 1) this.element(child as Element, context)
    }
  }

  private element(element: Element, context: Context): void {
    const tag = element.localName
    const style = styleOf(element)
    if (SKIPPED.has(tag) || hidden(element, style)) return
    if (context.depth > MAX_DEPTH) {
      this.text(element.textContent ?? '', context)
      return
    }
    if (tag === 'br') {
      if (context.cell || context.kind === 'heading') this.text(' ', context)
      else this.close()
      return
    }
    const marks = marksFor(tag, element, style, marksFromStyle(style, context.marks))
    const inner: Context = {
      ...context,
      marks,
      pre: context.pre || tag === 'pre' || preserves(style),
      depth: context.depth + 1,
    }
    if (tag === 'td' || tag === 'th') {
      this.cell()
      this.children(element, { ...inner, cell: true })
    } else if (BLOCKS.has(tag) && !(context.cell && tag !== 'li')) this.block(tag, element, style, inner)
    else this.children(element, inner)
    if (BLOCKS.has(tag) && context.cell) this.text(' ', context)
  }

  private block(tag: string, element: Element, style: InlineStyle, context: Context): void {
    const firstInItem = tag === 'p' && this.open !== null && this.open.runs.length === 0 && context.lists > 0
    if (firstInItem) {
      this.children(element, context)
      return
    }
    this.close()
    const inner = blockContext(tag, element, style, context)
    if (tag !== 'ul' && tag !== 'ol' && tag !== 'table') this.start(inner)
    this.children(element, inner)
    this.close()
  }

  /** Cells of a table row stand in one paragraph, a tab between them. */
  private cell(): void {
    const runs = this.open?.runs ?? []
    const last = runs.at(-1)
    if (last === undefined) return
    runs[runs.length - 1] = { ...last, text: last.text.trimEnd() }
    runs.push({ text: '\t', marks: {} })
  }

  private text(raw: string, context: Context): void {
    const text = cleanText(raw)
    if (context.pre) {
      text.split('\n').forEach((line, index) => {
        if (index > 0) this.close()
        this.add(line, context)
      })
    } else this.add(text.replace(/[ \t\n]+/g, ' '), context)
  }

  private add(text: string, context: Context): void {
    if (text === '') return
    if (this.open === null) {
      if (text.trim() === '') return
      this.start(context)
    }
    const runs = this.open?.runs ?? []
    const last = runs.at(-1)
    const fresh =
      !context.pre && (last === undefined || /[ \t]$/.test(last.text)) ? text.replace(/^ /, '') : text
    if (fresh !== '') runs.push({ text: fresh, marks: context.marks })
  }

  private start({ kind, level, indent }: Context): void {
    this.open = { block: { kind, level, indent }, runs: [] }
  }

  private close(): void {
    const open = this.open
    this.open = null
    if (open === null) return
    const last = open.runs.at(-1)
    if (last !== undefined) open.runs[open.runs.length - 1] = { ...last, text: last.text.trimEnd() }
    const runs = open.runs.filter(({ text }) => text !== '')
    if (runs.some(({ text }) => text.trim() !== '')) this.blocks.push({ ...open.block, runs })
  }
}

function marksFor(tag: string, element: Element, style: InlineStyle, marks: TextMarks): TextMarks {
  if ((tag === 'b' && !style.has('font-weight')) || tag === 'strong') return { ...marks, bold: true }
  if (tag === 'i' || tag === 'em') return { ...marks, italic: true }
  // Word and LibreOffice underline every link; a link looks like one without that.
  if ((tag === 'u' || tag === 'ins') && marks.link === undefined) return { ...marks, underline: true }
  const href = tag === 'a' ? safeLink(element.getAttribute('href')) : null
  if (href === null) return marks
  const { underline: _dropped, ...others } = marks
  return { ...others, link: { href } }
}

function blockContext(tag: string, element: Element, style: InlineStyle, context: Context): Context {
  const heading = /^h([1-6])$/.exec(tag)
  // A heading's own boldness is not a format of its words.
  if (heading) {
    const { bold: _dropped, ...marks } = context.marks
    return { ...context, kind: 'heading', level: Math.min(MAX_LEVEL, Number(heading[1])), indent: 0, marks }
  }
  if (tag === 'ul' || tag === 'ol') {
    return { ...context, lists: context.lists + 1, list: tag === 'ul' ? 'bullet' : 'ordered' }
  }
  if (tag === 'li') {
    const level = Number(element.getAttribute('aria-level') ?? context.lists)
    const indent = Math.min(MAX_INDENT, Math.max(0, (level || 1) - 1))
    return { ...context, kind: context.list, indent }
  }
  if (tag === 'blockquote') return { ...context, kind: 'quote' }
  const item = wordListItem(element, style)
  if (item !== null) return { ...context, ...item }
  const own = element.getAttribute('data-kind')
  if (isBlockKind(own)) return { ...context, kind: own }
  return context.kind === 'heading' ? { ...context, kind: 'paragraph' } : context
}
