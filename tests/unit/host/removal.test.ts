// What a removal does to a group on real devices: what counts and what does not, who writes under which key, who is answered.
// Everything is real but disk, network and screen.
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import type { MemoryPair } from '../../support/memory-links.ts'
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

async function founder(): Promise<RealMember> {
  const ana = await RealMember.found(cast)
  everyone.push(ana)
  return ana
}

async function admit(by: RealMember, ...role: Parameters<RealMember['admit']>): Promise<RealMember> {
  const member = await by.admit(...role)
  everyone.push(member)
  return member
}

/** They meet, tell each other all they have, and part. */
async function meet(a: RealMember, b: RealMember, until: () => boolean = () => true): Promise<void> {
  const pair = await link(a, b)
  await clock.until('they to have told each other everything', until, 60_000)
  await clock.advance(3_000)
  pair.cut()
  await clock.advance(10)
}

async function link(a: RealMember, b: RealMember): Promise<MemoryPair> {
  const connecting = cast.connect(a, b)
  await clock.advance(500)
  return connecting
}

async function types(member: RealMember, word: string): Promise<void> {
  const { count } = member.group.log
  member.type(word, 0)
  await clock.until(`${word} to be sealed`, () => member.group.log.count > count, 30_000)
}

/** Types into the block that holds `beside`: its text now rests on that. */
async function typesBeside(member: RealMember, beside: string, word: string): Promise<void> {
  const { count } = member.group.log
  for (const block of member.doc.getXmlFragment(BODY_ROOT).toArray()) {
    if (!(block instanceof Y.XmlElement) || !block.toString().includes(beside)) continue
    if (block.firstChild instanceof Y.XmlText) block.firstChild.insert(block.firstChild.length, word)
  }
  await clock.until(`${word} to be sealed`, () => member.group.log.count > count, 30_000)
}

test('what the remover did not know counts nowhere: it goes from pages where it stood, and stays gone after a restart', async () => {
  const ana = await founder()
  const boris = await admit(ana, 'drafter')
  const carla = await admit(ana, 'drafter')
  await types(boris, 'early')
  await meet(boris, ana, () => ana.text.includes('early'))
  await meet(carla, ana, () => carla.text.includes('early'))
  await types(boris, 'late')
  await meet(boris, carla, () => carla.text.includes('late'))
  await carla.group.rest()
  await ana.group.removeMember(boris.member)
  await meet(ana, carla, () => !carla.text.includes('late'))
  expect(carla.text).toBe(ana.text)
  expect(carla.text).toContain('early')
  expect(carla.reopened).toBe(1)
  // The checkpoint from before the removal is not believed.
  await carla.restart()
  expect(carla.text).toBe(ana.text)
  expect(carla.group.state.ledger.frontier()).toHaveLength(1)
  await types(carla, 'and on')
  expect(carla.troubles).toEqual([])
})

test('whoever built on it keeps it: the device adopts what its own text rests on, once, and no more', async () => {
  const ana = await founder()
  const boris = await admit(ana, 'drafter')
  const carla = await admit(ana, 'drafter')
  await meet(boris, ana)
  await types(boris, 'late')
  await meet(boris, carla, () => carla.text.includes('late'))
  await typesBeside(carla, 'late', ' and later')
  await types(boris, 'last')
  await meet(boris, carla, () => carla.text.includes('last'))
  await ana.group.removeMember(boris.member)
  await meet(ana, carla, () => ana.text.includes('late and later'))
  expect(carla.text).toBe(ana.text)
  expect(ana.text).not.toContain('last')
  const adopts = ana.group.state.charter.history().filter(({ kind }) => kind === 'adopt')
  expect(adopts).toHaveLength(1)
  await types(carla, 'goes on')
  await meet(ana, carla, () => ana.text.includes('goes on'))
  await carla.restart()
  expect(carla.text).toBe(ana.text)
  expect(carla.group.state.charter.history().filter(({ kind }) => kind === 'adopt')).toHaveLength(1)
  expect([...ana.troubles, ...carla.troubles]).toEqual([])
})

test('READ_AFTER_REMOVAL: with every statement and every envelope in hand, the removed reads nothing that came after', async () => {
  const ana = await founder()
  const boris = await admit(ana, 'drafter')
  await types(ana, 'before')
  await meet(ana, boris, () => boris.text.includes('before'))
  await ana.group.removeMember(boris.member)
  await types(ana, 'after')
  const positions = ana.group.state.ledger.positionsAfter(ana.keys.id, [])
  const envelopes = (await ana.group.read(positions)).filter((bytes) => bytes !== undefined)
  await boris.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  await boris.group.receiveEnvelopes(envelopes, ana.keys.id)
  await boris.restart()
  expect(boris.text).toContain('before')
  expect(boris.text).not.toContain('after')
  for (const { epoch } of ana.group.state.charter.epochs().slice(1))
    expect(boris.group.state.epochKeys.outer(epoch)).toBeUndefined()
})

