// Exports: Markdown and file names as pure text, DOCX unzipped and read back, and opened by LibreOffice where there is one.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { docxOf } from '../../../renderer/editor/features/paper/export/docx.ts'
import type { DraftBlock, TextMarks } from '../../../shared/paper/block.ts'
import { markdownOf } from '../../../shared/paper/export-markdown.ts'
import { fileNameOf } from '../../../shared/paper/file-name.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import type { BlockKind } from '../../../shared/paper/names.ts'
import { SAMPLE } from '../../standin/paper/sample.ts'
import { temporaryFolders } from '../../support/folder.ts'

const folder = temporaryFolders()
const run = promisify(execFile)

function block(kind: BlockKind, text: string, indent = 0, marks: TextMarks = {}): DraftBlock {
  return { kind, level: 1, indent, runs: text === '' ? [] : [{ text, marks }] }
}

const LISTS: readonly DraftBlock[] = [
  block('ordered', 'one'),
  block('ordered', 'one a', 1),
  block('bullet', 'point', 1),
  block('ordered', 'one a again', 1),
  block('ordered', 'two'),
  block('paragraph', 'between'),
  block('ordered', 'one anew'),
]

describe('file names', () => {
  test('hold no path, no sign that a system refuses, no kept name', () => {
    expect(fileNameOf('Laws on “foreign agents”: what now?', 'docx')).toBe(
      'Laws on “foreign agents” what now.docx',
    )
    expect(fileNameOf('../../etc/passwd', 'md')).toBe('etc passwd.md')
    expect(fileNameOf('a\u202egnp.exe', 'md')).toBe('a gnp.exe.md')
    expect(fileNameOf('Рекомендации ОБСЕ', 'docx')).toBe('Рекомендации ОБСЕ.docx')
    for (const title of ['', '...', 'CON', 'lpt1', '\u0000', '/'])
      expect(fileNameOf(title, 'md'), title).toBe('paper.md')
    expect(fileNameOf('x'.repeat(300), 'md')).toHaveLength(103)
  })
})

describe('Markdown', () => {
  test('what comes in as Markdown goes out as the same', () => {
    const plain = (drafts: readonly DraftBlock[]) =>
      drafts.map(({ kind, level, runs }) => ({ kind, level, runs }))
    const drafts = draftsFromMarkdown(SAMPLE)
    const text = markdownOf(drafts, 'Recommendation')
    expect(text).toContain('Recommendation 2: Release all')
    expect(text).toContain('**three implemented, five partly, and eleven not at all**.')
    expect(text).toContain('[Venice Commission](https://www.venice.coe.int/)')
    expect(plain(draftsFromMarkdown(text))).toEqual(plain(drafts))
    expect(plain(draftsFromMarkdown(markdownOf(drafts, 'Рекомендация')))).toEqual(plain(drafts))
  })

  test('lists keep their numbers and depth', () => {
    expect(markdownOf(LISTS, 'R')).toBe(
      '1. one\n    1. one a\n    - point\n    1. one a again\n2. two\n\nbetween\n\n1. one anew\n',
    )
  })

  test('signs of the text stay signs of the text, and marks stand against their words', () => {
    const text = (...blocks: DraftBlock[]) => markdownOf(blocks, 'R')
    expect(text(block('paragraph', 'a*b_c [d] <e> `f` \\'))).toBe('a\\*b\\_c \\[d\\] \\<e> \\`f\\` \\\\\n')
    expect(text(block('paragraph', '# no heading'))).toBe('\\# no heading\n')
    expect(text(block('paragraph', '14. March'))).toBe('14\\. March\n')
    expect(text(block('paragraph', ' both ', 0, { bold: true, italic: true }))).toBe('***both***\n')
    const link = { link: { href: 'https://example.org/a_(b)' } }
    expect(text(block('paragraph', 'here', 0, link))).toBe('[here](https://example.org/a_%28b%29)\n')
    expect(text(block('paragraph', ''), block('quote', 'q'), block('paragraph', ''))).toBe('> q\n')
    expect(text()).toBe('')
  })
})

