// Serves the stock page and the signalling that y-webrtc expects, on one loopback port. Signalling is y-webrtc's own protocol
// (subscribe, publish, ping), as its bundled server speaks it; that one cannot be started inside a process or given a free port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { bundlePage } from '../../tests/support/courier-page/server.ts'

const HTML =
  '<!doctype html><meta charset="utf-8"><title>stock</title><div id="text"></div><script type="module" src="/page.js"></script>'

export interface StockServer {
  /** `editor`: with TipTap, and connected from the start. */
  url(room: string, editor: boolean): string
  close(): Promise<void>
}

interface Message {
  readonly type?: string
  readonly topics?: readonly string[]
  readonly topic?: string
}

export async function serveStock(): Promise<StockServer> {
  const script = await bundlePage('../../../bench/stock/page.ts')
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(isScript ? script : HTML)
  })
  const sockets = new WebSocketServer({ server })
  const topics = new Map<string, Set<WebSocket>>()
  const take = (socket: WebSocket, data: RawData): void => {
    const message = JSON.parse(String(data)) as Message
    if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }))
    for (const topic of message.topics ?? []) {
      const subscribers = topics.get(topic) ?? new Set()
      topics.set(topic, subscribers)
      if (message.type === 'subscribe') subscribers.add(socket)
      else subscribers.delete(socket)
    }
    if (message.type !== 'publish') return
    const receivers = topics.get(message.topic ?? '') ?? new Set()
    for (const receiver of receivers) receiver.send(JSON.stringify({ ...message, clients: receivers.size }))
  }
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => take(socket, data))
    socket.on('close', () => {
      for (const subscribers of topics.values()) subscribers.delete(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (room, editor) => `http://127.0.0.1:${port}/?room=${room}${editor ? '&editor' : ''}`,
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
