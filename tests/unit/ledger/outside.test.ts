// What a removed device wrote, and what others built on it: inside the cut it counts, outside it does not, until it is adopted.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { VERDICTS } from '../../../shared/ledger/chain.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import { LedgerReplica } from '../../support/ledger-replica.ts'
import {
  allKeys,
  CharterSoFar,
  crypto,
  DESK,
  deviceNamed,
  EPOCH,
  GROUP,
  hashOf,
  outcomes,
  outerOnly,
  ROSTER,
  TestCharter,
} from './cast.ts'

const ANA = deviceNamed('Ana')
const BORIS = deviceNamed('Boris')
const CARLA = deviceNamed('Carla')

/** Everybody knows the charter as it is so far; what comes is learnt by {@link LedgerReplica.learn}. */
function group() {
  const whole = new TestCharter()
  for (const device of [ANA, BORIS, CARLA]) whole.admit(device, 'drafter')
  const replica = (device = deviceNamed('Late'), incarnation = 9): LedgerReplica =>
    new LedgerReplica(device, new CharterSoFar(whole), incarnation)
  return { whole, ana: replica(ANA, 11), boris: replica(BORIS, 22), carla: replica(CARLA, 33), replica }
}

/** An app that seals under whatever epoch it likes. */
class Careless extends CharterSoFar {
  override epochFits(): boolean {
    return true
  }
}

/** Types into the first block, so that the text rests on whoever made it. */
function typeInto(writer: LedgerReplica, text: string): void {
  writer.edit((fragment) => {
    const block = fragment.get(0)
    if (block instanceof Y.XmlElement && block.firstChild instanceof Y.XmlText)
      block.firstChild.insert(0, text)
  })
}

describe('a cut', () => {
  test('BACKDATE_AFTER_REMOVAL: under old heads and the old key it is outside, on every device and in any order', () => {
    const { whole, ana, boris, carla, replica } = group()
    boris.type('known')
    ana.hear(boris.sent)
    whole.remove(BORIS, ana.ledger.leaves(BORIS.id))
    // He does not know, or pretends not to; Carla really does not.
    boris.type('backdated')
    boris.begin(23)
    boris.type('in a new session')
    carla.hear(boris.sent)
    expect(carla.text()).toContain('backdated')
    for (const one of [ana, carla]) one.learn(whole.statements.length)
    ana.hear(boris.sent)
    const late = replica()
    late.hear([...boris.sent].reverse())
    for (const one of [ana, carla, late]) {
      expect(one.text()).toContain('known')
      expect(one.text()).not.toMatch(/backdated|session/)
      expect([...one.verdicts().values()]).toEqual([VERDICTS.accepted, VERDICTS.outside, VERDICTS.outside])
    }
    // The chain goes on all the same: everybody holds all of it.
    expect(ana.ledger.leaves(BORIS.id)).toEqual(carla.ledger.leaves(BORIS.id))
  })

  test('an epoch without the removal that the heads have is refused, whoever holds which key; with it, it counts', () => {
    const { whole, ana, boris, carla } = group()
    whole.remove(BORIS, [])
    for (const one of [ana, carla]) one.learn(whole.statements.length)
    expect(() => ana.write(DESK, 'record', utf8('under the old key'))).toThrow('E_ENVELOPE_EPOCH')
    const careless = new Careless(whole)
    const ledger = new Ledger({ crypto, group: GROUP, charter: () => careless, keys: allKeys })
    ledger.beginIncarnation(CARLA.id, 34)
    const own = { device: CARLA.id, signingKey: CARLA.signing.secretKey }
    const record = { kind: 'record', schema: 1, bytes: utf8('x') } as const
    const [old] = ledger.write(own, { id: EPOCH }, DESK, record)
    expect(outcomes(ana.receive(old?.bytes ?? new Uint8Array()))).toEqual(['E_ENVELOPE_EPOCH'])
    const reader = new Ledger({ crypto, group: GROUP, charter: () => ana.view, keys: outerOnly })
    expect(outcomes(reader.receive(old?.bytes ?? new Uint8Array()))).toEqual(['E_ENVELOPE_EPOCH'])
    const epoch = whole.rotate()
    boris.type('he knows nothing')
    ana.epoch = epoch
    expect(outcomes(carla.receive(...boris.sent))).toEqual(['outside'])
    ana.learn(whole.statements.length)
    ana.type('under the new one')
    // The statement that mints it has to be there first.
    expect(outcomes(carla.receive(...ana.sent))).toEqual(['held'])
    carla.learn(whole.statements.length)
    expect(carla.text()).toContain('under the new one')
  })

  test('the leaf may come last, in a later incarnation: then all that it stands for counts', () => {
    const { whole, ana, boris, replica } = group()
    boris.type('one')
    boris.begin(23)
    boris.type('two')
    boris.begin(24)
    boris.type('three')
    ana.hear(boris.sent)
    whole.remove(BORIS, ana.ledger.leaves(BORIS.id))
    const late = replica()
    for (const envelope of boris.sent) late.hear([envelope])
    expect(late.text()).toContain('one')
    expect(late.text()).toContain('three')
    expect(late.ledger.outdated).toBe(false)
    expect(late.judgedAgain).toBeGreaterThan(0)
  })

  test('a checkpoint keeps it, and what follows it, outside', () => {
    const { whole, ana, boris } = group()
    whole.remove(BORIS, [])
    boris.type('outside')
    ana.learn(whole.statements.length)
    ana.hear(boris.sent)
    const deps = { crypto, group: GROUP, charter: () => ana.view, keys: allKeys }
    const restored = Ledger.restore(deps, ana.ledger.checkpoint())
    boris.type('and further')
    expect(outcomes(restored.receive(boris.sent.at(-1) ?? new Uint8Array()))).toEqual(['outside'])
    expect(restored.isSpent(BORIS.id, 22)).toBe(true)
    expect(restored.reconsider()).toBe(false)
    for (const leaf of boris.ledger.leaves(BORIS.id)) whole.adopt(leaf)
    ana.view.known = whole.statements.length
    expect(restored.reconsider()).toBe(true)
  })
})

