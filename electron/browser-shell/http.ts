// A loopback HTTP server that answers only its own address, and hands over only sockets from the page it belongs to.
// It must never send a CORS header, a cookie, or a word to a stranger.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { RapporteurError } from '../../shared/contract/errors.ts'
import { isFrom, type PageAddress } from '../host/api/sender-guard.ts'
import { COMMON_HEADERS } from '../host/pages/page-policy.ts'

const LOOPBACK = '127.0.0.1'
export const SOCKET_PATH = '/socket'
/** Sockets at one time, those that have not said hello included. */
const MOST_SOCKETS = 16

export interface LoopbackServer {
  readonly port: number
  /** `http:` and the host name that this server answers to, with its port. */
  readonly page: PageAddress
  close(): Promise<void>
}

export interface LoopbackOptions {
  /** `127.0.0.1` or `localhost`: two sites to a browser, one interface to us. */
  readonly name: string
  /** 0: any free port. */
  readonly port: number
  /** Largest frame that the page may send, in bytes. */
  readonly maxFrame: number
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  connect(socket: WebSocket): void
}

/** Errors: `E_PORT_TAKEN`. */
export async function openLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer({ requestTimeout: 10_000 })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxFrame,
    perMessageDeflate: false,
  })
  const port = await listen(server, options.port)
  const page: PageAddress = { protocol: 'http:', host: `${options.name}:${port}` }

  server.on('request', (request, response) => {
    // The name that was asked for: a page of another site whose name points here (DNS rebinding) asks for its own.
    if (request.headers.host !== page.host) return refuse(response, 403)
    options.answer(request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500)
      else response.destroy()
    })
  })
  server.on('upgrade', (request, stream: Duplex, head) => {
    stream.on('error', () => undefined)
    const ours =
      request.url === SOCKET_PATH &&
      request.headers.host === page.host &&
      isFrom(page, request.headers.origin) &&
      sockets.clients.size < MOST_SOCKETS
    if (!ours) return void stream.destroy()
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // An oversize or malformed frame: ws closes the socket by itself.
      socket.on('error', () => undefined)
      options.connect(socket)
    })
  })
  server.on('clientError', (_error, stream) => stream.destroy())

  return {
    port,
    page,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** An answer without content. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, COMMON_HEADERS).end()
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, LOOPBACK, resolve)
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code))) {
      throw new RapporteurError('E_PORT_TAKEN')
    }
    throw error
  }
  return (server.address() as AddressInfo).port
}
