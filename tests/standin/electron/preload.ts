// Runs a built preload in a page, before the page's own scripts. It must never give it more than Electron's sandbox would: a
// `require` that knows `electron` alone. Isolated worlds cannot be shown here: the page could reach what the preload keeps.
import type { Page } from 'playwright-core'

/** In the page: what `require('electron')` returns to the preload. */
function install(): void {
  const pageWindow = window as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  const pack = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return { standInBytes: btoa(String.fromCharCode(...value)) }
    if (Array.isArray(value)) return value.map(pack)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pack(each)]))
  }
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack)
    if (value === null || typeof value !== 'object') return value
    if ('standInBytes' in value) {
      return Uint8Array.from(atob(String(value.standInBytes)), (character) => character.charCodeAt(0))
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpack(each)]))
  }
  const listeners = new Map<string, ((event: object, ...args: unknown[]) => void)[]>()
  Reflect.set(window, 'standInReceive', (channel: string, args: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args.map(unpack))
  })
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: object) =>
        Object.defineProperty(window, name, { value: Object.freeze(api), writable: false }),
    },
    ipcRenderer: {
      invoke: async (channel: string, ...args: unknown[]) =>
        unpack(await pageWindow.standInInvoke?.(channel, args.map(pack))),
      send: (channel: string, ...args: unknown[]) => void pageWindow.standInSend?.(channel, args.map(pack)),
      on: (channel: string, listener: (event: object, ...args: unknown[]) => void) =>
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      removeAllListeners: (channel: string) => listeners.delete(channel),
    },
  }
  // Electron asks the product before there is a window; a browser would open one first.
  window.open = (url) => {
    void pageWindow.standInOpen?.(new URL(String(url), location.href).href)
    return null
  }
  Reflect.set(window, 'standInRequire', (name: string) => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`)
    return electron
  })
}

export async function runPreload(page: Page, code: string): Promise<void> {
  await page.addInitScript(`if (window === window.top) {
    (${install.toString()})();
    ((require) => { const module = { exports: {} }; const exports = module.exports; ${code}
    })(window.standInRequire);
    delete window.standInRequire;
  }`)
}
