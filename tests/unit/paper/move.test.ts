// Move up and Move down: what goes along, where it goes, undo, the caret, numbers, and what two people make of one block.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { setStyle } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { type Direction, moveSelected } from '../../../renderer/editor/features/paper/commands/move.ts'
import { attributesOf, blockElement, bodyOf, isBlock } from '../../../shared/paper/body.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { numberBlocks } from '../../../shared/paper/numbering.ts'
import { moveChildren, orderedChildren } from '../../../shared/paper/order.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { Headless } from './support/headless.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

function writers(markdown: string): [Headless, Headless, () => void] {
  const state = bodyFromDrafts(9, draftsFromMarkdown(markdown), id)
  const [anna, boris] = [new Headless(state, 100), new Headless(state, 200)]
  const heard = { anna: 0, boris: 0 }
  const exchange = (): void => {
    for (; heard.anna < boris.sent.length; heard.anna += 1)
      anna.receive(boris.sent[heard.anna] ?? new Uint8Array())
    for (; heard.boris < anna.sent.length; heard.boris += 1)
      boris.receive(anna.sent[heard.boris] ?? new Uint8Array())
  }
  return [anna, boris, exchange]
}

const move = (writer: Headless, direction: Direction): boolean =>
  writer.run(moveSelected(writer.binding, direction))

/** Puts the caret before these words. */
function at(writer: Headless, words: string): void {
  let found: number | null = null
  writer.state.doc.forEach((block, position) => {
    const offset = block.textContent.indexOf(words)
    if (offset >= 0 && found === null) found = position + 1 + offset
  })
  if (found === null) throw new Error(`no ${words}`)
  writer.select(found)
}

const lines = (writer: Headless): string => writer.text().replaceAll('\n', ' ')

describe('one step', () => {
  const steps: readonly [
    name: string,
    text: string,
    caret: string,
    way: Direction,
    result: string | false,
  ][] = [
    ['a paragraph up', 'a\n\nb\n\nc', 'c', 'up', 'a c b'],
    ['a paragraph down', 'a\n\nb\n\nc', 'a', 'down', 'b a c'],
    ['nothing above', 'a\n\nb', 'a', 'up', false],
    ['nothing below', 'a\n\nb', 'b', 'down', false],
    ['past a heading, out of its section', 'a\n\n# H\n\nb', 'b', 'up', 'a b H'],
    ['a list item takes what hangs below it', '- a\n- b\n  - b1\n- c', 'b', 'up', 'b b1 a c'],
    ['and passes a whole one', '- a\n  - a1\n- b\n- c', 'b', 'up', 'b a a1 c'],
    ['downwards too', '- a\n- b\n  - b1\n- c', 'a', 'down', 'b b1 a c'],
    ['a deeper item leaves its parent', '- a\n- b\n  - b1', 'b1', 'up', 'a b1 b'],
    ['or goes to the next', '- a\n  - a1\n- b', 'a1', 'down', 'a b a1'],
    ['a paragraph passes one list item', '- a\n  - a1\n\np', 'p', 'up', 'a p a1'],
    ['a section up', '# T\n\n## A\n\na\n\n### A1\n\n## B\n\nb', 'B', 'up', 'T B b A a A1'],
    ['a section down', '# T\n\n## A\n\na\n\n## B\n\nb\n\n### B1', 'A', 'down', 'T B b B1 A a'],
    ['a section into the one above its parent', '# S\n\ns\n\n# T\n\n## A\n\na', 'A', 'up', 'S s A a T'],
    [
      'a section to the beginning of the next one',
      '# S\n\n## A\n\na\n\n# T\n\nt\n\n## B',
      'A',
      'down',
      'S T t A a B',
    ],
    ['no section leaves the title', '# T\n\nt\n\n## A\n\na', 'A', 'up', false],
    ['a section past what stands before the first', 'p\n\n# A\n\na', 'A', 'up', 'A a p'],
    ['the last section stays', '# A\n\na\n\n# B\n\nb', 'B', 'down', false],
  ]
  test.each(steps)('%s', (_name, text, caret, way, result) => {
    const [anna] = writers(text)
    const before = lines(anna)
    at(anna, caret)
    expect(move(anna, way)).toBe(result !== false)
    expect(lines(anna)).toBe(result === false ? before : result)
    expect(plainText(anna.ydoc)).toBe(anna.text())
    expect(anna.state.selection.$head.parent.textContent).toBe(caret)
  })

  test('several selected paragraphs go together, and stay selected', () => {
    const [anna] = writers('a\n\nbb\n\ncc\n\nd')
    anna.select(anna.startOf(1) + 1, anna.startOf(2) + 1)
    expect(move(anna, 'down')).toBe(true)
    expect(lines(anna)).toBe('a d bb cc')
    const { from, to } = anna.state.selection
    expect(anna.state.doc.textBetween(from, to, ' ')).toBe('b c')
    expect(move(anna, 'up') && move(anna, 'up')).toBe(true)
    expect(lines(anna)).toBe('bb cc a d')
  })
})

