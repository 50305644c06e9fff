// The address road over real sockets: what it carries, and what strangers get.
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { formatAddress, parseAddress } from '../../../electron/host/adapters/address.ts'
import {
  createSocketRoad,
  type InboundLink,
  type SocketRoad,
} from '../../../electron/host/adapters/socket-road.ts'
import { type Link, MAX_MESSAGE } from '../../../shared/ports/link.ts'
import { systemClock } from '../../support/system-clock.ts'
import { until } from '../../support/until.ts'

const LIMITS = {
  connections: 8,
  strangers: 4,
  strangersPerAddress: 3,
  sessionWithinMs: 5_000,
  dialWithinMs: 5_000,
}

let listener: SocketRoad
let caller: SocketRoad
let port: number
let inbound: InboundLink[]

beforeEach(async () => {
  listener = createSocketRoad(systemClock, LIMITS)
  caller = createSocketRoad(systemClock, LIMITS)
  inbound = []
  listener.onLink((link) => inbound.push(link))
  port = await listener.listen('127.0.0.1', 0)
})
afterEach(async () => {
  await caller.close()
  await listener.close()
})

async function pair(): Promise<{ near: Link; far: Link; established: () => void }> {
  const before = inbound.length
  const near = await caller.dial(`127.0.0.1:${port}`)
  await until('the call arrives', () => inbound.length > before)
  const last = inbound[before]
  if (last === undefined) throw new Error('no call')
  return { near, far: last.link, established: last.established }
}

/** Connects over TCP and collects what comes; `closed` when the other side hangs up. */
function raw(bytes: string): { socket: Socket; answer: () => string; closed: () => boolean } {
  let answer = ''
  let closed = false
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
  socket.on('data', (data) => {
    answer += String(data)
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed = true
  })
  return { socket, answer: () => answer, closed: () => closed }
}

