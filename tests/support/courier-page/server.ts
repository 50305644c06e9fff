// Serves the test's courier page to a real Chromium and gives the test the host's end of its transport.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type WebSocket, WebSocketServer } from 'ws'
import type { CourierPort } from '../../../shared/contract/courier-api.ts'
import { pack, unpack } from './codec.ts'

/** The courier's real policy, but for the test's own socket. */
const CSP = "default-src 'none'; script-src 'self'; connect-src ws://127.0.0.1:* ws://localhost:*"
const HTML = '<!doctype html><title>courier</title><script type="module" src="/page.js"></script>'

/** Bundles a page's script; `entry` is relative to this folder. */
export async function bundlePage(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'chrome120',
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ['es'],
        fileName: () => 'page.js',
      },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  for (const one of outputs) {
    if (!('output' in one)) continue
    for (const file of one.output) if (file.type === 'chunk') return file.code
  }
  throw new Error('the page has no script')
}

export interface PageServer {
  /** Open this in a browser. */
  readonly url: string
  readonly origin: string
  readonly port: CourierPort
  close(): Promise<void>
}

/** One server for one page. */
export async function servePage(script: string): Promise<PageServer> {
  const server: Server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': CSP,
    })
    response.end(isScript ? script : HTML)
  })
  const sockets = new WebSocketServer({ server })
  const listeners = new Map<string, (payload: never) => void>()
  let gone: () => void = () => undefined
  let current: WebSocket | undefined
  sockets.on('connection', (socket) => {
    current = socket
    socket.on('message', (data) => {
      const { name, payload } = unpack(new Uint8Array(data as Buffer))
      listeners.get(name)?.(payload as never)
    })
    socket.on('close', () => {
      if (current !== socket) return
      current = undefined
      gone()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    origin: `http://localhost:${port}`,
    port: {
      send: (command, payload) => current?.send(pack(command, payload)),
      on: (event, listener) => void listeners.set(event, listener),
      onGone(listener) {
        gone = listener
      },
    },
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
