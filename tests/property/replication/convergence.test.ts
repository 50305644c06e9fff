// Any honest devices that can reach each other in the end have the same, whatever happened on the way: roads that are slow, break in the
// middle and come back, a partition, messages lost with their road, and a hostile member that talks nonsense to everyone.
import { describe, expect, it } from 'vitest'
import { encodeFrame, type Frame } from '../../../shared/replication/frame.ts'
import { blob } from '../../support/blob.ts'
import { realCrypto as crypto, seededRandom } from '../../support/crypto.ts'
import type { MemoryPair } from '../../support/memory-links.ts'
import { Cast, type Member } from '../../support/replicas.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

/** `npm run test:long` has more. Each run has a seed of its own. */
const RUNS = LONG ? 40 : 3
const FIRST_SEED = SEED % 1_000_000

class Dice {
  readonly #random

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  below(limit: number): number {
    const [a = 0, b = 0, c = 0] = this.#random.bytes(3)
    return ((a << 16) | (b << 8) | c) % limit
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  one<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
}

class World {
  readonly clock = new VirtualClock()
  readonly cast = new Cast(crypto, this.clock)
  readonly honest: Member[]
  readonly mallory: Member
  readonly dice: Dice
  readonly links: { readonly a: Member; readonly b: Member; readonly pair: MemoryPair }[] = []
  /** Devices of one half reach the other half only while this is false. */
  partitioned = false
  opened = 0
  #connecting: Promise<unknown>[] = []

  constructor(seed: number, size: number) {
    this.dice = new Dice(seed)
    const members = this.cast.group(size + 1)
    const mallory = members.pop()
    if (!mallory) throw new Error('no cast')
    this.mallory = mallory
    this.honest = members
  }

  connect(a: Member, b: Member): void {
    const half = (member: Member): boolean => this.honest.indexOf(member) < this.honest.length / 2
    if (a === b || (this.partitioned && half(a) !== half(b))) return
    const options = {
      road: this.dice.one(['socket', 'webrtc'] as const),
      delay: this.dice.below(120),
      rate: this.dice.one([5, 50, 500, Number.POSITIVE_INFINITY]),
    }
    this.opened += 1
    this.#connecting.push(
      this.cast.connect(a, b, options).then((pair) => {
        this.links.push({ a, b, pair })
      }),
    )
  }

  /** Mallory is a member: she has a session, and an app of her own. */
  async haunt(victim: Member): Promise<void> {
    const { sessions } = await this.cast.sessions(this.mallory.device, victim.device)
    if (!sessions) return
    const [hers, theirs] = sessions
    victim.replication.add(theirs, this.mallory.device.id)
    hers.onFrame(() => {})
    for (let i = 0; i < 12 && !hers.closed; i++) hers.send(this.nonsense())
  }

  nonsense(): Uint8Array {
    const { dice } = this
    const device = dice.one(this.honest).device.id
    const [hash] = dice.one(this.honest).replica.charterHeads()
    if (dice.chance(15) || hash === undefined) return blob(1 + dice.below(200))
    const leaves = [{ device, incarnation: dice.below(3), seq: dice.below(1_000), hash }]
    const stolen = dice.one(this.honest).replica.log
    const envelope = stolen.length > 0 ? dice.one(stolen).bytes.slice() : blob(200)
    if (dice.chance(70)) envelope[dice.below(envelope.length)] = dice.below(256)
    return encodeFrame(
      dice.one<Frame>([
        { type: 'have', answers: dice.chance(50), devices: [{ device, leaves }] },
        { type: 'want', devices: [{ device, leaves: dice.chance(50) ? leaves : [] }] },
        { type: 'envelopes', envelopes: [envelope, blob(dice.below(300))] },
        { type: 'summary', devices: [{ device, hash: blob(32) }] },
        { type: 'ack', received: dice.below(2_000), announce: [device] },
        { type: 'charter-have', heads: [hash] },
        { type: 'charter-want', heads: [] },
        { type: 'signal', to: device, origin: this.mallory.device.id, hops: 0, box: blob(20) },
      ]),
    )
  }

  async step(): Promise<void> {
    const { dice } = this
    for (let i = dice.below(4); i > 0; i--) dice.one(this.honest).replica.write(blob(20 + dice.below(2_000)))
    if (dice.chance(45)) this.connect(dice.one(this.honest), dice.one(this.honest))
    if (dice.chance(30) && this.links.length > 0) {
      const [broken] = this.links.splice(dice.below(this.links.length), 1)
      broken?.pair.cut()
    }
    if (dice.chance(8)) await this.haunt(dice.one(this.honest))
    await this.clock.advance(dice.below(400))
  }

  /** In the end everybody can reach somebody, and roads hold. */
  async heal(): Promise<void> {
    this.partitioned = false
    await this.clock.advance(20_000)
    await Promise.all(this.#connecting)
    for (const [i, member] of this.honest.entries()) {
      const previous = this.honest[i - 1]
      if (!previous) continue
      const level = this.cast.connect(previous, member, { delay: 10 })
      await this.clock.advance(100)
      await level
    }
  }

  get isLevel(): boolean {
    const size = this.honest[0]?.replica.log.length
    if (this.honest.some(({ replica }) => replica.log.length !== size)) return false
    return new Set(this.honest.map(({ replica }) => replica.digest())).size === 1
  }
}

describe('replication converges', () => {
  for (let run = 0; run < RUNS; run++) {
    const seed = FIRST_SEED + run
    it(`seed ${seed}`, async () => {
      const world = new World(seed, 10 + (run % 4) * 3)
      try {
        for (const member of world.honest) world.connect(world.dice.one(world.honest), member)
        for (let i = 0; i < 60; i++) await world.step()
        world.partitioned = true
        for (const { a, b, pair } of world.links) {
          const middle = world.honest.length / 2
          if (world.honest.indexOf(a) < middle !== world.honest.indexOf(b) < middle) pair.cut()
        }
        for (let i = 0; i < 60; i++) await world.step()
        await world.heal()
        await world.clock.until('all have the same', () => world.isLevel, 300_000)
        const [first] = world.honest
        expect(first?.replica.log.length).toBeGreaterThan(100)
        expect(world.opened).toBeGreaterThan(20)
      } catch (error) {
        throw new Error(`seed ${seed} (SEED=${seed}): ${String(error)}`)
      }
    }, 120_000)
  }
})
