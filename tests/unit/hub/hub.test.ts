// The hub alone: what it lets in, what it answers, what it keeps apart.
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Hub, type HubSignal, openHub } from '../../../electron/hub/hub.ts'
import { systemRandom } from '../../support/crypto.ts'
import { until } from '../../support/until.ts'

const ORIGIN = 'http://localhost:4321'
let hub: Hub
let signals: HubSignal[]

beforeEach(async () => {
  hub = await openHub({ random: systemRandom, isCourier: (origin) => origin === ORIGIN })
  signals = []
  hub.onSignal((signal) => signals.push(signal))
})
afterEach(() => hub.close())

interface Page {
  readonly socket: WebSocket
  readonly heard: unknown[]
  say(message: unknown): void
}

async function page(url = hub.url, origin: string | undefined = ORIGIN): Promise<Page> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin })
  const heard: unknown[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return { socket, heard, say: (message) => socket.send(JSON.stringify(message)) }
}

/** What a raw TCP client gets back for these bytes, until the hub hangs up. */
function knock(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(hub.port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => {
      answer += String(data)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

const upgrade = (path: string, headers: string): string =>
  `GET ${path} HTTP/1.1\r\n${headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'

describe('HUB_LOCAL_INTRUDER', () => {
  const host = (): string => `Host: 127.0.0.1:${hub.port}\r\n`
  const token = (): string => new URL(hub.url).pathname

  it.each([
    ['no token', () => upgrade('/', `${host()}Origin: ${ORIGIN}\r\n`)],
    ['another token', () => upgrade(`/${'A'.repeat(token().length - 1)}`, `${host()}Origin: ${ORIGIN}\r\n`)],
    ['the token, another page', () => upgrade(token(), `${host()}Origin: http://evil.example\r\n`)],
    ['the token, no page', () => upgrade(token(), host())],
    ['the token, a rebound name', () => upgrade(token(), `Host: evil.example\r\nOrigin: ${ORIGIN}\r\n`)],
    ['a plain request', () => `GET ${token()} HTTP/1.1\r\n${host()}\r\n`],
    ['the token, no host', () => upgrade(token(), `Origin: ${ORIGIN}\r\n`)],
    [
      'the token, another version',
      () => upgrade(token(), `${host()}Origin: ${ORIGIN}\r\n`).replace(': 13', ': 7'),
    ],
    ['the token, a broken key', () => upgrade(token(), `${host()}Origin: ${ORIGIN}\r\n`).replace('AA==', '')],
    ['an expectation', () => `GET ${token()} HTTP/1.1\r\n${host()}Expect: a miracle\r\n\r\n`],
    ['no HTTP at all', () => 'hello?\r\n\r\n'],
  ])('gets not one byte with %s', async (_what, bytes) => {
    expect(await knock(bytes())).toBe('')
  })

  it('lets the courier in (so that the cases above can fail)', async () => {
    const courier = await page()
    expect(courier.socket.readyState).toBe(WebSocket.OPEN)
    courier.socket.close()
  })

  it('listens on loopback only', () => {
    expect(new URL(hub.url).hostname).toBe('127.0.0.1')
  })
})

describe('what the courier says', () => {
  it('answers ping, or y-webrtc would reopen its socket every 30 seconds', async () => {
    const courier = await page()
    courier.say({ type: 'ping' })
    await until('the answer', () => courier.heard.length > 0)
    expect(courier.heard).toEqual([{ type: 'pong' }])
  })

  it('reaches the host with room and sender, and no other page', async () => {
    const [room, other] = [hub.openRoom(), hub.openRoom()]
    const [one, two] = [await page(), await page()]
    one.say({ type: 'subscribe', topics: [room] })
    two.say({ type: 'subscribe', topics: [room, other] })
    one.say({ type: 'publish', topic: room, data: { type: 'announce', from: 'peer-1' } })
    await until('the signal', () => signals.length > 0)
    expect(signals).toEqual([
      { room, from: 'peer-1', to: null, message: { type: 'announce', from: 'peer-1' } },
    ])
    two.say({ type: 'ping' })
    await until('the pong', () => two.heard.length > 0)
    expect(two.heard).toEqual([{ type: 'pong' }])
  })

  it('goes nowhere for a room that is not open', async () => {
    const room = hub.openRoom()
    hub.closeRoom(room)
    const courier = await page()
    courier.say({ type: 'subscribe', topics: [room, 'another'] })
    courier.say({ type: 'publish', topic: room, data: { type: 'announce', from: 'peer-1' } })
    courier.say({ type: 'publish', topic: 'another', data: { type: 'announce', from: 'peer-1' } })
    courier.say({ type: 'ping' })
    await until('the pong', () => courier.heard.length > 0)
    hub.deliver(room, { type: 'announce', from: 'peer-2' })
    expect(signals).toEqual([])
    expect(courier.heard).toEqual([{ type: 'pong' }])
  })
})

describe('GARBAGE_FRAME', () => {
  it.each([
    '',
    'null',
    '{',
    '[]',
    '{"type":"publish"}',
    '{"type":"publish","topic":"x","data":{"type":"eval"}}',
  ])('outlives %j', async (garbage) => {
    const courier = await page()
    courier.socket.send(garbage)
    courier.socket.send(Buffer.from(garbage))
    courier.say({ type: 'ping' })
    await until('the pong', () => courier.heard.length > 0)
    expect(signals).toEqual([])
  })
})

describe('OVERSIZE_FRAME', () => {
  it('drops the page that sends one and serves the next', async () => {
    const courier = await page()
    let closed = false
    courier.socket.on('close', () => {
      closed = true
    })
    courier.socket.send('x'.repeat(200 * 1024))
    await until('the socket is closed', () => closed)
    const again = await page()
    again.say({ type: 'ping' })
    await until('the pong', () => again.heard.length > 0)
  })
})

it('delivers to the room, and to that room only', async () => {
  const [room, other] = [hub.openRoom(), hub.openRoom()]
  const [one, two] = [await page(), await page()]
  one.say({ type: 'subscribe', topics: [room] })
  two.say({ type: 'subscribe', topics: [other] })
  one.say({ type: 'ping' })
  two.say({ type: 'ping' })
  await until('both subscribed', () => one.heard.length > 0 && two.heard.length > 0)
  hub.deliver(room, { type: 'announce', from: 'peer-9' })
  await until('the message', () => one.heard.length > 1)
  expect(one.heard[1]).toEqual({ type: 'publish', topic: room, data: { type: 'announce', from: 'peer-9' } })
  two.say({ type: 'ping' })
  await until('the second pong', () => two.heard.length > 1)
  expect(two.heard[1]).toEqual({ type: 'pong' })
})
