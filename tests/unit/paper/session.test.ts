// @vitest-environment jsdom
// Stories of one open paper: what is sent and when, what the status says meanwhile, and what becomes of typed words when things go wrong.

import { toggleMark } from '@tiptap/pm/commands'
import { Selection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { caretsKey } from '../../../renderer/editor/features/paper/carets/carets.ts'
import { setStyle, splitBlock } from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { markType } from '../../../renderer/editor/features/paper/schema/node-type.ts'
import { MOST_AT_ONCE } from '../../../renderer/editor/features/paper/session/outbox.ts'
import { LONGEST_MS, REST_MS } from '../../../renderer/editor/features/paper/session/steady-status.ts'
import { bodyOf } from '../../../shared/paper/body.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { openIn, turns, type Writer } from './support/editors.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')
const paperOf = (markdown: string): Uint8Array => bodyFromDrafts(9, draftsFromMarkdown(markdown), id)
const statusOf = (writer: Writer): string => JSON.stringify(writer.open().status)

test('READER_EMITS: opening, selecting, scrolling and receiving send no edit, in any role', async () => {
  const room = new PaperRoom({
    names: ['Anna', 'Boris', 'Olga'],
    readers: ['Olga'],
    state: paperOf('# Title\n\nFirst **bold** words.\n\n1. one\n2. two\n\nRecommendation: Act.'),
  })
  const [anna, boris, olga] = [
    await openIn(room, 'Anna'),
    await openIn(room, 'Boris'),
    await openIn(room, 'Olga'),
  ]
  // Both kinds of text that Yjs or ProseMirror like to repair: equal formats side by side, and empty blocks.
  anna.select(1, 0, 5)
  anna.do(toggleMark(markType(anna.editor.schema, 'italic')))
  anna.do(toggleMark(markType(anna.editor.schema, 'italic')))
  anna.key('Enter')
  anna.type('x')
  await anna.settled()
  for (const quiet of [boris, olga]) {
    quiet.caret(0, 2)
    quiet.editor.view.dispatch(quiet.editor.state.tr.setSelection(Selection.atEnd(quiet.editor.state.doc)))
    quiet.editor.view.dispatch(quiet.editor.state.tr.scrollIntoView())
    quiet.key('ArrowDown')
    await quiet.settled()
    expect(quiet.text()).toBe(anna.text())
  }
  expect(room.device('Boris').sent).toEqual([])
  expect(room.device('Olga').sent).toEqual([])
  expect(room.device('Boris').calls).not.toContain('paper.edit')
  expect(room.device('Olga').calls).not.toContain('paper.edit')
})

test('READER_EMITS: an observer who types, presses Enter or pastes changes nothing and sends nothing', async () => {
  const room = new PaperRoom({ names: ['Olga'], readers: ['Olga'], state: paperOf('Some words.') })
  const olga = await openIn(room, 'Olga')
  olga.caret(0, 4)
  olga.type('no')
  olga.key('Enter')
  olga.key('Backspace')
  olga.do(setStyle({ kind: 'heading', level: 1 }))
  expect(olga.open().binding.undo()).toBe(false)
  await olga.settled()
  expect(olga.text()).toBe('Some words.')
  expect(olga.open().reason).toBe('E_PAPER_READ_ONLY')
  expect(room.device('Olga').calls).not.toContain('paper.edit')
})

test('OLD_SCHEMA_OPENS: reserved and unknown things open read-only, are shown as placeholders, and nothing is deleted', async () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, paperOf('Before.\n\nAfter.'))
  const table = new Y.XmlElement('table')
  table.insert(0, [new Y.XmlText('cell')])
  bodyOf(doc).insert(1, [table])
  const footnote = new Y.XmlElement('footnote')
  footnote.insert(0, [new Y.XmlText('a note')])
  const first = bodyOf(doc).get(0) as Y.XmlElement
  first.insert(1, [footnote])
  const state = Y.encodeStateAsUpdate(doc)
  const room = new PaperRoom({ names: ['Anna'], state })
  const anna = await openIn(room, 'Anna')
  expect(anna.open()).toMatchObject({ mayWrite: false, reason: 'E_PAPER_TOO_NEW' })
  anna.caret(0, 1)
  anna.type('no')
  anna.key('Enter')
  await anna.settled()
  expect(room.device('Anna').calls).not.toContain('paper.edit')
  const kept = anna.open().binding.body.doc
  expect(kept && Y.encodeStateAsUpdate(kept)).toEqual(state)
  expect(kept && plainText(kept)).toBe('Before.a note\ncell\nAfter.')
  expect(anna.editor.view.dom.querySelectorAll('[data-foreign]')).toHaveLength(2)
})

