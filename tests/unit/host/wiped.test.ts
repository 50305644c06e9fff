// Large deletions: what counts as one, what does not, and what exactly is put back: blocks with what they were, nothing twice.
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Reversal, reverse } from '../../../electron/host/members/restore.ts'
import { Touched } from '../../../electron/host/members/touched.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { attributesOf, blockElement, emptyBlock, shownChildren } from '../../../shared/paper/body.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import { moveChildren } from '../../../shared/paper/order.ts'
import { plainText } from '../../../shared/paper/plain-text.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'

const PAPER = idFrom('PaperId', crypto.random(16))
const ANA = idFrom('DeviceId', crypto.random(16))
const MALLORY = idFrom('DeviceId', crypto.random(16))

const TITLE = 'What we ask of participating States'
const ONE = 'Release everyone who is held for taking part in a peaceful assembly, without delay.'
const TWO = 'Repeal the laws that brand independent associations as agents of somebody else.'
const THREE = 'Publish the findings of each inquiry in every language of the people concerned.'

class Paper {
  readonly #copies = { ana: newBodyDoc(), mallory: newBodyDoc() }
  readonly #touched = new Touched(new Set(), () => undefined)

  constructor() {
    this.edit('ana', (body) => {
      const level = { level: 1, indent: 0 }
      const heading = blockElement({ kind: 'heading', ...level, level: 2, id: 'a'.repeat(32) }, [
        { text: TITLE, marks: {} },
      ])
      const others = [ONE, TWO, THREE].map((text, i) =>
        blockElement({ kind: 'recommendation', ...level, id: `${i}`.repeat(32) }, [{ text, marks: {} }]),
      )
      body.insert(0, [heading, ...others])
    })
    const [, first] = this.blocks()
    if (first !== undefined)
      this.edit('ana', (body) => (body.get(1) as Y.XmlElement).setAttribute('t:a', 'x'))
  }

