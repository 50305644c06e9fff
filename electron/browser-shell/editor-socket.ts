// The editor's end of the wire: hello, then calls and events, for one page at a time.
// It must never answer before the hello, nor leave two pages connected.
import type { WebSocket } from 'ws'
import { editorMethods } from '../../shared/contract/editor-api.ts'
import {
  callFrame,
  decodeFrame,
  type EditorFrame,
  encodeFrame,
  helloFrame,
} from '../../shared/contract/socket-frames.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { dispatch } from '../host/api/dispatch.ts'
import type { Host } from '../host/host-types.ts'
import type { Gate } from './gate.ts'

const HELLO_MS = 5_000

export interface EditorSocketDeps {
  readonly gate: Gate
  readonly host: Host
  readonly clock: Clock
  /** Address of a fresh courier page; the one given out before is void. */
  newCourier(): string
  onBug(error: unknown): void
}

/** Takes each socket of the editor's page; returns a function that closes the one that is connected. */
export function editorSockets(deps: EditorSocketDeps): (socket: WebSocket) => void {
  let current: WebSocket | undefined

  const greet = async (socket: WebSocket, data: Uint8Array): Promise<void> => {
    const hello = decodeFrame(helloFrame, data)
    if (hello === undefined) return socket.close()
    const admission = deps.gate.admit(hello, current !== undefined)
    if (!admission.admitted) return refuseSocket(socket, admission.code)
    const earlier = current
    current = socket
    if (earlier !== undefined) {
      // Now, not when its close arrives: by then the new page may have papers open.
      deps.host.editorGone()
      refuseSocket(earlier, 'E_SECOND_TAB')
    }
    if (admission.lockFirst) await dispatch(editorMethods, deps.host.handlers, 'vault.lock', {}, deps.onBug)
    if (current === socket) serve(socket, admission.session)
  }

  const serve = (socket: WebSocket, session: string): void => {
    const say = (frame: EditorFrame): void => {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame(frame))
    }
    say({ welcome: { session, courier: deps.newCourier() } })
    const stop = deps.host.onEvent((event, payload) => say({ event, payload }))
    socket.on('message', async (data: Buffer) => {
      if (current !== socket) return
      const frame = decodeFrame(callFrame, data)
      if (frame === undefined) return socket.close()
      const { call, method, input } = frame
      const result = await dispatch(editorMethods, deps.host.handlers, method, input, deps.onBug)
      say({ reply: call, result })
    })
    const gone = (): void => {
      stop()
      if (current === undefined || current === socket) deps.host.editorGone()
    }
    if (socket.readyState === socket.OPEN) socket.once('close', gone)
    else gone()
  }

  return (socket) => {
    const giveUp = deps.clock.after(HELLO_MS, () => socket.terminate())
    socket.once('message', (data: Buffer) => {
      giveUp()
      greet(socket, data).catch(deps.onBug)
    })
    socket.once('close', () => {
      giveUp()
      if (current === socket) current = undefined
    })
  }
}

function refuseSocket(socket: WebSocket, code: Extract<EditorFrame, { refused: unknown }>['refused']): void {
  socket.send(encodeFrame({ refused: code }))
  socket.close()
}
