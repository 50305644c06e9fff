// A stand-in for the `electron` module: enough of it to run the built main and preloads, with real Chromium pages for windows.
// It must never hide what it cannot show: isolated worlds, the sandbox and fuses are options here, to be asserted, not enforced.
import { EventEmitter } from 'node:events'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/driver/chromium.ts'
import { StandInIpc } from './ipc.ts'
import { StandInSession } from './session.ts'
import { StandInWindow, type WindowOptions } from './window.ts'

class StandInApp extends EventEmitter {
  readonly isPackaged = false
  readonly paths: Record<string, string> = {}
  sandboxed = false
  /** Exit codes, in order. */
  readonly exits: number[] = []

  enableSandbox = (): void => {
    this.sandboxed = true
  }
  setPath = (name: string, path: string): void => {
    this.paths[name] = path
  }
  getPath = (name: string): string => this.paths[name] ?? '/nowhere'
  getVersion = (): string => '0.0.0'
  getName = (): string => 'Rapporteur'
  requestSingleInstanceLock = (): boolean => true
  whenReady = async (): Promise<void> => undefined
  quit = (): void => void this.emit('will-quit', { preventDefault: () => undefined })
  exit = (code = 0): void => void this.exits.push(code)
}

export interface ElectronStandIn {
  /** What `require('electron')` gives to the built main. */
  readonly module: Record<string, unknown>
  readonly app: StandInApp
  readonly windows: StandInWindow[]
  readonly sessions: Map<string, StandInSession>
  readonly schemes: unknown[]
  /** Questions and errors shown, in order; a question is answered with the button numbered `answer`. */
  readonly dialogs: unknown[]
  answer: number
  /** Addresses handed to the person's browser. */
  readonly external: string[]
  close(): Promise<void>
}

export function createElectronStandIn(): ElectronStandIn {
  let browser: Promise<Browser> | undefined
  const launch = (): Promise<Browser> => {
    browser ??= chromium.launch({
      executablePath: findChromium() ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    })
    return browser
  }
  const ipc = new StandInIpc()
  const standIn: Omit<ElectronStandIn, 'module'> = {
    app: new StandInApp(),
    windows: [],
    sessions: new Map(),
    schemes: [],
    dialogs: [],
    answer: 0,
    external: [],
    async close() {
      await (await browser)?.close()
    },
  }
  const module = {
    app: standIn.app,
    ipcMain: ipc,
    protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => standIn.schemes.push(...schemes) },
    session: {
      fromPartition(partition: string, options: unknown) {
        const session = new StandInSession(partition, options)
        standIn.sessions.set(partition, session)
        return session
      },
    },
    BrowserWindow: class extends StandInWindow {
      constructor(options: WindowOptions) {
        super(options, launch, ipc)
        standIn.windows.push(this)
      }
    },
    Menu: { setApplicationMenu: () => undefined, buildFromTemplate: () => ({}) },
    dialog: {
      showErrorBox: (...said: unknown[]) => standIn.dialogs.push(said),
      showMessageBoxSync(_window: unknown, question: unknown) {
        standIn.dialogs.push(question)
        return standIn.answer
      },
      async showMessageBox(question: unknown) {
        standIn.dialogs.push(question)
        return { response: standIn.answer }
      },
    },
    shell: { openExternal: async (url: string) => void standIn.external.push(url) },
    // electron-store asks for these on loading.
    ipcRenderer: undefined,
  }
  return Object.assign(standIn, { module })
}
