// The editor's end of a running app's socket, from Node: the very frames that the page sends, without the page. One app, one client.
import { WebSocket } from 'ws'
import type { EditorMethod, Input, Output } from '../../shared/contract/editor-api.ts'
import {
  decodeFrame,
  type EditorFrame,
  editorFrame,
  encodeFrame,
} from '../../shared/contract/socket-frames.ts'

type Reply = Extract<EditorFrame, { reply: unknown }>['result']

export class NodeEditor {
  readonly #socket: WebSocket
  readonly #asked = new Map<number, (reply: Reply) => void>()
  #next = 0

  /** `url`: as the app prints it, with its token behind `#`. */
  static async connect(url: string): Promise<NodeEditor> {
    const { host, origin, hash } = new URL(url)
    const socket = new WebSocket(`ws://${host}/socket`, { origin, maxPayload: 512 * 1024 * 1024 })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    const editor = new NodeEditor(socket)
    const welcomed = new Promise<void>((resolve) => {
      socket.once('message', () => resolve())
    })
    socket.send(encodeFrame({ hello: { token: hash.slice(1) } }))
    await welcomed
    return editor
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('close', () => {
      for (const answer of this.#asked.values()) answer({ ok: false, code: 'E_NOT_CONNECTED' })
      this.#asked.clear()
    })
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(editorFrame, data)
      if (frame === undefined || !('reply' in frame)) return
      this.#asked.get(frame.reply)?.(frame.result)
      this.#asked.delete(frame.reply)
    })
  }

  /** Rejects with the code that the host answered. */
  async call<Method extends EditorMethod>(method: Method, input: Input<Method>): Promise<Output<Method>> {
    const call = this.#next++
    const reply = await new Promise<Reply>((resolve) => {
      this.#asked.set(call, resolve)
      this.#socket.send(encodeFrame({ call, method, input }))
    })
    if (!reply.ok) throw new Error(`${method}: ${reply.code}`)
    return reply.data as Output<Method>
  }

  close(): void {
    this.#socket.close()
  }
}
