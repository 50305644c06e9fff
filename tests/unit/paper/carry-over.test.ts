// Words that were typed and not acknowledged when a session ended, put into the next one: none is dropped, none is written twice.
import { EditorState } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { carryOver } from '../../../renderer/editor/features/paper/session/carry-over.ts'
import { schema } from './support/headless.ts'

type Line = readonly [id: string, text: string, rescued?: boolean]

const paper = (...lines: readonly Line[]) =>
  schema.topNodeType.create(
    null,
    lines.map(([id, text, rescued = false]) =>
      schema.node(
        'block',
        { id: id === '' ? '' : id.repeat(32), rescued },
        text === '' ? [] : [schema.text(text)],
      ),
    ),
  )

function carried(base: readonly Line[], mine: readonly Line[], next: readonly Line[]): string {
  const tr = EditorState.create({ doc: paper(...next) }).tr
  const { doc } = carryOver(tr, { base: paper(...base), mine: paper(...mine) })
  return doc.textBetween(0, doc.content.size, '\n')
}

test('a letter that the paragraph holds elsewhere is carried all the same', () => {
  expect(carried([['a', 'need']], [['a', 'needed']], [['a', 'THEY need']])).toContain('ed')
  expect(carried([['a', 'see']], [['a', 'seee']], [['a', 'see it']])).toBe('seee it')
})

test('what was stored although nobody answered is not written twice', () => {
  expect(carried([['a', 'see']], [['a', 'see you']], [['a', 'see you there']])).toBe('see you there')
  expect(carried([['a', 'a b']], [['a', 'a b']], [['a', 'b']])).toBe('b')
})

test('a block that a colleague took out comes back when it holds something of mine, and only then', () => {
  const base: Line[] = [
    ['a', 'One'],
    ['b', 'Two'],
  ]
  expect(
    carried(
      base,
      [
        ['a', 'One'],
        ['b', 'Two, mine'],
      ],
      [['a', 'One']],
    ),
  ).toBe('One\nTwo, mine')
  expect(carried(base, base, [['a', 'One']])).toBe('One')
})

test('rescued words that nobody touched stay as they are', () => {
  const lines: Line[] = [
    ['', 'first', true],
    ['a', 'One'],
    ['', 'second', true],
  ]
  const mine: Line[] = [
    ['', 'first', true],
    ['a', 'One more'],
    ['', 'second', true],
  ]
  expect(carried(lines, mine, lines)).toBe('first\nOne more\nsecond')
})
