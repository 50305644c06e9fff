// A socket to the page's own server, opened with a hello. It must never connect anywhere else.
import type { z } from 'zod'
import { decodeFrame, encodeFrame, type HelloFrame } from '../../shared/contract/socket-frames.ts'

export interface Connection<Frame> {
  /** False once closed; the frame is then dropped. */
  send(frame: object): boolean
  /** One listener. Frames that came before it are kept for it. */
  onFrame(listener: (frame: Frame) => void): void
  /** Called once, also when it had closed already. */
  onClose(listener: () => void): void
}

/** Rejects where nobody answers. */
export async function connect<Frame>(
  schema: z.ZodType<Frame>,
  hello: HelloFrame['hello'],
): Promise<Connection<Frame>> {
  const socket = new WebSocket(`ws://${location.host}/socket`)
  socket.binaryType = 'arraybuffer'
  const early: Frame[] = []
  let take = (frame: Frame): void => void early.push(frame)
  socket.addEventListener('message', ({ data }) => {
    const frame = data instanceof ArrayBuffer ? decodeFrame(schema, new Uint8Array(data)) : undefined
    if (frame === undefined) socket.close()
    else take(frame)
  })
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve(), { once: true })
  })
  const opened = new Promise<void>((resolve) => {
    socket.addEventListener('open', () => resolve(), { once: true })
  })
  await Promise.race([opened, closed])
  if (socket.readyState !== WebSocket.OPEN) throw new Error('not connected')
  socket.send(encodeFrame({ hello }))
  return {
    send(frame) {
      if (socket.readyState !== WebSocket.OPEN) return false
      socket.send(encodeFrame(frame))
      return true
    },
    onFrame(listener) {
      take = listener
      for (const frame of early.splice(0)) listener(frame)
    },
    onClose: (listener) => void closed.then(listener),
  }
}
