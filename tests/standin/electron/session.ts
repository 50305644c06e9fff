// A session of the stand-in: a browser context of its own, whose every request goes to the product's handlers or nowhere.
// It must never let a request out: what the product does not serve is refused.
import { EventEmitter } from 'node:events'
import type { BrowserContext, Route } from 'playwright-core'
import { toApp } from './addresses.ts'

type Handler = (request: Request) => Promise<Response>
type BeforeRequest = (details: { url: string }, answer: (result: { cancel: boolean }) => void) => void

export class StandInSession extends EventEmitter {
  readonly partition: string
  readonly options: unknown
  /** What the product has set, by name: to be asserted. */
  readonly settings: Record<string, unknown> = {}
  /** Addresses that were refused, as the product names them. */
  readonly refused: string[] = []
  readonly #handlers = new Map<string, Handler>()
  #beforeRequest: BeforeRequest = (_details, answer) => answer({ cancel: false })

  constructor(partition: string, options: unknown) {
    super()
    this.partition = partition
    this.options = options
  }

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => void this.#handlers.set(scheme, handler),
  }

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener
    },
  }

  setPermissionRequestHandler = this.#keep('permissionRequest')
  setPermissionCheckHandler = this.#keep('permissionCheck')
  setDevicePermissionHandler = this.#keep('devicePermission')
  setDisplayMediaRequestHandler = this.#keep('displayMedia')
  setSpellCheckerEnabled = this.#keep('spellChecker')
  setProxy = this.#keep('proxy')

  async serve(context: BrowserContext): Promise<void> {
    await context.route('**/*', (route) => this.#answer(route))
  }

  #keep(name: string): (value: unknown) => void {
    return (value) => {
      this.settings[name] = value
    }
  }

  async #answer(route: Route): Promise<void> {
    const url = toApp(route.request().url())
    let cancel = false
    this.#beforeRequest({ url }, (result) => {
      cancel = result.cancel
    })
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1))
    if (cancel || handler === undefined) {
      this.refused.push(url)
      await route.abort('blockedbyclient')
      return
    }
    const response = await handler(new Request(url, { method: route.request().method() }))
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }
}