test('OLD_SCHEMA_OPENS: a kind, a mark or an embed of a later version makes the paper read-only too', async () => {
  const later: ((block: Y.XmlElement, text: Y.XmlText) => void)[] = [
    (block) => block.setAttribute('kind', 'amendment'),
    (_block, text) => text.format(0, 3, { comment: 'x' }),
    (_block, text) => text.insertEmbed(2, new Y.XmlElement('image')),
  ]
  for (const change of later) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, paperOf('Words.'))
    const block = bodyOf(doc).get(0) as Y.XmlElement
    change(block, block.get(0) as Y.XmlText)
    const room = new PaperRoom({ names: ['Anna'], state: Y.encodeStateAsUpdate(doc) })
    const anna = await openIn(room, 'Anna')
    expect(anna.open().mayWrite).toBe(false)
    await anna.close()
  }
})

test('OLD_SCHEMA_OPENS: when something newer arrives while one types, typing ends and what was typed is still sent', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Newer'] })
  const anna = await openIn(room, 'Anna')
  anna.caret(0)
  anna.type('mine')
  const newer = new Y.Doc()
  Y.applyUpdate(newer, anna.open().opened.state)
  bodyOf(newer).insert(1, [new Y.XmlElement('table')])
  room.inject(Y.encodeStateAsUpdate(newer))
  expect(anna.open()).toMatchObject({ mayWrite: false, reason: 'E_PAPER_TOO_NEW' })
  anna.type('refused')
  await anna.settled()
  expect(anna.text()).toContain('mine')
  expect(anna.text()).not.toContain('refused')
  expect(room.device('Anna').sent).toHaveLength(1)
})

test('the first key goes at once, the next ones together after 100 ms, and never two calls at a time', async () => {
  const room = new PaperRoom({ names: ['Anna'] })
  const device = room.device('Anna')
  const anna = await openIn(room, 'Anna')
  anna.caret(0)
  anna.type('a')
  await turns()
  expect(device.sent).toHaveLength(1)
  anna.type('bcd')
  await turns()
  expect(device.sent).toHaveLength(1)
  anna.clock.advance(100)
  await turns()
  expect(device.sent).toHaveLength(2)
  device.silent = true
  anna.clock.advance(1_000)
  anna.type('e')
  await turns()
  anna.type('f')
  anna.clock.advance(1_000)
  await turns()
  expect(device.sent).toHaveLength(3)
})

test('the status says Saving from the first unsent key until the host has answered and the hand rests, then what the host says', async () => {
  const room = new PaperRoom({ names: ['Anna'] })
  const device = room.device('Anna')
  const anna = await openIn(room, 'Anna')
  device.tell({ kind: 'all', devices: 3 })
  expect(statusOf(anna)).toBe('{"kind":"all","devices":3}')
  device.silent = true
  anna.caret(0)
  anna.type('a')
  expect(statusOf(anna)).toBe('{"kind":"saving"}')
  // The host's word about what it holds says nothing yet about this letter.
  device.tell({ kind: 'on', held: 2, devices: 3 })
  expect(statusOf(anna)).toBe('{"kind":"saving"}')
  device.answer()
  await turns()
  expect(statusOf(anna)).toBe('{"kind":"saving"}')
  anna.clock.advance(REST_MS)
  expect(statusOf(anna)).toBe('{"kind":"on","held":2,"devices":3}')
})

test('the status stands still while somebody types on, and says the truth once a second', async () => {
  const room = new PaperRoom({ names: ['Anna'] })
  const anna = await openIn(room, 'Anna')
  const said: string[] = []
  anna.session.subscribe(() => said.push(anna.open().status.kind))
  anna.caret(0)
  for (let key = 0; key * 150 < LONGEST_MS - 150; key += 1) {
    anna.type('a')
    await turns()
    anna.clock.advance(150)
    await turns()
  }
  expect(said).toEqual(['saving'])
  anna.type('a')
  await turns()
  anna.clock.advance(150)
  await turns()
  expect(said).toEqual(['saving', 'saved'])
  anna.type('a')
  await turns()
  expect(said).toEqual(['saving', 'saved', 'saving'])
  await anna.settled()
  expect(said).toEqual(['saving', 'saved', 'saving', 'saved'])
})

test('a caret in words that are still on their way is drawn when they come', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'] })
  const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
  const drawn = (): number => boris.editor.view.dom.querySelectorAll('.paper-caret').length
  room.device('Anna').online = false
  anna.caret(0)
  anna.type('Late words')
  await anna.settled()
  const head = anna.open().binding.placeOf(anna.editor.state.selection.head) ?? undefined
  const { device, clientId, name, colour } = {
    device: '0'.repeat(32),
    clientId: 1_000,
    name: 'Anna',
    colour: '#a3261b',
  }
  const present = [{ device, clientId, name, colour, ...(head && { anchor: head, head }) }]
  boris.editor.view.dispatch(boris.editor.state.tr.setMeta(caretsKey, present))
  expect(drawn()).toBe(0)
  room.device('Anna').online = true
  room.sync()
  await boris.settled()
  expect(boris.text()).toBe('Late words')
  expect(drawn()).toBe(1)
})

