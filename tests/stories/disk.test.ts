// What the disk does to a person's words: it is full for a while, it loses power, it is copied from a process that was killed.
// Told at the host's boundary, as the editor sees it. It must never call something saved that the next start does not find.
import { cp, rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { FaultyStore } from '../../electron/host/adapters/faulty-store.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'
import { seededRandom } from '../support/crypto.ts'
import type { Desk, Player } from '../support/host-cast.ts'
import { scanFolder } from '../support/plaintext-scan.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive, folder } = gatherPlayers()

/** Ana with a paper. `disk` is what her store stands on; a real one when left out. */
async function anaWrites(disk?: { store: FaultyStore }): Promise<{
  ana: Player
  group: string
  paper: string
  desk: Desk
  /** What her page sent last. */
  last(): Uint8Array
}> {
  const seams = disk && { openStore: async () => ({ store: disk.store, repaired: false }) }
  const ana = await arrive('Ana', seams)
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  const desk = await ana.read(group, paper)
  let sent = new Uint8Array(0)
  desk.doc.on('update', (update: Uint8Array) => {
    sent = new Uint8Array(update)
  })
  return { ana, group, paper, desk, last: () => sent }
}

test('DISK_FULL: the words stay with the page, the status says so, and nothing is lost once there is room', async () => {
  const disk = { store: new FaultyStore(seededRandom(21)) }
  const { ana, group, paper, desk, last } = await anaWrites(disk)
  desk.type('While there was room. ')
  await desk.acknowledged()
  disk.store.refuseWrites('E_DISK_FULL')
  desk.type('When there was none. ')
  await desk.acknowledged()
  expect(desk.failures).toEqual(['E_DISK_FULL'])
  await until('the status to say why', () => desk.status.kind === 'notSaved')
  expect(desk.status).toEqual({ kind: 'notSaved', reason: 'E_DISK_FULL' })
  disk.store.refuseWrites(undefined)
  // As the page's outbox does, again and again.
  desk.send(last())
  await desk.acknowledged()
  expect(desk.failures).toEqual(['E_DISK_FULL'])
  await desk.reads('saved')
  desk.type('And on we go. ')
  await desk.acknowledged()
  const shown = desk.text
  disk.store = disk.store.crash()
  await ana.leave()
  await ana.comeBack()
  expect(ana.notices).toEqual([])
  expect((await ana.read(group, paper)).text).toBe(shown)
  expect(shown).toContain('While there was room. When there was none. And on we go.')
})

test('a paper that the disk takes only half of is not listed: the next try makes one, not two', async () => {
  const disk = { store: new FaultyStore(seededRandom(22)) }
  const { ana, group } = await anaWrites(disk)
  const titles = async () => (await ana.page(group)).papers.map(({ title }) => title)
  const write = disk.store.write.bind(disk.store)
  let room = 1
  disk.store.write = async (...writes) => {
    if (room-- <= 0) throw new RapporteurError('E_DISK_FULL')
    return write(...writes)
  }
  const create = { group, title: 'Half', kind: 'declaration' as const }
  await expect(ana.call('papers.create', create)).rejects.toThrow('E_DISK_FULL')
  disk.store.write = write
  expect(await titles()).toEqual(['Safe to speak'])
  await ana.call('papers.create', create)
  expect((await titles()).sort()).toEqual(['Half', 'Safe to speak'])
})

test('LOST_UNSYNCED: a power cut takes nothing that was called saved', async () => {
  const disk = { store: new FaultyStore(seededRandom(22)) }
  const { ana, group, paper, desk } = await anaWrites(disk)
  for (let cut = 0; cut < 3; cut += 1) {
    const open = cut === 0 ? desk : await ana.read(group, paper)
    for (let word = 0; word < 20; word += 1) open.type(`word ${cut}/${word} `)
    await open.acknowledged()
    expect(open.failures).toEqual([])
    const saved = open.text
    disk.store = disk.store.crash()
    await ana.leave()
    await ana.comeBack()
    expect(ana.notices).toEqual([])
    expect((await ana.read(group, paper)).text).toBe(saved)
  }
})

test('PLAINTEXT_AFTER_CRASH: the disk as a killed process leaves it shows nothing, and opens with the passphrase', async () => {
  const { ana, group, paper, desk } = await anaWrites()
  desk.type('The witness lives in Bishkek. ')
  await desk.acknowledged()
  const left = await folder()
  await cp(ana.profile, left, { recursive: true })
  const secrets = ['Shrinking civic space', 'Safe to speak', 'Ana’s office', 'Bishkek', 'coordinator', group]
  const { findings, bytes } = await scanFolder(left, secrets)
  expect(findings).toEqual([])
  expect(bytes).toBeGreaterThan(2_000)
  await ana.leave()
  await rm(ana.profile, { recursive: true })
  await cp(left, ana.profile, { recursive: true })
  await ana.comeBack()
  expect(ana.notices).toEqual([])
  expect((await ana.read(group, paper)).text).toContain('The witness lives in Bishkek.')
})
