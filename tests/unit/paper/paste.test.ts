// @vitest-environment jsdom
// Pastes from other programs, from web pages and from this one; plain text; and one that is too large.
import { DOMParser as PmDomParser } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { draftsFromHtml } from '../../../renderer/editor/features/paper/paste/html-to-drafts.ts'
import { isTooLarge, sliceOfDrafts, weightOf } from '../../../renderer/editor/features/paper/paste/insert.ts'
import type { DraftBlock } from '../../../shared/paper/block.ts'
import { draftsFromMarkdown, draftsFromPlainText } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { GOOGLE_DOCS, LIBRE_OFFICE, WEB_PAGE, WORD } from './clipboards.ts'
import { openIn, type Writer } from './support/editors.ts'

function read(html: string): DraftBlock[] {
  return draftsFromHtml(new DOMParser().parseFromString(html, 'text/html').body)
}

/** `heading2 "Aims"`, with marked runs as `{bold words}`. */
function outline(drafts: readonly DraftBlock[]): string[] {
  return drafts.map(({ kind, level, indent, runs }) => {
    const detail = kind === 'heading' ? level : indent > 0 ? indent : ''
    const words = runs.map(({ text, marks }) => {
      const names = Object.keys(marks).sort().join('+')
      return names === '' ? text : `{${names}: ${text}}`
    })
    return `${kind}${detail} ${words.join('')}`
  })
}

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

async function writing(markdown: string): Promise<[Writer, PaperRoom]> {
  const room = new PaperRoom({
    names: ['Anna', 'Boris'],
    state: bodyFromDrafts(9, draftsFromMarkdown(markdown), id),
  })
  return [await openIn(room, 'Anna'), room]
}

const pasteEvent = (): ClipboardEvent => new Event('paste') as ClipboardEvent

describe('what other programs mean', () => {
  test('Word', () => {
    expect(outline(read(WORD))).toEqual([
      'heading1 Aims',
      'paragraph We ask {bold: all} States to {italic: act}, see {link: the report}.',
      'bullet First bullet',
      'bullet1 Nested bullet',
      'ordered A numbered item',
      'paragraph Last words.',
    ])
  })

  test('Google Docs', () => {
    expect(outline(read(GOOGLE_DOCS))).toEqual([
      'heading2 Aims',
      'paragraph Plain, {bold: bold}{italic:  slanted}{underline:  lined}',
      'bullet One',
      'bullet1 Two',
      'ordered Three',
    ])
  })

  test('LibreOffice', () => {
    expect(outline(read(LIBRE_OFFICE))).toEqual([
      'heading3 Aims',
      'paragraph Some {bold: bold} and {underline: lined} {link: words}',
      'ordered One',
      'ordered1 Two',
      'ordered Three',
    ])
  })

  test('a web page: structure flattened, scripts, pictures and hidden things left out', () => {
    expect(outline(read(WEB_PAGE))).toEqual([
      'heading1 A {italic: headline}',
      'paragraph Loose text',
      'paragraph A paragraph',
      'paragraph of two lines',
      'paragraph more loose text',
      'quote Quoted.',
      'bullet in a quote',
      'paragraph Year\tCases',
      'paragraph 2024\t41',
      'paragraph A bad and a {link: good} link.',
      'paragraph two',
      'paragraph lines',
      'heading4 Deep',
    ])
  })

  test('markup nested absurdly deep still gives its text', () => {
    const deep = `${'<div>'.repeat(400)}words${'</div>'.repeat(400)}`
    expect(outline(read(deep))).toEqual(['paragraph words'])
  })
})

