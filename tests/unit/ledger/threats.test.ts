// What a dishonest member, or a thief with a member's device, can try with envelopes. Each title starts with the threat's name
// in docs/protocol.md. Every attacker here holds real keys of the group; the strangers' tests are in envelope.test.ts.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { utf8 } from '../../../shared/bytes/codec.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { parseEnvelope } from '../../../shared/ledger/envelope.ts'
import { stubOf, verifyForkProof } from '../../../shared/ledger/fork-proof.ts'
import { MAX_HELD_PER_DEVICE } from '../../../shared/ledger/held.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import type { Dep } from '../../../shared/ledger/payload.ts'
import type { Receipt } from '../../../shared/ledger/verdict.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
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
  type Role,
  TestCharter,
  updateBy,
  Writer,
} from './cast.ts'

const ANA = deviceNamed('Ana')
const BORIS = deviceNamed('Boris')
const MALLORY = deviceNamed('Mallory')

/** Ana coordinates, Boris drafts, Mallory has the given role. */
function group(role: Role = 'drafter'): { charter: TestCharter; ana: Writer; boris: Writer } {
  const charter = new TestCharter(3)
  charter.admit(ANA, 'coordinator')
  charter.admit(BORIS, 'drafter')
  charter.admit(MALLORY, role)
  return { charter, ana: new Writer(ANA, charter, 11), boris: new Writer(BORIS, charter, 22) }
}

const addBlock = (doc: Y.Doc): void => doc.getXmlFragment(BODY_ROOT).push([new Y.XmlElement('block')])

const malloryId = (incarnation = 1): number =>
  ledgerFor(new TestCharter()).clientId(BODY, MALLORY.id, incarnation)

