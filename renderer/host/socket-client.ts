// The editor's client in the browser shell: calls and events over one socket, and the courier's page in a hidden frame.
// It must never leave the token in the address, nor repeat a call by itself: the host may have carried it out.
import type { EditorClient, Reply } from '../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import { type EditorFrame, editorFrame } from '../../shared/contract/socket-frames.ts'
import { hideCourier, showCourier } from './courier-frame.ts'
import { createEvents } from './events.ts'
import { type Connection, connect } from './socket-connection.ts'
import { forgetToken, recallSession, rememberSession, takeToken } from './socket-secrets.ts'

type State = Connection<EditorFrame> | ErrorCode

export function socketClient(): EditorClient {
  const events = createEvents()
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  let token = takeToken()
  let nextCall = 0
  let state: Promise<State> | undefined
  /** Another tab has taken over: this one must not take it back, or the two would go on for ever. */
  let fenced: ErrorCode | undefined

  const greeted = (connection: Connection<EditorFrame>): Promise<State> =>
    new Promise((resolve) => {
      let welcomed = false
      connection.onFrame((frame) => {
        if ('welcome' in frame) {
          welcomed = true
          token = undefined
          rememberSession(frame.welcome.session)
          forgetToken()
          showCourier(frame.welcome.courier)
          resolve(connection)
        } else if ('refused' in frame) {
          if (welcomed) fenced = frame.refused
          resolve(frame.refused)
        } else if ('reply' in frame) {
          waiting.get(frame.reply)?.(frame.result)
          waiting.delete(frame.reply)
        } else {
          events.emit(frame.event, frame.payload)
        }
      })
      connection.onClose(() => {
        resolve('E_NOT_CONNECTED')
        state = undefined
        if (!welcomed) return
        for (const answer of waiting.values()) answer({ ok: false, code: fenced ?? 'E_NOT_CONNECTED' })
        waiting.clear()
        hideCourier()
        // Screens ask again, and say why they get no answer.
        events.emit('app.changed', {})
      })
    })

  const open = async (): Promise<State> => {
    const session = recallSession()
    try {
      return await greeted(
        await connect(editorFrame, { ...(token && { token }), ...(session && { session }) }),
      )
    } catch {
      state = undefined
      return 'E_NOT_CONNECTED'
    }
  }

  return {
    async call(method, input) {
      if (fenced !== undefined) return { ok: false, code: fenced }
      state ??= open()
      const connection = await state
      if (typeof connection === 'string') return { ok: false, code: connection }
      const call = nextCall++
      const answered = new Promise<Reply<unknown>>((resolve) => waiting.set(call, resolve))
      if (!connection.send({ call, method, input })) return { ok: false, code: 'E_NOT_CONNECTED' }
      // Host and page come from one build, and the host answers with what its schema says.
      return (await answered) as Reply<never>
    },
    on: events.on,
  }
}