  edit(who: 'ana' | 'mallory', change: (body: Y.XmlFragment) => void, incarnation = 1): void {
    const copy = this.#copies[who]
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array): number => updates.push(update)
    copy.on('update', keep)
    copy.transact(() => change(copy.getXmlFragment(BODY_ROOT)))
    copy.off('update', keep)
    for (const update of updates) this.#send(who, update, incarnation)
  }

  get wiped() {
    return this.#touched.wipedIn(PAPER)
  }

  get text(): string {
    return plainText(this.#copies.ana)
  }

  blocks(): Y.XmlElement[] {
    return shownChildren(this.#copies.ana.getXmlFragment(BODY_ROOT)) as Y.XmlElement[]
  }

  apply(what: Reversal): Promise<Reversal> {
    const opened = {
      ...{ session: 's', clientId: this.#copies.ana.clientID, mayWrite: true },
      state: Y.encodeStateAsUpdate(this.#copies.ana),
    }
    return reverse(
      {
        open: async () => opened,
        edit: async (_session, update) => this.#send('ana', update, 1),
        close: () => undefined,
      },
      PAPER,
      what,
    )
  }

  #send(who: 'ana' | 'mallory', update: Uint8Array, incarnation: number): void {
    for (const doc of Object.values(this.#copies)) Y.applyUpdate(doc, update)
    const author = who === 'ana' ? ANA : MALLORY
    this.#touched.take([{ paper: PAPER, update, author, incarnation }], 0)
  }
}

const wipe = (body: Y.XmlFragment): void => {
  for (const block of body.toArray()) emptyBlock(block as Y.XmlElement)
}

test('a paper that was cleared in one stroke comes back with its blocks, and goes again', async () => {
  const paper = new Paper()
  const before = { text: paper.text, blocks: paper.blocks().map((block) => block.getAttributes()) }
  paper.edit('mallory', wipe)
  expect(paper.text).toBe('')
  const [found] = paper.wiped
  expect(found?.wiped).toMatchObject({ author: MALLORY, text: before.text })
  expect(found?.wiped.characters).toBeGreaterThan(before.text.length * 0.9)
  const undo = await paper.apply(found?.back ?? { takeOut: [], putBack: [] })
  expect(paper.text).toBe(before.text)
  expect(paper.blocks().map((block) => block.getAttributes())).toEqual(before.blocks)
  expect(paper.wiped[0]?.back.putBack).toEqual([])
  await paper.apply(undo)
  expect(paper.blocks()).toEqual([])
})

test('letter by letter is one deletion too, also with letters typed between', () => {
  const paper = new Paper()
  for (let i = 0; i < 90; i++)
    paper.edit('mallory', (body) => {
      const text = (body.get(i < 60 ? 1 : 2) as Y.XmlElement).get(0) as Y.XmlText
      text.delete(0, 1)
      if (i % 10 === 0) text.insert(text.length, 'x')
    })
  expect(paper.wiped).toHaveLength(1)
  expect(paper.wiped[0]?.wiped.text).toContain(ONE)
})

test('no large deletion: a paragraph split or joined, one’s own words taken back, a fifth and no more', () => {
  const paper = new Paper()
  const attributes = { kind: 'paragraph' as const, level: 1, indent: 0, id: '' }
  paper.edit('mallory', (body) => {
    // All blocks are retyped as one, as a join or a split does.
    const words = body.toArray().map((block) => ((block as Y.XmlElement).get(0) as Y.XmlText).toJSON())
    wipe(body)
    body.insert(body.length, [blockElement(attributes, [{ text: words.join(' '), marks: {} }])])
  })
  paper.edit(
    'mallory',
    (body) => {
      const text = (body.get(body.length - 1) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(0, 'lorem ipsum '.repeat(40))
    },
    2,
  )
  paper.edit(
    'mallory',
    (body) => {
      const text = (body.get(body.length - 1) as Y.XmlElement).get(0) as Y.XmlText
      text.delete(0, 480)
      text.delete(0, TITLE.length)
    },
    2,
  )
  expect(paper.wiped).toEqual([])
})

test('one’s own words count once somebody else has written, and in another session at once', () => {
  const attributes = { kind: 'paragraph' as const, level: 1, indent: 0, id: '' }
  const adds = (body: Y.XmlFragment): void =>
    body.insert(body.length, [blockElement(attributes, [{ text: 'Of hers. '.repeat(40), marks: {} }])])
  const takesBack = (body: Y.XmlFragment): void => emptyBlock(body.get(body.length - 1) as Y.XmlElement)
  const alone = new Paper()
  alone.edit('mallory', adds)
  alone.edit('mallory', takesBack)
  expect(alone.wiped).toEqual([])
  const joined = new Paper()
  joined.edit('mallory', adds)
  joined.edit('ana', (body) => ((body.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Well: '))
  joined.edit('mallory', takesBack)
  expect(joined.wiped).toHaveLength(1)
})

test('what was written since stays, what stands elsewhere word for word does not come twice', async () => {
  const paper = new Paper()
  paper.edit('mallory', wipe)
  const attributes = { kind: 'paragraph' as const, level: 1, indent: 0, id: '' }
  paper.edit('ana', (body) => {
    body.insert(0, [blockElement(attributes, [{ text: `Saved by hand: ${TWO}`, marks: {} }])])
  })
  await paper.apply(paper.wiped[0]?.back ?? { takeOut: [], putBack: [] })
  expect(paper.text.split('\n')).toEqual([`Saved by hand: ${TWO}`, TITLE, ONE, THREE])
  expect(paper.blocks().map((block) => attributesOf(block).kind)).toEqual([
    'paragraph',
    'heading',
    'recommendation',
    'recommendation',
  ])
})

test('NINE_BYTES: blocks whose elements were deleted come back as what they were and where, with their order, and go again', async () => {
  const paper = new Paper()
  const before = { text: paper.text, blocks: paper.blocks().map((block) => block.getAttributes()) }
  paper.edit('mallory', (body) => body.delete(1, 2))
  expect(paper.text).toBe(`${TITLE}\n${THREE}`)
  const [found] = paper.wiped
  expect(found?.wiped.text).toBe(before.text)
  const undo = await paper.apply(found?.back ?? { takeOut: [], putBack: [] })
  expect(paper.text).toBe(before.text)
  expect(paper.blocks().map((block) => block.getAttributes())).toEqual(before.blocks)
  expect(paper.wiped[0]?.back).toMatchObject({ putBack: [], again: [] })
  await paper.apply(undo)
  expect(paper.text).toBe(`${TITLE}\n${THREE}`)
  expect(paper.blocks()).toHaveLength(2)
  expect(paper.wiped[0]?.back.again).toHaveLength(2)
})

test('NINE_BYTES: all elements at once, also those of short words, of an earlier emptying and of moved blocks', async () => {
  const paper = new Paper()
  const attributes = { kind: 'bullet' as const, level: 1, indent: 2, id: '' }
  paper.edit('ana', (body) => {
    body.insert(2, [blockElement(attributes, [{ text: 'Aims', marks: {} }])])
    const [, , third] = body.toArray()
    if (third !== undefined)
      moveChildren(body, [body.get(4) as Y.XmlElement], 'before', third, () => 'b'.repeat(32))
  })
  const before = { text: paper.text, blocks: paper.blocks().map((block) => block.getAttributes()) }
  paper.edit('mallory', (body) => {
    emptyBlock(body.get(0) as Y.XmlElement)
    body.delete(0, body.length)
  })
  expect(paper.text).toBe('')
  await paper.apply(paper.wiped[0]?.back ?? { takeOut: [], putBack: [] })
  expect(paper.text).toBe(before.text)
  expect(paper.blocks().map((block) => block.getAttributes())).toEqual(before.blocks)
  expect(paper.wiped[0]?.back).toMatchObject({ putBack: [], again: [] })
})

test('NINE_BYTES: texts deleted out of blocks that stand come back in them, and go again', async () => {
  const paper = new Paper()
  const before = paper.text
  paper.edit('mallory', (body) => {
    for (const block of body.toArray()) (block as Y.XmlElement).delete(0, 1)
  })
  expect(paper.text.trim()).toBe('')
  const [found] = paper.wiped
  const undo = await paper.apply(found?.back ?? { takeOut: [], putBack: [] })
  expect(paper.text).toBe(before)
  expect(paper.wiped[0]?.back).toMatchObject({ putBack: [], again: [] })
  await paper.apply(undo)
  expect(paper.text.trim()).toBe('')
  expect(paper.wiped[0]?.back.again).toHaveLength(4)
})

test('a short piece is not back because letters like it stand beside it', async () => {
  const paper = new Paper()
  paper.edit('mallory', (body) => {
    // Of “peaceful” goes the first e, beside which no letter was typed; of “assembly” an s, beside its like.
    const text = (body.get(1) as Y.XmlElement).get(0) as Y.XmlText
    text.delete(ONE.indexOf('ss'), 1)
    emptyBlock(body.get(2) as Y.XmlElement)
    emptyBlock(body.get(3) as Y.XmlElement)
  })
  await paper.apply(paper.wiped[0]?.back ?? { takeOut: [], putBack: [] })
  expect(paper.text.split('\n')).toEqual([TITLE, ONE, TWO, THREE])
  expect(paper.wiped[0]?.back.putBack).toEqual([])
})

test('who first pastes many times the paper, deletes the paper and then the paste has made a large deletion', () => {
  const paper = new Paper()
  const attributes = { kind: 'paragraph' as const, level: 1, indent: 0, id: '' }
  const before = paper.text
  paper.edit('mallory', (body) => {
    const text = 'Nothing to see here, and more of it. '.repeat(60)
    body.insert(body.length, [blockElement(attributes, [{ text, marks: {} }])])
  })
  paper.edit('mallory', (body) => {
    for (let i = 0; i < 4; i++) emptyBlock(body.get(i) as Y.XmlElement)
  })
  paper.edit('mallory', (body) => emptyBlock(body.get(4) as Y.XmlElement))
  expect(paper.wiped).toHaveLength(1)
  expect(paper.wiped[0]?.wiped.text).toBe(before)
})

test('many small deletions do not push a large one off the list', () => {
  const paper = new Paper()
  const attributes = { kind: 'paragraph' as const, level: 1, indent: 0, id: '' }
  paper.edit('mallory', wipe)
  for (let i = 0; i < 25; i++) {
    paper.edit('ana', (body) => {
      const text = `${'Some words to go again. '.repeat(4)}${i}`
      body.insert(body.length, [blockElement(attributes, [{ text, marks: {} }])])
    })
    paper.edit('mallory', (body) => emptyBlock(body.get(body.length - 1) as Y.XmlElement), i + 2)
  }
  expect(paper.wiped).toHaveLength(20)
  expect(paper.wiped.at(-1)?.wiped.text).toContain(ONE)
})

test('a long past does not make each deletion dear: looks wait, and the last is taken when somebody asks', () => {
  const paper = new Paper()
  const at = (body: Y.XmlFragment, index: number): Y.XmlText =>
    (body.get(index) as Y.XmlElement).get(0) as Y.XmlText
  // Typed from behind and gone again: thousands of items that are never one.
  paper.edit('ana', (body) => {
    for (let i = 0; i < 4_000; i++) at(body, 0).insert(0, 'x')
    at(body, 0).delete(0, 4_000)
  })
  const looks = vi.spyOn(Y.Doc.prototype, 'getXmlFragment')
  paper.edit('mallory', (body) => at(body, 1).delete(0, 65))
  paper.edit('mallory', (body) => at(body, 2).delete(0, 70), 2)
  // Each edit asks once; nobody has looked.
  expect(looks.mock.calls).toHaveLength(2)
  looks.mockRestore()
  const asked = paper.wiped.map(({ wiped }) => wiped.id)
  expect(asked).toHaveLength(2)
  // More that goes in the same session changes no name.
  paper.edit('mallory', (body) => at(body, 3).delete(0, 10), 2)
  expect(paper.wiped.map(({ wiped }) => wiped.id)).toEqual(asked)
})
