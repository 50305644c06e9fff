// The pure parts of a paper: numbers, counts, addresses, imported text, and the bytes of a body.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { diffText } from '../../../renderer/editor/features/paper/binding/text-diff.ts'
import { toBlockAttributes } from '../../../shared/paper/block.ts'
import { attributesOf, bodyOf, isBlock, runsOf } from '../../../shared/paper/body.ts'
import { draftsFromMarkdown, draftsFromPlainText } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts, initialBody } from '../../../shared/paper/initial.ts'
import { readTypedLink, safeLink } from '../../../shared/paper/link.ts'
import type { BlockKind } from '../../../shared/paper/names.ts'
import { numberBlocks } from '../../../shared/paper/numbering.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { countText, statisticsOf } from '../../../shared/paper/statistics.ts'
import { fixture } from '../../support/fixture.ts'
import { SEED } from '../../support/seed.ts'
import { chance } from './support/random.ts'

const ID = '0123456789abcdef0123456789abcdef'

function labels(...blocks: [BlockKind, number?][]): (string | null)[] {
  return numberBlocks(blocks.map(([kind, indent = 0]) => ({ kind, indent }))).map(
    (number) => number?.label ?? null,
  )
}

describe('numbers', () => {
  test('recommendations count through the whole paper', () => {
    expect(labels(['recommendation'], ['heading'], ['paragraph'], ['recommendation'], ['ordered'])).toEqual([
      '1',
      null,
      null,
      '2',
      '1.',
    ])
  })

  test('paragraphs count where the paper numbers them, across headings, quotes and lists', () => {
    const kinds = [
      'heading',
      'paragraph',
      'quote',
      'bullet',
      'paragraph',
      'recommendation',
      'paragraph',
    ] as const
    const blocks = kinds.map((kind, at) => ({
      kind,
      indent: 0,
      isNumbered: kind === 'paragraph' && at !== 4,
    }))
    expect(numberBlocks(blocks).map((number) => number?.label ?? null)).toEqual([
      null,
      '1.',
      null,
      null,
      null,
      '1',
      '2.',
    ])
  })

  test('a list counts by depth, starts anew after other text, and a deeper list starts anew under each item', () => {
    expect(
      labels(
        ['ordered'],
        ['ordered', 1],
        ['ordered', 2],
        ['ordered', 1],
        ['ordered'],
        ['ordered', 1],
        ['paragraph'],
        ['ordered'],
      ),
    ).toEqual(['1.', 'a.', 'i.', 'b.', '2.', 'a.', null, '1.'])
  })

  test('bullets in between: deeper ones keep the count, ones at the same depth end it', () => {
    expect(labels(['ordered'], ['bullet', 1], ['ordered'], ['bullet'], ['ordered'])).toEqual([
      '1.',
      null,
      '2.',
      null,
      '1.',
    ])
  })

  test('letters and Roman numerals go on', () => {
    const deep = numberBlocks(Array.from({ length: 30 }, () => ({ kind: 'ordered' as const, indent: 1 })))
    expect([deep[25]?.label, deep[26]?.label, deep[29]?.label]).toEqual(['z.', 'aa.', 'ad.'])
    const deeper = numberBlocks(Array.from({ length: 14 }, () => ({ kind: 'ordered' as const, indent: 2 })))
    expect([3, 8, 13].map((index) => deeper[index]?.label)).toEqual(['iv.', 'ix.', 'xiv.'])
  })
})

test('words are counted in any script, with their hyphens and apostrophes', () => {
  const counts = statisticsOf([
    { kind: 'recommendation', ...countText('States’ well-being: 3.5 % – no?') },
    { kind: 'paragraph', ...countText('Освободить задержанных.') },
  ])
  expect(counts).toEqual({ words: 6, characters: 54, recommendations: 1 })
})

test('characters are counted as a reader counts them', () => {
  for (const [text, characters] of [
    ['', 0],
    ['a b', 3],
    ['\u{1f600}!', 2],
    ['👩‍⚖️', 1],
    ['и\u0306', 1],
    ['🇰🇬', 1],
  ] as const)
    expect(countText(text).characters, text).toBe(characters)
})

test('30,000 words are counted in less than a tenth of a second', () => {
  const paragraph = 'Nothing about us without us: the group has documented it all. '.repeat(10)
  const started = performance.now()
  const blocks = Array.from({ length: 300 }, (_, at) => ({
    kind: 'paragraph',
    ...countText(`${at} ${paragraph}`),
  }))
  expect(statisticsOf(blocks).words).toBeGreaterThan(30_000)
  expect(performance.now() - started).toBeLessThan(100)
})

test('only web and mail addresses are links', () => {
  expect(safeLink('https://example.org/a?b#c')).toBe('https://example.org/a?b#c')
  expect(safeLink(' mailto:a@b.org ')).toBe('mailto:a@b.org')
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc',
    'java\nscript:x',
    'ftp://a.b',
    'https://',
    '//a.b',
    7,
  ]) {
    expect(safeLink(bad)).toBeNull()
  }
  expect(readTypedLink('example.org/x')).toBe('https://example.org/x')
  expect(readTypedLink('example.org:8080')).toBe('https://example.org:8080')
  expect(readTypedLink('someone@example.org')).toBe('mailto:someone@example.org')
  for (const bad of ['', 'two words', 'word', 'javascript:alert(1)']) expect(readTypedLink(bad)).toBeNull()
})

