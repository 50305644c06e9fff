// The scanner before hostile bytes: bombs, lies about lengths, every malformed corner. What Yjs itself writes is in the
// property tests.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { inspectUpdate } from '../../../shared/ledger/inspect-update.ts'
import { type ScannedStruct, scanUpdate } from '../../../shared/ledger/scan-update.ts'
import { BODY_ROOT, BODY_SCHEMA } from '../../../shared/paper/names.ts'

const ME = 5

function scan(bytes: Uint8Array): { structs: ScannedStruct[]; deletions: [number, number, number][] } {
  const structs: ScannedStruct[] = []
  const deletions: [number, number, number][] = []
  scanUpdate(bytes, {
    struct: (struct) => structs.push({ ...struct }),
    deletion: (...range) => deletions.push(range),
  })
  return { structs, deletions }
}

const SILENT = { struct: () => undefined, deletion: () => undefined }

const refuses = (...bytes: number[]): void =>
  expect(() => scan(Uint8Array.from(bytes))).toThrow(MalformedBytes)

/** One update by ME from a fresh document. */
function update(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = ME
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc)
}

const inspect = (bytes: Uint8Array, schema = BODY_SCHEMA, author = ME, nextClock = 0) =>
  inspectUpdate(bytes, { author, nextClock, schema, isAttribute: () => false })

describe('DECODE_BOMB', () => {
  test('DECODE_BOMB: 26 bytes of V2 are not decoded as anything', () => {
    const doc = new Y.Doc()
    doc.clientID = ME
    doc.getText(BODY_ROOT).insert(0, 'some text that is long enough to be V2')
    expect(() => scan(Y.encodeStateAsUpdateV2(doc))).toThrow(MalformedBytes)
  })

  test('DECODE_BOMB: claimed counts and lengths cost nothing', () => {
    const many = [0xff, 0xff, 0xff, 0xff, 0x0f]
    refuses(...many, 1, 1, 0)
    refuses(1, ...many, ME, 0, 0, 1)
    refuses(1, 1, ME, 0, 4, 1, 1, 98, ...many)
    refuses(1, 1, ME, 0, 8, 1, 1, 98, ...many, 127)
    refuses(1, 1, ME, 0, 8, 1, 1, 98, 1, 117, ...many, 127)
    refuses(1, 1, ME, 0, 8, 1, 1, 98, 1, 118, ...many, 1, 97, 127)
    refuses(1, 1, ME, 0, 8, 1, 1, 98, 1, 116, ...many)
    refuses(0, ...many, 1, 1, 0, 1)
    refuses(0, 1, ME, ...many, 0, 1)
  })

  test('DECODE_BOMB: values nest eight deep and no deeper, in Any and in JSON', () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)])
    const any = (depth: number) => update((doc) => doc.getArray(BODY_ROOT).push([nest(depth)]))
    expect(scan(any(8)).structs).toHaveLength(1)
    expect(() => scan(any(9))).toThrow(MalformedBytes)
    const json = (depth: number) =>
      update((doc) => doc.getText(BODY_ROOT).insert(0, 'a', { bold: nest(depth) as object }))
    expect(scan(json(8)).structs).toHaveLength(3)
    expect(() => scan(json(9))).toThrow(MalformedBytes)
  })

  test('DECODE_BOMB: a hundred thousand nested arrays do not exhaust the stack', () => {
    const deep = Array.from({ length: 100_000 }, () => [117, 1]).flat()
    const bytes = Uint8Array.from([1, 1, ME, 0, 8, 1, 1, 98, 1].concat(deep, [127, 0]))
    expect(() => scan(bytes)).toThrow(MalformedBytes)
  })

  test('DECODE_BOMB: more than a million structs or ranges are refused, however small', () => {
    const million = [0xc0, 0x84, 0x3d]
    const oneMore = [0xc1, 0x84, 0x3d]
    /** `pairs` times "0, 1": a GC of one clock, or a range of one clock from 0. */
    const filled = (before: number[], pairs: number, after: number[]): Uint8Array => {
      const bytes = new Uint8Array(before.length + pairs * 2 + after.length)
      bytes.set(before)
      for (let i = 0; i < pairs; i++) bytes[before.length + 2 * i + 1] = 1
      bytes.set(after, before.length + pairs * 2)
      return bytes
    }
    const structs = (count: number[], pairs: number) => filled([1, ...count, ME, 0], pairs, [0])
    const ranges = (count: number[], pairs: number) => filled([0, 1, ME, ...count], pairs, [])
    for (const update of [structs, ranges]) {
      expect(() => scanUpdate(update(million, 1_000_000), SILENT)).not.toThrow()
      expect(() => scanUpdate(update(oneMore, 1_000_001), SILENT)).toThrow(MalformedBytes)
    }
  })

  test('DECODE_BOMB: clocks stay below 2^31', () => {
    refuses(1, 1, ME, 0, 0, 0x81, 0x80, 0x80, 0x80, 0x08, 0)
    refuses(0, 1, ME, 1, 2, 0xff, 0xff, 0xff, 0xff, 0x07)
  })
})

