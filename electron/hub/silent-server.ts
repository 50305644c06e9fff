// An HTTP server that says nothing: only a WebSocket handshake as browsers and ws make it goes through, to whoever decides about it.
// It must never answer anything else, not even with an error: an answer tells a stranger which program is here.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

const KEY = /^[A-Za-z0-9+/]{22}==$/

/** `upgrade` decides about each handshake and owns its stream. */
export function silentServer(
  upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void,
): Server {
  const drop = (request: IncomingMessage): void => {
    request.socket.destroy()
  }
  // Without these three Node answers by itself: 400 for a request that names no host, 100 or 417 for one that expects something.
  const server = createServer({ requireHostHeader: false }, drop)
  server.on('checkContinue', drop)
  server.on('checkExpectation', drop)
  server.on('clientError', (_error, stream) => stream.destroy())
  server.on('upgrade', (request, stream: Duplex, head) => {
    stream.on('error', () => undefined)
    if (isHandshake(request)) upgrade(request, stream, head)
    else stream.destroy()
  })
  return server
}

/** What ws would answer with 400, 405 or 426, and name its versions. No page or device of ours asks for a subprotocol. */
function isHandshake({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    KEY.test(headers['sec-websocket-key'] ?? '') &&
    headers['sec-websocket-protocol'] === undefined
  )
}
