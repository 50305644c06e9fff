// The courier's preload: two functions on the window. It must never give the courier a way to the editor's calls.
import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS, COURIER_BRIDGE, type CourierBridge } from '../../shared/contract/channels.ts'

const bridge: CourierBridge = {
  emit: (event, payload) => ipcRenderer.send(CHANNELS.report, event, payload),
  onCommand(listener) {
    ipcRenderer.removeAllListeners(CHANNELS.command)
    ipcRenderer.on(CHANNELS.command, (_event, name: string, payload: unknown) => listener(name, payload))
  },
}

contextBridge.exposeInMainWorld(COURIER_BRIDGE, bridge)