describe('malformed', () => {
  test('every truncation and every trailing byte', () => {
    const bytes = update((doc) => {
      const block = new Y.XmlElement('block')
      block.setAttribute('kind', 'heading')
      block.insert(0, [new Y.XmlText('Räksmörgås 🙂')])
      doc.getXmlFragment(BODY_ROOT).push([block])
    })
    expect(scan(bytes).structs.length).toBeGreaterThan(2)
    for (let end = 0; end < bytes.length; end++)
      expect(() => scan(bytes.subarray(0, end)), `cut at ${end}`).toThrow(MalformedBytes)
    expect(() => scan(Uint8Array.from([...bytes, 0]))).toThrow(MalformedBytes)
  })

  test('numbers beyond 2^53, unknown content, empty structs, blocks and ranges, flags on GC and Skip', () => {
    refuses(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)
    const beyond = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]
    refuses(1, 1, ...beyond, 0, 0, 1, 0)
    refuses(1, 1, ME, 0, 11, 0)
    refuses(1, 1, ME, 0, 4, 1, 1, 98, 0, 0)
    refuses(1, 1, ME, 0, 0, 0, 0)
    refuses(1, 0, ME, 0, 0)
    refuses(0, 1, ME, 1, 0, 0)
    refuses(0, 1, ME, 0)
    for (const flags of [0x20, 0x40, 0x80]) {
      refuses(1, 1, ME, 0, flags, 1, 0)
      refuses(1, 1, ME, 0, flags | 10, 1, 0)
    }
    refuses(1, 1, ME, 0, 7, 1, 1, 98, 7, 0)
  })

  test('text that is not UTF-8', () => {
    const bad = [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80], [0xe2, 0x82]]
    for (const bytes of bad) refuses(1, 1, ME, 0, 4, 1, 1, 98, bytes.length, ...bytes, 0)
  })

  test('a format value that is not JSON, and keys that reach a prototype', () => {
    refuses(1, 1, ME, 0, 6, 1, 1, 98, 1, 97, 1, 123, 0)
    const proto = [...new TextEncoder().encode('__proto__')]
    refuses(1, 1, ME, 0, 8, 1, 1, 98, 1, 118, 1, proto.length, ...proto, 126, 0)
  })
})