test('WORK_FOR_OTHERS: adoptions of what nobody holds, or what counts anyway, make nobody judge a log again', () => {
  const { whole, ana, boris, carla } = group()
  boris.type('known')
  ana.hear(boris.sent)
  whole.remove(BORIS, ana.ledger.leaves(BORIS.id))
  boris.type('beyond')
  for (const one of [ana, carla]) {
    one.hear(boris.sent)
    one.learn(whole.statements.length)
  }
  const before = [ana.judgedAgain, carla.judgedAgain]
  const adopts = (incarnation: number, seq: number, name: string): void => {
    whole.adopt({ device: BORIS.id, incarnation, seq, hash: hashOf(name) })
    for (const one of [ana, carla]) one.learn(whole.statements.length)
  }
  for (let at = 0; at < 20; at++) adopts(1_000 + at, at, `nowhere ${at}`)
  for (let at = 0; at < 2; at++) adopts(22, at, `another ${at}`)
  expect([ana.judgedAgain, carla.judgedAgain]).toEqual(before)
  expect(ana.text()).not.toContain('beyond')
  const [held] = boris.ledger.leaves(BORIS.id)
  if (held === undefined) throw new Error('nothing written')
  whole.adopt(held)
  for (const one of [ana, carla]) one.learn(whole.statements.length)
  expect([ana.judgedAgain, carla.judgedAgain]).toEqual(before.map((count) => count + 1))
  for (const one of [ana, carla]) expect(one.text()).toContain('beyond')
  adopts(22, 0, 'another, within')
  expect([ana.judgedAgain, carla.judgedAgain]).toEqual(before.map((count) => count + 1))
})

