// A disk that goes bad under a person: power cuts, cut records, flipped bits, records that are gone without a trace, at random.
// Whatever it does, the vault opens, what is missing is found and said, and the colleague's device gives it back.
import { expect, test } from 'vitest'
import { FaultyStore } from '../../electron/host/adapters/faulty-store.ts'
import { MemoryStore } from '../../electron/host/adapters/memory-store.ts'
import { toHex } from '../../shared/bytes/text.ts'
import { seededRandom } from '../support/crypto.ts'
import { agree } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { LONG, SEED } from '../support/seed.ts'

const { arrive } = gatherPlayers()
/** Rounds, each of which goes on with the disk that the one before left. */
const ROUNDS = LONG ? 1_000 : 40

/** Ana's disk is the one that goes bad; Boris's is good, and he stays. */
async function together(first: number) {
  const disk = { store: new FaultyStore(seededRandom(first)) }
  const good = new MemoryStore()
  const ana = await arrive('Ana', {
    openStore: async () => ({ store: disk.store, repaired: false }),
  })
  const boris = await arrive('Boris', {
    openStore: async () => ({ store: good, repaired: false }),
  })
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, 'coordinator')
  return { disk, ana, boris, group, paper, his: await boris.read(group, paper) }
}

/** What stands on the disk, by the key's hex. */
async function contents(store: FaultyStore): Promise<Map<string, Uint8Array>> {
  const values = new Map<string, Uint8Array>()
  for await (const key of store.keys()) values.set(toHex(key), (await store.get(key)) ?? new Uint8Array(0))
  return values
}

const faults = {
  gone: () => undefined,
  cut: (value: Uint8Array) => value.slice(0, value.length >> 1),
  flipped: (value: Uint8Array) => value.map((byte, at) => (at === value.length >> 1 ? byte ^ 4 : byte)),
} satisfies Record<string, (value: Uint8Array) => Uint8Array | undefined>

test.each(['gone', 'cut', 'flipped'] as const)(
  'BIT_FLIP, ROLLBACK_OWN_DISK: whichever one record of an old disk is %s, it opens, and everything comes back',
  { timeout: 300_000 },
  async (fault) => {
    const { disk, ana, group, paper, his } = await together(7)
    const desk = await ana.read(group, paper)
    desk.type('Written by Ana. ')
    his.type('Written by Boris. ')
    await agree(desk, his)
    await ana.leave()
    const before = await contents(disk.store.crash())
    expect(before.size).toBeGreaterThan(10)
    let round = 0
    for (const [key, value] of before) {
      const values = new Map(before)
      const changed = faults[fault](value)
      if (changed === undefined) values.delete(key)
      else values.set(key, changed)
      disk.store = new FaultyStore(seededRandom(8), values)
      await ana.comeBack()
      const { groups } = await ana.call('groups.list', {})
      expect(groups, `record ${round} of ${before.size}`).toHaveLength(1)
      const back = await ana.read(group, paper)
      await agree(back, his)
      back.type(`${fault} ${round} `)
      await his.shows(`${fault} ${round} `)
      await agree(back, his)
      expect(his.text).toContain('Written by Ana. ')
      await ana.leave()
      round += 1
    }
    expect((await his.player.page(group)).troubles).toEqual([])
  },
)

test('BIT_FLIP, TORN_WRITE, LOST_UNSYNCED: it always opens; what is lost is found, said and given back by a colleague', {
  timeout: 600_000,
}, async () => {
  const { disk, ana, group, paper, his } = await together(SEED)
  const random = seededRandom(SEED + 1)
  const pick = (below: number): number => (random.bytes(1)[0] ?? 0) % below
  let repaired = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const about = `SEED=${SEED}, round ${round}`
    const desk = await ana.read(group, paper)
    await desk.shows(round === 0 ? '' : `word ${round - 1} `)
    await agree(desk, his)
    for (let word = 0; word <= pick(3); word += 1) desk.type(`${round}/${word} `)
    desk.type(`word ${round} `)
    await desk.acknowledged()
    expect(desk.failures, about).toEqual([])
    await his.shows(`word ${round} `)
    const saved = desk.text
    // The power goes, and what the disk held is not what it holds now.
    disk.store = disk.store.crash()
    await [disk.store.flipBit, disk.store.truncate, disk.store.lose][pick(3)]?.call(disk.store)
    await ana.leave()
    ana.notices.length = 0
    await ana.comeBack()
    expect(
      (await ana.call('groups.list', {})).groups.map((one) => one.group),
      about,
    ).toEqual([group])
    const back = await ana.read(group, paper)
    if (back.text !== saved) {
      repaired += 1
      expect(ana.notices, `${about}: ${ana.notices.join()}`).toContain('E_STORE_DAMAGED')
    }
    await agree(back, his)
    expect(back.text, about).toBe(saved)
  }
  process.stdout.write(
    `disk faults: SEED=${SEED}, ${ROUNDS} rounds, ${repaired} of them with words to fetch again\n`,
  )
  expect(repaired).toBeGreaterThan(ROUNDS / 10)
})
