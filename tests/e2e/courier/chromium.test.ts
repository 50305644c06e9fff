// The wrapped channel between two real Chromium processes, with the product's courier code, hub and road.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  createWebrtcRoad,
  type OpenedLink,
  type WebrtcRoad,
} from '../../../electron/host/adapters/webrtc-road.ts'
import { type Hub, openHub } from '../../../electron/hub/hub.ts'
import type { Signal } from '../../../electron/hub/signal.ts'
import { type Browser, startBrowser } from '../../../scripts/driver/chromium.ts'
import { bundlePage, type PageServer, servePage } from '../../support/courier-page/server.ts'
import { systemRandom } from '../../support/crypto.ts'
import { until } from '../../support/until.ts'

let browsers: Browser[]
let script: string

beforeAll(async () => {
  script = await bundlePage('page.ts')
  browsers = await Promise.all([startBrowser(), startBrowser()])
})
afterAll(() => Promise.all(browsers.map((browser) => browser.close())))

interface Device {
  readonly hub: Hub
  readonly road: WebrtcRoad
  readonly room: string
  readonly opened: OpenedLink[]
  readonly errors: string[]
}

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function device(
  browser: Browser | undefined,
  said: (message: Signal, from: Device) => void,
): Promise<Device> {
  if (browser === undefined) throw new Error('no browser')
  const server: PageServer = await servePage(script)
  const hub = await openHub({ random: systemRandom, isCourier: (origin) => origin === server.origin })
  const road = createWebrtcRoad({ hubUrl: hub.url, iceServers: [] })
  const room = hub.openRoom()
  const self: Device = { hub, road, room, opened: [], errors: [] }
  hub.onSignal(({ message }) => said(message, self))
  road.onLink((one) => self.opened.push(one))
  road.openRoom(room)
  road.attach(server.port)
  const page = await browser.context.newPage()
  page.on('pageerror', (error) => self.errors.push(String(error)))
  await page.goto(server.url)
  cleanups.push(async () => {
    road.close()
    await page.close()
    await hub.close()
    await server.close()
  })
  return self
}

/**
 * Two pages whose first signals are held back until both have announced themselves, then passed on as they come. `glare`: each
 * hears the other's announcement, so that both call; else only the first is called, as the product sees to.
 */
async function pair(glare: boolean): Promise<readonly [Device, Device]> {
  const held: (() => void)[] = []
  const devices: Device[] = []
  let open = false
  const said = (message: Signal, from: Device): void => {
    const deliver = (): void => {
      if (!glare && message.type === 'announce' && from === devices[1]) return
      for (const to of devices) if (to !== from) to.hub.deliver(to.room, message)
    }
    if (open) deliver()
    else held.push(deliver)
  }
  const [a, b] = [await device(browsers[0], said), await device(browsers[1], said)]
  devices.push(a, b)
  await until('both have announced', () => held.length >= 2)
  open = true
  for (const deliver of held) deliver()
  return [a, b]
}

function first({ opened }: Device): OpenedLink {
  const link = opened.at(-1)
  if (link === undefined) throw new Error('no link')
  return link
}

describe('in Chromium', () => {
  it('two pages exchange 16 MB each way at once, in order, and no page errs', async () => {
    const [a, b] = await pair(false)
    await until('both ends open', () => a.opened.length > 0 && b.opened.length > 0, 30_000)
    expect(first(a).offered).not.toBe(first(b).offered)
    const count = 80
    const heard = { a: [] as number[], b: [] as number[] }
    first(a).link.onMessage((message) => void heard.a.push(message[0] ?? -1))
    first(b).link.onMessage((message) => void heard.b.push(message[0] ?? -1))
    first(a).ready()
    first(b).ready()
    for (let sent = 0; sent < count; sent++) {
      first(a).link.send(new Uint8Array(200 * 1024).fill(sent))
      first(b).link.send(new Uint8Array(200 * 1024).fill(sent))
    }
    const inOrder = Array.from({ length: count }, (_, index) => index)
    await until('all arrive', () => heard.a.length === count && heard.b.length === count, 60_000)
    expect(heard).toEqual({ a: inOrder, b: inOrder })
    await until('nothing waits', () => first(a).link.buffered === 0 && first(b).link.buffered === 0)
    expect([...a.errors, ...b.errors]).toEqual([])
  })

  it('a page that closes is noticed, and one that comes back connects again', async () => {
    const [a, b] = await pair(false)
    await until('both ends open', () => a.opened.length > 0 && b.opened.length > 0, 30_000)
    first(a).ready()
    first(b).ready()
    let closed = 0
    first(a).link.onClose(() => closed++)
    // The side that is called notices, and says so by announcing itself again.
    first(b).link.close()
    await until('the other side knows', () => closed === 1)
    await until('y-webrtc connects them anew', () => a.opened.length > 1 && b.opened.length > 1, 30_000)
    const heard: Uint8Array[] = []
    first(b).link.onMessage((message) => void heard.push(message))
    first(a).link.send(Uint8Array.of(1, 2, 3))
    await until('the new link carries', () => heard.length === 1)
  })

  it('forced to call each other at the same moment, they still end with one link that works', async () => {
    for (let round = 0; round < 4; round++) {
      const [a, b] = await pair(true)
      await until('both ends open', () => a.opened.length > 0 && b.opened.length > 0, 30_000)
      const heard: Uint8Array[] = []
      for (const { link } of b.opened) link.onMessage((message) => void heard.push(message))
      first(a).link.send(Uint8Array.of(round))
      await until('the link carries', () => heard.length > 0)
      expect(first(a).offered).not.toBe(first(b).offered)
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
    }
  })
})