test('numbers of recommendations follow', () => {
  const [anna] = writers('Recommendation: One\n\nRecommendation: Two\n\nRecommendation: Three')
  at(anna, 'Three')
  move(anna, 'up')
  const blocks = anna.state.doc.content.content.map(({ attrs }) => ({
    kind: attrs.kind,
    indent: attrs.indent,
  }))
  expect(numberBlocks(blocks).map((number) => number?.label)).toEqual(['1', '2', '3'])
  expect(lines(anna)).toBe('One Three Two')
})

test('a move is one step of undo, and keeps what they typed in it', () => {
  const [anna, boris, exchange] = writers('a\n\nb\n\nc')
  at(anna, 'c')
  move(anna, 'up')
  move(anna, 'up')
  exchange()
  at(boris, 'c')
  boris.type('THEIRS')
  exchange()
  anna.binding.undo()
  expect(lines(anna)).toBe('a THEIRSc b')
  anna.binding.undo()
  expect(lines(anna)).toBe('a b THEIRSc')
  anna.binding.redo()
  exchange()
  expect(lines(boris)).toBe('a THEIRSc b')
  expect(lines(anna)).toBe(lines(boris))
})

test('what is typed, retyped or split in a block while it is moved goes along', () => {
  const [anna, boris, exchange] = writers('a\n\nb\n\nwords')
  at(anna, 'words')
  move(anna, 'up')
  at(boris, 'words')
  boris.type('more ')
  boris.run(setStyle({ kind: 'recommendation' }))
  exchange()
  expect(lines(anna)).toBe('a more words b')
  expect(lines(boris)).toBe(lines(anna))
  expect(anna.state.doc.child(1).attrs.kind).toBe('recommendation')
})

test('two who move one block leave one; two who move different ones get both', () => {
  const [anna, boris, exchange] = writers('a\n\nb\n\nc\n\nd')
  at(anna, 'b')
  at(boris, 'b')
  move(anna, 'up')
  move(boris, 'down')
  exchange()
  expect(['b a c d', 'a c b d']).toContain(lines(anna))
  expect(lines(boris)).toBe(lines(anna))
  const [carla, dan, talk] = writers('a\n\nb\n\nc\n\nd')
  at(carla, 'b')
  at(dan, 'd')
  move(carla, 'up')
  move(dan, 'up')
  talk()
  expect(lines(carla)).toBe('b a d c')
  expect(lines(dan)).toBe('b a d c')
})

test('a new paragraph behind a moved one stands behind it', () => {
  const [anna, boris, exchange] = writers('a\n\nb\n\nc')
  at(anna, 'c')
  move(anna, 'up')
  exchange()
  at(boris, 'c')
  boris.select(boris.state.selection.from + 1)
  boris.dispatch(boris.state.tr.split(boris.state.selection.from))
  boris.type('new')
  exchange()
  expect(lines(anna)).toBe('a c new b')
  expect(plainText(anna.ydoc)).toBe(boris.text())
})

test('a caret stays in the block that a colleague moves', () => {
  const [anna, boris, exchange] = writers('one\n\ntwo\n\nthree')
  at(boris, 'ree')
  at(anna, 'three')
  move(anna, 'up')
  exchange()
  boris.type('!')
  expect(lines(boris)).toBe('one th!ree two')
})

test('deleting wins over moving, and what a third typed stays where the block was moved to', () => {
  const [anna, boris, exchange] = writers('a\n\nb\n\nc')
  at(anna, 'c')
  move(anna, 'up')
  exchange()
  boris.select(boris.startOf(1))
  boris.type('X')
  anna.select(anna.startOf(0) + 1, anna.startOf(1) + 1)
  anna.dispatch(anna.state.tr.deleteSelection())
  exchange()
  expect(lines(anna)).toBe('a X b')
  expect(lines(boris)).toBe(lines(anna))
})

describe('odd bytes', () => {
  const paragraph = (text: string) =>
    blockElement({ kind: 'paragraph', level: 1, indent: 0, id: id() }, [{ text, marks: {} }])

  test('a place that is nowhere, or that two claim, loses no block', () => {
    const doc = new Y.Doc()
    const body = bodyOf(doc)
    body.insert(0, [paragraph('a'), paragraph('b'), paragraph('c')])
    const [a, b, c] = body.toArray().filter(isBlock)
    if (!a || !b || !c) throw new Error('three blocks')
    b.setAttribute('place', 'f'.repeat(32))
    expect(plainText(doc)).toBe('a\nb\nc')
    moveChildren(body, [c], 'before', a, () => 'e'.repeat(32))
    expect(plainText(doc)).toBe('c\na\nb')
    b.setAttribute('place', 'e'.repeat(32))
    expect(plainText(doc)).toBe('b\nc\na')
    expect(orderedChildren(body)).toHaveLength(4)
    expect(attributesOf(b).kind).toBe('paragraph')
  })

  test('a block that claims to stand at itself, or at a shown block, stays', () => {
    const doc = new Y.Doc()
    const body = bodyOf(doc)
    body.insert(0, [paragraph('a'), paragraph('b')])
    const [a, b] = body.toArray().filter(isBlock)
    a?.setAttribute('slot', 'd'.repeat(32))
    a?.setAttribute('place', 'd'.repeat(32))
    expect(plainText(doc)).toBe('a\nb')
    b?.setAttribute('place', 'd'.repeat(32))
    expect(plainText(doc).split('\n').sort()).toEqual(['a', 'b'])
  })
})
