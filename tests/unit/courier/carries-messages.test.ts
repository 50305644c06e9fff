// What the wrapped channel adds to being a Link: back-pressure across the wire, and knowing who made the offer.
import { afterEach, describe, expect, it } from 'vitest'
import { inProcess } from '../../support/devices.ts'
import { until } from '../../support/until.ts'
import { type WebrtcPair, webrtcPair } from '../../support/webrtc-pair.ts'

let pair: WebrtcPair | undefined
afterEach(() => pair?.dispose())

async function connected(): Promise<WebrtcPair> {
  pair = await webrtcPair(() => inProcess())
  await pair.opened(1)
  return pair
}

describe('the wrapped channel', () => {
  it('says which side made the offer: exactly one', async () => {
    const [a, b] = (await connected()).links()
    expect(a.offered).not.toBe(b.offered)
  })

  it('says nothing of its own: no byte that y-webrtc sends reaches the other host', async () => {
    const [a, b] = (await connected()).links()
    const heard: Uint8Array[] = []
    b.link.onMessage((message) => void heard.push(message))
    // From here on y-webrtc greets with its sync step and its awareness.
    a.ready()
    b.ready()
    a.link.send(Uint8Array.of(1))
    await until('the host was heard', () => heard.length > 0)
    a.link.send(Uint8Array.of(2))
    await until('the host was heard again', () => heard.length > 1)
    expect(heard).toEqual([Uint8Array.of(1), Uint8Array.of(2)])
  })

  it('SLOW_READER: a host that does not take makes the writer wait, and loses nothing', async () => {
    const [a, b] = (await connected()).links()
    const count = 64
    let heard = 0
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    b.link.onMessage(() => {
      heard += 1
      return heard === 1 ? held : undefined
    })
    const message = new Uint8Array(200 * 1024)
    for (let sent = 0; sent < count; sent++) a.link.send(message)
    await until('the reader has the first', () => heard === 1)
    // 12.8 MB were sent; at most the window of 2 MB and what the stack buffers can have left.
    expect(a.link.buffered).toBeGreaterThan(8 * 1024 * 1024)
    release()
    await a.link.drained()
    await until('all arrive', () => heard === count)
    await until('nothing is counted as waiting', () => a.link.buffered === 0)
  })

  it('connects anew after a link was closed', async () => {
    const two = await connected()
    two.links()[0].ready()
    two.links()[1].ready()
    two.links()[1].link.close()
    await two.opened(2)
    const [a, b] = two.links()
    const heard: Uint8Array[] = []
    b.link.onMessage((message) => void heard.push(message))
    a.link.send(Uint8Array.of(7))
    await until('it carries', () => heard.length === 1)
  })
})
