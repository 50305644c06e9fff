// The real charter, ledger, log and replication while members are admitted, removed and given other roles on both sides of broken
// roads, and go on writing. In the end everybody who still belongs agrees who that is, what counts and how the paper reads.
import { describe, expect, it } from 'vitest'
import { realCrypto as crypto, seededRandom } from '../../support/crypto.ts'
import type { MemoryPair } from '../../support/memory-links.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const RUNS = LONG ? 100 : 2
const STEPS = 70
const MOST = 9
const FIRST_SEED = SEED % 1_000_000
const ROLES = ['coordinator', 'drafter', 'drafter', 'reviewer', 'observer'] as const

function dice(seed: number): (limit: number) => number {
  const random = seededRandom(seed)
  return (limit) => {
    const [a = 0, b = 0, c = 0] = random.bytes(3)
    return ((a << 16) | (b << 8) | c) % limit
  }
}

/** Who belongs, in which role, under which limits; and the verdict on every position. */
function view({ group }: RealMember): unknown {
  const { charter, ledger } = group.state
  const members = charter
    .members()
    .map(({ member, role, devices }) => ({ member, role, devices: devices.toSorted() }))
  const positions = ledger.devices().flatMap((device) => ledger.positionsAfter(device, []))
  const verdicts = positions
    .map((position) => `${Object.values(position).join('/')} ${ledger.verdictAt(position)}`)
    .sort()
  return { members, limits: charter.verdictsKey(), former: charter.former().length, verdicts }
}

class Story {
  readonly clock = new VirtualClock()
  readonly cast = new Cast(crypto, this.clock)
  readonly roll: (limit: number) => number
  readonly everyone: RealMember[] = []
  readonly #links: MemoryPair[] = []
  readonly #connecting: Promise<unknown>[] = []
  #word = 0

  constructor(seed: number) {
    this.roll = dice(seed)
  }

  pick(): RealMember {
    const one = this.everyone[this.roll(this.everyone.length)]
    if (one === undefined) throw new Error('nobody')
    return one
  }

  connect(a: RealMember, b: RealMember): void {
    if (a === b) return
    this.#connecting.push(
      this.cast.connect(a, b, { delay: this.roll(60) }).then((pair) => this.#links.push(pair)),
    )
  }

  async step(): Promise<void> {
    const { roll } = this
    for (let i = roll(3); i > 0; i--) {
      const writer = this.pick()
      if (writer.mayWrite) writer.type(`w${this.#word++} `, roll(1_000))
    }
    if (roll(100) < 40) this.connect(this.pick(), this.pick())
    if (roll(100) < 25) this.#links.splice(roll(this.#links.length + 1), 1)[0]?.cut()
    // What the charter forbids is refused; that is not the point here.
    const [actor, target] = [this.pick(), this.pick()]
    const act = roll(100)
    const role = ROLES[roll(ROLES.length)] ?? 'drafter'
    if (act < 4) await actor.group.removeMember(target.member).catch(() => undefined)
    else if (act < 10) await actor.group.changeRole(target.member, role).catch(() => undefined)
    else if (act < 14 && this.everyone.length < MOST) await this.#admit(actor, role)
    else if (act < 16) await actor.restart()
    await this.clock.advance(roll(400))
  }

  async #admit(by: RealMember, role: (typeof ROLES)[number]): Promise<void> {
    const member = await by.admit(role).catch(() => undefined)
    if (member !== undefined) this.everyone.push(member)
  }

  /** Every statement reaches everybody, as by way of whoever both still talk to; then those who belong meet. */
  async end(): Promise<RealMember[]> {
    await this.clock.advance(5_000)
    await Promise.all(this.#connecting)
    for (const link of this.#links) link.cut()
    await this.clock.advance(1_000)
    for (let round = 0; round < 2; round++)
      for (const from of this.everyone)
        for (const to of this.everyone)
          if (from !== to) await to.group.receiveStatements(from.group.state.charter.all(), from.keys.id)
    const [any] = this.everyone
    const current = this.everyone.filter(({ keys }) => any?.group.state.charter.isCurrent(keys.id))
    for (const a of current) for (const b of current) if (a.keys.id < b.keys.id) this.connect(a, b)
    await this.clock.advance(10_000)
    await Promise.all(this.#connecting)
    return current
  }
}

async function story(seed: number): Promise<number> {
  const told = new Story(seed)
  const ana = await RealMember.found(told.cast)
  told.everyone.push(ana)
  for (const role of ['coordinator', 'coordinator', 'drafter', 'drafter', 'reviewer'] as const)
    told.everyone.push(await ana.admit(role))
  for (const other of told.everyone) told.connect(ana, other)
  await told.clock.advance(2_000)
  for (let step = 0; step < STEPS; step++) await told.step()
  const current = await told.end()
  // Whatever two coordinators did to each other, somebody is left to agree.
  expect(current.length).toBeGreaterThan(0)
  await told.clock.until(
    'all who belong to agree',
    () => new Set(current.map((one) => JSON.stringify([view(one), one.counted]))).size <= 1,
    120_000,
  )
  const writers = current.filter(({ mayWrite }) => mayWrite)
  for (const writer of writers) writer.type(`${writer.keys.id} is still here`, 0)
  await told.clock.until('all to read what each goes on to write', () =>
    current.every(({ counted }) => writers.every(({ keys }) => counted.includes(`${keys.id} is still here`))),
  )
  for (const member of current) {
    const before = JSON.stringify([view(member), member.counted])
    await member.restart()
    expect(JSON.stringify([view(member), member.counted])).toBe(before)
  }
  for (const member of told.everyone) await member.stop()
  return told.everyone.length - current.length
}

describe('a real group agrees on who belongs and what counts', () => {
  let removed = 0
  for (let run = 0; run < RUNS; run++) {
    const seed = FIRST_SEED + run
    it(`seed ${seed}`, async () => {
      removed += await story(seed).catch((error: unknown) => {
        throw new Error(`SEED=${seed}: ${String(error)}`, { cause: error })
      })
    }, 120_000)
  }

  it('and there were removals to agree on', () => {
    expect(removed).toBeGreaterThan(0)
  })
})
