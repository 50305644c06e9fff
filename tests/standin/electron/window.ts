// A BrowserWindow that is a page of a real Chromium, with its built preload. It must never be more lenient than Electron in what
// the product decides: navigation, new windows and senders are asked of the product's own handlers.
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { toApp, toChromium } from './addresses.ts'
import { pack, unpack } from './bytes.ts'
import type { StandInIpc } from './ipc.ts'
import { runPreload } from './preload.ts'
import type { StandInSession } from './session.ts'

export interface WindowOptions {
  readonly show?: boolean
  readonly webPreferences: Record<string, unknown> & {
    readonly session: StandInSession
    readonly preload: string
  }
}

export class StandInContents extends EventEmitter {
  readonly settings: Record<string, unknown> = {}
  windowOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  page: Page | undefined

  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }): void => {
    this.windowOpen = handler
  }
  setWebRTCIPHandlingPolicy = (policy: string): void => {
    this.settings.webrtcPolicy = policy
  }
  reload = (): void => void this.page?.reload()
  send = (channel: string, ...args: unknown[]): void => {
    // A page that is loading or gone hears nothing, as in Electron.
    this.page
      ?.evaluate(([name, packed]) => Reflect.get(window, 'standInReceive')?.(name, packed), [
        channel,
        args.map(pack),
      ] as const)
      .catch(() => undefined)
  }
}

export class StandInWindow extends EventEmitter {
  readonly options: WindowOptions
  readonly webContents = new StandInContents()
  readonly settings: Record<string, unknown> = {}
  readonly #browser: () => Promise<Browser>
  readonly #ipc: StandInIpc

  constructor(options: WindowOptions, browser: () => Promise<Browser>, ipc: StandInIpc) {
    super()
    this.options = options
    this.#browser = browser
    this.#ipc = ipc
  }

  setContentProtection = (on: boolean): void => {
    this.settings.contentProtection = on
  }
  show = (): void => {
    this.settings.shown = true
  }
  focus = (): void => undefined
  restore = (): void => undefined
  isMinimized = (): boolean => false
  isDestroyed = (): boolean => this.webContents.page?.isClosed() ?? false
  getContentSize = (): number[] => [1280, 800]

  async loadURL(url: string): Promise<void> {
    const { session, preload } = this.options.webPreferences
    const context = await (await this.#browser()).newContext()
    await session.serve(context)
    const page = await context.newPage()
    this.webContents.page = page
    await page.exposeBinding('standInInvoke', async ({ frame }, channel: string, args: unknown[]) =>
      pack(await this.#ipc.invoke(this.#event(frame), channel, args.map(unpack))),
    )
    await page.exposeBinding('standInSend', ({ frame }, channel: string, args: unknown[]) =>
      this.#ipc.receive(this.#event(frame), channel, args.map(unpack)),
    )
    await runPreload(page, readFileSync(preload, 'utf8'))
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.webContents.emit('did-navigate', {}, toApp(frame.url()))
    })
    await page.route('**/*', async (route) => {
      const request = route.request()
      const leaves = request.isNavigationRequest() && request.frame() === page.mainFrame()
      if (!leaves || this.#allows(toApp(request.url()))) return route.fallback()
      return route.abort('aborted')
    })
    await page.exposeFunction('standInOpen', (address: string) => {
      const { action } = this.webContents.windowOpen({ url: toApp(address) })
      if (action !== 'deny') throw new Error('the product let a page open a window')
    })
    await page.goto(toChromium(url))
    this.emit('ready-to-show')
  }

  /** As the person closes it. */
  async close(): Promise<void> {
    this.emit('close', {})
    await this.webContents.page?.context().close()
    this.emit('closed')
  }

  #allows(url: string): boolean {
    let prevented = false
    this.webContents.emit('will-navigate', { url, preventDefault: () => (prevented = true) })
    return !prevented
  }

  #event(frame: { url(): string; parentFrame(): unknown }): object {
    return {
      sender: this.webContents,
      senderFrame: { url: toApp(frame.url()), parent: frame.parentFrame() === null ? null : {} },
    }
  }
}
