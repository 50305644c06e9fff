// What waits and what it waits for: an unknown device, an unknown statement, a missing key, another envelope. And what may not
// be written at all.
import { describe, expect, test } from 'vitest'
import { MalformedBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import type { EpochKeys } from '../../../shared/ledger/charter-view.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import { MAX_PAYLOAD_BYTES } from '../../../shared/ledger/parts.ts'
import {
  allKeys,
  BODY,
  crypto,
  DESK,
  deviceNamed,
  forge,
  GROUP,
  hashOf,
  ledgerFor,
  noKeys,
  outcomes,
  outerOnly,
  prevOf,
  ROSTER,
  TestCharter,
  Writer,
} from './cast.ts'

const ANA = deviceNamed('Ana')
const BORIS = deviceNamed('Boris')

function group(): { charter: TestCharter; ana: Writer } {
  const charter = new TestCharter()
  charter.admit(ANA, 'coordinator')
  charter.admit(BORIS, 'drafter')
  return { charter, ana: new Writer(ANA, charter, 1) }
}

describe('waiting', () => {
  test('envelopes that come before their author’s admission count once it is here, in order', () => {
    const { charter, ana } = group()
    const claire = deviceNamed('Claire')
    const first = forge(claire, {}, { lane: DESK, kind: 'record', bytes: utf8('one') })
    const second = forge(
      claire,
      { seq: 1, prev: prevOf(first), heads: undefined },
      { lane: DESK, kind: 'record', bytes: utf8('two') },
    )
    expect(outcomes(ana.receive(second, first, second))).toEqual(['held', 'held', 'held'])
    expect(ana.ledger.held.count).toBe(2)
    expect(ana.ledger.retryHeld()).toEqual([])
    charter.admit(claire, 'drafter')
    expect(outcomes(ana.ledger.retryHeld())).toEqual(['accepted', 'accepted'])
    expect(ana.ledger.held).toEqual({ count: 0, bytes: 0 })
    expect(ana.ledger.retryHeld()).toEqual([])
  })

  test('an unknown charter statement holds an envelope and is never a reason to refuse it', () => {
    const { charter, ana } = group()
    const early = forge(BORIS, { heads: [hashOf('statement 1')] }, { lane: DESK, kind: 'record' })
    expect(outcomes(ana.receive(early))).toEqual(['held'])
    charter.grow()
    expect(outcomes(ana.ledger.retryHeld())).toEqual(['accepted'])
  })

  test('what waiting envelopes cite can be asked for, of those alone whose signature is true', () => {
    const { charter, ana } = group()
    const [one, other] = [hashOf('statement 1'), hashOf('statement 2')]
    const early = forge(BORIS, { heads: [one] }, { lane: DESK, kind: 'record' })
    const stranger = forge(deviceNamed('Claire'), { heads: [other] }, { lane: DESK, kind: 'record' })
    const forged = forge(
      { ...deviceNamed('Claire'), id: BORIS.id },
      { heads: [other] },
      { lane: DESK, kind: 'record' },
    )
    expect(outcomes(ana.receive(early, stranger, forged))).toEqual(['held', 'held', 'E_ENVELOPE_FORGED'])
    expect(ana.ledger.citedByHeld()).toEqual(new Map([[one, new Set([BORIS.id])]]))
    charter.grow()
    ana.ledger.retryHeld()
    expect(ana.ledger.citedByHeld()).toEqual(new Map())
  })

  test('without its epoch’s key an envelope waits; the role is judged all the same', () => {
    const { charter, ana } = group()
    ana.type('text')
    let open: EpochKeys = noKeys
    const keys: EpochKeys = { inner: (epoch) => open.inner(epoch), outer: (epoch) => open.outer(epoch) }
    const ledger = ledgerFor(charter, keys)
    expect(outcomes(ledger.receive(ana.sent[0] ?? new Uint8Array()))).toEqual(['held'])
    open = allKeys
    expect(outcomes(ledger.retryHeld())).toEqual(['accepted'])
  })

  test('whoever has only the outer key stores inner bodies unread, and follows the chain through them', () => {
    const { charter, ana } = group()
    ana.type('a draft')
    ana.write(ROSTER, 'record', utf8('Ana'))
    const ledger = ledgerFor(charter, outerOnly)
    const receipts = ana.sent.flatMap((bytes) => ledger.receive(bytes))
    expect(outcomes(receipts)).toEqual(['stored', 'accepted'])
    expect(ledger.frontier()).toEqual(ana.ledger.frontier())
  })

  test('a first envelope that goes on from one not here waits for that one, by hash', () => {
    const { ana } = group()
    const boris = new Writer(BORIS, ana.charter, 1)
    ana.type('one')
    ana.begin(2)
    ana.type('two')
    expect(outcomes(boris.receive(...ana.sent.toReversed()))).toEqual(['held', 'accepted', 'accepted'])
    expect(boris.text()).toBe(ana.text())
  })

  test('two first envelopes with no past are two branches of one device, not a fork', () => {
    const { ana } = group()
    const one = forge(BORIS, { incarnation: 1 }, { lane: DESK, kind: 'record' })
    const two = forge(BORIS, { incarnation: 2 }, { lane: DESK, kind: 'record' })
    expect(outcomes(ana.receive(one, two))).toEqual(['accepted', 'accepted'])
    expect(ana.ledger.leaves(BORIS.id)).toHaveLength(2)
  })
})

describe('parts', () => {
  const long = new Uint8Array(600_000)
  const record = { lane: DESK, kind: 'record' } as const

  test('whatever comes between the parts of one payload ends the incarnation in that lane', () => {
    const { ana } = group()
    const bytes = utf8('part')
    const first = forge(BORIS, {}, { ...record, bytes, part: { index: 0, count: 2 } })
    const between = forge(
      BORIS,
      { type: 'outer', seq: 1, prev: prevOf(first), heads: undefined },
      { lane: ROSTER, kind: 'record', bytes },
    )
    const last = forge(
      BORIS,
      { seq: 2, prev: prevOf(between), heads: undefined },
      { ...record, bytes, part: { index: 1, count: 2 } },
    )
    expect(outcomes(ana.receive(first, between, last))).toEqual(['stored', 'accepted', 'E_ENVELOPE_CONTENT'])
  })

  test('an envelope in between that is refused before it is opened breaks the parts all the same', () => {
    const { charter, ana } = group()
    const now = charter.grow()
    const part = (index: number) => ({ ...record, bytes: utf8('part'), part: { index, count: 2 } })
    const first = forge(BORIS, { heads: [now] }, part(0))
    const between = forge(
      BORIS,
      { seq: 1, prev: prevOf(first), heads: [hashOf('statement 0')] },
      { ...record, bytes: utf8('x') },
    )
    const last = forge(BORIS, { seq: 2, prev: prevOf(between), heads: undefined }, part(1))
    expect(outcomes(ana.receive(first, between, last))).toEqual([
      'stored',
      'E_HEADS_BACKWARDS',
      'E_ENVELOPE_CONTENT',
    ])
  })

  test('parts of different payloads are never joined: lane, kind, schema and count must agree', () => {
    const { ana } = group()
    const part = (index: number, change: object = {}) => ({
      ...record,
      bytes: utf8('part'),
      part: { index, count: 3 },
      ...change,
    })
    const review = { kind: 'review', paper: 'paper' in BODY ? BODY.paper : undefined }
    const others = [
      { lane: review },
      { lane: BODY, kind: 'yjs' },
      { schema: 2 },
      { part: { index: 1, count: 4 } },
      { part: { index: 2, count: 3 } },
      { part: { index: 0, count: 3 } },
      { kind: 'yjs' },
      { part: undefined },
    ]
    for (const [index, other] of [...others, {}].entries()) {
      const incarnation = 50 + index
      const first = forge(BORIS, { incarnation }, part(0))
      const next = forge(
        BORIS,
        { incarnation, seq: 1, prev: prevOf(first), heads: undefined },
        part(1, other),
      )
      const expected = index === others.length ? 'stored' : 'E_ENVELOPE_CONTENT'
      expect(outcomes(ana.receive(first, next)), JSON.stringify(other)).toEqual(['stored', expected])
    }
  })

  test('a payload never starts in its middle, and never grows beyond 8 MiB', () => {
    const { ana } = group()
    const middle = forge(BORIS, {}, { ...record, bytes: utf8('x'), part: { index: 1, count: 2 } })
    expect(outcomes(ana.receive(middle))).toEqual(['E_ENVELOPE_CONTENT'])
    const chunk = new Uint8Array(200 * 1024)
    const seen: string[] = []
    let prev = prevOf(middle)
    for (let index = 0; index < 42; index++) {
      const heads = index === 0 ? [hashOf('statement 0')] : undefined
      const header = { incarnation: 2, seq: index, prev, heads }
      const envelope = forge(BORIS, header, { ...record, bytes: chunk, part: { index, count: 100 } })
      seen.push(...outcomes(ana.receive(envelope)))
      prev = prevOf(envelope)
    }
    expect(seen.slice(0, 40)).toEqual(Array(40).fill('stored'))
    expect(seen.slice(40)).toEqual(['E_ENVELOPE_OVERSIZE', 'E_ENVELOPE_CONTENT'])
  })

  test('a checkpoint in the middle of a payload keeps the parts so far', () => {
    const { charter, ana } = group()
    ana.write(DESK, 'record', long)
    const deps = { crypto, group: GROUP, charter: () => charter, keys: allKeys }
    let reader = new Ledger(deps)
    const receipts = ana.sent.flatMap((bytes) => {
      reader = Ledger.restore(deps, reader.checkpoint())
      return reader.receive(bytes)
    })
    expect(outcomes(receipts)).toEqual(['stored', 'stored', 'stored', 'accepted'])
    const last = receipts.at(-1)
    expect(last?.outcome === 'accepted' && last.bytes.length).toBe(long.length)
  })

  test('more deps than an envelope holds are spread over parts', () => {
    const { charter, ana } = group()
    const reader = new Writer(BORIS, charter, 1)
    for (let incarnation = 1; incarnation <= 1_100; incarnation++) {
      const envelope = forge(ANA, { incarnation: 10_000 + incarnation }, { ...record, bytes: utf8('r') })
      ana.receive(envelope)
      reader.receive(envelope)
    }
    const written = ana.write(DESK, 'record', utf8('after all of them'))
    expect(written).toHaveLength(2)
    expect(outcomes(reader.receive(...ana.sent))).toEqual(['stored', 'accepted'])
    expect(reader.accepted.at(-1)?.order).toBe(2)
  }, 60_000)
})

describe('what may not be written', () => {
  const writeDesk = (writer: Writer) => () => writer.write(DESK, 'record', utf8('x'))

  test('by role, without key, without incarnation, too large, of the wrong kind', () => {
    const { charter, ana } = group()
    charter.setRole(ANA, 'observer')
    expect(writeDesk(ana)).toThrow('E_ROLE_FORBIDS')
    charter.setRole(ANA, 'coordinator')
    expect(writeDesk(new Writer(ANA, charter, 1, ledgerFor(charter, noKeys)))).toThrow('E_ENVELOPE_EPOCH')
    const own = { device: ANA.id, signingKey: ANA.signing.secretKey }
    const epoch = { id: idFrom('EpochId', new Uint8Array(32)) }
    const payload = { kind: 'record', schema: 1, bytes: utf8('x') } as const
    expect(() => ledgerFor(charter).write(own, epoch, DESK, payload)).toThrow('E_ENVELOPE_CHAIN')
    expect(() => ana.write(DESK, 'record', new Uint8Array(MAX_PAYLOAD_BYTES + 1))).toThrow(
      'E_ENVELOPE_OVERSIZE',
    )
    expect(() => ana.write(BODY, 'record', utf8('x'))).toThrow('E_ENVELOPE_CONTENT')
    expect(() => ana.write(DESK, 'yjs', Uint8Array.of(0, 0))).toThrow('E_ENVELOPE_CONTENT')
    expect(ana.ledger.count).toBe(0)
  })

  test('under heads older than those already cited, in this incarnation or the one before', () => {
    const { charter, ana } = group()
    charter.grow()
    ana.write(DESK, 'record', utf8('x'))
    const older = new TestCharter()
    older.admit(ANA, 'coordinator')
    const deps = { crypto, group: GROUP, charter: () => older, keys: allKeys }
    const behind = { ...deps, charter: () => Object.assign(older, { heads: () => [hashOf('statement 0')] }) }
    older.grow()
    for (const incarnation of [1, 2]) {
      const ledger = Ledger.restore(behind, ana.ledger.checkpoint())
      expect(writeDesk(new Writer(ANA, older, incarnation, ledger))).toThrow('E_HEADS_BACKWARDS')
    }
  })

  test('heads are cited when they change and left out while they do not', () => {
    const { charter, ana } = group()
    const sizes = [0, 1, 2, 3].map((step) => {
      if (step === 2) charter.grow()
      return ana.write(DESK, 'record', utf8('x'))[0]?.bytes.length ?? 0
    })
    expect(sizes.map((size) => size - (sizes[1] ?? 0))).toEqual([32, 0, 32, 0])
  })
})

test('a checkpoint of another group, version or length is not read', () => {
  const { charter, ana } = group()
  ana.type('one')
  const checkpoint = ana.ledger.checkpoint()
  const deps = { crypto, group: GROUP, charter: () => charter, keys: allKeys }
  const other = { ...deps, group: idFrom('GroupId', new Uint8Array(32)) }
  expect(() => Ledger.restore(other, checkpoint)).toThrow(MalformedBytes)
  for (const at of [0, 2]) {
    const changed = checkpoint.slice()
    changed[at] = 99
    expect(() => Ledger.restore(deps, changed)).toThrow(MalformedBytes)
  }
  for (const end of [0, 10, 50, checkpoint.length - 1])
    expect(() => Ledger.restore(deps, checkpoint.subarray(0, end))).toThrow(MalformedBytes)
})
