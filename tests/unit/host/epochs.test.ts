// Writing while no epoch shuts out everybody who has gone, and a device that turns out to be two.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EpochTurn } from '../../../electron/host/groups/epoch-turn.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { stubOf } from '../../../shared/ledger/fork-proof.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import { nameMember } from '../../../shared/records/roster.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let clock: VirtualClock
let cast: Cast
let everyone: RealMember[] = []

beforeEach(() => {
  clock = new VirtualClock()
  cast = new Cast(crypto, clock)
})

afterEach(async () => {
  for (const member of everyone) await member.stop()
  everyone = []
})

async function admit(by: RealMember, ...role: Parameters<RealMember['admit']>): Promise<RealMember> {
  const member = await by.admit(...role)
  everyone.push(member)
  return member
}

async function link(a: RealMember, b: RealMember): Promise<void> {
  const connecting = cast.connect(a, b)
  await clock.advance(500)
  await connecting
}

/** Two coordinators who removed two people at once and have just told each other; and a drafter beside them. */
async function twoRemovals(): Promise<{ ana: RealMember; boris: RealMember; carla: RealMember }> {
  const ana = await RealMember.found(cast)
  everyone.push(ana)
  const boris = await admit(ana, 'coordinator')
  const [xenia, yuri] = [await admit(ana, 'drafter'), await admit(ana, 'drafter')]
  const carla = await admit(ana, 'drafter')
  await boris.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  await ana.group.removeMember(xenia.member)
  await boris.group.removeMember(yuri.member)
  for (const [to, from] of [
    [ana, boris],
    [boris, ana],
    [carla, ana],
  ] as const)
    await to.group.receiveStatements(from.group.state.charter.all(), from.keys.id)
  return { ana, boris, carla }
}

test('several wait for an epoch: one is minted, all write under it, in the order in which they typed', async () => {
  const { ana, boris, carla } = await twoRemovals()
  await link(ana, boris)
  await link(ana, carla)
  await link(boris, carla)
  const before = ana.group.state.charter.epochs().length
  for (const member of [ana, boris, carla]) for (const word of ['1 ', '2 ', '3 ']) member.type(word, 0)
  expect(ana.group.log.count).toBe(0)
  await clock.until('everybody to have everything', () =>
    [ana, boris, carla].every(({ group }) => group.log.count === 9),
  )
  await clock.advance(5_000)
  expect(new Set([ana, boris, carla].map(({ counted }) => counted)).size).toBe(1)
  expect(ana.group.state.charter.epochs().length - before).toBeLessThanOrEqual(3)
  expect([ana, boris, carla].flatMap(({ troubles }) => troubles)).toEqual([])
})

test('on Lock nobody waits for a turn: what was typed is sealed first, and is there afterwards', async () => {
  const { ana } = await twoRemovals()
  ana.type('just before the lock', 0)
  await ana.restart()
  expect(ana.text).toContain('just before the lock')
  expect(ana.troubles).toEqual([])
})

test('whoever may not read drafts mints nothing, and waits for somebody who may', async () => {
  const ana = await RealMember.found(cast)
  everyone.push(ana)
  const edith = await admit(ana, 'endorser')
  const boris = await admit(ana, 'coordinator')
  const [xenia, yuri] = [await admit(ana, 'drafter'), await admit(ana, 'drafter')]
  for (const other of [boris, edith])
    await other.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  await ana.group.removeMember(xenia.member)
  await boris.group.removeMember(yuri.member)
  for (const from of [ana, boris])
    await edith.group.receiveStatements(from.group.state.charter.all(), from.keys.id)
  const lane = { kind: 'roster' } as const
  const record = nameMember(crypto, edith.member, 'Edith', 'Her office')
  let written = false
  const writing = edith.group.writeRecord(lane, record).then(() => {
    written = true
  })
  await clock.advance(10_000)
  expect(written).toBe(false)
  await ana.group.receiveStatements(boris.group.state.charter.all(), boris.keys.id)
  ana.type('mints', 0)
  await link(ana, edith)
  await clock.until('Edith to have written', () => written, 20_000)
  await writing
})

test('a turn: woken by what comes, told of a disk that refuses, ended by a lock', async () => {
  let mints = 0
  const turn = new EpochTurn({ crypto, clock }, async () => {
    mints += 1
    throw new Error('the disk is full')
  })
  const woken = turn.wait()
  turn.wake()
  await woken
  const refused = expect(turn.wait()).rejects.toThrow('the disk is full')
  await clock.advance(2_000)
  await refused
  expect(mints).toBe(1)
  const locked = expect(turn.wait()).rejects.toThrow('E_VAULT_LOCKED')
  turn.close()
  await locked
  await expect(turn.wait()).rejects.toThrow('E_VAULT_LOCKED')
  await clock.advance(5_000)
  expect(mints).toBe(1)
})

test('FORK: a device that is two is frozen on the proof: what both copies have in common counts, nothing of what parts them', async () => {
  const ana = await RealMember.found(cast)
  everyone.push(ana)
  const boris = await admit(ana, 'drafter')
  const carla = await admit(ana, 'drafter')
  boris.type('in common', 0)
  await clock.until('it to be sealed', () => boris.group.log.count === 1)
  const [common] = await boris.group.read(boris.group.state.ledger.positionsAfter(boris.keys.id, []))
  if (common === undefined) throw new Error('nothing written')
  const copy = (name: string): Uint8Array => {
    const { charter, epochKeys } = boris.group.state
    const ledger = new Ledger({ crypto, group: boris.group.id, charter: () => charter, keys: epochKeys })
    ledger.receive(common)
    ledger.beginIncarnation(boris.keys.id, 77)
    const epoch = charter.currentEpoch()
    if (epoch === undefined) throw new Error('no epoch')
    const own = { device: boris.keys.id, signingKey: boris.keys.signing.secretKey }
    const record = { kind: 'record', schema: 1, bytes: utf8(name) } as const
    const [written] = ledger.write(own, { id: epoch }, { kind: 'desk' }, record)
    return written?.bytes ?? new Uint8Array()
  }
  const [one, other] = [copy('one'), copy('other')]
  await ana.group.receiveEnvelopes([common, one], boris.keys.id)
  await carla.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  await carla.group.receiveEnvelopes([common, other], boris.keys.id)
  const [first, second] = [stubOf(crypto, one), stubOf(crypto, other)]
  if (first === undefined || second === undefined) throw new Error('no stubs')
  await carla.group.freeze({ first, second })
  await ana.group.receiveStatements(carla.group.state.charter.all(), carla.keys.id)
  for (const { group, text } of [ana, carla]) {
    expect(group.state.charter.isCurrent(boris.keys.id)).toBe(false)
    expect(group.state.charter.standing(boris.keys.id)).toBe('frozen')
    expect(text).toContain('in common')
    const positions = group.state.ledger.positionsAfter(boris.keys.id, [])
    expect(positions.map((position) => group.state.ledger.verdictAt(position))).toEqual([0, 4])
    expect(group.state.charter.currentEpoch()).toBeDefined()
  }
})
