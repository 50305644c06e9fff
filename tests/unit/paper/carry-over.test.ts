// @vitest-environment jsdom
// Words that were typed and not acknowledged when a session ended, put into the next one: none is dropped, none is written twice, and
// none of a colleague's is taken for one's own.
import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { splitBlock } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { type PaperDevice, PaperRoom } from '../../standin/paper-room.ts'
import { openIn, turns, type Writer } from './support/editors.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

let room: PaperRoom
let anna: Writer
let boris: Writer
let device: PaperDevice

async function paper(text: string): Promise<void> {
  room = new PaperRoom({ names: ['Anna', 'Boris'], state: bodyFromDrafts(9, draftsFromMarkdown(text), id) })
  anna = await openIn(room, 'Anna')
  boris = await openIn(room, 'Boris')
  device = room.device('Anna')
}

/** A colleague's change that Anna's host has taken in while her page could not hear it. */
function unheard(change: (text: Y.XmlText) => void): void {
  const colleague = new Y.Doc()
  Y.applyUpdate(colleague, Y.encodeStateAsUpdate(device.ydoc))
  const block = colleague.getXmlFragment('body').get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  change(text)
  Y.applyUpdate(device.ydoc, Y.encodeStateAsUpdate(colleague))
}

async function fenced(): Promise<string> {
  device.failing = null
  device.silent = false
  device.fence()
  await turns()
  await anna.settled()
  expect(JSON.stringify(anna.open().status)).toBe('{"kind":"saved"}')
  expect(plainText(device.ydoc).trim()).toBe(anna.text().trim())
  return anna.text()
}

beforeEach(() => {
  nextId = 0
})

test('a word that a colleague’s change of the same paragraph holds as well, unheard by the page', async () => {
  await paper('States should detain journalists.')
  device.failing = 'E_NOT_CONNECTED'
  anna.caret(0, 'States should'.length)
  anna.type(' not')
  await anna.settled()
  unheard((text) => text.insert(text.length, ' This is not new.'))
  expect(await fenced()).toBe('States should not detain journalists. This is not new.')
})

test('one letter, beside what a colleague wrote and the page heard', async () => {
  await paper('A paper about detention.')
  device.failing = 'E_DISK_FULL'
  anna.caret(0, 'A paper'.length)
  anna.type('s')
  await anna.settled()
  boris.caret(0, 'A paper about detention.'.length)
  boris.type(' It has sections.')
  await boris.settled()
  expect(await fenced()).toBe('A papers about detention. It has sections.')
  expect(boris.text()).toBe('A papers about detention. It has sections.')
})

test('what was stored although nobody answered is not written twice', async () => {
  await paper('One')
  device.silent = true
  anna.caret(0, 3)
  anna.type(' two')
  await anna.settled()
  anna.type(' three')
  expect(await fenced()).toBe('One two three')
})

test('what was taken out stays out, and only that', async () => {
  await paper('Keep this and not that.')
  device.failing = 'E_DISK_FULL'
  anna.select(0, 'Keep this'.length, 'Keep this and not that'.length)
  anna.editor.view.dispatch(anna.editor.state.tr.deleteSelection())
  await anna.settled()
  boris.caret(0, 0)
  boris.type('Please: ')
  await boris.settled()
  expect(await fenced()).toBe('Please: Keep this.')
})

test('a paragraph that a colleague took out meanwhile: what was typed into it is there', async () => {
  await paper('First.\n\nSecond.')
  device.failing = 'E_DISK_FULL'
  anna.caret(0, 'First.'.length)
  anna.type(' Mine.')
  await anna.settled()
  unheard((text) => {
    text.delete(0, text.length)
    if (text.parent instanceof Y.XmlElement) text.parent.removeAttribute('kind')
  })
  expect(await fenced()).toContain('Mine.')
})

test('a new paragraph, its beginning stored and a colleague in it already', async () => {
  await paper('First.')
  device.silent = true
  anna.caret(0, 6)
  anna.do(splitBlock)
  anna.type('Second')
  await anna.settled()
  room.sync()
  device.answer()
  await anna.settled()
  device.silent = true
  anna.type(' more')
  await anna.settled()
  room.sync()
  await turns()
  boris.caret(1, 0)
  boris.type('[Boris] ')
  await boris.settled()
  room.sync()
  anna.type(' and more')
  expect(await fenced()).toBe('First.\n[Boris] Second more and more')
  room.sync()
  await turns()
  expect(boris.text()).toBe(anna.text())
})