test('REMOVED_CALLER: an open session ends at once and without a word, and a new one is not taken up', async () => {
  const ana = await founder()
  const boris = await admit(ana, 'drafter')
  const pair = await link(ana, boris)
  await clock.advance(3_000)
  const heard: Uint8Array[] = []
  pair.a.sent = heard
  await ana.group.removeMember(boris.member)
  await clock.advance(100)
  expect(ana.replication.peers()).toEqual([])
  expect(heard).toEqual([])
  await cast.connect(boris, ana).catch(() => undefined)
  await clock.advance(3_000)
  expect(ana.replication.peers()).toEqual([])
  await types(ana, 'unheard')
  await clock.advance(3_000)
  expect(boris.group.state.charter.isCurrent(boris.keys.id)).toBe(true)
  expect(boris.group.state.ledger.leaves(ana.keys.id)).toEqual([])
})

test('CONCURRENT_REMOVALS: nobody writes until an epoch excludes both; then what was typed meanwhile goes out', async () => {
  const ana = await founder()
  const boris = await admit(ana, 'coordinator')
  const [xenia, yuri] = [await admit(ana, 'drafter'), await admit(ana, 'drafter')]
  await meet(ana, boris, () => boris.group.state.charter.members().length === 4)
  await ana.group.removeMember(xenia.member)
  await boris.group.removeMember(yuri.member)
  await link(ana, boris)
  await clock.until('both to know of both', () =>
    [ana, boris].every(({ group }) => group.state.charter.members().length === 2),
  )
  expect(ana.group.state.charter.currentEpoch()).toBeUndefined()
  ana.type('held back', 0)
  await clock.until('Boris to read it', () => boris.text.includes('held back'), 10_000)
  for (const gone of [xenia, yuri]) {
    await gone.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
    const epoch = ana.group.state.charter.currentEpoch()
    expect(epoch && gone.group.state.epochKeys.outer(epoch)).toBeUndefined()
  }
  expect(ana.troubles).toEqual([])
})

test('a key that no statement gave is given by whoever has it, and is there after a restart', async () => {
  const ana = await founder()
  const boris = await admit(ana, 'coordinator')
  const xenia = await admit(ana, 'drafter')
  await meet(ana, boris, () => boris.group.state.charter.members().length === 3)
  // Admitted under the old epoch by one, while the other mints the next without knowing.
  const dario = await admit(ana, 'drafter')
  await boris.group.removeMember(xenia.member)
  await types(boris, 'under the new key')
  await meet(ana, boris, () => ana.text.includes('under the new key'))
  await meet(ana, dario, () => dario.text.includes('under the new key'))
  await dario.restart()
  expect(dario.text).toContain('under the new key')
  expect(dario.group.state.charter.epochs().filter(({ epoch }) => dario.group.state.lacks(epoch))).toEqual([])
  expect(dario.troubles).toEqual([])
})

test('ENDORSER_READS_DRAFT: envelopes and keys that reach an endorser open no draft; made a drafter, the same device reads it', async () => {
  const ana = await founder()
  await types(ana, 'a draft')
  const edith = await admit(ana, 'endorser')
  await meet(ana, edith, () => edith.group.state.ledger.leaves(ana.keys.id).length === 1)
  await types(ana, 'more of it')
  await meet(ana, edith)
  expect(edith.text).toBe('')
  const { charter, epochKeys } = edith.group.state
  for (const { epoch } of charter.epochs()) expect(epochKeys.inner(epoch)).toBeUndefined()
  await ana.group.changeRole(edith.member, 'drafter')
  await meet(ana, edith, () => edith.text.includes('more of it'))
  expect(edith.text).toBe(ana.text)
  await edith.restart()
  expect(edith.text).toBe(ana.text)
  await ana.group.changeRole(edith.member, 'endorser')
  await types(ana, 'not for her again')
  await meet(ana, edith)
  expect(edith.text).not.toContain('not for her again')
})

test('EXPERT_AFTER_DATE: a coordinator’s device ends it by itself, and what is written then stays shut', async () => {
  const ana = await founder()
  const emil = await admit(ana, 'expert', clock.now() + 60_000)
  await types(ana, 'in time')
  await meet(ana, emil, () => emil.text.includes('in time'))
  await clock.advance(60_000)
  await clock.until('the statement', () => !ana.group.state.charter.isCurrent(emil.keys.id), 10_000)
  await types(ana, 'too late')
  const positions = ana.group.state.ledger.positionsAfter(ana.keys.id, [])
  const envelopes = (await ana.group.read(positions)).filter((bytes) => bytes !== undefined)
  await emil.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  await emil.group.receiveEnvelopes(envelopes, ana.keys.id)
  expect(emil.text).toContain('in time')
  expect(emil.text).not.toContain('too late')
})
