// Undo takes back one's own changes and nobody else's, whatever has come in between.

import { joinBackward } from '@tiptap/pm/commands'
import { expect, test } from 'vitest'
import { setStyle, splitBlock } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { Headless } from './support/headless.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

function two(markdown: string): [Headless, Headless, () => void] {
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

test('my typing goes, theirs in the middle of it stays', () => {
  const [anna, boris, exchange] = two('Words')
  anna.select(6)
  anna.type(' mine')
  exchange()
  boris.select(9)
  boris.type('THEIRS')
  exchange()
  anna.binding.undo()
  exchange()
  expect(anna.text()).toBe('WordsTHEIRS')
  expect(boris.text()).toBe('WordsTHEIRS')
  anna.binding.redo()
  exchange()
  expect(boris.text()).toBe(anna.text())
  for (const word of ['mi', 'ne', 'THEIRS']) expect(anna.text()).toContain(word)
})

test('somebody else’s change is not mine to undo', () => {
  const [anna, boris, exchange] = two('Words')
  boris.select(6)
  boris.type(' theirs')
  exchange()
  expect(anna.binding.undo()).toBe(false)
  expect(anna.text()).toBe('Words theirs')
})

test('an undone Enter keeps what they typed in the new block, heard of or not', () => {
  const [anna, boris, exchange] = two('One two')
  anna.select(4)
  anna.run(splitBlock)
  exchange()
  boris.select(boris.startOf(1))
  boris.type('THEIRS')
  anna.binding.undo()
  expect(anna.text()).toBe('One two')
  exchange()
  expect(anna.text()).toBe('One two\nTHEIRS')
  expect(boris.text()).toBe(anna.text())
})

test('a join keeps what they typed in the joined block at the same moment', () => {
  const [anna, boris, exchange] = two('One\n\nTwo')
  boris.select(boris.startOf(1) + 3)
  boris.type(' THEIRS')
  anna.select(anna.startOf(1))
  anna.run(joinBackward)
  expect(anna.text()).toBe('OneTwo')
  exchange()
  expect(anna.text()).toBe('OneTwo\n THEIRS')
  expect(boris.text()).toBe(anna.text())
})

test('a block that came back by their words can be emptied by typing and stays under the caret', () => {
  const [anna, boris, exchange] = two('One\n\nTwo')
  boris.select(boris.startOf(1) + 3)
  boris.type('!')
  anna.select(anna.startOf(1))
  anna.run(joinBackward)
  exchange()
  anna.select(anna.startOf(1), anna.startOf(1) + 1)
  anna.dispatch(anna.state.tr.deleteSelection())
  exchange()
  boris.select(1)
  boris.type('x')
  exchange()
  expect(anna.text()).toBe('xOneTwo\n')
  expect(boris.text()).toBe(anna.text())
})

test('a changed kind is undone unless they have changed it since', () => {
  const [anna, boris, exchange] = two('Words')
  const kind = (writer: Headless): unknown => writer.state.doc.firstChild?.attrs.kind
  anna.run(setStyle({ kind: 'quote' }))
  anna.binding.undo()
  expect(kind(anna)).toBe('paragraph')
  anna.binding.redo()
  expect(kind(anna)).toBe('quote')
  exchange()
  boris.run(setStyle({ kind: 'recommendation' }))
  exchange()
  anna.binding.undo()
  exchange()
  expect(kind(anna)).toBe('recommendation')
  expect(kind(boris)).toBe('recommendation')
})

test('Enter, a style and typing are steps of their own', () => {
  const [anna] = two('Words')
  anna.select(6)
  anna.type(' and')
  anna.run(splitBlock)
  anna.type('more')
  anna.run(setStyle({ kind: 'quote' }))
  const seen: string[] = []
  while (anna.binding.undo()) seen.push(`${anna.state.doc.lastChild?.attrs.kind}: ${anna.text()}`)
  expect(seen).toEqual([
    'paragraph: Words and\nmore',
    'paragraph: Words and\n',
    'paragraph: Words and',
    'paragraph: Words',
  ])
})

test('after undo the caret stands where the text came back', () => {
  const [anna] = two('One two three')
  anna.select(5, 8)
  anna.dispatch(anna.state.tr.deleteSelection())
  anna.select(1)
  anna.binding.undo()
  expect(anna.text()).toBe('One two three')
  expect(anna.state.selection.head).toBe(8)
})
