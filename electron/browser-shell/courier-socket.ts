// The courier's end of the wire: a token of its own, then sealed bytes both ways, for one page at a time.
// It must never reach the editor's methods: commands and events of the courier's contract only.
import type { WebSocket } from 'ws'
import { courierFrame, decodeFrame, encodeFrame, helloFrame } from '../../shared/contract/socket-frames.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { createCourierEnd } from '../host/api/courier-port.ts'
import type { Host } from '../host/host-types.ts'

const HELLO_MS = 5_000

export interface CourierSocketDeps {
  readonly host: Host
  readonly clock: Clock
  /** True for the token of the courier page that was given out last, which is thereby used up. A wrong one uses up nothing. */
  takeToken(shown: string): boolean
}

export function courierSockets(deps: CourierSocketDeps): (socket: WebSocket) => void {
  let leaveCurrent: () => void = () => undefined

  const serve = (socket: WebSocket): void => {
    const end = createCourierEnd((name, payload) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame({ name, payload }))
    })
    const leave = (): void => {
      end.leave()
      socket.terminate()
    }
    // The host learns that the earlier page has gone before it is given the next.
    leaveCurrent()
    leaveCurrent = leave
    socket.once('close', leave)
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(courierFrame, data)
      if (frame === undefined || !end.receive(frame.name, frame.payload)) leave()
    })
    deps.host.attachCourier(end.port)
  }

  return (socket) => {
    const giveUp = deps.clock.after(HELLO_MS, () => socket.terminate())
    socket.once('close', giveUp)
    socket.once('message', (data: Buffer) => {
      giveUp()
      const shown = decodeFrame(helloFrame, data)?.hello.token
      if (shown === undefined || !deps.takeToken(shown)) return socket.close()
      serve(socket)
    })
  }
}
