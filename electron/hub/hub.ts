// The signalling hub that the courier's unmodified y-webrtc talks to. Loopback only, behind a token that only the courier is
// told. It must never connect two pages by itself: a room hears what the host delivers and nothing else, so groups stay apart
// although y-webrtc announces every room on every connection of a page.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { utf8 } from '../../shared/bytes/codec.ts'
import { toBase64Url } from '../../shared/bytes/text.ts'
import type { Random } from '../../shared/ports/random.ts'
import { MAX_SIGNAL, parseJson, requestSchema, type Signal } from './signal.ts'
import { silentServer } from './silent-server.ts'

/** A page that reloads may leave its old socket behind for a moment; more than a few are not our courier. */
const MAX_CONNECTIONS = 4
const MAX_PAYLOAD = 2 * MAX_SIGNAL
/** Bytes that may wait for a page that does not read before its socket is dropped. */
const MAX_WAITING = 4 * 1024 * 1024

export interface HubSignal {
  readonly room: string
  /** y-webrtc's peer id, random per room and page. */
  readonly from: string
  /** null: an announcement, for all neighbours. */
  readonly to: string | null
  readonly message: Signal
}

export interface Hub {
  /** `ws://127.0.0.1:<port>/<token>`: told to the courier and to nobody else. */
  readonly url: string
  readonly port: number
  /** A random name: it means nothing outside this process. */
  openRoom(): string
  closeRoom(room: string): void
  /** One listener: what the courier wants said to peers. */
  onSignal(listener: (signal: HubSignal) => void): void
  /** Hands a message of another device, already checked, to the courier as if a server had relayed it. */
  deliver(room: string, message: Signal): void
  close(): Promise<void>
}

export interface HubOptions {
  readonly random: Random
  /** Whether this `Origin` header is the courier's page. Asked at each connection, as the page's address is known late. */
  isCourier(origin: string | undefined): boolean
}

/** Listens on a free loopback port. */
export async function openHub({ random, isCourier }: HubOptions): Promise<Hub> {
  const token = toBase64Url(random.bytes(24))
  const path = utf8(`/${token}`)
  const rooms = new Set<string>()
  const topicsOf = new Map<WebSocket, Set<string>>()
  let heard: (signal: HubSignal) => void = () => undefined

  // A stranger gets nothing, not even a refusal: the socket closes without a byte.
  const server = silentServer((request, stream, head) => {
    if (isOurs(request))
      sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request))
    else stream.destroy()
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, perMessageDeflate: false })

  const isOurs = (request: IncomingMessage): boolean => {
    const asked = utf8(request.url ?? '')
    const { port } = server.address() as AddressInfo
    return (
      asked.length === path.length &&
      timingSafeEqual(asked, path) &&
      request.headers.host === `127.0.0.1:${port}` &&
      isCourier(request.headers.origin) &&
      topicsOf.size < MAX_CONNECTIONS
    )
  }

  const take = (socket: WebSocket, topics: Set<string>, text: string): void => {
    const request = parseJson(requestSchema, text)
    switch (request?.type) {
      case 'ping':
        socket.send('{"type":"pong"}')
        break
      case 'subscribe':
        for (const topic of request.topics) if (rooms.has(topic)) topics.add(topic)
        break
      case 'unsubscribe':
        for (const topic of request.topics) topics.delete(topic)
        break
      case 'publish': {
        const { topic, data } = request
        if (!rooms.has(topic)) break
        heard({ room: topic, from: data.from, to: data.type === 'signal' ? data.to : null, message: data })
        break
      }
    }
  }

  sockets.on('connection', (socket) => {
    const topics = new Set<string>()
    topicsOf.set(socket, topics)
    socket.on('message', (data, isBinary) => {
      if (!isBinary) take(socket, topics, data.toString())
    })
    socket.on('close', () => topicsOf.delete(socket))
    // An oversize or malformed frame: ws closes the socket by itself, and y-webrtc opens a new one.
    socket.on('error', () => undefined)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `ws://127.0.0.1:${port}/${token}`,
    port,
    openRoom() {
      const room = toBase64Url(random.bytes(18))
      rooms.add(room)
      return room
    },
    closeRoom(room) {
      rooms.delete(room)
      for (const topics of topicsOf.values()) topics.delete(room)
    },
    onSignal(listener) {
      heard = listener
    },
    deliver(room, message) {
      const text = JSON.stringify({ type: 'publish', topic: room, data: message })
      for (const [socket, topics] of topicsOf) {
        if (!topics.has(room)) continue
        if (socket.bufferedAmount > MAX_WAITING) socket.terminate()
        else socket.send(text)
      }
    },
    async close() {
      for (const socket of topicsOf.keys()) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