describe('who wrote it', () => {
  test('FORGE_AUTHOR: an envelope in another device’s name is refused and leaves no trace', () => {
    const { ana } = group()
    const forged = forge(MALLORY, { device: BORIS.id }, { lane: DESK, kind: 'record', bytes: utf8('x') })
    expect(ana.receive(forged)).toEqual([{ outcome: 'refused', code: 'E_ENVELOPE_FORGED', chained: false }])
    expect(ana.ledger.leaves(BORIS.id)).toEqual([])
    expect(ana.ledger.count).toBe(0)
    expect(ana.ledger.refusals.get('E_ENVELOPE_FORGED')).toBe(1)
  })

  test('FORGE_AUTHOR: no byte of an envelope can be changed without being noticed', () => {
    const { charter, ana } = group()
    const [written] = ana.type('We recommend')
    const bytes = written?.bytes ?? new Uint8Array()
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x41
      const [receipt] = ledgerFor(charter).receive(changed)
      expect(['refused', 'held'], `byte ${at}`).toContain(receipt?.outcome)
    }
  })

  test('FORGE_ROLE: an observer’s text counts nowhere, with or without the key, and the chain goes on', () => {
    const { charter, ana } = group('observer')
    const bytes = updateBy(malloryId(), addBlock)
    const first = forge(MALLORY, {}, { bytes })
    const name = { lane: ROSTER, kind: 'record', bytes: utf8('Mallory') } as const
    const second = forge(MALLORY, { type: 'outer', seq: 1, prev: prevOf(first), heads: undefined }, name)
    expect(outcomes(ana.receive(first, second))).toEqual(['E_ENVELOPE_ROLE', 'accepted'])
    expect(ana.ledger.leaves(MALLORY.id)[0]?.seq).toBe(1)
    for (const keys of [outerOnly, noKeys])
      expect(outcomes(ledgerFor(charter, keys).receive(first))).toEqual(['E_ENVELOPE_ROLE'])
  })

  test('FORGE_ROLE: a reviewer holds the inner key and still cannot write into the body', () => {
    const { ana } = group('reviewer')
    const envelope = forge(MALLORY, {}, { bytes: updateBy(malloryId(), addBlock) })
    expect(outcomes(ana.receive(envelope))).toEqual(['E_ENVELOPE_ROLE'])
    expect(ana.text()).toBe('')
  })

  test('FORGE_ROLE: a body sealed as outer, or a record in the body, is invalid content', () => {
    const { ana } = group()
    const asOuter = forge(MALLORY, { type: 'outer' }, { bytes: updateBy(malloryId(), addBlock) })
    const asRecord = forge(MALLORY, { incarnation: 2 }, { kind: 'record', bytes: utf8('x') })
    expect(outcomes(ana.receive(asOuter, asRecord))).toEqual(['E_ENVELOPE_CONTENT', 'E_ENVELOPE_CONTENT'])
  })

  test('FORGE_CLIENT_ID: text under someone else’s clientID ends the incarnation in that lane only', () => {
    const { ana, boris } = group()
    boris.type('mine')
    ana.receive(...boris.sent)
    const first = forge(MALLORY, {}, { bytes: updateBy(boris.clientId, addBlock) })
    const honest = updateBy(malloryId(), addBlock)
    const second = forge(MALLORY, { seq: 1, prev: prevOf(first), heads: undefined }, { bytes: honest })
    const desk = { lane: DESK, kind: 'record', bytes: utf8('x') } as const
    const third = forge(MALLORY, { seq: 2, prev: prevOf(second), heads: undefined }, desk)
    const next = updateBy(malloryId(2), addBlock)
    const fourth = forge(MALLORY, { incarnation: 2, prev: prevOf(third) }, { bytes: next })
    expect(outcomes(ana.receive(first, second, third, fourth))).toEqual([
      'E_ENVELOPE_CONTENT',
      'E_ENVELOPE_CONTENT',
      'accepted',
      'accepted',
    ])
  })

  test('FORGE_CLIENT_ID: an incarnation that has ended in a lane cannot go on waiting there', () => {
    const { ana } = group()
    const first = forge(MALLORY, {}, { bytes: updateBy(1234, addBlock) })
    const dep = { device: BORIS.id, incarnation: 5, seq: 9, hash: new Uint8Array(16) }
    const header = { seq: 1, prev: prevOf(first), heads: undefined }
    const second = forge(MALLORY, header, { bytes: updateBy(malloryId(), addBlock), deps: [dep] })
    expect(outcomes(ana.receive(first, second))).toEqual(['E_ENVELOPE_CONTENT', 'E_ENVELOPE_CONTENT'])
  })

  test('FORGE_CLIENT_ID: what recipients would refuse is not sealed either', () => {
    const { ana } = group()
    expect(() => ana.write(BODY, 'yjs', updateBy(ana.clientId + 1, addBlock))).toThrow('E_ENVELOPE_CONTENT')
    expect(() => ana.write(BODY, 'yjs', utf8('not an update'))).toThrow('E_ENVELOPE_CONTENT')
    expect(ana.ledger.count).toBe(0)
    ana.type('still well')
    expect(ana.ledger.count).toBe(1)
  })

  test('CLIENT_ID_COLLISION: a second session with the same clientID is not accepted, and is shown', () => {
    // 53 bits cannot be searched in a test; this hash leaves them 6, and everything else is as it is.
    const narrow: Crypto = {
      ...crypto,
      hash: (...parts) => {
        const hash = crypto.hash(...parts)
        const about = parts[0]?.subarray(0, 22) ?? new Uint8Array()
        return new TextDecoder().decode(about) === 'rapporteur/1/client-id'
          ? hash.map((byte, index) => (index === 0 ? byte & 63 : 0))
          : hash
      },
    }
    const { charter } = group()
    const ledger = new Ledger({ crypto: narrow, group: GROUP, charter: () => charter, keys: allKeys })
    const id = ledger.clientId(BODY, MALLORY.id, 1)
    let twin = 2
    while (ledger.clientId(BODY, MALLORY.id, twin) !== id) twin += 1
    const first = forge(MALLORY, {}, { bytes: updateBy(id, addBlock) })
    const second = forge(
      MALLORY,
      { incarnation: twin, prev: prevOf(first) },
      { bytes: updateBy(id, addBlock) },
    )
    expect(outcomes(ledger.receive(first))).toEqual(['accepted'])
    const [receipt] = ledger.receive(second)
    expect(receipt).toMatchObject({ outcome: 'fork', proof: { kind: 'client-id', logNumber: 0 } })
    expect(ledger.count).toBe(1)
    expect(ledger.refusals.get('E_FORK')).toBe(1)
  })
})

