// The editor's client in Electron: the same calls and events through the bridge that the preload put on the window.
// It must never be handed anything but data: the bridge copies, it does not share.
import type { EditorBridge } from '../../shared/contract/channels.ts'
import type { EditorClient, Reply } from '../../shared/contract/editor-api.ts'
import { createEvents } from './events.ts'

export function preloadClient(bridge: EditorBridge): EditorClient {
  const events = createEvents()
  bridge.onEvent((event, payload) => events.emit(event, payload))
  return {
    async call(method, input) {
      try {
        // Host and page come from one build, and the host answers with what its schema says.
        return (await bridge.call(method, input)) as Reply<never>
      } catch {
        return { ok: false, code: 'E_NOT_CONNECTED' }
      }
    },
    on: events.on,
  }
}