describe('what others built on it', () => {
  test('ACCOMPLICE_LAUNDERS: what is built on text outside is outside too, and only that', () => {
    const { whole, ana, boris, carla } = group()
    boris.type('beyond')
    carla.hear(boris.sent)
    typeInto(carla, 'laundered ')
    carla.write(ROSTER, 'record', utf8('her name'))
    carla.begin(34)
    carla.type('of her own')
    whole.remove(BORIS, [])
    ana.learn(whole.statements.length)
    ana.hear([...boris.sent, ...carla.sent])
    expect(ana.text()).not.toMatch(/laundered|beyond/)
    // Her next session names nothing of it but the place beside it, which is gone with it.
    const [built, name] = [...ana.verdicts()].filter(([key]) => key.startsWith(CARLA.id)).map(([, it]) => it)
    expect([built, name]).toEqual([VERDICTS.outside, VERDICTS.accepted])
  })

  test('adopted, both count again; and the adopter adopts no more than that', () => {
    const { whole, ana, boris, carla } = group()
    boris.type('kept')
    carla.hear(boris.sent)
    typeInto(carla, 'built upon ')
    boris.type('not kept')
    carla.hear(boris.sent)
    whole.remove(BORIS, [])
    carla.learn(whole.statements.length)
    expect(carla.text()).toBe('')
    const leaves = carla.ledger.restsOn(CARLA.id, () => true)
    expect(leaves.map(({ device, incarnation, seq }) => [device, incarnation, seq])).toEqual([
      [BORIS.id, 22, 0],
    ])
    expect(carla.ledger.restsOn(CARLA.id, (lane) => lane !== 'body')).toEqual([])
    for (const leaf of leaves) whole.adopt(leaf)
    for (const one of [ana, carla]) one.learn(whole.statements.length)
    ana.hear([...carla.sent, ...boris.sent])
    expect(ana.text()).toContain('built upon kept')
    expect(ana.text()).not.toContain('not kept')
    expect(carla.text()).toBe(ana.text())
    expect(carla.ledger.restsOn(CARLA.id, () => true)).toEqual([])
  })

  test('of incarnations that go on from one another the last stands for all, and each other end for itself', () => {
    const { whole, ana, boris, carla } = group()
    boris.type('one')
    for (const incarnation of [23, 24, 25]) {
      boris.begin(incarnation)
      typeInto(boris, `${incarnation} `)
    }
    // A copy of his vault that knows nothing of these.
    const other = new LedgerReplica(BORIS, boris.view, 99)
    other.type('elsewhere')
    carla.hear([...boris.sent, ...other.sent])
    carla.edit((fragment) => fragment.delete(0, fragment.length))
    whole.remove(BORIS, [])
    carla.learn(whole.statements.length)
    const leaves = carla.ledger.restsOn(CARLA.id, () => true)
    expect(leaves.map(({ incarnation, seq }) => [incarnation, seq]).sort()).toEqual([
      [25, 0],
      [99, 0],
    ])
    for (const leaf of leaves) whole.adopt(leaf)
    for (const one of [ana, carla]) one.learn(whole.statements.length)
    ana.hear([...carla.sent, ...other.sent, ...boris.sent])
    for (const one of [ana, carla]) expect(one.ledger.outside(CARLA.id)).toEqual([])
    expect(ana.text()).toBe(carla.text())
  })

  test('who holds only the outer key judges the outer lanes alike: no dep reaches over', () => {
    const { ana, carla, whole } = group()
    ana.type('a draft')
    carla.hear(ana.sent)
    carla.write(ROSTER, 'record', utf8('her name'))
    const endorser = new Ledger({
      crypto,
      group: GROUP,
      charter: () => new CharterSoFar(whole),
      keys: outerOnly,
    })
    const receipts = [...ana.sent, ...carla.sent].flatMap((bytes) => endorser.receive(bytes))
    expect(outcomes(receipts)).toEqual(['stored', 'accepted'])
    expect(endorser.outdated).toBe(false)
  })
})
