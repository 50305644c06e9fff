// Stands between two programs and keeps every byte that passes, both ways. The programs are led through it below their own code: a
// module loaded before them sends what they dial elsewhere. It must never change a byte.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** One stretch for each connection and direction. */
  heard(): Buffer[]
  bytes(): number
  close(): Promise<void>
}

/** Passes on to a port on loopback. */
export async function tcpProxy(target: number): Promise<TcpProxy> {
  const stretches: Buffer[][] = []
  const sockets = new Set<Socket>()
  const keep = (from: Socket, to: Socket): void => {
    const chunks: Buffer[] = []
    stretches.push(chunks)
    sockets.add(from)
    from.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)))
    from.on('error', () => to.destroy())
    from.on('close', () => sockets.delete(from))
    from.pipe(to)
  }
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    keep(near, far)
    keep(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard: () => stretches.map((chunks) => Buffer.concat(chunks)),
    bytes: () => stretches.flat().reduce((sum, { length }) => sum + length, 0),
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

/** Arguments for Node: whoever dials one of these ports reaches the other. */
export function ledThrough(routes: Readonly<Record<number, number>>): string[] {
  const code = `import net from 'node:net'
const routes = ${JSON.stringify(routes)}
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...given) {
  const target = Array.isArray(given[0]) ? given[0][0] : given[0]
  const there = routes[target?.port]
  if (there !== undefined) target.port = there
  return connect.apply(this, given)
}`
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}