describe('what a body may contain', () => {
  const xml = (change: (fragment: Y.XmlFragment) => void): Uint8Array =>
    update((doc) => change(doc.getXmlFragment(BODY_ROOT)))

  test('blocks, reserved nodes, attributes, text and marks', () => {
    const bytes = xml((fragment) => {
      for (const name of ['block', 'footnote', 'table', 'tableRow', 'tableCell', 'image']) {
        const element = new Y.XmlElement(name)
        element.setAttribute('kind', 'paragraph')
        const text = new Y.XmlText()
        text.insert(0, 'word', { bold: true, link: { href: 'https://example.org' } })
        element.insert(0, [text])
        fragment.push([element])
      }
    })
    expect(inspect(bytes)?.needs.size).toBe(0)
    expect(inspect(bytes)?.nextClock).toBeGreaterThan(30)
  })

  test('no other root, node, mark, type, embed, binary or subdocument', () => {
    const marked = (mark: string) =>
      xml((fragment) => {
        const text = new Y.XmlText()
        text.insert(0, 'a', { [mark]: true })
        fragment.push([text])
      })
    expect(inspect(marked('bold--A1b2C3d4'))).toBeDefined()
    const refused: Record<string, Uint8Array> = {
      root: update((doc) => doc.getXmlFragment('elsewhere').push([new Y.XmlElement('block')])),
      node: xml((fragment) => fragment.push([new Y.XmlElement('script')])),
      mark: marked('blink'),
      embed: xml((fragment) => {
        const text = new Y.XmlText()
        text.insertEmbed(0, { image: 'x' })
        fragment.push([text])
      }),
      map: update((doc) => doc.getArray(BODY_ROOT).push([new Y.Map()])),
      binary: update((doc) => doc.getArray(BODY_ROOT).push([new Uint8Array(3)])),
      doc: update((doc) => doc.getArray(BODY_ROOT).push([new Y.Doc()])),
    }
    for (const [name, bytes] of Object.entries(refused)) expect(inspect(bytes), name).toBeUndefined()
    expect(inspect(refused.node ?? bytes0, BODY_SCHEMA + 1)).toBeDefined()
    expect(inspect(refused.mark ?? bytes0, BODY_SCHEMA + 1)).toBeDefined()
    expect(inspect(refused.doc ?? bytes0, BODY_SCHEMA + 1)).toBeUndefined()
  })

  const bytes0 = new Uint8Array()

  test('no skip, no gap, no reference to one’s own future, no second author', () => {
    const doc = new Y.Doc()
    doc.clientID = ME
    const updates: Uint8Array[] = []
    doc.on('update', (one: Uint8Array) => updates.push(new Uint8Array(one)))
    const fragment = doc.getXmlFragment(BODY_ROOT)
    for (let i = 0; i < 3; i++) fragment.push([new Y.XmlElement('block')])
    const [first = bytes0, second = bytes0, third = bytes0] = updates
    expect(inspect(first)).toMatchObject({ nextClock: 1 })
    expect(inspect(second)).toBeUndefined()
    expect(inspect(second, BODY_SCHEMA, ME, 1)).toMatchObject({ nextClock: 2 })
    expect(inspect(Y.mergeUpdates([first, second]))).toMatchObject({ nextClock: 2 })
    expect(inspect(Y.mergeUpdates([first, third]))).toBeUndefined()
    expect(inspect(first, BODY_SCHEMA, ME + 1)).toBeUndefined()
    const gcAt = (clock: number): Uint8Array => Uint8Array.from([1, 1, ME, clock, 0, 1, 0])
    expect(inspect(gcAt(1))).toBeUndefined()
    expect(inspect(gcAt(0), BODY_SCHEMA, ME, 1)).toBeUndefined()
    expect(inspect(gcAt(1), BODY_SCHEMA, ME, 1)).toBeDefined()
    // GC of one clock, then an item whose origin is its own clock.
    const selfish = Uint8Array.from([1, 2, ME, 0, 0, 1, 0x84, ME, 1, 1, 97, 0])
    expect(inspect(selfish)).toBeUndefined()
    expect(inspect(Uint8Array.from([1, 2, ME, 0, 0, 1, 0x84, ME, 0, 1, 97, 0]))).toBeDefined()
    expect(inspect(Uint8Array.from([0, 1, ME, 1, 0, 1]))).toBeUndefined()
    expect(inspect(Uint8Array.from([0, 1, ME, 1, 0, 1]), BODY_SCHEMA, ME, 1)).toBeDefined()
  })

  test('an attribute’s value is one clock: Yjs throws on every device when a longer one is cut', () => {
    const root = [...new TextEncoder().encode(BODY_ROOT)]
    const attribute = (kind: number, ...content: number[]): Uint8Array =>
      Uint8Array.from([1, 1, ME, 0, kind | 0x20, 1, root.length, ...root, 1, 107, ...content, 0])
    expect(inspect(attribute(8, 1, 127))?.attributes).toEqual([[0, 1]])
    expect(inspect(attribute(8, 2, 127, 127))).toBeUndefined()
    expect(inspect(attribute(4, 2, 97, 97))).toBeUndefined()
    expect(inspect(attribute(1, 2))?.attributes).toEqual([[0, 2]])
    // A value that names no attribute but stands beside one, by its origin or right origin.
    const beside = (flag: number, length: number): Uint8Array =>
      Uint8Array.from([1, 1, ME, 0, 4 | flag, 77, 3, length, ...Array(length).fill(97), 0])
    const standing = { author: ME, nextClock: 0, schema: BODY_SCHEMA }
    for (const flag of [0x80, 0x40]) {
      const isAttribute = (client: number, clock: number): boolean => client === 77 && clock === 3
      expect(inspectUpdate(beside(flag, 1), { ...standing, isAttribute })?.attributes).toEqual([[0, 1]])
      expect(inspectUpdate(beside(flag, 2), { ...standing, isAttribute })).toBeUndefined()
      expect(inspect(beside(flag, 2))).toBeDefined()
    }
  })

  test('origin, right origin, parent and delete range are each a reference', () => {
    const needs = (...bytes: number[]) => [...(inspect(Uint8Array.from(bytes))?.needs ?? [])]
    expect(needs(1, 1, ME, 0, 0x84, 70, 7, 1, 97, 0)).toEqual([[70, 7]])
    expect(needs(1, 1, ME, 0, 0x44, 71, 8, 1, 97, 0)).toEqual([[71, 8]])
    expect(needs(1, 1, ME, 0, 0x04, 0, 72, 9, 1, 97, 0)).toEqual([[72, 9]])
    expect(needs(0, 1, 73, 1, 4, 3)).toEqual([[73, 6]])
    const own = (...bytes: number[]) => inspect(Uint8Array.from(bytes))
    expect(own(1, 1, ME, 0, 0x84, ME, 0, 1, 97, 0)).toBeUndefined()
    expect(own(1, 1, ME, 0, 0x44, ME, 0, 1, 97, 0)).toBeUndefined()
    expect(own(1, 1, ME, 0, 0x04, 0, ME, 0, 1, 97, 0)).toBeUndefined()
  })

  test('what it refers to is named with the highest clock per author', () => {
    const doc = new Y.Doc()
    doc.clientID = 77
    doc.getXmlFragment(BODY_ROOT).push([new Y.XmlElement('block'), new Y.XmlElement('block')])
    const mine = new Y.Doc()
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(doc))
    mine.clientID = ME
    const before = Y.encodeStateVector(mine)
    mine.getXmlFragment(BODY_ROOT).delete(0, 2)
    mine.getXmlFragment(BODY_ROOT).insert(0, [new Y.XmlElement('block')])
    expect(inspect(Y.encodeStateAsUpdate(mine, before))?.needs).toEqual(new Map([[77, 1]]))
  })
})
