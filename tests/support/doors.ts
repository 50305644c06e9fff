// Every way a page might get a byte out, tried from inside it, towards a server of ours that counts who comes.
// It must never call a way shut that it did not try: each attempt reports that it ran.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'

export interface Elsewhere {
  /** Another origin on loopback, `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** Paths that were asked for, sockets included, in order. */
  readonly visits: string[]
  close(): Promise<void>
}

/** Answers everybody, with every permission: what stays away was kept away by the page's own policy. */
export async function openElsewhere(): Promise<Elsewhere> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/html' }).end('here')
  })
  server.on('connection', (socket) => socket.on('error', () => undefined))
  server.on('upgrade', (request, socket) => {
    visits.push(request.url ?? '')
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Names of the attempts, each a path at the other origin. */
export const DOORS = [
  'fetch',
  'xhr',
  'beacon',
  'websocket',
  'eventsource',
  'image',
  'style',
  'script',
  'module',
  'prefetch',
  'preload',
  'dns-prefetch',
  'frame',
  'form',
  'object',
  'media',
  'font',
  'ping',
  'navigation',
  'window-open',
] as const

/** Tries all of {@link DOORS} in the page, the ones that would leave it last. Resolves once each has had its turn. */
export async function tryDoors(page: Page, origin: string): Promise<void> {
  await page.evaluate(async (elsewhere) => {
    const at = (name: string): string => `${elsewhere}/${name}`
    const quietly = async (attempt: () => unknown): Promise<void> => {
      try {
        await attempt()
      } catch {
        // Refused on the spot: as it should be.
      }
    }
    /** Adds an element and waits until it has loaded or failed, or is known to do neither. */
    const add = (tag: string, attributes: Record<string, string>, settles = true): Promise<void> =>
      new Promise((resolve) => {
        const element = document.createElement(tag)
        element.addEventListener('load', () => resolve())
        element.addEventListener('error', () => resolve())
        for (const [name, value] of Object.entries(attributes)) {
          try {
            element.setAttribute(name, value)
          } catch {
            // Trusted Types refused the attribute.
          }
        }
        document.body.append(element)
        if (!settles) resolve()
      })
    await quietly(() => fetch(at('fetch'), { mode: 'no-cors' }))
    await quietly(
      () =>
        new Promise<void>((resolve) => {
          const request = new XMLHttpRequest()
          request.addEventListener('loadend', () => resolve())
          request.open('GET', at('xhr'))
          request.send()
        }),
    )
    await quietly(() => navigator.sendBeacon(at('beacon'), 'x'))
    await quietly(() => new WebSocket(at('websocket').replace('http', 'ws')))
    await quietly(() => new EventSource(at('eventsource')))
    await add('img', { src: at('image') })
    await add('link', { rel: 'stylesheet', href: at('style') })
    await add('script', { src: at('script') }, false)
    await add('script', { type: 'module', src: at('module') }, false)
    await add('link', { rel: 'prefetch', href: at('prefetch') }, false)
    await add('link', { rel: 'preload', as: 'image', href: at('preload') }, false)
    await add('link', { rel: 'dns-prefetch', href: at('dns-prefetch') }, false)
    await add('iframe', { src: at('frame') }, false)
    await add('object', { data: at('object') }, false)
    await add('video', { src: at('media') }, false)
    await quietly(() => new FontFace('x', `url(${at('font')})`).load())
    const link = document.createElement('a')
    link.href = `${location.origin}/#ping`
    link.setAttribute('ping', at('ping'))
    document.body.append(link)
    link.click()
    window.open(at('window-open'))
    // Last: where nothing stops it, it replaces the page.
    const form = document.createElement('form')
    form.action = at('form')
    form.method = 'post'
    document.body.append(form)
    form.submit()
  }, origin)
}
