// Leaving a group: nothing of it stays on this computer, whatever happens in between, and the others lose nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { GROUP_TABLES } from '../../electron/host/members/leave.ts'
import type { Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { type StoreSpy, spiedStore } from '../support/store-spy.ts'
import { until } from '../support/until.ts'

const players = gatherPlayers()

async function arrive(name: string): Promise<{ player: Player; spy: StoreSpy }> {
  const spy = spiedStore()
  const player = await players.arrive(name, spy.seams)
  return { player, spy }
}

/** A group with a paper, a colleague, words, an invitation that is out, and a checkpoint. */
async function busyGroup() {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.player.foundGroup('Shrinking civic space')
  // What every vault holds that once had a group and once asked to join one: two lists of none.
  const first = await boris.player.foundGroup('Another')
  await boris.player.call('group.leave', { group: first })
  const { link } = await ana.player.call('members.invite', { group, role: 'drafter' })
  const person = { yourName: 'Boris', organisation: 'Civic Compass' }
  const { joining } = await boris.player.call('groups.join', { invitation: link, ...person })
  await boris.player.call('groups.forgetJoining', { joining })
  const before = boris.spy.keys()
  const { paper } = await ana.player.call('papers.create', { group, title: 'Safe', kind: 'declaration' })
  await boris.player.join(ana.player, group, 'coordinator')
  const desk = await boris.player.read(group, paper)
  for (let i = 0; i < 20; i++) desk.type(`Sentence ${i}. `)
  await desk.acknowledged()
  await boris.player.call('members.invite', { group, role: 'drafter' })
  await until('Ana to have it', async () =>
    (await ana.player.read(group, paper)).text.includes('Sentence 19.'),
  )
  return { ana, boris, before, group, paper }
}

describe('leaving a group', () => {
  test('removes every record of it, keeps the others, and the colleague goes on', async () => {
    const { ana, boris, before, group, paper } = await busyGroup()
    const kept = await boris.player.foundGroup('Kept')
    const withKept = boris.spy.keys()
    expect(withKept.size).toBeGreaterThan(before.size)
    await boris.player.call('group.leave', { group })
    const { groups, joining } = await boris.player.call('groups.list', {})
    expect(groups.map((item) => item.group)).toEqual([kept])
    expect(joining).toEqual([])
    await expect(boris.player.page(group)).rejects.toThrow('E_NOT_FOUND')
    await boris.player.call('group.leave', { group: kept })
    await boris.player.leave()
    expect([...boris.spy.keys()].filter((key) => !before.has(key))).toEqual([])
    const hers = await ana.player.read(group, paper)
    hers.type('She writes on. ')
    await hers.acknowledged()
    expect(hers.failures).toEqual([])
    expect(hers.text).toContain('Sentence 19.')
  })

  test('is finished at the next start when the app died in between', async () => {
    const { boris, before, group } = await busyGroup()
    // The disk goes away after the first few batches: as if the power did.
    boris.spy.failAfter(3)
    await expect(boris.player.call('group.leave', { group })).rejects.toThrow('E_DISK_FULL')
    expect((await boris.player.call('groups.list', {})).groups).toEqual([])
    boris.spy.failAfter(undefined)
    await boris.player.leave()
    expect([...boris.spy.keys()].some((key) => !before.has(key))).toBe(true)
    await boris.player.comeBack()
    expect((await boris.player.call('groups.list', {})).groups).toEqual([])
    await boris.player.leave()
    expect([...boris.spy.keys()].filter((key) => !before.has(key))).toEqual([])
  })

  test('leaves the group whole when the disk refuses to begin', async () => {
    const { boris, group } = await busyGroup()
    boris.spy.failAfter(0)
    await expect(boris.player.call('group.leave', { group })).rejects.toThrow('E_DISK_FULL')
    boris.spy.failAfter(undefined)
    expect((await boris.player.page(group)).papers).toHaveLength(1)
  })

  test('every table that the host keeps for a group is on the list of what goes', () => {
    const root = fileURLToPath(new URL('../../electron/host', import.meta.url))
    const named = new Set<string>()
    for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
      const source = readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')
      for (const [, name] of source.matchAll(/`([a-z][a-z-]*)\/\$\{[^}`]*[gG]roup[^}`]*\}`/g))
        named.add(name ?? '')
      // The log's own tables are made by one method from these names.
      if (entry.name === 'group-log.ts')
        for (const [, name] of source.matchAll(/#(?:table|put)\(\s*'([a-z]+)'/g)) named.add(name ?? '')
    }
    named.add('statements').add('envelopes')
    expect(named.size).toBeGreaterThan(5)
    expect([...named].filter((name) => !(name in GROUP_TABLES))).toEqual([])
  })
})
