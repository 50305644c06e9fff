// The wrapped channel and the whole network between two real Chromium processes, with the product's courier code, hub and roads.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { type Chromiums, startChromiums } from '../../support/courier-page/chromium-page.ts'
import { at, Devices, roster } from '../../support/devices.ts'
import { until } from '../../support/until.ts'
import { type WebrtcPair, webrtcPair } from '../../support/webrtc-pair.ts'

let chromiums: Chromiums
let pair: WebrtcPair | undefined
const devices = new Devices()

beforeAll(async () => {
  chromiums = await startChromiums()
})
afterAll(() => chromiums.close())
afterEach(async () => {
  await pair?.dispose()
  pair = undefined
  await devices.stopAll()
})

async function connected(glare = false): Promise<WebrtcPair> {
  pair = await webrtcPair(chromiums.page, { glare })
  await pair.opened(1)
  return pair
}

describe('in Chromium', () => {
  it('two pages exchange 16 MB each way at once, in order, and no page errs', async () => {
    const [a, b] = (await connected()).links()
    expect(a.offered).not.toBe(b.offered)
    const count = 80
    const heard = { a: [] as number[], b: [] as number[] }
    a.link.onMessage((message) => void heard.a.push(message[0] ?? -1))
    b.link.onMessage((message) => void heard.b.push(message[0] ?? -1))
    a.ready()
    b.ready()
    for (let sent = 0; sent < count; sent++) {
      a.link.send(new Uint8Array(200 * 1024).fill(sent))
      b.link.send(new Uint8Array(200 * 1024).fill(sent))
    }
    const inOrder = Array.from({ length: count }, (_, index) => index)
    await until('all arrive', () => heard.a.length === count && heard.b.length === count, 60_000)
    expect(heard).toEqual({ a: inOrder, b: inOrder })
    await until('nothing waits', () => a.link.buffered === 0 && b.link.buffered === 0)
    expect(chromiums.errors).toEqual([])
  })

  it('a link that closes is noticed on the other side, and y-webrtc connects anew', async () => {
    const both = await connected()
    const [a, b] = both.links()
    a.ready()
    b.ready()
    let closed = 0
    a.link.onClose(() => closed++)
    b.link.close()
    await until('the other side knows', () => closed === 1)
    await both.opened(2)
    const [again, far] = both.links()
    const heard: Uint8Array[] = []
    far.link.onMessage((message) => void heard.push(message))
    again.link.send(Uint8Array.of(1, 2, 3))
    await until('the new link carries', () => heard.length === 1)
  })

  it('made to call each other at the same moment, two pages still end with a link that carries', async () => {
    const [a, b] = (await connected(true)).links()
    const heard: Uint8Array[] = []
    b.link.onMessage((message) => void heard.push(message))
    a.link.send(Uint8Array.of(7))
    await until('the link carries', () => heard.length > 0)
    expect(a.offered).not.toBe(b.offered)
  })

  it('two devices find each other over sockets and move to the channel; a page that dies loses nothing', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [pageOne, pageTwo] = [await chromiums.page(), await chromiums.page()]
    const [one, two] = [await devices.start(pageOne), await devices.start(pageTwo)]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    const roads = (): string => `${a.roadTo(boris.id)} ${b.roadTo(anna.id)}`
    await until('both use the channel', () => roads() === 'webrtc webrtc', 30_000)
    for (let i = 0; i < 100; i++) {
      a.replica.write(utf8(`${anna.id} ${i}`))
      b.replica.write(utf8(`${boris.id} ${i}`))
      if (i === 50) await pageTwo.close()
    }
    await until('both are back on the socket', () => roads() === 'socket socket', 30_000)
    await until(
      'nothing was lost',
      () => a.replica.log.length === 200 && b.replica.log.length === 200,
      30_000,
    )
    expect(chromiums.errors).toEqual([])
  })

  it('a page that is replaced while the other side still trusts its channel holds nothing up', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [pageOne, old] = [await chromiums.page(), await chromiums.page()]
    const [one, two] = [await devices.start(pageOne), await devices.start(old)]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    const roads = (): string => `${a.roadTo(boris.id)} ${b.roadTo(anna.id)}`
    await until('both use the channel', () => roads() === 'webrtc webrtc', 30_000)
    // The old page lives on and swallows what comes: from the outside its channel looks as good as ever.
    const fresh = await chromiums.page()
    two.allow(fresh.origin)
    two.courier.attach(fresh.port)
    a.replica.write(utf8('written meanwhile'))
    const before = Date.now()
    await until('it arrives', () => b.replica.log.length === 1, 30_000)
    expect(Date.now() - before).toBeLessThan(5_000)
    await old.close()
    await until('both use a channel again', () => roads() === 'webrtc webrtc', 30_000)
    await fresh.close()
  })
})