describe('what it may touch', () => {
  /** An update by Mallory that deletes `length` clocks of a client from `clock` on, and nothing else. */
  function deletion(client: number, clock: number, length: number): Uint8Array {
    const doc = new Y.Doc()
    doc.clientID = client
    const text = doc.getText('x')
    text.insert(0, 'y'.repeat(clock + length))
    let update = new Uint8Array()
    doc.on('update', (bytes: Uint8Array) => {
      update = new Uint8Array(bytes)
    })
    text.delete(clock, length)
    return update
  }

  test('DELETE_THE_FUTURE: a range beyond what the deps name is invalid, and the later text is unharmed', () => {
    const { ana, boris } = group()
    const [written] = boris.type('short')
    ana.receive(...boris.sent)
    const dep: Dep = {
      device: BORIS.id,
      incarnation: boris.incarnation,
      seq: 0,
      hash: prevOf(written?.bytes ?? new Uint8Array()).slice(0, 16),
    }
    const bytes = deletion(boris.clientId, 0, 400)
    for (const [incarnation, deps] of [
      [1, []],
      [2, [dep]],
    ] as const)
      expect(outcomes(ana.receive(forge(MALLORY, { incarnation }, { bytes, deps })))).toEqual([
        'E_ENVELOPE_CONTENT',
      ])
    boris.type('and what came later')
    ana.receive(...boris.sent)
    expect(ana.text()).toContain('and what came later')
    expect(ana.text()).toContain('short')
    expect(ana.pendingInYjs).toBe(false)
  })

  test('DELETE_THE_FUTURE: naming a future position does not help: its hash cannot be known', () => {
    const { ana, boris } = group()
    boris.type('short')
    ana.receive(...boris.sent)
    const dep = { device: BORIS.id, incarnation: boris.incarnation, seq: 1, hash: new Uint8Array(16) }
    const attack = forge(MALLORY, {}, { bytes: deletion(boris.clientId, 0, 400), deps: [dep] })
    expect(outcomes(ana.receive(attack))).toEqual(['held'])
    boris.type('and what came later')
    expect(outcomes(ana.receive(...boris.sent.slice(1)))).toEqual(['accepted', 'held'])
    expect(ana.text()).toContain('and what came later')
  })

  test('DELETE_THE_FUTURE: origins, right origins and parents need deps just as deletions do', () => {
    const { ana, boris } = group()
    boris.type('short')
    ana.receive(...boris.sent)
    const base = Y.encodeStateAsUpdate(boris.doc)
    const intoText = updateBy(
      malloryId(),
      (doc) => {
        const block = doc.getXmlFragment(BODY_ROOT).get(0)
        if (block instanceof Y.XmlElement) block.setAttribute('kind', 'quote')
      },
      base,
    )
    const after = updateBy(malloryId(2), addBlock, base)
    expect(outcomes(ana.receive(forge(MALLORY, {}, { bytes: intoText })))).toEqual(['E_ENVELOPE_CONTENT'])
    expect(outcomes(ana.receive(forge(MALLORY, { incarnation: 2 }, { bytes: after })))).toEqual([
      'E_ENVELOPE_CONTENT',
    ])
  })

  test('DELETE_THE_FUTURE: what is built on an envelope that does not count does not count either', () => {
    const { ana } = group()
    const refused = forge(MALLORY, {}, { bytes: updateBy(1234, addBlock) })
    const dep = { device: MALLORY.id, incarnation: 1, seq: 0, hash: prevOf(refused).slice(0, 16) }
    const built = forge(MALLORY, { incarnation: 2 }, { bytes: updateBy(malloryId(2), addBlock), deps: [dep] })
    expect(outcomes(ana.receive(built, refused))).toEqual([
      'held',
      'E_ENVELOPE_CONTENT',
      'E_ENVELOPE_CONTENT',
    ])
  })

  test('PENDING_POISON: a long attribute value is refused, in one update or built up over two', () => {
    const { ana } = group()
    const id = malloryId()
    // A block; a one-clock attribute of it; then text that stands beside that attribute's value.
    const varint = (value: number): number[] => {
      const bytes: number[] = []
      for (let rest = value; ; rest = Math.floor(rest / 128)) {
        if (rest < 128) return [...bytes, rest]
        bytes.push((rest % 128) | 128)
      }
    }
    const me = varint(id)
    const body = [...utf8(BODY_ROOT)]
    const block = [7, 1, body.length, ...body, 3, 5, ...utf8('block')]
    const attribute = [8 | 0x20, 0, ...me, 0, 4, ...utf8('kind'), 1, 126]
    const first = forge(MALLORY, {}, { bytes: Uint8Array.from([1, 2, ...me, 0, ...block, ...attribute, 0]) })
    const beside = [4 | 0x80, ...me, 1, 4, ...utf8('word')]
    const second = forge(
      MALLORY,
      { seq: 1, prev: prevOf(first), heads: undefined },
      { bytes: Uint8Array.from([1, 1, ...me, 2, ...beside, 0]) },
    )
    expect(outcomes(ana.receive(first, second))).toEqual(['accepted', 'E_ENVELOPE_CONTENT'])
  })

  test('PENDING_POISON: an update with a gap never reaches Yjs, where it would wait for ever', () => {
    const { ana } = group()
    const doc = new Y.Doc()
    doc.clientID = malloryId()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    addBlock(doc)
    addBlock(doc)
    const gap = forge(MALLORY, {}, { bytes: updates[1] ?? new Uint8Array() })
    expect(outcomes(ana.receive(gap))).toEqual(['E_ENVELOPE_CONTENT'])
    expect(ana.pendingInYjs).toBe(false)
    expect(ana.text()).toBe('')
  })

  test('PENDING_POISON: envelopes that wait are bounded per device, and others are not touched', () => {
    const { ana, boris } = group()
    let refused = 0
    for (let seq = 1; seq <= MAX_HELD_PER_DEVICE + 50; seq++) {
      const prev = crypto.hash(utf8(`${seq}`))
      const [receipt] = ana.receive(forge(MALLORY, { seq, prev, heads: undefined }, {}))
      if (receipt?.outcome === 'refused' && receipt.code === 'E_ENVELOPE_LIMIT') refused += 1
      else expect(receipt?.outcome).toBe('held')
    }
    expect(refused).toBe(50)
    expect(ana.ledger.held.count).toBe(MAX_HELD_PER_DEVICE)
    boris.type('one')
    boris.type('two')
    expect(outcomes(ana.receive(...boris.sent.toReversed()))).toEqual(['held', 'accepted', 'accepted'])
  })

  test('PENDING_POISON: waiting bytes are bounded too, also under names that nobody has', () => {
    const { ana } = group()
    const stranger = deviceNamed('Stranger')
    const bytes = new Uint8Array(200 * 1024)
    const seen = new Set<string>()
    for (let seq = 1; seq <= 100; seq++) {
      const payload = { lane: DESK, kind: 'record', bytes } as const
      seen.add(outcomes(ana.receive(forge(stranger, { seq, heads: undefined }, payload)))[0] ?? '')
    }
    expect([...seen]).toEqual(['held', 'E_ENVELOPE_LIMIT'])
    expect(ana.ledger.held.bytes).toBeLessThanOrEqual(16 * 1024 * 1024)
    expect(ana.ledger.held.count).toBeGreaterThan(70)
  })
})

