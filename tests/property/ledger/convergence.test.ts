// Three writers edit at random, the network delivers in any order and more than once; nothing honest is ever refused, and all
// end with the same accepted envelopes and the same text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import type { Receipt } from '../../../shared/ledger/verdict.ts'
import {
  allKeys,
  crypto,
  DESK,
  deviceNamed,
  GROUP,
  ROSTER,
  TestCharter,
  Writer,
} from '../../unit/ledger/cast.ts'
import { type Dice, diceFrom, randomEdit } from './edits.ts'

const DEVICES = ['Ana', 'Boris', 'Claire'].map(deviceNamed)
const NEVER = new Set(['refused', 'fork'])

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = dice(i + 1)
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) {
      result[i] = b
      result[j] = a
    }
  }
  return result
}

function expectHonest(receipts: readonly Receipt[]): void {
  for (const receipt of receipts) if (NEVER.has(receipt.outcome)) expect(receipt).toBe('never refused')
}

/** What a reader knows at the end: envelopes in causal order of records, text, frontier. */
function knows(writer: Writer): unknown {
  const leaves = writer.ledger
    .frontier()
    .map(({ device, incarnation, seq, hash }) => [device, incarnation, seq, hash].join())
  return { leaves: leaves.sort(), text: writer.text() }
}

function act(writer: Writer, undo: Y.UndoManager, dice: Dice): void {
  const move = dice(14)
  if (move === 0) writer.write(DESK, 'record', utf8(`desk ${dice(1000)}`))
  else if (move === 1) writer.write(ROSTER, 'record', utf8(`name ${dice(1000)}`))
  else if (move === 2) writer.edit(() => undo.undo())
  else if (move === 3) writer.edit(() => undo.redo())
  else writer.edit((fragment) => randomEdit(fragment, dice))
}

test('every order of delivery, with duplicates, restarts and undo: same text, nothing honest refused', () => {
  let honest = 0
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = diceFrom(seed)
      const charter = new TestCharter()
      for (const device of DEVICES) charter.admit(device, 'drafter')
      let incarnation = 1
      const writers = DEVICES.map((device) => new Writer(device, charter, incarnation++))
      const undo = new Map(writers.map((writer) => [writer, new Y.UndoManager(writer.fragment)]))
      for (let step = 0; step < 70; step++) {
        const writer = writers[dice(3)]
        if (writer === undefined) continue
        if (dice(25) === 0) {
          writer.begin(incarnation++)
          undo.set(writer, new Y.UndoManager(writer.fragment))
        }
        const manager = undo.get(writer)
        if (manager !== undefined) act(writer, manager, dice)
        if (dice(3) > 0) continue
        const from = writers[dice(3)]
        if (from !== undefined && from !== writer)
          expectHonest(writer.receive(...shuffled(from.sent, dice).slice(0, 1 + dice(20))))
      }
      const all = writers.flatMap((writer) => writer.sent)
      honest += all.length
      const late = new Writer(deviceNamed('Late'), charter, incarnation)
      for (const reader of [late, ...writers]) {
        expectHonest(reader.receive(...shuffled([...all, ...shuffled(all, dice).slice(0, 10)], dice)))
        expect(reader.ledger.held.count).toBe(0)
        expect(reader.ledger.count).toBe(all.length)
        expect(reader.pendingInYjs).toBe(false)
        expect(knows(reader)).toEqual(knows(late))
      }
      const orders = new Map(late.accepted.map(({ hash, order }) => [hash, order]))
      for (const writer of writers)
        for (const { hash, order } of writer.accepted) expect(orders.get(hash)).toBe(order)
    }),
    { numRuns: 60 },
  )
  expect(honest).toBeGreaterThan(3_000)
})

test('a checkpoint at any moment changes nothing that follows', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = diceFrom(seed)
      const charter = new TestCharter()
      for (const device of DEVICES) charter.admit(device, 'drafter')
      const [ana, boris] = DEVICES.map((device, index) => new Writer(device, charter, index + 1))
      if (ana === undefined || boris === undefined) throw new Error('cast')
      for (let step = 0; step < 30; step++) {
        const [from, to] = dice(2) === 0 ? [ana, boris] : [boris, ana]
        from.edit((fragment) => randomEdit(fragment, dice))
        to.receive(...from.sent)
      }
      const log = shuffled([...ana.sent, ...boris.sent], dice)
      const cut = dice(log.length + 1)
      const deps = { crypto, group: GROUP, charter: () => charter, keys: allKeys }
      const straight = new Ledger(deps)
      const before = new Ledger(deps)
      for (const bytes of log) straight.receive(bytes)
      for (const bytes of log.slice(0, cut)) before.receive(bytes)
      const after = Ledger.restore(deps, before.checkpoint())
      for (const bytes of log) after.receive(bytes)
      expect(after.frontier()).toEqual(expect.arrayContaining(straight.frontier()))
      expect(after.count).toBe(straight.count)
    }),
    { numRuns: 25 },
  )
})
