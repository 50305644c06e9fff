// The `address` road: a WebSocket straight to another device's `host:port`, and the listener for theirs. Whoever knocks is a
// stranger until a session says otherwise: he gets no greeting, little time and few places.
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { type Link, MAX_MESSAGE } from '../../../shared/ports/link.ts'
import { silentServer } from '../../hub/silent-server.ts'
import { formatAddress, parseAddress } from './address.ts'
import { socketLink } from './socket-link.ts'

export interface InboundLink {
  readonly link: Link
  /** The session is up: the Link no longer counts as a stranger's and may stay. */
  established(): void
}

export interface SocketRoad {
  /**
   * Listens on `host`; `port` 0 takes a free one, which the caller keeps and asks for ever after. Resolves to the port.
   * Throws `E_PORT_TAKEN`, or `E_ADDRESS_MALFORMED` when this machine has no such address.
   */
  listen(host: string, port: number): Promise<number>
  stopListening(): Promise<void>
  /** One listener. */
  onLink(listener: (inbound: InboundLink) => void): void
  /** Opens a Link to `host:port`. Throws `E_ADDRESS_MALFORMED` or `E_UNREACHABLE`. */
  dial(address: string): Promise<Link>
  close(): Promise<void>
}

export interface SocketRoadLimits {
  /** Links in all. */
  readonly connections: number
  /** Connections without a session yet: in all, and from one address. */
  readonly strangers: number
  readonly strangersPerAddress: number
  /** How long a connection may be without a session. */
  readonly sessionWithinMs: number
  readonly dialWithinMs: number
}

const LIMITS: SocketRoadLimits = {
  connections: 512,
  strangers: 64,
  strangersPerAddress: 16,
  // Longer than an acceptor waits for a handshake: this only catches a session that was never begun.
  sessionWithinMs: 25_000,
  dialWithinMs: 8_000,
}

/** How long peers may take to hear that this device goes, all together. The keys of a vault that locks wait for it. */
const LEAVE_WITHIN_MS = 300

const FRAMES = { maxPayload: MAX_MESSAGE, perMessageDeflate: false } as const

function listenError(error: NodeJS.ErrnoException): RapporteurError {
  const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
  return new RapporteurError(taken ? 'E_PORT_TAKEN' : 'E_ADDRESS_MALFORMED')
}

export function createSocketRoad(clock: Clock, limits: SocketRoadLimits = LIMITS): SocketRoad {
  const links = new Set<Link>()
  /** Of every Link, until it has really gone: one that was closed may still be waiting for an answer. */
  const open = new Set<WebSocket>()
  const strangers = new Map<Duplex, string>()
  let server: Server | undefined
  let heard: (inbound: InboundLink) => void = ({ link }) => link.close()

  const hold = (socket: WebSocket): Link => {
    const link = socketLink(socket, clock, (gone) => links.delete(gone))
    links.add(link)
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    return link
  }

  const admit = (stream: Duplex, from: string): boolean => {
    const sameAddress = [...strangers.values()].filter((other) => other === from).length
    const full =
      links.size + strangers.size >= limits.connections ||
      strangers.size >= limits.strangers ||
      sameAddress >= limits.strangersPerAddress
    if (full) return false
    strangers.set(stream, from)
    return true
  }

  const upgrade = (
    sockets: WebSocketServer,
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
  ): void => {
    // A web page that knocks sends its origin; no device of ours does.
    if (request.headers.origin !== undefined || request.url !== '/' || !strangers.has(stream)) {
      stream.destroy()
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      heard({ link: hold(socket), established: () => strangers.delete(stream) })
    })
  }

  const start = (): Server => {
    const sockets = new WebSocketServer({ noServer: true, ...FRAMES })
    const http = silentServer((request, stream, head) => upgrade(sockets, request, stream, head))
    http.on('connection', (stream) => {
      stream.setNoDelay(true)
      if (!admit(stream, stream.remoteAddress ?? '')) {
        stream.destroy()
        return
      }
      const cancel = clock.after(limits.sessionWithinMs, () => {
        if (strangers.has(stream)) stream.destroy()
      })
      stream.on('close', () => {
        cancel()
        strangers.delete(stream)
      })
    })
    return http
  }

  /** Closes every Link. A peer that reads hears of it; one that does not is not waited for. */
  const leave = (): void => {
    for (const link of links) link.close()
    const leaving = [...open]
    clock.after(LEAVE_WITHIN_MS, () => {
      for (const socket of leaving) socket.terminate()
    })
  }

  const stopListening = async (): Promise<void> => {
    const listening = server
    server = undefined
    if (listening === undefined) return
    for (const stream of strangers.keys()) stream.destroy()
    await new Promise<void>((resolve) => {
      listening.close(() => resolve())
      listening.closeAllConnections()
      leave()
    })
  }

  return {
    async listen(host, port) {
      await stopListening()
      const http = start()
      await new Promise<void>((resolve, reject) => {
        http.once('error', (error) => reject(listenError(error)))
        http.listen(port, host, resolve)
      })
      server = http
      return (http.address() as AddressInfo).port
    },
    stopListening,
    onLink(listener) {
      heard = listener
    },
    async dial(address) {
      const target = formatAddress(parseAddress(address))
      const socket = new WebSocket(`ws://${target}/`, { ...FRAMES, handshakeTimeout: limits.dialWithinMs })
      return new Promise((resolve, reject) => {
        socket.once('open', () => resolve(hold(socket)))
        socket.on('error', () => reject(new RapporteurError('E_UNREACHABLE')))
      })
    },
    async close() {
      await stopListening()
      leave()
    },
  }
}
