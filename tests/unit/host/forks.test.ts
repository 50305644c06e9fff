// A device that exists twice: what two honest colleagues send each other about it, and which proofs are kept.
import { expect, test } from 'vitest'
import { MemoryStore } from '../../../electron/host/adapters/memory-store.ts'
import { createSealedStore } from '../../../electron/host/adapters/sealed-store.ts'
import { ForkBook } from '../../../electron/host/groups/fork-book.ts'
import { Group } from '../../../electron/host/groups/group.ts'
import { GroupLog } from '../../../electron/host/groups/group-log.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { stubOf } from '../../../shared/ledger/fork-proof.ts'
import { newPaper } from '../../../shared/records/desk.ts'
import type { ForkProof } from '../../../shared/replication/replica.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const sealed = () => createSealedStore(crypto, new MemoryStore(), crypto.random(32))

/** A copy of the member's device, with nothing in it yet but the charter. */
async function copyOf(member: RealMember, clock: VirtualClock): Promise<{ group: Group; log: GroupLog }> {
  const store = sealed()
  const { group: of, keys } = member
  await new GroupLog(store, crypto, of.id).appendStatements(of.state.charter.all())
  const opened = await Group.open({ crypto, clock, store, keys, incarnation: () => 7 }, of.id)
  return { group: opened.group, log: new GroupLog(store, crypto, of.id) }
}

async function write(member: RealMember, group: Group, count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await group.writeRecord({ kind: 'desk' }, newPaper(crypto, member.member, 'Appeal', 'letter').record)
}

async function everything({ group, log }: { group: Group; log: GroupLog }): Promise<Uint8Array[]> {
  await group.durableFrontier()
  return [...(await log.load()).tail]
}

/** Two branches of one device from position `after` on, of `length` each: a proof for each position. */
async function proofs(member: RealMember, clock: VirtualClock, length: number): Promise<ForkProof[]> {
  const branches: Uint8Array[][] = []
  for (let branch = 0; branch < 2; branch++) {
    const copy = await copyOf(member, clock)
    await write(member, copy.group, length)
    branches.push(await everything(copy))
  }
  const [one = [], two = []] = branches
  return one.map((envelope, i) => {
    const [first, second] = [stubOf(crypto, envelope), stubOf(crypto, two[i] ?? envelope)]
    if (first === undefined || second === undefined) throw new Error('no stub')
    return { first, second }
  })
}

async function people() {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  const ana = await RealMember.found(cast)
  const ben = await ana.admit('drafter')
  const carla = await ana.admit('drafter')
  await ben.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  await carla.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  return { clock, cast, ana, ben, carla }
}

test('FORK: two who hold different branches do not send each other the same chain every minute', async () => {
  const { clock, cast, ana, ben, carla } = await people()
  const [one, two] = [await copyOf(carla, clock), await copyOf(carla, clock)]
  await write(carla, one.group, 50)
  await two.group.receiveEnvelopes(await everything(one), ana.keys.id)
  await write(carla, one.group, 3)
  await write(carla, two.group, 8)
  await ana.group.receiveEnvelopes(await everything(one), carla.keys.id)
  await ben.group.receiveEnvelopes(await everything(two), carla.keys.id)
  let sent = 0
  for (const { group } of [ana, ben]) {
    const read = group.read.bind(group)
    group.read = (positions) => {
      sent += positions.length
      return read(positions)
    }
  }
  const connecting = cast.connect(ana, ben, { delay: 10 })
  await clock.advance(150_000)
  await connecting
  sent = 0
  await clock.advance(300_000)
  expect(sent).toBe(0)
  await Promise.all([ana.stop(), ben.stop(), carla.stop()])
})

test('FORK: a device that forks itself over and over hides nobody else’s fork', async () => {
  const { clock, ana, ben, carla } = await people()
  const signingKeyOf = (device: Parameters<typeof ana.group.state.charter.device>[0]) =>
    ana.group.state.charter.device(device)?.signingKey
  const book = new ForkBook({ crypto, store: sealed(), group: ana.group.id, signingKeyOf })
  let kept = 0
  for (const proof of await proofs(carla, clock, 80)) if (await book.add(proof)) kept += 1
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(80)
  const [his] = await proofs(ben, clock, 1)
  if (his === undefined) throw new Error('no proof')
  expect(await book.add(his)).toBe(true)
  expect(book.proofOf(ben.keys.id)).toBeDefined()
  await Promise.all([ana.stop(), ben.stop(), carla.stop()])
})

test('FORK: a proof that the disk refuses is taken when it comes again', async () => {
  const { clock, ana, ben, carla } = await people()
  const signingKeyOf = (device: Parameters<typeof ana.group.state.charter.device>[0]) =>
    ana.group.state.charter.device(device)?.signingKey
  const store = sealed()
  let full = true
  const book = new ForkBook({
    crypto,
    group: ana.group.id,
    signingKeyOf,
    store: {
      ...store,
      write: (...args) => (full ? Promise.reject(new RapporteurError('E_DISK_FULL')) : store.write(...args)),
    },
  })
  const [proof] = await proofs(carla, clock, 1)
  if (proof === undefined) throw new Error('no proof')
  await expect(book.add(proof)).rejects.toThrow('E_DISK_FULL')
  expect(book.all()).toEqual([])
  full = false
  expect(await book.add(proof)).toBe(true)
  const again = new ForkBook({ crypto, store, group: ana.group.id, signingKeyOf })
  await again.load()
  expect(again.proofOf(carla.keys.id)).toBeDefined()
  await Promise.all([ana.stop(), ben.stop(), carla.stop()])
})
