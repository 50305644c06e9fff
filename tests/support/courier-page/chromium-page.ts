// A courier in a page of a real Chromium, as a test's device wants it. It must never swallow an error of the page: a test asks.
import { type Browser, startBrowser } from '../../../scripts/driver/chromium.ts'
import type { Page } from '../devices.ts'
import { bundlePage, servePage } from './server.ts'

export interface Chromiums {
  /** A new courier page, in the two browsers by turns: two devices never share a process. */
  page(): Promise<Page>
  /** What pages threw. */
  readonly errors: readonly string[]
  readonly browsers: readonly [Browser, Browser]
  close(): Promise<void>
}

/** Starts two Chromium processes. */
export async function startChromiums(): Promise<Chromiums> {
  const script = await bundlePage('page.ts')
  const browsers = [await startBrowser(), await startBrowser()] as const
  const errors: string[] = []
  let turn = 0
  return {
    browsers,
    errors,
    async page() {
      const browser = browsers[turn++ % 2 === 0 ? 0 : 1]
      const server = await servePage(script)
      const page = await browser.context.newPage()
      page.on('pageerror', (error) => errors.push(String(error)))
      await page.goto(server.url)
      return {
        port: server.port,
        origin: server.origin,
        async close() {
          await page.close()
          await server.close()
        },
      }
    },
    async close() {
      await Promise.all(browsers.map((browser) => browser.close()))
    },
  }
}
