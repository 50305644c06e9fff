// The editor's preload: two functions on the window. It must never pass `ipcRenderer` on, nor a channel name chosen by the page.
import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS, EDITOR_BRIDGE, type EditorBridge } from '../../shared/contract/channels.ts'

const bridge: EditorBridge = {
  call: (method, input) => ipcRenderer.invoke(CHANNELS.call, method, input),
  onEvent(listener) {
    ipcRenderer.removeAllListeners(CHANNELS.event)
    ipcRenderer.on(CHANNELS.event, (_event, name: string, payload: unknown) => listener(name, payload))
  },
}

contextBridge.exposeInMainWorld(EDITOR_BRIDGE, bridge)
