// Carets keep their place among the words while others write.
import { expect, test } from 'vitest'
import { splitBlock } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { CARET_MS, CaretSender } from '../../../renderer/editor/features/paper/session/caret-sender.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { HandClock } from './support/hand-clock.ts'
import { Headless } from './support/headless.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

function two(markdown: string): [Headless, Headless] {
  const state = bodyFromDrafts(9, draftsFromMarkdown(markdown), id)
  return [new Headless(state, 100), new Headless(state, 200)]
}

function hear(from: Headless, to: Headless): void {
  for (const update of from.sent.splice(0)) to.receive(update)
}

test('a place means the same character on both devices', () => {
  const [anna, boris] = two('One **two** three\n\n- four')
  for (let position = 1; position < anna.state.doc.content.size; position += 1) {
    if (!anna.state.doc.resolve(position).parent.isTextblock) continue
    const place = anna.binding.placeOf(position)
    expect(place && boris.binding.positionOf(place)).toBe(position)
  }
})

test('my caret stays between its words when they type before, at and after it', () => {
  const [anna, boris] = two('One two three')
  anna.select(5)
  for (const [at, expected] of [
    [1, 8],
    [8, 8],
    [12, 8],
  ] as const) {
    boris.select(at)
    boris.type('xyz')
    hear(boris, anna)
    expect(anna.state.selection.head).toBe(expected)
  }
})

test('my caret goes along when they press Enter before it, and stays when they press it behind', () => {
  const [anna, boris] = two('One two three')
  anna.select(10)
  boris.select(4)
  boris.run(splitBlock)
  hear(boris, anna)
  expect(anna.state.doc.textBetween(0, anna.state.selection.head, '\n')).toBe('One\n two t')
  boris.select(boris.startOf(1) + 8)
  boris.run(splitBlock)
  hear(boris, anna)
  expect(anna.state.doc.textBetween(0, anna.state.selection.head, '\n')).toBe('One\n two t')
})

test('my caret survives the deletion of its block', () => {
  const [anna, boris] = two('One\n\nTwo\n\nThree')
  anna.select(anna.startOf(1) + 1)
  boris.select(4, boris.startOf(2))
  boris.dispatch(boris.state.tr.deleteSelection())
  hear(boris, anna)
  expect(anna.text()).toBe('OneThree')
  anna.type('!')
  expect(anna.text()).toContain('!')
})

test('bytes that are no place, or a place not yet known, are no position', () => {
  const [anna, boris] = two('One')
  boris.select(4)
  boris.type(' more')
  const place = boris.binding.placeOf(8)
  expect(place && anna.binding.positionOf(place)).toBeNull()
  expect(anna.binding.positionOf(Uint8Array.of(9, 9, 9))).toBeNull()
  expect(anna.binding.positionOf(new Uint8Array())).toBeNull()
})

test('a moving caret is told at most twice a second, and once more where it rests', () => {
  const clock = new HandClock()
  const told: (number | undefined)[] = []
  const sender = new CaretSender(clock, (caret) => told.push(caret?.head[0]))
  for (let step = 0; step < 20; step += 1) {
    sender.moved({ anchor: Uint8Array.of(step), head: Uint8Array.of(step) })
    clock.advance(CARET_MS / 10)
  }
  clock.advance(CARET_MS)
  expect(told).toEqual([0, 10, 19])
  sender.stop()
})
