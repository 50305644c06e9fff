// Two who press Enter in one paragraph, or join the same two, at the same moment: every word stands once, in its order, on every device.
import { joinBackward } from '@tiptap/pm/commands'
import { describe, expect, test } from 'vitest'
import { splitBlock } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { isBlock } from '../../../shared/paper/body.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { COPIED } from '../../../shared/paper/names.ts'
import { mendTwins } from '../../../shared/paper/twins.ts'
import { Headless, hearing } from './support/headless.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

function three(markdown: string, clients: readonly number[] = [100, 200, 300]) {
  const state = bodyFromDrafts(9, draftsFromMarkdown(markdown), id)
  const writers = clients.map((client) => new Headless(state, client))
  const hear = hearing(writers)
  const [anna, boris, carol] = writers
  if (!anna || !boris || !carol) throw new Error('three writers')
  const meet = (): void => {
    for (let moved = true; moved; ) {
      moved = false
      for (const to of [0, 1, 2]) for (const from of [0, 1, 2]) moved = hear(to, from) || moved
    }
  }
  return { anna, boris, carol, meet, writers }
}

function enter(writer: Headless, block: number, offset: number): void {
  writer.select(writer.startOf(block) + offset)
  writer.run(splitBlock)
}

function join(writer: Headless, block: number): void {
  writer.select(writer.startOf(block))
  writer.run(joinBackward)
}

const SWAPPED = [300, 200, 100]

describe('Enter', () => {
  test('in two places at once: three paragraphs', () => {
    const { anna, boris, meet, writers } = three('one two three')
    enter(anna, 0, 4)
    enter(boris, 0, 8)
    meet()
    for (const writer of writers) expect(writer.text()).toBe('one \ntwo \nthree')
  })

  test('whoever stands first, the words keep their order', () => {
    const { anna, boris, meet, writers } = three('one two three', SWAPPED)
    enter(anna, 0, 4)
    enter(boris, 0, 8)
    meet()
    for (const writer of writers) expect(writer.text().replace(/\n+/g, '|')).toBe('one |two three')
  })

  test.each([[[100, 200, 300]], [SWAPPED]])('all three in one place, as %o', (clients) => {
    const { writers, meet } = three('R: one two three', clients)
    for (const writer of writers) enter(writer, 0, 4)
    meet()
    for (const writer of writers) expect(writer.text().replace(/\n+/g, '|')).toBe('one |two three')
  })

  test('what each typed behind it stands once too', () => {
    const { anna, boris, meet, writers } = three('one two three')
    enter(anna, 0, 4)
    anna.type('A')
    enter(boris, 0, 8)
    boris.type('B')
    meet()
    for (const writer of writers) expect(writer.text()).toBe('one \nAtwo \nBthree')
  })

  test('split again, joined back or deleted before the other is heard of', () => {
    const { anna, boris, carol, meet, writers } = three('one two three four')
    enter(anna, 0, 4)
    enter(anna, 1, 4)
    enter(boris, 0, 8)
    carol.select(carol.startOf(0), carol.startOf(0) + 3)
    carol.dispatch(carol.state.tr.deleteSelection())
    meet()
    for (const writer of writers)
      expect(writer.text().replaceAll('\n', '').replaceAll(' ', '')).toBe('twothreefour')
  })

  test('one undo gives back one Enter, and no word twice', () => {
    const { anna, boris, meet, writers } = three('one two three')
    enter(anna, 0, 4)
    enter(boris, 0, 8)
    meet()
    anna.binding.undo()
    meet()
    for (const writer of writers) expect(writer.text()).toBe('one two \nthree')
    anna.binding.redo()
    meet()
    for (const writer of writers) expect([...writer.text()].sort().join('').trim()).toBe('eeehnoorttw')
  })

  test('the repair goes out with the next edit of a person, not alone', () => {
    const { anna, boris, carol, meet } = three('one two three')
    enter(anna, 0, 4)
    enter(boris, 0, 8)
    meet()
    const sent = [anna, boris, carol].map((writer) => writer.sent.length)
    expect(sent).toEqual([1, 1, 0])
    carol.select(carol.startOf(0))
    carol.type('x')
    expect(carol.sent).toHaveLength(1)
  })
})

describe('a join', () => {
  test('by two at once: the words of the second stand once', () => {
    const { anna, boris, meet, writers } = three('one\n\ntwo')
    join(anna, 1)
    join(boris, 1)
    meet()
    for (const writer of writers) expect(writer.text()).toBe('onetwo')
  })

  test('while the other one presses Enter in what is joined', () => {
    const { anna, boris, meet, writers } = three('one\n\ntwo three')
    join(anna, 1)
    enter(boris, 1, 4)
    meet()
    for (const writer of writers) expect(writer.text()).toBe('onetwo \nthree')
  })

  test('of what two had split: nothing is lost on the way', () => {
    const { anna, boris, carol, meet, writers } = three('zero\n\none two three')
    enter(anna, 1, 4)
    enter(boris, 1, 8)
    join(boris, 2)
    join(carol, 1)
    meet()
    for (const writer of writers) {
      writer.select(writer.startOf(0))
      writer.type('.')
      meet()
    }
    for (const writer of writers)
      for (const word of ['zero', 'one', 'two', 'three']) expect(writer.text().split(word)).toHaveLength(2)
  })
})

test('notes that name more letters than there are, or all the same ones, cost nobody their time', () => {
  const { anna, meet, boris } = three('one two three')
  anna.select(anna.startOf(0) + 3)
  anna.type('x'.repeat(2_000))
  meet()
  const [first] = boris.binding.body.toArray()
  if (!isBlock(first)) throw new Error('a block')
  const before = boris.text()
  // Boris' own letters, as a changed app of his would name them.
  boris.select(boris.startOf(0))
  boris.type('y'.repeat(2_000))
  const [own, hers] = [boris.ydoc.clientID.toString(36), anna.ydoc.clientID.toString(36)]
  boris.ydoc.transact(() => {
    for (let at = 0; at < 100; at += 1) {
      const all = Array.from({ length: 200 }, (_, offset) => `${offset.toString(36)}.1.${hers}.0`)
      first.setAttribute(`${COPIED}${own}.${at.toString(36)}`, all.join(' '))
    }
    first.setAttribute(`${COPIED}${own}.zz`, `0.zzzzzzzzzz.${hers}.0`)
    first.setAttribute(`${COPIED}${own}.zy`, `0.zzzzzzzzzz.${hers}.0 0.1.zzz.zzz`)
  })
  boris.ydoc.transact(() => mendTwins(boris.binding.body))
  expect(boris.text().replace(/^y+/, '')).toBe(before)
})

test('a note counts for letters of its own writer only', () => {
  const { anna, boris, meet } = three('one two three')
  enter(anna, 0, 4)
  meet()
  const [first] = boris.binding.body.toArray()
  const [note] = anna.binding.body
    .toArray()
    .flatMap((child) =>
      isBlock(child) ? Object.entries(child.getAttributes()).filter(([name]) => name.startsWith(COPIED)) : [],
    )
  if (!isBlock(first) || note === undefined) throw new Error('a note')
  const before = boris.text()
  for (const value of [String(note[1]), '0.zzz.0.0', '', '-1.4.9.0', '0.99999999999.9.0', 'no'])
    for (const name of [`${COPIED}2s.0`, `${COPIED}5k.0`, `${COPIED}x`, COPIED, `${COPIED}9.1`]) {
      first.setAttribute(name, value)
      boris.ydoc.transact(() => mendTwins(boris.binding.body))
    }
  expect(boris.text()).toBe(before)
})
