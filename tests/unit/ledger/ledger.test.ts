// The ledger's everyday life: two people write, one was away, one restarts. Attacks are in threats.test.ts.
import { expect, test } from 'vitest'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { idBytes } from '../../../shared/ids/ids.ts'
import { MAX_ENVELOPE_BYTES, parseEnvelope } from '../../../shared/ledger/envelope.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import { decodePayload } from '../../../shared/ledger/payload.ts'
import { openEnvelope } from '../../../shared/ledger/seal.ts'
import { allKeys, crypto, DESK, deviceNamed, GROUP, outcomes, ROSTER, TestCharter, Writer } from './cast.ts'

function pair(): { charter: TestCharter; ana: Writer; boris: Writer } {
  const charter = new TestCharter()
  const devices = [deviceNamed('Ana'), deviceNamed('Boris')] as const
  charter.admit(devices[0], 'coordinator')
  charter.admit(devices[1], 'drafter')
  return { charter, ana: new Writer(devices[0], charter, 11), boris: new Writer(devices[1], charter, 22) }
}

test('two people write into one paper and read the same text', () => {
  const { ana, boris } = pair()
  ana.type('We recommend that')
  expect(outcomes(boris.receive(...ana.sent))).toEqual(['accepted'])
  boris.type('and further that')
  ana.type('to the Government')
  ana.receive(...boris.sent)
  boris.receive(...ana.sent.slice(1))
  expect(ana.text()).toBe(boris.text())
  expect(ana.text()).toContain('and further that')
  expect(ana.pendingInYjs || boris.pendingInYjs).toBe(false)
})

test('an update larger than an envelope travels in parts and is applied whole', () => {
  const { ana, boris } = pair()
  const text = 'word '.repeat(200_000)
  const envelopes = ana.type(text)
  expect(envelopes.length).toBeGreaterThan(4)
  for (const { bytes } of envelopes) expect(bytes.length).toBeLessThanOrEqual(MAX_ENVELOPE_BYTES)
  const receipts = outcomes(boris.receive(...ana.sent))
  expect(receipts).toEqual([...Array(envelopes.length - 1).fill('stored'), 'accepted'])
  expect(boris.text()).toBe(ana.text())
})

test('records carry an order that causality implies', () => {
  const { ana, boris } = pair()
  ana.write(DESK, 'record', utf8('title: one'))
  boris.receive(...ana.sent)
  const [later] = boris.write(DESK, 'record', utf8('title: two'))
  ana.receive(...boris.sent)
  expect(ana.accepted.at(-1)?.hash).toBe(later?.hash)
  expect(ana.accepted.at(-1)?.order).toBe(2)
  expect(boris.accepted.at(-1)?.order).toBe(1)
})

test('a newcomer gets exactly what it lacks, in chain order, across incarnations', () => {
  const { charter, ana, boris } = pair()
  ana.type('one')
  ana.type('two')
  boris.receive(...ana.sent)
  const theirs = boris.ledger.frontier()
  ana.begin(12)
  ana.type('three')
  const lacks = ana.ledger.positionsAfter(ana.device.id, theirs)
  expect(lacks).toEqual([{ device: ana.device.id, incarnation: 12, seq: 0 }])
  expect(ana.ledger.positionsAfter(ana.device.id, []).map(({ seq }) => seq)).toEqual([0, 1, 0])
  const claire = new Writer(deviceNamed('Claire'), charter)
  claire.receive(...ana.sent)
  expect(claire.text()).toBe(ana.text())
  expect(claire.ledger.leaves(ana.device.id)).toEqual(ana.ledger.leaves(ana.device.id))
  expect(claire.ledger.leaves(ana.device.id)).toHaveLength(1)
  expect(boris.ledger.missing(ana.ledger.frontier())).toEqual(ana.ledger.frontier())
})

test('a checkpoint restores everything but what is held', () => {
  const { charter, ana, boris } = pair()
  ana.type('one')
  boris.receive(...ana.sent)
  boris.type('two')
  const bytes = boris.ledger.checkpoint()
  const deps = { crypto, group: GROUP, charter: () => charter, keys: allKeys }
  const restored = Ledger.restore(deps, bytes)
  expect(restored.checkpoint()).toEqual(bytes)
  expect(restored.frontier()).toEqual(boris.ledger.frontier())
  expect(restored.count).toBe(2)
  ana.receive(...boris.sent)
  ana.type('three')
  expect(outcomes(ana.sent.flatMap((envelope) => restored.receive(envelope)))).toEqual([
    'duplicate',
    'accepted',
  ])
})

test('the own log replays without signatures and keeps its numbers', () => {
  const { charter, ana, boris } = pair()
  ana.type('one')
  ana.type('two')
  boris.receive(...ana.sent)
  boris.write(ROSTER, 'record', utf8('Boris'))
  const log = [...ana.sent, ...boris.sent]
  const replayed = new Ledger({ crypto, group: GROUP, charter: () => charter, keys: allKeys })
  const receipts = log.flatMap((envelope, logNumber) =>
    replayed.receive(envelope, { trusted: true, logNumber }),
  )
  expect(outcomes(receipts)).toEqual(['accepted', 'accepted', 'accepted'])
  expect(replayed.checkpoint()).toEqual(boris.ledger.checkpoint())
})

test('a record names only the leaves of what its author has accepted in the lane', () => {
  const { charter, ana, boris } = pair()
  const claire = new Writer(deviceNamed('Claire'), charter, 33)
  charter.admit(claire.device, 'drafter')
  ana.write(DESK, 'record', utf8('one'))
  boris.receive(...ana.sent)
  boris.write(DESK, 'record', utf8('two'))
  claire.receive(...ana.sent, ...boris.sent)
  const [third] = claire.write(DESK, 'record', utf8('three'))
  const envelope = parseEnvelope(third?.bytes ?? new Uint8Array())
  if (envelope === 'newer') throw new Error('version')
  const key = allKeys.inner(envelope.header.epoch) ?? new Uint8Array()
  const plaintext = openEnvelope(crypto, idBytes(GROUP), envelope, key) ?? new Uint8Array()
  const payload = decodePayload(plaintext)
  expect(payload !== 'newer' && payload.deps.map(({ device }) => device)).toEqual([boris.device.id])
  ana.receive(...boris.sent, ...claire.sent)
  expect(ana.accepted.map(({ order }) => order)).toEqual([2, 3])
})
