// Somebody is removed, or may read less than others, told at the host's boundary: real vaults on a real disk, real sockets, real
// sessions. What is written afterwards must reach everybody who belongs and nobody else, not even as a refusal.
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { freePort } from '../../scripts/driver/ports.ts'
import { agree, type Desk, type Player } from '../support/host-cast.ts'
import { openProfile } from '../support/opened-profile.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()
const closers: (() => void)[] = []
const DAY = 24 * 60 * 60 * 1_000

afterEach(async () => {
  for (const close of closers.splice(0)) close()
})

async function founded(): Promise<{ ana: Player; group: string; paper: string; hers: Desk }> {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  return { ana, group, paper, hers: await ana.read(group, paper) }
}

async function memberNamed(player: Player, group: string, name: string) {
  const member = (await player.page(group)).members.find((one) => one.name === name)
  if (member === undefined) throw new Error(`${name} is not a member`)
  return member
}

async function names(player: Player, group: string): Promise<string> {
  return (await player.page(group)).members
    .map(({ name }) => name)
    .sort()
    .join()
}

/** A wire to `port` that counts what comes back after the upgrade, and what goes there. */
async function tappedWire(port: number): Promise<{ address: string; sent(): number; heard(): number }> {
  const chunks: { readonly to: Buffer[]; readonly from: Buffer[] } = { to: [], from: [] }
  const sockets: Socket[] = []
  const server = createServer((caller) => {
    const called = connect(port, '127.0.0.1')
    sockets.push(caller, called)
    caller
      .on('error', () => undefined)
      .on('data', (data) => chunks.to.push(data))
      .pipe(called)
    called
      .on('error', () => undefined)
      .on('data', (data) => chunks.from.push(data))
      .pipe(caller)
  })
  const own = await freePort()
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const afterHeader = (all: readonly Buffer[]): number => {
    const bytes = Buffer.concat(all)
    const end = bytes.indexOf('\r\n\r\n')
    return end < 0 ? 0 : bytes.length - end - 4
  }
  return {
    address: `127.0.0.1:${own}`,
    sent: () => afterHeader(chunks.to),
    heard: () => afterHeader(chunks.from),
  }
}

test('REMOVED_CALLER, READ_AFTER_REMOVAL: whoever was removed is hung up on, called by nobody and answered by nothing, and reads nothing new', async () => {
  const { ana, group, paper, hers } = await founded()
  const boris = await arrive('Boris')
  await boris.join(ana, group, 'drafter')
  const carla = await arrive('Carla')
  await carla.join(ana, group, 'drafter')
  hers.type('Everybody reads this. ')
  const his = await boris.read(group, paper)
  const theirs = await carla.read(group, paper)
  await his.shows('Everybody reads this.')
  await theirs.shows('Everybody reads this.')
  await until('Boris to know Carla', async () => (await names(boris, group)) === 'Ana,Boris,Carla')
  const { member } = await memberNamed(ana, group, 'Boris')
  const [device] = (await memberNamed(boris, group, 'Ana')).devices
  await ana.call('members.remove', { group, member })
  await until('Boris to be alone', async () =>
    (await boris.page(group)).members.every(
      ({ me, devices }) => me || devices.every(({ online }) => !online),
    ),
  )
  const wire = await tappedWire(ana.port)
  const call = boris.call('members.tryAddress', {
    group,
    device: device?.device ?? '',
    address: wire.address,
  })
  call.catch(() => undefined)
  await until('Boris to have called', () => wire.sent() > 96)
  hers.type('The witness lives in Bishkek. ')
  await theirs.shows('Bishkek')
  theirs.type('Nobody else knows. ')
  await hers.shows('Nobody else knows.')
  await hers.reads('all')
  expect(hers.status).toEqual({ kind: 'all', devices: 2 })
  await until('Carla to know', async () => (await names(carla, group)) === 'Ana,Carla')
  expect(wire.heard()).toBe(0)
  expect(his.text).not.toContain('Bishkek')
  // He does not even learn that he was removed.
  expect(await names(boris, group)).toBe('Ana,Boris,Carla')
  await boris.leave()
  expect(await openProfile(boris.profile, ['Bishkek', 'Nobody else knows'])).toMatchObject({ findings: 0 })
})