describe('pasting', () => {
  test('text of one line joins the words it is pasted into', async () => {
    const [anna] = await writing('One three')
    anna.caret(0, 4)
    anna.editor.view.pasteText('two ', pasteEvent())
    expect(anna.text()).toBe('One two three')
    anna.type('and ')
    expect(anna.text()).toBe('One two and three')
  })

  test('several lines become paragraphs, the first and last join what is there', async () => {
    const [anna] = await writing('Start end')
    anna.caret(0, 6)
    anna.editor.view.pasteText('one\r\n\r\n# two\n- three ', pasteEvent())
    expect(anna.text()).toBe('Start one\n# two\n- threeend')
    expect(anna.kinds()).toEqual(['paragraph', 'paragraph', 'paragraph'])
    anna.type('!')
    expect(anna.text()).toBe('Start one\n# two\n- three!end')
  })

  test('blocks pasted into an empty paragraph take its place; every block has its own id; the other device shows the same', async () => {
    const [anna, room] = await writing('Above')
    const boris = await openIn(room, 'Boris')
    anna.caret(0, 5)
    anna.key('Enter')
    anna.editor.view.pasteHTML(WORD, pasteEvent())
    await anna.settled()
    expect(anna.kinds()).toEqual([
      'paragraph',
      'heading1',
      'paragraph',
      'bullet',
      'bullet1',
      'ordered',
      'paragraph',
    ])
    const ids = new Set<string>()
    anna.editor.state.doc.forEach(({ attrs }) => {
      ids.add(attrs.id)
    })
    expect(ids.size).toBe(7)
    expect(boris.editor.state.doc.toJSON()).toEqual(anna.editor.state.doc.toJSON())
  })

  test('blocks of other kinds pasted into the middle of a paragraph stand between its halves', async () => {
    const [anna] = await writing('Before after')
    anna.caret(0, 7)
    anna.editor.view.pasteHTML('<h2>Title</h2><ul><li>item</li></ul>', pasteEvent())
    expect(anna.text()).toBe('Before \nTitle\nitem\nafter')
    expect(anna.kinds()).toEqual(['paragraph', 'heading2', 'bullet', 'paragraph'])
    anna.type('!')
    expect(anna.text()).toBe('Before \nTitle\nitem!\nafter')
  })

  test('a selection is replaced, and one undo brings all of it back', async () => {
    const [anna] = await writing('One two three')
    anna.select(0, 4, 7)
    anna.editor.view.pasteHTML('<p>a</p><p>b</p>', pasteEvent())
    expect(anna.text()).toBe('One a\nb three')
    anna.open().binding.undo()
    expect(anna.text()).toBe('One two three')
  })

  test('what was copied here comes back as it was', async () => {
    const markdown =
      '## Aims\n\nSome **bold** [words](https://example.org/).\n\n- one\n  1. two\n- three\n\n> Quoted.\n\nR: Repeal.'
    const [anna] = await writing(markdown)
    const { view, state } = anna.editor
    const whole = TextSelection.create(state.doc, 1, state.doc.content.size - 1).content()
    const { dom, text } = view.serializeForClipboard(whole)
    expect(dom.innerHTML.replace(/ data-pm-slice="[^"]*"/, '')).toBe(
      '<h2>Aims</h2><p>Some <strong>bold</strong> <a href="https://example.org/">words</a>.</p>' +
        '<ul><li>one<ol><li>two</li></ol></li><li>three</li></ul><blockquote><p>Quoted.</p></blockquote>' +
        '<p data-kind="recommendation">Repeal.</p>',
    )
    expect(text).toBe('Aims\nSome bold words.\none\ntwo\nthree\nQuoted.\nRepeal.')
    expect(outline(read(dom.innerHTML))).toEqual(outline(draftsFromMarkdown(markdown)))
  })

  test('an observer’s paste changes nothing', async () => {
    const room = new PaperRoom({ names: ['Olga'], readers: ['Olga'] })
    const olga = await openIn(room, 'Olga')
    olga.editor.view.pasteText('no', pasteEvent())
    expect(olga.text()).toBe('')
  })
})

describe('size', () => {
  test('five million characters fit into one edit; more than the ledger takes is refused', async () => {
    const [anna] = await writing('Words')
    const { schema } = anna.editor
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, at) => `${at} ${'word '.repeat(99)}`).join('\n')
    expect(isTooLarge(sliceOfDrafts(schema, draftsFromPlainText(lines(10_000))).content)).toBe(false)
    expect(isTooLarge(sliceOfDrafts(schema, draftsFromPlainText(lines(13_000))).content)).toBe(true)
    // Russian takes two bytes a letter.
    const russian = 'слово '.repeat(720_000)
    expect(isTooLarge(sliceOfDrafts(schema, draftsFromPlainText(russian)).content)).toBe(true)
  })

  test('the estimate is above what Yjs makes of it', async () => {
    const [anna] = await writing('Words')
    const lines = Array.from(
      { length: 2_000 },
      (_, at) => `## ${at} слово *word* [x](https://example.org/${at}) end`,
    )
    const drafts = draftsFromMarkdown(lines.join('\n'))
    const weight = bodyFromDrafts(2 ** 52 + 1, drafts, id).length
    const estimate = weightOf(sliceOfDrafts(anna.editor.schema, drafts).content)
    expect(estimate).toBeGreaterThan(weight)
    expect(estimate).toBeLessThan(weight * 1.3)
  })

  test('DOM that a browser makes while typing is read as blocks', async () => {
    const [anna] = await writing('Words')
    const dom = document.createElement('div')
    dom.append(document.createElement('p'), document.createElement('div'))
    const doc = PmDomParser.fromSchema(anna.editor.schema).parse(dom)
    expect(doc.childCount).toBe(2)
  })
})