test('attributes that make no sense read as the nearest that do', () => {
  expect(toBlockAttributes({ kind: 'x', level: 9, indent: -2, id: 'nope' })).toEqual({
    kind: 'paragraph',
    level: 4,
    indent: 0,
    id: '',
  })
  expect(toBlockAttributes({ kind: 'bullet', level: '3', indent: Number.NaN, id: ID })).toEqual({
    kind: 'bullet',
    level: 1,
    indent: 0,
    id: ID,
  })
})

describe('imported text', () => {
  test('plain text stays plain, one paragraph a line', () => {
    expect(draftsFromPlainText('# One\r\n\r\n  - two \u0000\n')).toEqual([
      { kind: 'paragraph', level: 1, indent: 0, runs: [{ text: '# One', marks: {} }] },
      { kind: 'paragraph', level: 1, indent: 0, runs: [{ text: '- two', marks: {} }] },
    ])
  })

  test('Markdown becomes blocks, wrapped lines one paragraph, and odd signs stay signs', () => {
    const drafts = draftsFromMarkdown(
      '## Two ##\n\nA **bold** and *slanted* [link](https://a.b/c) [no](javascript:x)\nwrapped 2 * 3 * 4.\n\n- one\n  1. two\n> quoted\n\nR: Repeal.',
    )
    expect(
      drafts.map(({ kind, level, indent, runs }) => [
        kind,
        level,
        indent,
        runs.map(({ text }) => text).join(''),
      ]),
    ).toEqual([
      ['heading', 2, 0, 'Two'],
      ['paragraph', 1, 0, 'A bold and slanted link [no](javascript:x) wrapped 2 * 3 * 4.'],
      ['bullet', 1, 0, 'one'],
      ['ordered', 1, 1, 'two'],
      ['quote', 1, 0, 'quoted'],
      ['recommendation', 1, 0, 'Repeal.'],
    ])
    expect(drafts[1]?.runs.filter(({ marks }) => Object.keys(marks).length > 0)).toEqual([
      { text: 'bold', marks: { bold: true } },
      { text: 'slanted', marks: { italic: true } },
      { text: 'link', marks: { link: { href: 'https://a.b/c' } } },
    ])
  })
})

describe('the bytes of a body', () => {
  test('match the fixture, and the fixture reads back', async () => {
    const drafts = draftsFromMarkdown(
      '## Aims\n\nWe **ask**: [read](https://example.org/).\n\n- one\n  1. two\n\nR: Repeal.',
    )
    let next = 0
    const bytes = bodyFromDrafts(
      4_503_599_627_370_497,
      drafts,
      () => ID.slice(0, -2) + String(next++).padStart(2, '0'),
    )
    const kept = await fixture('paper-body.bin', bytes)
    expect(kept).toEqual(bytes)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, kept)
    const blocks = bodyOf(doc).toArray().filter(isBlock)
    expect(blocks.map(attributesOf).map(({ kind, level, indent }) => [kind, level, indent])).toEqual([
      ['heading', 2, 0],
      ['paragraph', 1, 0],
      ['bullet', 1, 0],
      ['ordered', 1, 1],
      ['recommendation', 1, 0],
    ])
    expect(blocks[1] && runsOf(blocks[1])).toEqual(drafts[1]?.runs)
    expect(plainText(doc)).toBe('Aims\nWe ask: read.\none\ntwo\nRepeal.')
  })

  test('a new paper holds one empty paragraph with an id', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, initialBody(5, ID))
    expect(bodyOf(doc).toArray().filter(isBlock).map(attributesOf)).toEqual([
      { kind: 'paragraph', level: 1, indent: 0, id: ID },
    ])
  })
})

const isWhole = (text: string): boolean => /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/.test(text)

describe('where two texts differ', () => {
  test('one range, exact where the step says so, and no half of a pair', () => {
    expect(diffText('aaa', 'aaaa', { from: 1, oldTo: 1, newTo: 2 })).toEqual({
      start: 1,
      removed: 0,
      inserted: 1,
    })
    expect(diffText('a\u{1f600}b', 'a\u{1f601}b')).toEqual({ start: 1, removed: 2, inserted: 2 })
    expect(diffText('x\u{1f600}', 'x\u{20600}')).toEqual({ start: 1, removed: 2, inserted: 2 })
  })

  test('applied to the old one it gives the new one', () => {
    const seed = SEED
    const random = chance(seed)
    const text = (): string =>
      Array.from(
        { length: Math.floor(random() * 6) },
        () => ['a', 'b', '\u{1f600}', '\u{1f601}'][Math.floor(random() * 4)],
      ).join('')
    for (let round = 0; round < 3_000; round += 1) {
      const [before, after] = [text(), text()]
      const { start, removed, inserted } = diffText(before, after)
      const result =
        before.slice(0, start) + after.slice(start, start + inserted) + before.slice(start + removed)
      expect(result, `seed ${seed}`).toBe(after)
      expect(isWhole(before.slice(start, start + removed)), `seed ${seed}`).toBe(true)
      expect(isWhole(after.slice(start, start + inserted)), `seed ${seed}`).toBe(true)
    }
  })
})
