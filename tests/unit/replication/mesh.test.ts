// Several devices: who sends what to whom, and how often. The counts are the point: what is sent twice is paid for by everyone.
import { describe, expect, it } from 'vitest'
import { toHex } from '../../../shared/bytes/text.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { encodePresence } from '../../../shared/replication/presence.ts'
import { blob } from '../../support/blob.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import type { MemoryPair, PairOptions } from '../../support/memory-links.ts'
import { Cast, type Member } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const same = (members: readonly Member[]): boolean =>
  new Set(members.map(({ replica }) => replica.digest())).size === 1

async function connected(
  clock: VirtualClock,
  cast: Cast,
  pairs: readonly (readonly [Member, Member])[],
  options: PairOptions = {},
): Promise<MemoryPair[]> {
  const connecting = Promise.all(pairs.map(([a, b]) => cast.connect(a, b, options)))
  await clock.advance(1_000)
  return connecting
}

function mesh(members: readonly Member[]): (readonly [Member, Member])[] {
  return members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b] as const))
}

function setUp(count: number) {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  return { clock, cast, members: cast.group(count) }
}

const at = (members: readonly Member[], i: number): Member => {
  const member = members[i]
  if (!member) throw new Error('no such member')
  return member
}

describe('a full mesh of eight', () => {
  it('sends each keystroke once to each device, and little besides', async () => {
    const { clock, cast, members } = setUp(8)
    const pairs = await connected(clock, cast, mesh(members), { delay: 20 })
    await clock.until('the charter is everywhere', () => same(members))
    for (const member of members) member.replica.write(blob(50))
    await clock.until('the first words', () => same(members))
    await clock.advance(5_000)
    const before = members.reduce((sum, { replica }) => sum + replica.duplicates, 0)
    for (const { a, b } of pairs) {
      a.sent = []
      b.sent = []
    }
    const writer = at(members, 3)
    const keystrokes = 40
    for (let i = 0; i < keystrokes; i++) {
      writer.replica.write(blob(50))
      await clock.advance(100)
    }
    await clock.until('all have all', () => same(members))
    await clock.advance(1_000)
    const duplicates = members.reduce((sum, { replica }) => sum + replica.duplicates, 0) - before
    expect(duplicates).toBe(0)
    const messages = pairs.reduce((sum, { a, b }) => sum + (a.sent?.length ?? 0) + (b.sent?.length ?? 0), 0)
    // 7 pushes and 7 ACKs a keystroke, and announcements between the 21 pairs that hear it anyway.
    expect(messages / keystrokes).toBeLessThan(14 + 42)
  })

  it('a newcomer with seven neighbours receives everything once', async () => {
    const { clock, cast, members } = setUp(8)
    const newcomer = at(members, 7)
    const others = members.slice(0, 7)
    await connected(clock, cast, mesh(others))
    for (const { replica } of others) for (let i = 0; i < 60; i++) replica.write(blob(300))
    await clock.until('the others have it', () => same(others))
    await connected(
      clock,
      cast,
      others.map((other) => [newcomer, other] as const),
      { delay: 30 },
    )
    await clock.until('the newcomer has it', () => same(members))
    expect(newcomer.replica.log).toHaveLength(7 * 60)
    expect(newcomer.replica.duplicates).toBe(0)
  })

  it('a source that falls silent in the middle is passed over', async () => {
    const { clock, cast, members } = setUp(3)
    const [ada, ben, newcomer] = [at(members, 0), at(members, 1), at(members, 2)]
    for (let i = 0; i < 200; i++) ada.replica.write(blob(2_000))
    await connected(clock, cast, [[ada, ben]])
    await clock.until('both have it', () => same([ada, ben]))
    const [silent] = await connected(clock, cast, [[newcomer, ada]], { delay: 100, rate: 20 })
    await clock.advance(4_000)
    expect(newcomer.replica.log.length).toBeGreaterThan(0)
    expect(newcomer.replica.log.length).toBeLessThan(100)
    silent?.b.pause()
    silent?.a.pause()
    await connected(clock, cast, [[newcomer, ben]], { delay: 5 })
    await clock.until('the newcomer has it', () => same(members), 60_000)
    expect(newcomer.replica.log).toHaveLength(200)
  })
})

