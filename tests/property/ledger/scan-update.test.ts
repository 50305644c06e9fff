// The scanner agrees with Yjs on what Yjs writes: same structs, same references, same delete ranges.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { NONE, type ScannedStruct, scanUpdate } from '../../../shared/ledger/scan-update.ts'
import { diceFrom, randomEdit } from './edits.ts'

const id = (client: number, clock: number): string | null => (client === NONE ? null : `${client}:${clock}`)
const yId = (one: Y.ID | null): string | null => (one === null ? null : `${one.client}:${one.clock}`)

function describeOurs(struct: ScannedStruct): unknown {
  const { client, clock, length, kind, root, parentSub, nodeName, formatKey } = struct
  return {
    at: `${client}:${clock}+${length}`,
    kind,
    origin: id(struct.originClient, struct.originClock),
    right: id(struct.rightClient, struct.rightClock),
    parent: root ?? id(struct.parentClient, struct.parentClock),
    parentSub: parentSub ?? null,
    nodeName: nodeName ?? null,
    formatKey: formatKey ?? null,
  }
}

const NAMES = ['gc', 'deleted', 'json', 'binary', 'string', 'embed', 'format', 'type', 'any', 'doc']

function describeTheirs(struct: Y.Item | Y.GC | Y.Skip): unknown {
  const at = `${struct.id.client}:${struct.id.clock}+${struct.length}`
  const blank = { origin: null, right: null, parent: null, parentSub: null, nodeName: null, formatKey: null }
  if (!(struct instanceof Y.Item)) return { at, kind: struct instanceof Y.Skip ? 'skip' : 'gc', ...blank }
  const { content, parent } = struct
  const type = content instanceof Y.ContentType ? content.type : undefined
  return {
    at,
    kind: NAMES[content.getRef()],
    origin: yId(struct.origin),
    right: yId(struct.rightOrigin),
    parent: parent instanceof Y.ID ? yId(parent) : parent,
    parentSub: struct.parentSub,
    nodeName: type instanceof Y.XmlElement ? type.nodeName : null,
    formatKey: content instanceof Y.ContentFormat ? content.key : null,
  }
}

function compare(update: Uint8Array): void {
  const ours: unknown[] = []
  const deleted: string[] = []
  scanUpdate(update, {
    struct: (struct) => ours.push(describeOurs(struct)),
    deletion: (client, clock, length) => deleted.push(`${client}:${clock}+${length}`),
  })
  const theirs = Y.decodeUpdate(update)
  expect(ours).toEqual(theirs.structs.map(describeTheirs))
  const ranges = [...theirs.ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => `${client}:${clock}+${len}`),
  )
  expect(deleted).toEqual(ranges)
}

test('agrees with Y.decodeUpdate on thousands of real updates, single, merged and whole', () => {
  let compared = 0
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = diceFrom(seed)
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
      const updates: Uint8Array[] = []
      for (const doc of docs)
        doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (origin === 'remote') return
          updates.push(update)
        })
      for (let step = 0; step < 60; step++) {
        const doc = docs[dice(3)] ?? new Y.Doc()
        if (dice(4) === 0)
          for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote')
        randomEdit(doc.getXmlFragment('body'), dice)
      }
      for (const update of updates) compare(update)
      for (const doc of docs) compare(Y.encodeStateAsUpdate(doc))
      compare(Y.mergeUpdates(updates))
      compared += updates.length
    }),
    { numRuns: 60 },
  )
  expect(compared).toBeGreaterThan(2_000)
})

test('never throws anything but MalformedBytes, and accepts nothing on which Yjs would throw', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }), (seed, changes) => {
      const dice = diceFrom(seed)
      const doc = new Y.Doc()
      for (let step = 0; step < 12; step++) randomEdit(doc.getXmlFragment('body'), dice)
      const bytes = new Uint8Array(Y.encodeStateAsUpdate(doc))
      for (const change of changes) bytes[dice(bytes.length)] = change
      try {
        scanUpdate(bytes, { struct: () => undefined, deletion: () => undefined })
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedBytes)
        return
      }
      Y.decodeUpdate(bytes)
    }),
    { numRuns: 3_000 },
  )
})