test('what cannot be saved stays, is said, and is saved when it can be', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'] })
  const device = room.device('Anna')
  const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
  device.failing = 'E_DISK_FULL'
  anna.caret(0)
  anna.type('kept')
  await turns()
  expect(statusOf(anna)).toBe('{"kind":"notSaved","reason":"E_DISK_FULL"}')
  anna.type(' in memory')
  anna.clock.advance(600)
  await turns()
  expect(statusOf(anna)).toBe('{"kind":"notSaved","reason":"E_DISK_FULL"}')
  expect(device.sent).toEqual([])
  device.failing = null
  anna.clock.advance(20_000)
  await anna.settled()
  expect(statusOf(anna)).toBe('{"kind":"saved"}')
  expect(boris.text()).toBe('kept in memory')
})

test('what no person wrote waits, and goes in front of the next edit of a person', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'], state: paperOf('Some words here.') })
  const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
  const { body } = anna.open().binding
  const text = (body.get(0) as Y.XmlElement).get(0) as Y.XmlText
  // As a library's repair would do it: a local change outside any dispatch.
  text.delete(0, 5)
  await anna.settled()
  expect(anna.text()).toBe('words here.')
  expect(room.device('Anna').sent).toEqual([])
  expect(statusOf(anna)).toBe('{"kind":"saved"}')
  anna.caret(0, 11)
  anna.type('!')
  await anna.settled()
  expect(room.device('Anna').sent).toHaveLength(1)
  expect(boris.text()).toBe('words here.!')
  const states = room.devices.map((device) => Array.from(Y.encodeStateVector(device.ydoc)))
  expect(states[0]).toEqual(states[1])
})

test('a fenced session opens again, and words that were not acknowledged are written into the new one', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'], state: paperOf('First.\n\nSecond.') })
  const device = room.device('Anna')
  const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
  device.failing = 'E_NOT_CONNECTED'
  anna.caret(0, 6)
  anna.type(' Mine')
  anna.do(splitBlock)
  anna.type('New block')
  await turns()
  boris.caret(1, 7)
  boris.type(' Theirs')
  await boris.settled()
  device.failing = null
  device.fence()
  await anna.settled()
  expect(anna.text()).toBe('First. Mine\nNew block\nSecond. Theirs')
  expect(boris.text()).toBe(anna.text())
  expect(device.calls.filter((call) => call === 'paper.open')).toHaveLength(2)
  expect(statusOf(anna)).toBe('{"kind":"saved"}')
})

test('a session that ended while the host could not say so is opened again, also for somebody who only reads', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'], state: paperOf('One.'), readers: ['Anna'] })
  const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
  room.device('Anna').restart()
  boris.caret(0, 4)
  boris.type(' Two.')
  await boris.settled()
  await anna.settled()
  expect(anna.text()).toBe('One. Two.')
  expect(room.device('Anna').calls.filter((call) => call === 'paper.open')).toHaveLength(2)
})

test('two large pastes that could not be saved do not become one that never can', async () => {
  const room = new PaperRoom({ names: ['Anna'], state: paperOf('One.') })
  const [anna, device] = [await openIn(room, 'Anna'), room.device('Anna')]
  device.failing = 'E_DISK_FULL'
  const large = 'All participating States should act. '.repeat(130_000)
  for (let round = 0; round < 2; round += 1) {
    anna.caret(0, 4)
    anna.editor.view.dispatch(anna.editor.state.tr.insertText(large))
    await turns()
  }
  anna.caret(0, 4)
  anna.type(' Later words.')
  device.failing = null
  anna.clock.advance(60_000)
  await anna.settled()
  for (let round = 0; round < 5; round += 1) {
    anna.clock.advance(1_000)
    await anna.settled()
  }
  expect(statusOf(anna)).toBe('{"kind":"saved"}')
  expect(device.sent.length).toBeGreaterThan(1)
  for (const update of device.sent) expect(update.length).toBeLessThanOrEqual(MOST_AT_ONCE)
  expect(anna.text()).toContain('One. Later words.')
})

test('a lease that is taken away again and again is given up, with a reason and a way to try again', async () => {
  const room = new PaperRoom({ names: ['Anna'] })
  const anna = await openIn(room, 'Anna')
  for (let round = 0; round < 4; round += 1) {
    room.device('Anna').fence()
    await turns()
  }
  expect(anna.session.snapshot()).toEqual({ phase: 'failed', reason: 'E_SESSION_FENCED' })
  anna.session.reopen()
  await turns()
  expect(anna.session.snapshot().phase).toBe('open')
})

test('leaving sends the last words at once and gives the lease back only when they are acknowledged', async () => {
  const room = new PaperRoom({ names: ['Anna'] })
  const device = room.device('Anna')
  const anna = await openIn(room, 'Anna')
  device.failing = 'E_DISK_FULL'
  anna.caret(0)
  anna.type('last words')
  const closing = anna.session.close()
  await turns()
  expect(device.calls).not.toContain('paper.close')
  device.failing = null
  anna.clock.advance(60_000)
  await closing
  expect(device.sent).toHaveLength(1)
  expect(device.calls.at(-1)).toBe('paper.close')
})
