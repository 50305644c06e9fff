// A change of a former member undone and that undone again: the same letters stand as before, also such that Yjs counts twice.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Reversal, restore, reverse } from '../../../electron/host/members/restore.ts'
import { type Found, Touched } from '../../../electron/host/members/touched.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BLOCK_NODE, BODY_ROOT } from '../../../shared/paper/names.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'

const PAPER = idFrom('PaperId', crypto.random(16))
const ANA = idFrom('DeviceId', crypto.random(16))
const MALLORY = idFrom('DeviceId', crypto.random(16))

/** One paragraph that two write at, and a page of it on which Ana undoes what Mallory wrote. */
class Paragraph {
  readonly #copies = { ana: newBodyDoc(), mallory: newBodyDoc() }
  readonly #touched = new Touched(new Set([MALLORY]), () => undefined)
  readonly #page = newBodyDoc()
  #sent = 0
  /** What the last restoring sent. */
  last: Uint8Array = new Uint8Array()

  constructor(text: string) {
    this.#edit('ana', (fragment) => {
      const block = new Y.XmlElement(BLOCK_NODE)
      block.insert(0, [new Y.XmlText(text)])
      fragment.insert(0, [block])
    })
  }

  write(who: 'ana' | 'mallory', change: (text: Y.XmlText) => void): void {
    this.#edit(who, (fragment) => change(textIn(fragment)))
  }

  get text(): string {
    return textIn(this.#page.getXmlFragment(BODY_ROOT)).toJSON()
  }

  get changes(): Found[] {
    return this.#touched.in(PAPER)
  }

  restore(change: Found | undefined): Promise<Reversal> {
    if (change === undefined) throw new Error('nothing was found')
    return restore(this.#papers(), PAPER, change)
  }

  undo(back: Reversal): Promise<Reversal> {
    return reverse(this.#papers(), PAPER, back)
  }

  #edit(who: 'ana' | 'mallory', change: (fragment: Y.XmlFragment) => void): void {
    const copy = this.#copies[who]
    const before = Y.encodeStateVector(copy)
    copy.transact(() => change(copy.getXmlFragment(BODY_ROOT)))
    const update = Y.encodeStateAsUpdate(copy, before)
    for (const doc of [...Object.values(this.#copies), this.#page]) Y.applyUpdate(doc, update)
    this.#touched.take([{ paper: PAPER, update, author: who === 'ana' ? ANA : MALLORY, incarnation: 1 }], 0)
  }

  #papers() {
    const session = `session ${++this.#sent}`
    const opened = {
      ...{ session, mayWrite: true },
      ...{ state: Y.encodeStateAsUpdate(this.#page), clientId: 1_000_000 + this.#sent },
    }
    return {
      open: async () => opened,
      edit: async (_: string, update: Uint8Array) => {
        this.last = update
        Y.applyUpdate(this.#page, update)
      },
      close: () => undefined,
    }
  }
}

function textIn(fragment: Y.XmlFragment): Y.XmlText {
  const block = fragment.get(0)
  if (block instanceof Y.XmlElement && block.firstChild instanceof Y.XmlText) return block.firstChild
  throw new Error('no text')
}

test('emoji and other letters outside the first plane come back whole', async () => {
  const paragraph = new Paragraph('honest 🌍 words')
  paragraph.write('mallory', (text) => text.insert(7, 'a😀b𝒳c👩🏽‍🚀'))
  const before = paragraph.text
  const back = await paragraph.restore(paragraph.changes[0])
  expect(paragraph.text).toBe('honest 🌍 words')
  expect(back.putBack.map(({ text }) => text)).toEqual(['a😀b𝒳c👩🏽‍🚀'])
  const again = await paragraph.undo(back)
  expect(paragraph.text).toBe(before)
  await paragraph.undo(again)
  expect(paragraph.text).toBe('honest 🌍 words')
})

test('others’ words between them stay, and each stretch comes back to its place', async () => {
  const paragraph = new Paragraph('start end')
  paragraph.write('mallory', (text) => text.insert(6, '😀 one two 😈 '))
  paragraph.write('ana', (text) => text.insert(13, '(hers 🌍) '))
  paragraph.write('mallory', (text) => text.insert(0, '𝒳 '))
  // Deleted meanwhile: it is not taken out, and does not come back.
  paragraph.write('ana', (text) => text.delete(text.toJSON().indexOf('one'), 4))
  const before = paragraph.text
  expect(before).toBe('𝒳 start 😀 (hers 🌍) two 😈 end')
  const back = await paragraph.restore(paragraph.changes[0])
  expect(paragraph.text).toBe('start (hers 🌍) end')
  expect(back.putBack.map(({ text }) => text)).toEqual(['𝒳 ', '😀 ', 'two 😈 '])
  await paragraph.undo(back)
  expect(paragraph.text).toBe(before)
})

test('a range that ends inside a pair takes the letter as a whole', async () => {
  const paragraph = new Paragraph('')
  paragraph.write('mallory', (text) => text.insert(0, 'a😀b😈c'))
  const [{ client, from } = { client: 0, from: 0 }] = paragraph.changes[0]?.standing ?? []
  const takeOut = [
    { client, from: from + 5, to: from + 6 },
    { client, from: from + 1, to: from + 2 },
  ]
  const back = await paragraph.undo({ takeOut, putBack: [] })
  expect(paragraph.text).toBe('abc')
  await paragraph.undo(back)
  expect(paragraph.text).toBe('a😀b😈c')
})

test('8,000 letters pasted are one deletion, and one insertion when that is undone', async () => {
  const paragraph = new Paragraph('honest ')
  const pasted = 'letters 😀 '.repeat(728)
  expect(pasted.length).toBeGreaterThan(8_000)
  paragraph.write('mallory', (text) => text.insert(7, pasted))
  const back = await paragraph.restore(paragraph.changes[0])
  expect(paragraph.text).toBe('honest ')
  const { ds, structs } = Y.decodeUpdate(paragraph.last)
  expect([...ds.clients.values()].flat()).toHaveLength(1)
  expect(structs).toEqual([])
  expect(back.putBack).toHaveLength(1)
  await paragraph.undo(back)
  expect(paragraph.text).toBe(`honest ${pasted}`)
  expect(Y.decodeUpdate(paragraph.last).structs).toHaveLength(1)
})