describe('when and where it was written', () => {
  test('OLD_HEADS: a device that has seen its demotion cannot go back behind it', () => {
    const { charter, ana } = group('drafter')
    charter.setRole(MALLORY, 'observer')
    const now = charter.heads()
    const name = { lane: ROSTER, kind: 'record', bytes: utf8('M') } as const
    const first = forge(MALLORY, { type: 'outer', heads: now }, name)
    const bytes = updateBy(malloryId(), addBlock)
    const second = forge(MALLORY, { seq: 1, prev: prevOf(first), heads: [hashOf('statement 0')] }, { bytes })
    const third = forge(MALLORY, { seq: 2, prev: prevOf(second), heads: undefined }, { bytes })
    expect(outcomes(ana.receive(first, second, third))).toEqual([
      'accepted',
      'E_HEADS_BACKWARDS',
      'E_ENVELOPE_ROLE',
    ])
    const crossing = forge(
      MALLORY,
      { incarnation: 2, prev: prevOf(third), heads: [hashOf('statement 0')] },
      { bytes: updateBy(malloryId(2), addBlock) },
    )
    const later = forge(
      MALLORY,
      { incarnation: 2, seq: 1, prev: prevOf(crossing), heads: undefined },
      { bytes: updateBy(malloryId(2), addBlock) },
    )
    expect(outcomes(ana.receive(crossing, later))).toEqual(['E_HEADS_BACKWARDS', 'E_ENVELOPE_ROLE'])
  })

  test('REPLAY_SAME_GROUP: the same envelope again is a duplicate', () => {
    const { ana, boris } = group()
    ana.type('one')
    boris.receive(...ana.sent)
    const before = boris.ledger.checkpoint()
    expect(outcomes(boris.receive(...ana.sent, ...ana.sent))).toEqual(['duplicate', 'duplicate'])
    expect(boris.ledger.checkpoint()).toEqual(before)
  })

  test('REPLAY_SAME_GROUP: a body cannot move under another header, not even its author’s own', () => {
    const { ana } = group()
    const bytes = updateBy(malloryId(), addBlock)
    const first = forge(MALLORY, {}, { bytes })
    const envelope = parseEnvelope(first)
    if (envelope === 'newer') throw new Error('version')
    const moved = forge(MALLORY, { incarnation: 2 }, { bytes })
    const target = parseEnvelope(moved)
    if (target === 'newer') throw new Error('version')
    const message = crypto.keyedHash(
      Buffer.from(GROUP, 'hex'),
      target.headerBytes,
      crypto.hash(envelope.ciphertext),
    )
    const signature = crypto.sign('envelope', message, MALLORY.signing.secretKey)
    const spliced = Buffer.concat([target.headerBytes, envelope.ciphertext, signature])
    expect(outcomes(ana.receive(spliced))).toEqual(['E_ENVELOPE_CONTENT'])
    expect(ana.text()).toBe('')
  })

  test('REPLAY_OTHER_GROUP: an envelope of one group is forged in another, same device, keys and epoch', () => {
    const { charter, ana } = group()
    ana.type('for this group only')
    const other = idFrom('GroupId', crypto.hash(utf8('another group')))
    const ledger = ledgerFor(charter, allKeys, other)
    expect(outcomes(ana.sent.flatMap((bytes) => ledger.receive(bytes)))).toEqual(['E_ENVELOPE_FORGED'])
    const trusted = ana.sent.flatMap((bytes) => ledger.receive(bytes, { trusted: true }))
    expect(outcomes(trusted)).toEqual(['E_ENVELOPE_CONTENT'])
  })

  test('REORDER: any order of arrival ends alike; what comes early waits', () => {
    const { charter, ana, boris } = group()
    ana.type('one')
    ana.type('two')
    boris.receive(...ana.sent)
    boris.edit((fragment) => fragment.delete(0, 1))
    ana.receive(...boris.sent)
    const claire = new Writer(deviceNamed('Claire'), charter)
    const receipts = claire.receive(...boris.sent, ...ana.sent.toReversed())
    expect(outcomes(receipts)).toEqual(['held', 'held', 'accepted', 'accepted', 'accepted'])
    expect(claire.text()).toBe(ana.text())
    expect(claire.ledger.held.count).toBe(0)
  })

  test('TRUNCATE: a hole in a chain is waited for, and nothing after it is believed', () => {
    const { ana, boris } = group()
    for (const text of ['one', 'two', 'three']) ana.type(text)
    const [first, , third] = ana.sent
    expect(outcomes(boris.receive(first ?? new Uint8Array(), third ?? new Uint8Array()))).toEqual([
      'accepted',
      'held',
    ])
    expect(boris.text()).not.toContain('three')
    expect(boris.ledger.missing(ana.ledger.frontier())).toEqual(ana.ledger.frontier())
    expect(ana.ledger.positionsAfter(ANA.id, boris.ledger.frontier()).map(({ seq }) => seq)).toEqual([1, 2])
    boris.receive(...ana.sent)
    expect(boris.text()).toBe(ana.text())
  })
})

