// Updates that no editor would make: random structs that refer to random known clocks. Whatever the content check lets pass, Yjs
// must apply without throwing, leave nothing pending, and move the author's clock exactly as the check says.
import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspectUpdate } from '../../../shared/ledger/inspect-update.ts'
import { BODY_ROOT, BODY_SCHEMA } from '../../../shared/paper/names.ts'
import { type Dice, diceFrom, randomEdit } from './edits.ts'

const ME = 5
const OTHER = 77

/** A document that OTHER has written, how many clocks it has, and which of them hold attributes. */
function paper(dice: Dice): { doc: Y.Doc; clock: number; attributes: Set<number> } {
  const doc = new Y.Doc()
  doc.clientID = OTHER
  const attributes = new Set<number>()
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'hostile' || doc.store.clients.has(ME)) return
    const isAttribute = (_: number, clock: number): boolean => attributes.has(clock)
    const nextClock = Y.decodeUpdate(update).structs[0]?.id.clock ?? Y.getState(doc.store, OTHER)
    const standing = { author: OTHER, nextClock, schema: BODY_SCHEMA, isAttribute }
    const inspected = inspectUpdate(update, standing)
    if (inspected === undefined) throw new Error('an honest update was refused')
    for (const [from, to] of inspected.attributes)
      for (let clock = from; clock < to; clock++) attributes.add(clock)
  })
  for (let step = 0; step < 15; step++) randomEdit(doc.getXmlFragment(BODY_ROOT), dice)
  return { doc, clock: Y.getState(doc.store, OTHER), attributes }
}

function writeContent(encoder: encoding.Encoder, kind: number, dice: Dice): number {
  const length = 1 + dice(4)
  if (kind === 0 || kind === 1) {
    encoding.writeVarUint(encoder, length)
    return length
  }
  if (kind === 4) {
    encoding.writeVarString(encoder, 'word'.slice(0, length))
    return length
  }
  if (kind === 6) {
    encoding.writeVarString(encoder, 'bold')
    encoding.writeVarString(encoder, dice(2) === 0 ? 'true' : 'null')
    return 1
  }
  if (kind === 7) {
    const element = dice(2) === 0
    encoding.writeVarUint(encoder, element ? 3 : 6)
    if (element) encoding.writeVarString(encoder, 'block')
    return 1
  }
  encoding.writeVarUint(encoder, length)
  for (let i = 0; i < length; i++) encoding.writeAny(encoder, i)
  return length
}

/** One client block of ME from clock 0, and some deletions. References reach one clock too far now and then. */
function hostile(dice: Dice, known: number): Uint8Array {
  const encoder = encoding.createEncoder()
  const count = 1 + dice(6)
  let clock = 0
  const reference = (): void => {
    const own = dice(3) === 0
    encoding.writeVarUint(encoder, own ? ME : OTHER)
    encoding.writeVarUint(encoder, dice((own ? clock : known) + (dice(8) === 0 ? 1 : 0) || 1))
  }
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, count)
  encoding.writeVarUint(encoder, ME)
  encoding.writeVarUint(encoder, 0)
  for (let i = 0; i < count; i++) {
    const kind = [0, 1, 4, 6, 7, 8][dice(6)] ?? 0
    const [origin, right, sub] = kind === 0 ? [0, 0, 0] : [dice(2), dice(2), dice(2)]
    encoding.writeUint8(encoder, kind | (origin << 7) | (right << 6) | (sub << 5))
    if (origin === 1) reference()
    if (right === 1) reference()
    if (kind !== 0 && origin + right === 0) {
      const isRoot = dice(2)
      encoding.writeVarUint(encoder, isRoot)
      if (isRoot === 1) encoding.writeVarString(encoder, BODY_ROOT)
      else reference()
      if (sub === 1) encoding.writeVarString(encoder, 'kind')
    }
    clock += writeContent(encoder, kind, dice)
  }
  const ranges = dice(3)
  encoding.writeVarUint(encoder, ranges > 0 ? 1 : 0)
  if (ranges > 0) {
    encoding.writeVarUint(encoder, OTHER)
    encoding.writeVarUint(encoder, ranges)
    for (let i = 0; i < ranges; i++) {
      encoding.writeVarUint(encoder, dice(known))
      encoding.writeVarUint(encoder, 1 + dice(3))
    }
  }
  return encoding.toUint8Array(encoder)
}

test('what passes the check, Yjs applies whole: no throw, nothing pending, nor when honest people go on', () => {
  let passed = 0
  let refused = 0
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = diceFrom(seed)
      const { doc, clock, attributes } = paper(dice)
      const update = hostile(dice, clock)
      const isAttribute = (client: number, at: number): boolean => client === OTHER && attributes.has(at)
      const inspected = inspectUpdate(update, { author: ME, nextClock: 0, schema: BODY_SCHEMA, isAttribute })
      const needed = inspected?.needs.get(OTHER) ?? -1
      if (inspected === undefined || needed >= clock) {
        refused += 1
        return
      }
      passed += 1
      Y.applyUpdate(doc, update, 'hostile')
      expect(doc.store.pendingStructs).toBeNull()
      expect(doc.store.pendingDs).toBeNull()
      expect(Y.getState(doc.store, ME)).toBe(inspected.nextClock)
      const whole = Y.encodeStateAsUpdate(doc)
      for (let step = 0; step < 6; step++) randomEdit(doc.getXmlFragment(BODY_ROOT), dice)
      const late = new Y.Doc()
      Y.applyUpdate(late, whole)
      Y.applyUpdate(late, Y.encodeStateAsUpdate(doc))
      expect(late.store.pendingStructs).toBeNull()
      expect(late.store.pendingDs).toBeNull()
      expect([...inspected.needs.keys()].every((client) => client === OTHER)).toBe(true)
    }),
    { numRuns: 3_000 },
  )
  expect(passed).toBeGreaterThan(500)
  expect(refused).toBeGreaterThan(100)
})
