// Two couriers, two hubs, one host between them: what y-webrtc connects, the wrapped channel carries.
import { afterEach, describe, expect, it } from 'vitest'
import {
  createWebrtcRoad,
  type OpenedLink,
  type WebrtcRoad,
} from '../../../electron/host/adapters/webrtc-road.ts'
import { type Hub, openHub } from '../../../electron/hub/hub.ts'
import type { Signal } from '../../../electron/hub/signaling.ts'
import { MAX_MESSAGE } from '../../../shared/ports/link.ts'
import { systemRandom } from '../../support/crypto.ts'
import { COURIER_ORIGIN, nodeCourier } from '../../support/node-courier.ts'
import { until } from '../../support/until.ts'

interface Side {
  readonly hub: Hub
  readonly road: WebrtcRoad
  readonly room: string
  readonly opened: OpenedLink[]
}

const cleanups: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function side(): Promise<Side> {
  const hub = await openHub({ random: systemRandom, isCourier: (origin) => origin === COURIER_ORIGIN })
  const road = createWebrtcRoad({ hubUrl: hub.url, iceServers: [] })
  const courier = nodeCourier()
  const room = hub.openRoom()
  const opened: OpenedLink[] = []
  road.onLink((one) => opened.push(one))
  road.openRoom(room)
  road.attach(courier.port)
  cleanups.push(() => {
    road.close()
    courier.close()
    return hub.close()
  })
  return { hub, road, room, opened }
}

/** What two hosts do with signals, without sealing: hand them to the other's hub. */
function introduce(a: Side, b: Side, pass: (signal: Signal) => boolean = () => true): void {
  a.hub.onSignal(({ message }) => pass(message) && b.hub.deliver(b.room, message))
  b.hub.onSignal(({ message }) => pass(message) && a.hub.deliver(a.room, message))
}

function first(side: Side): OpenedLink {
  const opened = side.opened[0]
  if (opened === undefined) throw new Error('no link')
  return opened
}

describe('the wrapped channel', () => {
  it('carries messages of every size up to the largest, whole and in order, both ways', async () => {
    const [a, b] = [await side(), await side()]
    introduce(a, b)
    await until('both ends open', () => a.opened.length > 0 && b.opened.length > 0)
    expect(first(a).offered).not.toBe(first(b).offered)

    const lengths = [0, 1, 1000, 32 * 1024, 32 * 1024 + 1, MAX_MESSAGE]
    const messages = lengths.map((length, index) => new Uint8Array(length).fill(index + 1))
    const heardByB: Uint8Array[] = []
    const heardByA: Uint8Array[] = []
    first(b).link.onMessage((message) => void heardByB.push(message))
    first(a).link.onMessage((message) => void heardByA.push(message))
    first(a).ready()
    first(b).ready()
    for (const message of messages) {
      first(a).link.send(message)
      first(b).link.send(message)
    }
    await until('all arrive', () => heardByB.length === lengths.length && heardByA.length === lengths.length)
    expect(heardByB).toEqual(messages)
    expect(heardByA).toEqual(messages)
    await until('nothing is counted as waiting', () => first(a).link.buffered === 0)
  })

  it('SLOW_READER: a host that does not take makes the writer wait, and loses nothing', async () => {
    const [a, b] = [await side(), await side()]
    introduce(a, b)
    await until('both ends open', () => a.opened.length > 0 && b.opened.length > 0)
    const count = 64
    let heard = 0
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    first(b).link.onMessage(() => {
      heard += 1
      return heard === 1 ? held : undefined
    })
    const message = new Uint8Array(200 * 1024)
    for (let sent = 0; sent < count; sent++) first(a).link.send(message)
    await until('the reader has the first', () => heard === 1)
    // 12.8 MB were sent; at most the window of 2 MB and what the stack buffers can have left.
    expect(first(a).link.buffered).toBeGreaterThan(8 * 1024 * 1024)
    release()
    await first(a).link.drained()
    await until('all arrive', () => heard === count)
  })

  it('OVERSIZE_FRAME: a message over the limit closes the link on both sides', async () => {
    const [a, b] = [await side(), await side()]
    introduce(a, b)
    await until('both ends open', () => a.opened.length > 0 && b.opened.length > 0)
    let closed = 0
    first(a).link.onClose(() => closed++)
    first(b).link.onClose(() => closed++)
    expect(first(a).link.send(new Uint8Array(MAX_MESSAGE + 1))).toBe(false)
    await until('both know', () => closed === 2)
  })
})
