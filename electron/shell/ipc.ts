// Carries calls, events and the courier's messages between the windows and the host.
// It must never answer a sender that is not the top frame of its own page.
import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { CHANNELS } from '../../shared/contract/channels.ts'
import { editorMethods, type Reply } from '../../shared/contract/editor-api.ts'
import { type CourierEnd, createCourierEnd } from '../host/api/courier-port.ts'
import { dispatch } from '../host/api/dispatch.ts'
import { isFrom } from '../host/api/sender-guard.ts'
import type { Host } from '../host/host-types.ts'
import { PAGES, type PageName } from './addresses.ts'

function isOwn(event: IpcMainEvent | IpcMainInvokeEvent, window: BrowserWindow, page: PageName): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    frame.parent === null &&
    event.sender === window.webContents &&
    isFrom(PAGES[page], frame.url)
  )
}

export function serveEditor(window: BrowserWindow, host: Host, onBug: (error: unknown) => void): void {
  ipcMain.handle(CHANNELS.call, async (event, method: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!isOwn(event, window, 'editor')) return { ok: false, code: 'E_BAD_REQUEST' }
    return dispatch(editorMethods, host.handlers, method, input, onBug)
  })
  const stop = host.onEvent((event, payload) => window.webContents.send(CHANNELS.event, event, payload))
  // A reload makes a new page; what the old one had open is closed.
  window.webContents.on('did-navigate', () => host.editorGone())
  window.webContents.on('render-process-gone', () => host.editorGone())
  window.once('closed', () => {
    stop()
    host.editorGone()
  })
}

export function serveCourier(window: BrowserWindow, host: Host): void {
  let end: CourierEnd | undefined
  const leave = (): void => {
    end?.leave()
    end = undefined
  }
  window.webContents.on('did-navigate', () => {
    leave()
    end = createCourierEnd((name, payload) => {
      if (!window.isDestroyed()) window.webContents.send(CHANNELS.command, name, payload)
    })
    host.attachCourier(end.port)
  })
  ipcMain.on(CHANNELS.report, (event, name: unknown, payload: unknown) => {
    if (!isOwn(event, window, 'courier') || end === undefined) return
    // Whoever breaks the contract is not the page we built: start that process afresh.
    if (!end.receive(name, payload)) window.webContents.reload()
  })
  window.webContents.on('render-process-gone', () => {
    leave()
    if (!window.isDestroyed()) window.webContents.reload()
  })
  window.once('closed', leave)
}
