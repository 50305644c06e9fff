// Strangers at the peers' port and clocks that are wrong by days, against whole hosts: two colleagues go on writing all the while.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { systemRandom } from '../support/crypto.ts'
import { agree, type Desk } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'

const { arrive } = gatherPlayers()
const strangers: Socket[] = []

afterEach(async () => {
  for (const stranger of strangers.splice(0)) stranger.destroy()
})

const DAY = 24 * 60 * 60 * 1000

/** The machine's clock, wrong by `skew` milliseconds. */
function wrongBy(skew: number): Clock {
  return { now: () => systemClock.now() + skew, after: systemClock.after }
}

async function together(skews: readonly [number, number] = [0, 0]) {
  const ana = await arrive('Ana', {}, wrongBy(skews[0]))
  const boris = await arrive('Boris', {}, wrongBy(skews[1]))
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, 'coordinator')
  return { ana, boris, group, paper, hers: await ana.read(group, paper), his: await boris.read(group, paper) }
}

async function bothWrite(hers: Desk, his: Desk, words: string): Promise<void> {
  hers.type(`Ana ${words}. `)
  his.type(`Boris ${words}. `)
  await hers.shows(`Boris ${words}.`)
  await his.shows(`Ana ${words}.`)
  await agree(hers, his)
  await hers.reads('all')
  await his.reads('all')
}

async function stranger(port: number): Promise<{ socket: Socket; heard: () => number }> {
  const socket = connect(port, '127.0.0.1')
  strangers.push(socket)
  let heard = 0
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    heard += data.length
  })
  await once(socket, 'connect')
  return { socket, heard: () => heard }
}

test('GARBAGE_FRAME, OVERSIZE_FRAME: noise and giants at the port get nothing, and two colleagues write on', async () => {
  const { ana, hers, his } = await together()
  const raw = await stranger(ana.port)
  raw.socket.write(systemRandom.bytes(64 * 1024))
  const http = await stranger(ana.port)
  http.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const gone = (socket: Socket): Promise<unknown> =>
    socket.destroyed ? Promise.resolve() : once(socket, 'close')
  const sockets = [3, 5_000, 4 * 1024 * 1024].map((size) => {
    const socket = new WebSocket(`ws://127.0.0.1:${ana.port}/`)
    socket.on('error', () => undefined)
    socket.once('open', () => socket.send(systemRandom.bytes(size)))
    return { socket, closed: once(socket, 'close') }
  })
  await bothWrite(hers, his, 'in spite of the noise')
  await gone(raw.socket)
  await gone(http.socket)
  expect(raw.heard()).toBe(0)
  // The giant is cut off at once; whoever only babbles loses his place when his time is up.
  await sockets[2]?.closed
  for (const { socket } of sockets) socket.terminate()
})

test('UNAUTHENTICATED_PEER, SLOW_READER: who connects and stays silent, or reads nothing, holds nobody up', async () => {
  const { ana, boris, hers, his } = await together()
  for (const player of [ana, boris]) {
    for (let one = 0; one < 12; one += 1) {
      const { socket } = await stranger(player.port)
      socket.pause()
      if (one % 2 === 0)
        socket.write(
          'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
        )
    }
  }
  await bothWrite(hers, his, 'past the silent')
})

test.each([
  ['ahead', 9 * DAY],
  ['behind', -9 * DAY],
] as const)(
  'a colleague whose clock is nine days %s joins, writes, restarts and is understood',
  async (_, skew) => {
    const { ana, boris, group, paper, hers, his } = await together([0, skew])
    await bothWrite(hers, his, 'whatever the clock says')
    await boris.leave()
    hers.type('Written meanwhile. ')
    await hers.acknowledged()
    await hers.reads('on')
    // Set right at last: what was signed before must not be held against him.
    boris.clock = wrongBy(0)
    await boris.comeBack()
    const again = await boris.read(group, paper)
    await again.shows('Written meanwhile.')
    await bothWrite(hers, again, 'with the clock set right')
    expect((await ana.page(group)).troubles).toEqual([])
  },
)
