// @vitest-environment jsdom
// Words written in a block while somebody takes it out: marked in the paper, listed with who and where, put back or discarded as one edit.
import { joinBackward } from '@tiptap/pm/commands'
import { expect, test } from 'vitest'
import { splitBlock } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import {
  discard,
  putBack,
  type RescuedEntry,
  rescuedIn,
} from '../../../renderer/editor/features/paper/rescued/rescued.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { openIn } from './support/editors.ts'
import { Headless } from './support/headless.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')
const bodyOfText = (markdown: string) => bodyFromDrafts(9, draftsFromMarkdown(markdown), id)

function two(markdown: string): [Headless, Headless, () => void] {
  const state = bodyOfText(markdown)
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

const listed = (writer: Headless): RescuedEntry[] => rescuedIn(writer.state.doc, writer.binding)
const texts = (writer: Headless): string[] => listed(writer).map(({ text }) => text)

function takeOut(writer: Headless, block: number): void {
  const from = writer.startOf(block)
  writer.select(from - 1 > 0 ? from - 2 : from, from + writer.state.doc.child(block).content.size)
  writer.dispatch(writer.state.tr.deleteSelection())
}

/** Boris writes in the second paragraph below the heading while Anna deletes it. */
function crossed(): ReturnType<typeof two> {
  const people = two('# Aims\n\nOne.\n\nTwo.\n\nThree.')
  const [anna, boris, exchange] = people
  boris.select(boris.startOf(2))
  boris.type('His words ')
  takeOut(anna, 2)
  exchange()
  return people
}

test('a deleted block: its late words are listed on both sides, with who and where', () => {
  const [anna, boris] = crossed()
  expect(listed(anna)).toMatchObject([{ text: 'His words', writers: [200], heading: 'Aims', before: 'One.' }])
  expect(texts(boris)).toEqual(['His words'])
  expect(anna.text()).toBe('Aims\nOne.\nHis words \nThree.')
  expect(boris.text()).toBe(anna.text())
})

test('looking, and writing elsewhere, decides nothing', () => {
  const [anna, boris, exchange] = crossed()
  const [hers, his] = [anna.sent.length, boris.sent.length]
  rescuedIn(anna.state.doc, anna.binding)
  expect([anna.sent.length, boris.sent.length]).toEqual([hers, his])
  anna.select(anna.startOf(1))
  anna.type('More. ')
  exchange()
  expect(texts(anna)).toEqual(['His words'])
  expect(texts(boris)).toEqual(['His words'])
})

test('put back: an ordinary paragraph for everyone, and undo takes that back', () => {
  const [anna, boris, exchange] = crossed()
  const [entry] = listed(anna)
  if (entry === undefined) throw new Error('nothing listed')
  expect(anna.run(putBack(entry))).toBe(true)
  exchange()
  expect(texts(boris)).toEqual([])
  expect(boris.text()).toBe('Aims\nOne.\nHis words \nThree.')
  expect(boris.state.doc.child(2).attrs).toMatchObject({ kind: 'paragraph', rescued: false })
  expect(boris.state.doc.child(2).attrs.id).toMatch(/^[0-9a-f]{32}$/)
  anna.binding.undo()
  exchange()
  expect(texts(anna)).toEqual(['His words'])
  expect(texts(boris)).toEqual(['His words'])
})

test('discard: gone for everyone, and undo brings it back', () => {
  const [anna, boris, exchange] = crossed()
  const [entry] = listed(anna)
  if (entry === undefined) throw new Error('nothing listed')
  expect(anna.run(discard(entry))).toBe(true)
  expect(anna.run(discard(entry))).toBe(false)
  exchange()
  expect(boris.text()).toBe('Aims\nOne.\nThree.')
  expect(texts(boris)).toEqual([])
  anna.binding.undo()
  exchange()
  expect(texts(boris)).toEqual(['His words'])
})

test('put back by one and discarded by the other at once: what the other had not seen stays', () => {
  const [anna, boris, exchange] = crossed()
  const [hers, his] = [listed(anna)[0], listed(boris)[0]]
  if (!hers || !his) throw new Error('nothing listed')
  anna.run(putBack(hers))
  boris.run(discard(his))
  exchange()
  expect(anna.text()).toBe(boris.text())
  expect(texts(anna)).toEqual([])
})

test('who goes on typing in it makes it part of the paper', () => {
  const [anna, boris, exchange] = crossed()
  boris.select(boris.startOf(2) + 10)
  boris.type('go on')
  exchange()
  expect(texts(anna)).toEqual([])
  expect(anna.text()).toBe('Aims\nOne.\nHis words go on\nThree.')
})

test('joined and undone blocks too; a split of rescued words leaves no mark behind', () => {
  const [anna, boris, exchange] = two('One\n\nTwo')
  boris.select(boris.startOf(1) + 3)
  boris.type(' THEIRS')
  anna.select(anna.startOf(1))
  anna.run(joinBackward)
  exchange()
  expect(texts(anna)).toEqual(['THEIRS'])
  anna.select(anna.startOf(1) + 3)
  anna.run(splitBlock)
  exchange()
  expect(texts(boris)).toEqual([])
  expect(boris.text()).toBe('OneTwo\n TH\nEIRS')
})

test('above the first heading and the first words, and behind long ones', () => {
  const [anna, boris, exchange] = two(`Gone\n\n${'word '.repeat(40)}end.\n\nGone`)
  boris.select(boris.startOf(0))
  boris.type('early')
  boris.select(boris.startOf(2))
  boris.type('late')
  anna.select(1, 5)
  anna.dispatch(anna.state.tr.delete(0, 6))
  takeOut(anna, 1)
  exchange()
  expect(listed(anna)).toMatchObject([
    { text: 'early', heading: '', before: '' },
    { text: 'late', heading: '' },
  ])
  expect(listed(anna)[1]?.before).toMatch(/^…word .*word end\.$/)
})

test('the host says who wrote it', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'], state: bodyOfText('One.\n\nTwo.') })
  const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
  for (const device of room.devices) device.online = false
  boris.caret(1, 0)
  boris.type('His ')
  anna.select(1, 0, 4)
  anna.do((state, dispatch) => {
    dispatch?.(state.tr.delete(state.selection.from - 1, state.selection.to + 1))
    return true
  })
  await Promise.all([anna.settled(), boris.settled()])
  for (const device of room.devices) device.online = true
  room.sync()
  await anna.settled()
  const [entry] = rescuedIn(anna.editor.state.doc, anna.open().binding)
  expect(entry?.text).toBe('His')
  expect([...(await anna.open().writers([...(entry?.writers ?? [])])).values()]).toEqual(['Boris'])
  expect((await anna.open().writers([1])).size).toBe(0)
  expect(anna.editor.view.dom.querySelector('[data-rescued]')?.textContent).toBe('His ')
  await Promise.all([anna.close(), boris.close()])
})

test('put back, words typed on at the end of a sentence lose the blank they began with; below a heading it is said once where', () => {
  const [anna, boris, exchange] = two('# Aims\n\nOne.\n\nTwo.')
  boris.select(boris.startOf(1) + 'One.'.length)
  boris.type(' And more.')
  takeOut(anna, 1)
  exchange()
  expect(listed(anna)).toMatchObject([{ text: 'And more.', heading: '', before: 'Aims' }])
  const [entry] = listed(anna)
  if (entry === undefined) throw new Error('nothing is listed')
  anna.run(putBack(entry))
  exchange()
  expect(boris.text()).toBe('Aims\nAnd more.\nTwo.')
  expect(texts(boris)).toEqual([])
})
