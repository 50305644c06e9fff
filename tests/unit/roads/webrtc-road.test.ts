// COURIER_LIES: the WebRTC road in front of a courier that says whatever it likes.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  createWebrtcRoad,
  type OpenedLink,
  type WebrtcRoad,
} from '../../../electron/host/adapters/webrtc-road.ts'
import type { CourierCommands, CourierTransport } from '../../../shared/contract/courier-api.ts'
import { MAX_MESSAGE } from '../../../shared/ports/link.ts'
import { courierWire } from '../../support/node-courier.ts'
import { until } from '../../support/until.ts'

interface Commanded {
  readonly name: string
  readonly payload: object
}

const ROOM = 'room-of-a-group'
let road: WebrtcRoad
let courier: CourierTransport
let drop: () => void
let told: Commanded[]
let opened: OpenedLink[]

function connect(): void {
  const wire = courierWire()
  courier = wire.transport
  drop = wire.drop
  // Of this page alone: what an earlier test's road still says must not be counted here.
  const toldThis: Commanded[] = []
  told = toldThis
  const names: (keyof CourierCommands)[] = [
    'start',
    'openRoom',
    'closeRoom',
    'send',
    'ready',
    'taken',
    'close',
  ]
  for (const name of names) courier.on(name, (payload) => toldThis.push({ name, payload }))
  road.attach(wire.port)
}

beforeEach(() => {
  road = createWebrtcRoad({ hubUrl: 'ws://127.0.0.1:1/token', iceServers: [] })
  opened = []
  road.onLink((one) => opened.push(one))
  road.openRoom(ROOM)
  connect()
})

async function open(link = 0): Promise<OpenedLink> {
  courier.emit('opened', { link, room: ROOM, remotePeer: 'peer', offered: true })
  const before = opened.length
  await until('the road has it', () => opened.length > before)
  const one = opened.at(-1)
  if (one === undefined) throw new Error('no link')
  return one
}

const closes = (): number => told.filter(({ name }) => name === 'close').length

describe('the courier’s page', () => {
  it('is told where the hub is and which rooms there are, again after each reload', async () => {
    await until('it was told', () => told.length >= 2)
    expect(told.slice(0, 2)).toEqual([
      { name: 'start', payload: { hub: 'ws://127.0.0.1:1/token', iceServers: [] } },
      { name: 'openRoom', payload: { room: ROOM } },
    ])
    const { link } = await open()
    let closed = 0
    link.onClose(() => closed++)
    told.length = 0
    courier.emit('started', {})
    await until('it was told again', () => told.length >= 2)
    expect(told.map(({ name }) => name)).toEqual(['start', 'openRoom'])
    expect(closed).toBe(1)
  })

  it('takes its links with it when it goes, and what an old page says counts no more', async () => {
    const { link } = await open()
    let closed = 0
    link.onClose(() => closed++)
    const old = courier
    drop()
    expect(closed).toBe(1)
    connect()
    old.emit('opened', { link: 9, room: ROOM, remotePeer: 'peer', offered: true })
    await open(0)
    expect(opened.length).toBe(2)
  })
})

describe('COURIER_LIES', () => {
  it('a link in a room that is not open, or twice under one number, is closed and nobody hears of it', async () => {
    await open(3)
    courier.emit('opened', { link: 3, room: ROOM, remotePeer: 'other', offered: false })
    courier.emit('opened', { link: 4, room: 'another-room', remotePeer: 'other', offered: false })
    await until('both are refused', () => closes() === 2)
    expect(opened.length).toBe(1)
  })

  it('an oversize message closes the link', async () => {
    const { link } = await open()
    const heard: Uint8Array[] = []
    let closed = 0
    link.onMessage((message) => void heard.push(message))
    link.onClose(() => closed++)
    courier.emit('message', { link: 0, message: new Uint8Array(MAX_MESSAGE + 1) })
    await until('it is closed', () => closed === 1)
    expect(heard).toEqual([])
  })

  it('a flood that does not wait for `taken` closes the link instead of filling memory', async () => {
    const { link } = await open()
    let closed = 0
    link.onMessage(() => new Promise(() => undefined))
    link.onClose(() => closed++)
    for (let sent = 0; sent < 40; sent++) {
      courier.emit('message', { link: 0, message: new Uint8Array(MAX_MESSAGE) })
    }
    await until('it is closed', () => closed === 1)
  })

  it('false counts neither make the writer run ahead nor wait for ever', async () => {
    const { link } = await open()
    let closed = 0
    link.onClose(() => closed++)
    for (let sent = 0; sent < 10; sent++) link.send(new Uint8Array(MAX_MESSAGE))
    const waiting = link.drained()
    courier.emit('buffered', { link: 0, bytes: 0, received: 100 * MAX_MESSAGE })
    await until('it is closed', () => closed === 1)
    await waiting
    expect(link.buffered).toBe(0)
  })

  it('events of links that are not there are nothing', async () => {
    courier.emit('message', { link: 77, message: Uint8Array.of(1) })
    courier.emit('buffered', { link: 77, bytes: 1, received: 1 })
    courier.emit('closed', { link: 77 })
    await open(1)
    expect(closes()).toBe(0)
  })
})
