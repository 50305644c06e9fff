// A device that exists twice, stopped by a person: on the proof that is kept here, and with what it had written before it parted.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ForkBook } from '../../../electron/host/groups/fork-book.ts'
import { Members } from '../../../electron/host/members/members.ts'
import { Review } from '../../../electron/host/members/review.ts'
import { SeenBook } from '../../../electron/host/members/seen-book.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { stubOf } from '../../../shared/ledger/fork-proof.ts'
import { Ledger } from '../../../shared/ledger/ledger.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { openStore } from '../../support/open-store.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let clock: VirtualClock
let everyone: RealMember[] = []

beforeEach(() => {
  clock = new VirtualClock()
})

afterEach(async () => {
  for (const member of everyone) await member.stop()
  everyone = []
})

async function coalition(): Promise<{
  ana: RealMember
  boris: RealMember
  members: Members
  forks: ForkBook
}> {
  const ana = await RealMember.found(new Cast(crypto, clock))
  const boris = await ana.admit('drafter')
  everyone.push(ana, boris)
  const { group, heads } = ana
  const signingKeyOf = (device: RealMember['keys']['id']): Uint8Array | undefined =>
    group.state.charter.device(device)?.signingKey
  const forks = new ForkBook({ crypto, store: openStore(), group: group.id, signingKeyOf })
  const members = new Members({
    crypto,
    clock,
    group,
    heads,
    forks,
    seen: new SeenBook(openStore(), group.id),
    review: new Review({
      ...{ crypto, clock, store: openStore(), group, heads, arrivals: { at: () => undefined } },
      nameOf: () => '',
      changed: () => undefined,
    }),
    contact: () => ({ online: false, addresses: [], reached: true }),
    verification: () => 'none',
    claims: () => [],
  })
  return { ana, boris, members, forks }
}

/** What the device writes on top of `before`, and of nothing else: records of its own, as a copy of it would. */
function copyOf(boris: RealMember, before: readonly Uint8Array[], names: readonly string[]): Uint8Array[] {
  const { charter, epochKeys } = boris.group.state
  const ledger = new Ledger({ crypto, group: boris.group.id, charter: () => charter, keys: epochKeys })
  for (const envelope of before) ledger.receive(envelope)
  ledger.beginIncarnation(boris.keys.id, 77)
  const epoch = charter.currentEpoch()
  if (epoch === undefined) throw new Error('no epoch')
  const own = { device: boris.keys.id, signingKey: boris.keys.signing.secretKey }
  return names.flatMap((name) => {
    const record = { kind: 'record', schema: 1, bytes: utf8(name) } as const
    return ledger.write(own, { id: epoch }, { kind: 'desk' }, record).map(({ bytes }) => bytes)
  })
}

test('without proof there is nothing to press; with it, the device is named as two and can be stopped', async () => {
  const { ana, boris, members, forks } = await coalition()
  await expect(members.freezeDevice(boris.keys.id)).rejects.toThrow('E_NOT_FOUND')
  expect(members.list().flatMap(({ devices }) => devices.map(({ forked }) => forked))).toEqual([
    undefined,
    undefined,
  ])
  const [first, second] = [copyOf(boris, [], ['one']), copyOf(boris, [], ['other'])].map(([only]) =>
    only === undefined ? undefined : stubOf(crypto, only),
  )
  if (first === undefined || second === undefined) throw new Error('no stubs')
  expect(await forks.add({ first, second })).toBe(true)
  expect(members.list().flatMap(({ devices }) => devices.map(({ forked }) => forked))).toEqual([
    undefined,
    true,
  ])
  await members.freezeDevice(boris.keys.id)
  expect(ana.group.state.charter.standing(boris.keys.id)).toBe('frozen')
  expect(ana.group.state.charter.currentEpoch()).toBeDefined()
})

test('FORK: two copies that name no envelope in common wipe out nothing that is held from before', async () => {
  const { ana, boris, members, forks } = await coalition()
  boris.type('of years', 0)
  await clock.until('it to be sealed', () => boris.group.log.count === 1)
  const years = await boris.group.read(boris.group.state.ledger.positionsAfter(boris.keys.id, []))
  const before = years.filter((envelope) => envelope !== undefined)
  // Boris forks on purpose: the copies part at the second envelope, the proof is of the third.
  const [one, other] = [copyOf(boris, before, ['a', 'b']), copyOf(boris, before, ['c', 'd'])]
  await ana.group.receiveEnvelopes([...before, ...one], boris.keys.id)
  const [first, second] = [one, other].map((copy) => stubOf(crypto, copy.at(-1) ?? new Uint8Array()))
  if (first === undefined || second === undefined) throw new Error('no stubs')
  await forks.add({ first, second })
  await members.freezeDevice(boris.keys.id)
  expect(ana.group.state.charter.standing(boris.keys.id)).toBe('frozen')
  expect(ana.text).toContain('of years')
})