describe('a socket link', () => {
  it('carries messages up to the largest, whole and in order, both ways', async () => {
    const { near, far } = await pair()
    const messages = [0, 1, 1000, MAX_MESSAGE].map((length, index) => new Uint8Array(length).fill(index))
    const [atFar, atNear]: [Uint8Array[], Uint8Array[]] = [[], []]
    for (const message of messages) expect(near.send(message)).toBe(true)
    for (const message of messages) far.send(message)
    far.onMessage((message) => void atFar.push(message))
    near.onMessage((message) => void atNear.push(message))
    await until('all arrive', () => atFar.length + atNear.length === 2 * messages.length)
    expect(atFar).toEqual(messages)
    expect(atNear).toEqual(messages)
  })

  it('SLOW_READER: the writer waits, nothing is lost, and nothing grows on the reader', async () => {
    const { near, far } = await pair()
    let heard = 0
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    far.onMessage(() => {
      heard += 1
      return heard === 1 ? held : undefined
    })
    const message = new Uint8Array(256 * 1024)
    for (let sent = 0; sent < 100; sent++) near.send(message)
    await until('the reader has the first', () => heard === 1)
    expect(near.buffered).toBeGreaterThan(4 * 1024 * 1024)
    release()
    await near.drained()
    await until('all arrive', () => heard === 100)
  })

  it('OVERSIZE_FRAME: sending one closes the link; receiving one closes it too', async () => {
    const { near, far } = await pair()
    let closed = 0
    far.onClose(() => closed++)
    expect(near.send(new Uint8Array(MAX_MESSAGE + 1))).toBe(false)
    await until('the far end knows', () => closed === 1)

    const hostile = new WebSocket(`ws://127.0.0.1:${port}/`)
    hostile.on('error', () => undefined)
    hostile.on('open', () => hostile.send(new Uint8Array(MAX_MESSAGE + 1)))
    await until('it is in', () => inbound.length === 2)
    inbound[1]?.link.onClose(() => closed++)
    await until('it is out', () => closed === 2)
  })

  it('GARBAGE_FRAME: text and broken framing close the link and harm no other', async () => {
    const { near, far } = await pair()
    const texting = new WebSocket(`ws://127.0.0.1:${port}/`)
    texting.on('error', () => undefined)
    let closed = false
    texting.on('close', () => {
      closed = true
    })
    texting.on('open', () => texting.send('hello'))
    await until('it is out', () => closed)
    const heard: Uint8Array[] = []
    far.onMessage((message) => void heard.push(message))
    near.send(Uint8Array.of(7))
    await until('the honest one still works', () => heard.length === 1)
  })

  it('SLOW_READER: closing waits for nobody who has stopped reading', async () => {
    const suspended = raw(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    await until('it is in', () => inbound.length === 1)
    inbound[0]?.established()
    suspended.socket.pause()
    const link = inbound[0]?.link
    for (let i = 0; i < 64; i++) link?.send(new Uint8Array(MAX_MESSAGE))
    const began = performance.now()
    // As on Lock: the group closes its sessions, then the road goes.
    link?.close()
    await listener.close()
    expect(performance.now() - began).toBeLessThan(1_200)
    suspended.socket.destroy()
  })

  it('says so once when the other side goes', async () => {
    const { near, far } = await pair()
    let closed = 0
    far.onClose(() => closed++)
    near.close()
    await until('the far end knows', () => closed === 1)
    expect(far.send(Uint8Array.of(1))).toBe(false)
    await far.drained()
    far.onClose(() => closed++)
    expect(closed).toBe(2)
  })
})

describe('strangers', () => {
  it('get no greeting, and no answer to anything but a call', async () => {
    const silent = raw('')
    const asking = raw('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    const page = raw(
      'GET / HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    await until('both are out', () => asking.closed() && page.closed())
    expect([asking.answer(), page.answer(), silent.answer()]).toEqual(['', '', ''])
    silent.socket.destroy()
  })

  it('UNAUTHENTICATED_PEER: hold few places, and give them back; who has a session holds none', async () => {
    const known = await pair()
    known.established()
    const waiting = Array.from({ length: LIMITS.strangersPerAddress }, () => raw(''))
    await until('they are connected', () => waiting.every(({ socket }) => socket.readyState === 'open'))
    const oneTooMany = raw('')
    await until('the next is turned away', () => oneTooMany.closed())
    for (const { socket } of waiting) socket.destroy()
    await until('a place is free', () =>
      caller.dial(`127.0.0.1:${port}`).then(
        () => true,
        () => false,
      ),
    )
    expect(known.near.send(Uint8Array.of(1))).toBe(true)
  })

  const handshake = [
    'GET / HTTP/1.1',
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ].join('\r\n')

  it.each([
    ['a plain request', 'GET / HTTP/1.1\r\nHost: x'],
    ['a request that names no host', 'GET / HTTP/1.1'],
    ['another version', handshake.replace('13', '7')],
    ['an old version', handshake.replace('13', '8')],
    ['a broken key', handshake.replace('AA==', '')],
    ['another method', handshake.replace('GET', 'POST')],
    ['another protocol', handshake.replace('websocket', 'h2c')],
    ['a subprotocol', `${handshake}\r\nSec-WebSocket-Protocol: ,`],
    ['an expectation', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: a miracle'],
    ['a wish to go on', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue'],
    ['an origin', `${handshake}\r\nOrigin: http://x`],
    ['no HTTP at all', 'hello?'],
  ])('UNAUTHENTICATED_PEER: hear not one byte after %s', async (_what, head) => {
    const knocking = raw(`${head}\r\n\r\n`)
    await until('it is hung up on', () => knocking.closed())
    expect(knocking.answer()).toBe('')
  })

  it('hear of a handshake that is whole that it is one (so that the cases above can fail)', async () => {
    const knocking = raw(`${handshake}\r\n\r\n`)
    await until('it is answered', () => knocking.answer() !== '')
    expect(knocking.answer()).toMatch(/^HTTP\/1.1 101 /)
    knocking.socket.destroy()
  })

  it('are cut off when no session comes', async () => {
    const hasty = createSocketRoad(systemClock, { ...LIMITS, sessionWithinMs: 50 })
    const hastyPort = await hasty.listen('127.0.0.1', 0)
    const link = await caller.dial(`127.0.0.1:${hastyPort}`)
    let closed = false
    link.onClose(() => {
      closed = true
    })
    await until('it is cut', () => closed)
    await hasty.close()
  })
})

describe('errors', () => {
  it('E_PORT_TAKEN when another program has the port', async () => {
    await expect(caller.listen('127.0.0.1', port)).rejects.toMatchObject({ code: 'E_PORT_TAKEN' })
  })

  it('E_UNREACHABLE when nobody is there', async () => {
    await listener.stopListening()
    await expect(caller.dial(`127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'E_UNREACHABLE' })
  })

  it('keeps the port over a restart', async () => {
    await listener.stopListening()
    expect(await listener.listen('127.0.0.1', port)).toBe(port)
    await pair()
  })
})

describe('addresses', () => {
  it.each([
    'example.org:7341',
    'a:1',
    '192.0.2.7:65535',
    '[2001:db8::7]:7341',
    '[::1]:80',
    'laptop-3.lan:7341',
  ])('reads and writes %s', (text) => {
    expect(formatAddress(parseAddress(text))).toBe(text)
  })

  it.each([
    '',
    'example.org',
    ':80',
    'example.org:0',
    'example.org:65536',
    'http://example.org:80',
    '1.2.3.400:80',
    '2001:db8::7:7341',
    '[example.org]:80',
    'a b:80',
    'example.org:80/path',
    `${'a'.repeat(300)}:80`,
  ])('refuses %j', (text) => {
    expect(() => parseAddress(text)).toThrow('E_ADDRESS_MALFORMED')
  })
})