test('who was away during a removal has the new key within one connection to anyone, and what was typed meanwhile', async () => {
  const { ana, group, paper, hers } = await founded()
  const [boris, carla, dario] = [await arrive('Boris'), await arrive('Carla'), await arrive('Dario')]
  for (const player of [boris, carla, dario]) await player.join(ana, group, 'drafter')
  await until('all to know all', async () => (await names(carla, group)) === 'Ana,Boris,Carla,Dario')
  await until('all to know all', async () => (await names(dario, group)) === 'Ana,Boris,Carla,Dario')
  await carla.leave()
  await ana.call('members.remove', { group, member: (await memberNamed(ana, group, 'Boris')).member })
  hers.type('Written without Boris. ')
  const darios = await dario.read(group, paper)
  await darios.shows('Written without Boris.')
  await ana.leave()
  await carla.comeBack()
  const carlas = await carla.read(group, paper)
  await carlas.shows('Written without Boris.')
  carlas.type('And by Carla. ')
  await darios.shows('And by Carla.')
  await agree(carlas, darios)
  expect(carlas.failures).toEqual([])
})

test('ENDORSER_READS_DRAFT: an endorser’s device is told who is in the group, and holds no word of a draft that it could open', async () => {
  const { ana, group, hers } = await founded()
  const edith = await arrive('Edith')
  await edith.join(ana, group, 'endorser')
  const told: unknown[] = []
  edith.host?.onEvent((event, payload) => told.push([event, payload]))
  hers.type('The witness lives in Bishkek. ')
  await hers.acknowledged()
  await until('Edith to know both', async () => (await names(edith, group)) === 'Ana,Edith')
  await until('Ana to know that Edith has it', async () => (await ana.page(group)).members.length === 2)
  hers.type('So does another. ')
  await hers.acknowledged()
  const page = await edith.page(group)
  expect(page.papers).toEqual([])
  expect(JSON.stringify([told, page])).not.toMatch(/Bishkek|Safe to speak|paper\./)
  // Her own device does not count for a draft.
  await until('Ana to be told', () => hers.status.kind === 'saved')
  await edith.leave()
  const opened = await openProfile(edith.profile, ['Bishkek', 'Safe to speak', 'So does another'])
  expect(opened).toMatchObject({ findings: 0, papers: 0 })
  expect(opened.envelopes).toBeGreaterThan(opened.readable)
  expect(opened.readable).toBeGreaterThan(0)
  // The search finds what is there: Ana's own device has all of it.
  await ana.leave()
  expect((await openProfile(ana.profile, ['Bishkek', 'Safe to speak'])).findings).toBeGreaterThan(0)
})

test('EXPERT_AFTER_DATE: when the day has passed, a coordinator’s device ends it by itself, and what comes later stays shut', async () => {
  const { ana, group, paper, hers } = await founded()
  const emil = await arrive('Emil')
  const until_ = systemClock.now() + DAY
  const { link } = await ana.call('members.invite', { group, role: 'expert', until: until_ })
  await emil.call('groups.join', { invitation: link, yourName: 'Emil', organisation: 'A university' })
  await until('Emil to knock', async () => (await ana.page(group)).waiting.length === 1)
  await ana.call('members.admit', { group, waiting: (await ana.page(group)).waiting[0]?.waiting ?? '' })
  await until('Emil to be let in', async () => (await emil.call('groups.list', {})).groups.length === 1)
  hers.type('For the expert to read. ')
  const his = await emil.read(group, paper)
  await his.shows('For the expert to read.')
  expect(his.mayWrite).toBe(false)
  await ana.leave()
  ana.clock = { now: () => systemClock.now() + 2 * DAY, after: systemClock.after }
  await ana.comeBack()
  await until('the expert to have gone', async () => (await names(ana, group)) === 'Ana')
  const again = await ana.read(group, paper)
  again.type('The witness lives in Bishkek. ')
  await again.acknowledged()
  await again.reads('saved')
  await emil.leave()
  expect(await openProfile(emil.profile, ['Bishkek'])).toMatchObject({ findings: 0 })
})
