// The editor's way to the host: one interface, two transports. It must never tell the rest of the page which one it is.
import { EDITOR_BRIDGE, type EditorBridge } from '../../shared/contract/channels.ts'
import type { EditorClient } from '../../shared/contract/editor-api.ts'
import { preloadClient } from './preload-client.ts'
import { socketClient } from './socket-client.ts'

/** Once per page. */
export function createClient(): EditorClient {
  const bridge: EditorBridge | undefined = Reflect.get(window, EDITOR_BRIDGE)
  return bridge === undefined ? socketClient() : preloadClient(bridge)
}
