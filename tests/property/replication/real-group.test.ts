// The real charter, ledger, log and heads under replication: drafters who type at once over roads that break, who quit and come back,
// and one who loses the disk. In the end all have the same words, and each device's signature says that it holds everything.
import { describe, expect, it } from 'vitest'
import type { Leaf } from '../../../shared/ledger/position.ts'
import { realCrypto as crypto, seededRandom } from '../../support/crypto.ts'
import type { MemoryPair } from '../../support/memory-links.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const RUNS = LONG ? 25 : 2
const FIRST_SEED = SEED % 1_000_000

function dice(seed: number): (limit: number) => number {
  const random = seededRandom(seed)
  return (limit) => {
    const [a = 0, b = 0, c = 0] = random.bytes(3)
    return ((a << 16) | (b << 8) | c) % limit
  }
}

function frontierOf({ group }: RealMember): string {
  return hashes(group.state.ledger.frontier())
}

function hashes(leaves: readonly Leaf[]): string {
  return leaves
    .map(({ hash }) => hash)
    .sort()
    .join()
}

async function story(seed: number): Promise<void> {
  const roll = dice(seed)
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  const ana = await RealMember.found(cast)
  const members = [ana]
  const pick = (): RealMember => members[roll(members.length)] ?? ana
  for (let i = 0; i < 4; i++) members.push(await ana.admit('drafter'))
  const observer = await ana.admit('observer')
  const links: MemoryPair[] = []
  const connecting: Promise<unknown>[] = []
  const connect = (a: RealMember, b: RealMember): void => {
    if (a === b) return
    const options = { delay: roll(80), rate: [20, 200, Number.POSITIVE_INFINITY][roll(3)] ?? 200 }
    connecting.push(cast.connect(a, b, options).then((pair) => links.push(pair)))
  }
  /** What nobody else had is lost with a disk; so it happens to somebody whose words have arrived. */
  const loseDisk = async (): Promise<void> => {
    const [, , unlucky = ana] = members
    const level = cast.connect(unlucky, ana)
    await clock.advance(500)
    await level
    const own = () => JSON.stringify(unlucky.group.state.ledger.leaves(unlucky.keys.id))
    await clock.until(
      'ana has it',
      () => own() === JSON.stringify(ana.group.state.ledger.leaves(unlucky.keys.id)),
    )
    await unlucky.loseDisk()
  }
  let words = 0
  for (let step = 0; step < 90; step++) {
    for (let i = roll(3); i > 0; i--) {
      pick().type(`w${words} `, roll(1_000))
      words += 1
    }
    if (roll(100) < 30) connect(pick(), pick())
    if (roll(100) < 8) connect(pick(), observer)
    if (roll(100) < 20) links.splice(roll(links.length + 1), 1)[0]?.cut()
    if (roll(100) < 4) await pick().restart()
    if (step === 60) await loseDisk()
    await clock.advance(roll(300))
  }
  await clock.advance(20_000)
  await Promise.all(connecting)
  const everyone = [...members, observer]
  for (const [i, member] of everyone.entries()) {
    const previous = everyone[i - 1]
    if (!previous) continue
    const level = cast.connect(previous, member, { delay: 10 })
    await clock.advance(200)
    await level
  }
  await clock.until('all have the same', () => new Set(everyone.map(frontierOf)).size === 1, 300_000)
  expect(new Set(everyone.map(({ text }) => text)).size).toBe(1)
  // A word may be cut in two by one typed into its middle; no letter is ever lost, and none comes twice.
  const letters = (text: string): number => text.replaceAll(/<[^>]*>/g, '').length
  const typed = Array.from({ length: words }, (_, word) => `w${word} `).join('')
  expect(everyone.flatMap(({ troubles }) => troubles)).toEqual([])
  expect(letters(ana.text)).toBe(typed.length)

  // Status: every device's newest signature covers everything, and every device knows that.
  await clock.advance(10_000)
  const frontier = frontierOf(ana)
  for (const { heads } of everyone) {
    for (const { keys } of everyone) expect(hashes(heads.leaves(keys.id))).toBe(frontier)
  }
  for (const member of everyone) await member.stop()
}

describe('a real group converges', () => {
  for (let run = 0; run < RUNS; run++) {
    const seed = FIRST_SEED + run
    it(`seed ${seed}`, async () => {
      await story(seed).catch((error: unknown) => {
        throw new Error(`SEED=${seed}: ${String(error)}`, { cause: error })
      })
    }, 120_000)
  }
})
