// Serves the stock page, and beside it the signalling that y-webrtc expects. Loopback only; it must never serve anything else.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundlePage } from '../../tests/support/courier-page/server.ts'
import { stockSignalling } from '../../tests/support/courier-page/stock-signalling.ts'

const HTML =
  '<!doctype html><meta charset="utf-8"><title>stock</title><div id="text"></div><script type="module" src="/page.js"></script>'

export interface StockServer {
  /** Each page that opens it is one more person in the room. */
  url(room: string): string
  close(): Promise<void>
}

export async function serveStock(): Promise<StockServer> {
  const script = await bundlePage('../../../bench/stock/page.ts')
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(isScript ? script : HTML)
  })
  const signalling = await stockSignalling()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (room) => `http://127.0.0.1:${port}/?room=${room}&signalling=${encodeURIComponent(signalling.url)}`,
    async close() {
      await signalling.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