describe('one position, two envelopes', () => {
  function forked(): { ana: Writer; first: Uint8Array; second: Uint8Array; receipt: Receipt | undefined } {
    const { ana } = group()
    const first = forge(MALLORY, {}, { bytes: updateBy(malloryId(), addBlock) })
    const second = forge(MALLORY, {}, { lane: DESK, kind: 'record', bytes: utf8('other') })
    ana.receive(first)
    const [receipt] = ana.receive(second)
    return { ana, first, second, receipt }
  }

  test('FORK: two envelopes for one position make a proof that anyone can check', () => {
    const { ana, first, receipt } = forked()
    if (receipt?.outcome !== 'fork') throw new Error('no fork seen')
    expect(receipt.proof).toMatchObject({ kind: 'position', logNumber: 0 })
    const stub = stubOf(crypto, first) ?? new Uint8Array()
    const keyOf = (): Uint8Array => MALLORY.signing.publicKey
    expect(verifyForkProof(crypto, GROUP, stub, receipt.proof.other, keyOf)).toEqual({
      device: MALLORY.id,
      incarnation: 1,
      seq: 0,
    })
    expect(verifyForkProof(crypto, GROUP, stub, stub, keyOf)).toBeUndefined()
    const wrongKey = (): Uint8Array => ANA.signing.publicKey
    expect(verifyForkProof(crypto, GROUP, stub, receipt.proof.other, wrongKey)).toBeUndefined()
    expect(ana.ledger.refusals.get('E_FORK')).toBe(1)
  })

  test('FORK: two honest envelopes one after the other prove nothing', () => {
    const { ana } = group()
    ana.type('one')
    ana.type('two')
    const [first, second] = ana.sent.map((bytes) => stubOf(crypto, bytes) ?? new Uint8Array())
    const keyOf = (): Uint8Array => ANA.signing.publicKey
    const none = new Uint8Array()
    expect(verifyForkProof(crypto, GROUP, first ?? none, second ?? none, keyOf)).toBeUndefined()
    expect(verifyForkProof(crypto, GROUP, first ?? none, none, keyOf)).toBeUndefined()
    const framed = stubOf(crypto, forge(MALLORY, { device: ANA.id, incarnation: 11 }, {})) ?? none
    expect(verifyForkProof(crypto, GROUP, first ?? none, framed, keyOf)).toBeUndefined()
    expect(verifyForkProof(crypto, GROUP, framed, first ?? none, keyOf)).toBeUndefined()
    expect(verifyForkProof(crypto, GROUP, first ?? none, second ?? none, () => undefined)).toBeUndefined()
  })

  test('FORK: the other branch is neither taken in nor asked for again', () => {
    const { ana, second } = forked()
    const third = forge(MALLORY, { seq: 1, prev: prevOf(second), heads: undefined }, {})
    expect(outcomes(ana.receive(third))).toEqual(['E_ENVELOPE_CHAIN'])
    const hash = idFrom('Hash', prevOf(third))
    expect(ana.ledger.missing([{ device: MALLORY.id, incarnation: 1, seq: 1, hash }])).toEqual([])
  })

  test('FORK: what was built on the other branch waits; it is not judged by this one', () => {
    const { ana, second } = forked()
    const dep = { device: MALLORY.id, incarnation: 1, seq: 0, hash: prevOf(second).slice(0, 16) }
    const honest = forge(BORIS, {}, { lane: DESK, kind: 'record', bytes: utf8('x'), deps: [dep] })
    expect(outcomes(ana.receive(honest))).toEqual(['held'])
  })

  test('ROLLBACK_OWN_DISK: a restored old disk goes on in a new incarnation, forks nothing and loses nothing', () => {
    const { charter, ana, boris } = group()
    ana.type('one')
    const oldDisk = ana.ledger.checkpoint()
    const oldState = Y.encodeStateAsUpdate(ana.doc)
    ana.type('two, lost with the disk')
    boris.receive(...ana.sent)
    const deps = { crypto, group: GROUP, charter: () => charter, keys: allKeys }
    const restored = new Writer(ANA, charter, 99, Ledger.restore(deps, oldDisk))
    Y.applyUpdate(restored.doc, oldState, 'remote')
    restored.type('three, written before the peers were heard')
    expect(outcomes(boris.receive(...restored.sent))).toEqual(['accepted'])
    const lacks = boris.ledger.positionsAfter(ANA.id, restored.ledger.frontier())
    expect(lacks).toEqual([{ device: ANA.id, incarnation: 11, seq: 1 }])
    restored.receive(...ana.sent.slice(1))
    expect(restored.text()).toBe(boris.text())
    expect(restored.text()).toContain('two, lost')
    expect(restored.ledger.leaves(ANA.id)).toHaveLength(2)
  })
})