describe('two dozen devices, 276 links', () => {
  it('all have what each wrote, at the price of one delay', async () => {
    const { clock, cast, members } = setUp(24)
    const delay = 30
    const pairs = await connected(clock, cast, mesh(members), { delay })
    expect(pairs).toHaveLength(276)
    await clock.until('the charter is everywhere', () => same(members))
    await clock.advance(2_000)
    for (const [i, { replica }] of members.entries()) {
      replica.write(blob(40))
      const from = clock.now()
      await clock.until('it is everywhere', () =>
        members.every((member) => member.replica.log.length === i + 1),
      )
      expect(clock.now() - from).toBe(delay)
    }
    expect(same(members)).toBe(true)
  })
})

describe('a chain of devices', () => {
  it('relays typing without a round trip once it has begun, and presence the same way', async () => {
    const { clock, cast, members } = setUp(4)
    const delay = 50
    await connected(
      clock,
      cast,
      members.slice(1).map((member, i) => [at(members, i), member] as const),
      { delay },
    )
    await clock.until('the charter is everywhere', () => same(members), 10_000)
    const [first, last] = [at(members, 0), at(members, 3)]
    for (let i = 0; i < 5; i++) {
      first.replica.write(blob(40))
      await clock.until('it arrives', () => last.replica.log.length === i + 1)
    }
    for (let i = 5; i < 15; i++) {
      first.replica.write(blob(40))
      const from = clock.now()
      await clock.until('it arrives', () => last.replica.log.length === i + 1)
      expect(clock.now() - from).toBe(3 * delay)
    }
    const presence = encodePresence(
      crypto,
      first.replica.group,
      { epochKey: crypto.random(32), signingKey: first.device.sign.secretKey },
      {
        device: first.device.id,
        incarnation: 1,
        counter: 1,
        epoch: idFrom('EpochId', crypto.random(32)),
        place: undefined,
      },
    )
    first.replication.sendPresence(presence)
    await clock.until('presence arrives', () => last.replica.presences.length === 1)
    expect(toHex(last.replica.presences[0]?.record ?? new Uint8Array(0))).toBe(toHex(presence))
  })

  it('statements that two coordinators made apart reach everyone', async () => {
    const { clock, cast, members } = setUp(3)
    await connected(clock, cast, [
      [at(members, 0), at(members, 1)],
      [at(members, 1), at(members, 2)],
    ])
    await clock.until('the charter is everywhere', () => same(members))
    at(members, 0).replica.admit(cast.member().device)
    at(members, 2).replica.admit(cast.member().device)
    await clock.until('both admissions are everywhere', () => same(members))
    expect(at(members, 1).replica.charterHeads()).toHaveLength(2)
  })

  it('records and addresses travel once, signals one hop', async () => {
    const { clock, cast, members } = setUp(3)
    const [ada, ben, eva] = [at(members, 0), at(members, 1), at(members, 2)]
    const pairs = await connected(clock, cast, [
      [ada, ben],
      [ben, eva],
    ])
    ada.replica.heads.add('aa'.repeat(80))
    ada.replica.announce('heads')
    ada.replica.ownAddresses = ['192.0.2.1:4000']
    ada.replica.announce('addresses')
    ada.replica.forks.push({ first: blob(90), second: blob(90) })
    ada.replica.announce('forks')
    await clock.until('all arrive', () => eva.replica.heads.size === 1 && eva.replica.forks.length === 1)
    expect(ben.replica.learntAddresses.get(ada.device.id)).toEqual(['192.0.2.1:4000'])
    await clock.advance(5_000)
    for (const { a, b } of pairs) {
      a.sent = []
      b.sent = []
    }
    for (const { replica } of members)
      for (const kind of ['heads', 'addresses', 'forks'] as const) replica.announce(kind)
    await clock.advance(5_000)
    expect(pairs.flatMap(({ a, b }) => [...(a.sent ?? []), ...(b.sent ?? [])])).toEqual([])

    const box = blob(64)
    expect(ada.replication.sendSignal(eva.device.id, box)).toBe(true)
    await clock.until('it came', () => eva.replica.signals.length === 1)
    expect(eva.replica.signals[0]).toMatchObject({ origin: ada.device.id, from: ben.device.id })
    expect(toHex(eva.replica.signals[0]?.box ?? new Uint8Array(0))).toBe(toHex(box))
    // Two hops away: nobody passes on what another neighbour made.
    const zoe = cast.member()
    await connected(clock, cast, [[eva, zoe]])
    ada.replication.sendSignal(zoe.device.id, box)
    await clock.advance(2_000)
    expect(zoe.replica.signals).toEqual([])
  })
})
