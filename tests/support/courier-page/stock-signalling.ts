// A signalling server as the stock stack expects one: says to everyone in a room what one of them says. It can hold the first
// words back until all are there, so that two pages call each other at the same moment.
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

interface Said {
  readonly type: string
  readonly topics?: readonly string[]
  readonly topic?: string
}

export interface StockSignalling {
  readonly url: string
  close(): Promise<void>
}

/** `holdFor`: how many pages have to have announced themselves before anything is passed on. */
export async function stockSignalling(holdFor = 0): Promise<StockSignalling> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  const rooms = new Map<WebSocket, Set<string>>()
  const announced = new Set<WebSocket>()
  const held: (() => void)[] = []

  const hear = (socket: WebSocket, text: string): void => {
    const said = JSON.parse(text) as Said
    if (said.type === 'ping') socket.send('{"type":"pong"}')
    if (said.type === 'subscribe') for (const topic of said.topics ?? []) rooms.get(socket)?.add(topic)
    if (said.type !== 'publish' || said.topic === undefined) return
    const { topic } = said
    const pass = (): void => {
      for (const [other, topics] of rooms) if (topics.has(topic)) other.send(text)
    }
    announced.add(socket)
    if (announced.size < holdFor) {
      held.push(pass)
      return
    }
    for (const earlier of held.splice(0)) earlier()
    pass()
  }

  server.on('connection', (socket) => {
    rooms.set(socket, new Set())
    socket.on('message', (data) => hear(socket, String(data)))
    socket.on('close', () => rooms.delete(socket))
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}`,
    async close() {
      for (const client of server.clients) client.terminate()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
