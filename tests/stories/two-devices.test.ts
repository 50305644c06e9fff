// The main job, told at the host's boundary: real vaults on a real disk, real sockets, real sessions; only the screens are missing.
import { describe, expect, test } from 'vitest'
import { agree, type Desk, PASSPHRASE, type Player } from '../support/host-cast.ts'
import { scanFolder } from '../support/plaintext-scan.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

async function scanned(player: Player, secrets: readonly string[]): Promise<unknown[]> {
  const { findings, files } = await scanFolder(player.profile, secrets)
  expect(files).toBeGreaterThan(0)
  return findings
}

async function together(): Promise<{
  ana: Player
  boris: Player
  group: string
  paper: string
  hers: Desk
  his: Desk
}> {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, 'coordinator')
  return { ana, boris, group, paper, hers: await ana.read(group, paper), his: await boris.read(group, paper) }
}

describe('two devices write one paper', () => {
  test('both type at once and both statuses say who has it', async () => {
    const { hers, his } = await together()
    hers.type('Defenders must be safe to speak. ')
    his.type('Nobody may be punished for a list of names. ')
    await hers.shows('list of names')
    await his.shows('safe to speak')
    await agree(hers, his)
    await hers.reads('all')
    await his.reads('all')
  })

  test('one writes alone while the other is away, and the other does too; afterwards both have everything', async () => {
    const { ana, boris, group, paper, his } = await together()
    await ana.leave()
    his.type('Written while Ana was away. ')
    await his.acknowledged()
    await his.reads('on')
    await boris.leave()
    await ana.comeBack()
    const alone = await ana.read(group, paper)
    expect(alone.text).not.toContain('while Ana was away')
    alone.type('Written on a train. ')
    await alone.acknowledged()
    await boris.comeBack()
    const again = await boris.read(group, paper)
    await again.shows('Written on a train.')
    await alone.shows('Written while Ana was away.')
    await agree(alone, again)
  })

  test('a third joins while the first is away and gets everything from the second', async () => {
    const { ana, boris, group, paper, hers } = await together()
    hers.type('The first sentence is Ana’s. ')
    await hers.reads('all')
    await ana.leave()
    const carla = await arrive('Carla')
    await carla.join(boris, group, 'drafter')
    const third = await carla.read(group, paper)
    await third.shows('The first sentence is Ana’s.')
    third.type('The second is Carla’s. ')
    await third.acknowledged()
    await boris.leave()
    await ana.comeBack()
    await boris.comeBack()
    await (await ana.read(group, paper)).shows('The second is Carla’s.')
    await until('Ana to know all three by name', async () => {
      const { members } = await ana.page(group)
      return (
        members
          .map(({ name }) => name)
          .sort()
          .join() === 'Ana,Boris,Carla'
      )
    })
  })

  test('after both restart they find each other unaided, and what was acknowledged is there', async () => {
    const { ana, boris, group, paper, hers } = await together()
    hers.type('Acknowledged before the end. ')
    await hers.acknowledged()
    await ana.leave()
    await boris.leave()
    await boris.comeBack()
    await ana.comeBack()
    const again = await ana.read(group, paper)
    expect(again.text).toContain('Acknowledged before the end.')
    again.type('And on we go. ')
    await (await boris.read(group, paper)).shows('And on we go.')
    await again.reads('all')
  })

  test('lock and unlock keep the incarnation, and a newer session fences the older one', async () => {
    const { ana, group, paper, hers } = await together()
    hers.type('Before the lock. ')
    await hers.acknowledged()
    await ana.call('vault.lock', {})
    await expect(ana.page(group)).rejects.toThrow('E_VAULT_LOCKED')
    await ana.call('vault.unlock', { passphrase: new TextEncoder().encode('a walk along the river at dawn') })
    const second = await ana.read(group, paper)
    expect(second.text).toContain('Before the lock.')
    expect(second.doc.clientID).toBe(hers.doc.clientID)
    const third = await ana.read(group, paper)
    second.type('Too late. ')
    await until('the older session to be refused', () => second.failures.includes('E_SESSION_FENCED'))
    expect(second.ended).toBe('E_SESSION_FENCED')
    third.type('In time. ')
    await third.acknowledged()
    expect(third.failures).toEqual([])
  })

  test.each(['Lock', 'Ctrl-C'])('what was typed a moment before %s is asked for first', async (end) => {
    const { ana, group, paper, hers } = await together()
    ana.lastWords = async () => {
      hers.type('Typed in the last moment. ')
      await hers.acknowledged()
    }
    if (end === 'Ctrl-C') {
      await ana.leave()
      await ana.comeBack()
    } else {
      await ana.call('vault.lock', {})
      await ana.call('vault.unlock', { passphrase: new TextEncoder().encode(PASSPHRASE) })
    }
    expect(hers.failures).toEqual([])
    expect((await ana.read(group, paper)).text).toContain('Typed in the last moment.')
  })

  test('a page that keeps its last words to itself holds up neither Lock nor Ctrl-C for long', async () => {
    const { ana } = await together()
    ana.lastWords = () => new Promise(() => undefined)
    const before = performance.now()
    await ana.leave()
    expect(performance.now() - before).toBeLessThan(2_000)
  })

  test('PLAINTEXT_AT_REST: nothing that was said stands in either profile, running, locked or closed', async () => {
    const { ana, boris, hers, his } = await together()
    hers.type('The witness lives in Bishkek. ')
    await his.shows('Bishkek')
    const secrets = [
      'Shrinking civic space',
      'Safe to speak',
      'Ana’s office',
      'Boris’s office',
      'Bishkek',
      'coordinator',
    ]
    for (const player of [ana, boris]) {
      expect(await scanned(player, secrets)).toEqual([])
      await player.call('vault.lock', {})
      expect(await scanned(player, secrets)).toEqual([])
      await player.leave()
      expect(await scanned(player, secrets)).toEqual([])
    }
  })
})

describe('roles', () => {
  test('READER_EMITS: an observer reads, and every attempt to write is refused with a sentence', async () => {
    const { ana, group, paper, hers } = await together()
    const olga = await arrive('Olga')
    await olga.join(ana, group, 'observer')
    const reading = await olga.read(group, paper)
    expect(reading.mayWrite).toBe(false)
    hers.type('For everyone to read. ')
    await reading.shows('For everyone to read.')
    reading.type('Not hers to write. ')
    await reading.acknowledged()
    expect(reading.failures).toEqual(['E_ROLE_FORBIDS'])
    expect(hers.text).not.toContain('Not hers')
    await expect(olga.call('papers.create', { group, title: 'No', kind: 'declaration' })).rejects.toThrow(
      'E_ROLE_FORBIDS',
    )
    await expect(olga.call('members.invite', { group, role: 'drafter' })).rejects.toThrow('E_ROLE_FORBIDS')
  })
})