describe('DOCX', () => {
  const TITLE = 'Защита тех, кто защищает права'
  const blocks = [...draftsFromMarkdown(SAMPLE), ...LISTS, block('paragraph', 'под', 0, { underline: true })]
  const parts = async (content: readonly DraftBlock[] = blocks): Promise<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(unzipSync(await docxOf(TITLE, content))).map(([name, data]) => [name, strFromU8(data)]),
    )
  const paragraphs = (xml = '') =>
    [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner = '']) => ({
      style: /<w:pStyle w:val="([^"]+)"/.exec(inner)?.[1],
      level: /<w:ilvl w:val="(\d+)"/.exec(inner)?.[1],
      list: /<w:numId w:val="(\d+)"/.exec(inner)?.[1],
      text: [...inner.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, words]) => words).join(''),
      xml: inner,
    }))

  test('every block has its style, its words and its level; marks and links are real', async () => {
    const read = await parts()
    const [title, ...all] = paragraphs(read['word/document.xml'])
    expect(title).toMatchObject({ style: 'Title', text: TITLE })
    expect(all.map(({ text }) => text)).toEqual(
      blocks.map(({ runs }) => runs.map((one) => one.text).join('')),
    )
    const styles = {
      paragraph: undefined,
      quote: 'Quote',
      bullet: 'ListBullet',
      ordered: 'ListNumber',
      recommendation: 'Recommendation',
    }
    expect(all.map(({ style }) => style)).toEqual(
      blocks.map(({ kind, level }) => (kind === 'heading' ? `Heading${level}` : styles[kind])),
    )
    for (const id of ['Heading1', 'Heading4', 'Quote', 'ListBullet', 'ListNumber', 'Recommendation'])
      expect(read['word/styles.xml']).toContain(`w:styleId="${id}"`)
    expect(all.map(({ level }) => level)).toEqual(
      blocks.map(({ kind, indent }) =>
        kind === 'recommendation'
          ? '0'
          : kind === 'bullet' || kind === 'ordered'
            ? String(indent)
            : undefined,
      ),
    )
    const found = (words: string) => all.find(({ text }) => text.includes(words))?.xml
    expect(found('three implemented')).toContain('<w:b/>')
    expect(found('foreign funding')).toContain('<w:i/>')
    expect(found('под')).toContain('<w:u ')
    expect(found('Venice Commission')).toContain('<w:hyperlink')
    const links = read['word/_rels/document.xml.rels']
    expect(links).toMatch(/Id="link1" [^>]*Target="https:\/\/www\.venice\.coe\.int\/"/)
  })

  test('a list that begins anew on the page is a list of its own in Word, and recommendations are one', async () => {
    const all = paragraphs((await parts())['word/document.xml'])
    const list = (text: string) => all.find((one) => one.text === text)?.list
    expect(list('one')).toBe(list('two'))
    expect(list('one anew')).not.toBe(list('one'))
    expect(list('one a again')).not.toBe(list('one a'))
    expect(new Set(all.filter(({ style }) => style === 'Recommendation').map((one) => one.list)).size).toBe(1)
  })

  test('numbered paragraphs are one list with a style of its own, in Markdown they carry their number', async () => {
    const numbered: readonly DraftBlock[] = [
      { ...block('paragraph', 'first'), isNumbered: true },
      block('heading', 'between'),
      { ...block('paragraph', 'second'), isNumbered: true },
    ]
    const read = await parts(numbered)
    const [, ...all] = paragraphs(read['word/document.xml'])
    expect(all.map(({ style }) => style)).toEqual(['NumberedParagraph', 'Heading1', 'NumberedParagraph'])
    expect(all[0]?.list).toBe(all[2]?.list)
    expect(read['word/styles.xml']).toContain('w:styleId="NumberedParagraph"')
    expect(markdownOf(numbered, '')).toBe('1. first\n\n# between\n\n2. second\n')
  })

  test('no author, time, revision, comment or tool inside, and the same text gives the same bytes', async () => {
    const read = await parts()
    expect(Object.keys(read).filter((name) => /docProps|comments|people/.test(name))).toEqual([])
    for (const [name, xml] of Object.entries(read)) {
      expect(xml, name).not.toMatch(
        /Un-named|dc:creator|lastModifiedBy|docProps|w:rsid|w:author|w:ins |w:del /,
      )
      expect(xml, name).not.toMatch(/20\d\d-\d\d-\d\dT/)
    }
    const [first, second] = [await docxOf(TITLE, blocks), await docxOf(TITLE, blocks)]
    expect(Buffer.compare(first, second)).toBe(0)
    // Every entry of the zip has the date where the format begins.
    const dates = new Set<number>()
    const view = new DataView(first.buffer)
    for (let at = 0; at + 16 < first.length; at += 1)
      if (view.getUint32(at, true) === 0x04034b50) dates.add(view.getUint32(at + 10, true))
    expect([...dates]).toEqual([0x00210000])
    const odd = await parts([block('paragraph', 'a & b < c > "d"')])
    expect(odd['word/document.xml']).toContain('a &amp; b &lt; c')
    expect((await parts([]))['word/document.xml']).toContain(TITLE)
  })

  test('30,000 words and 300 recommendations in less than three seconds', async () => {
    const words = 'nothing about us without us '.repeat(20).trim()
    const long = Array.from({ length: 300 }, (_, at) => [
      block('paragraph', `${at} ${words}`),
      block('recommendation', `Release number ${at}.`),
    ]).flat()
    const started = performance.now()
    await docxOf(TITLE, long)
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('LibreOffice opens it and reads the same words', async (context) => {
    const office = await run('soffice', ['--version']).then(
      () => true,
      () => false,
    )
    if (!office) context.skip('LibreOffice is not installed here, so nobody but this test has read the file')
    const place = await folder()
    const file = join(place, 'paper.docx')
    await writeFile(file, await docxOf(TITLE, blocks))
    const to = ['--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', place, file]
    await run('soffice', [`-env:UserInstallation=file://${place}/profile`, ...to])
    const text = await readFile(join(place, 'paper.txt'), 'utf8')
    for (const words of [TITLE, 'Release all human-rights defenders', 'one a again'])
      expect(text).toContain(words)
  })
})
