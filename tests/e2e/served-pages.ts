// Pages of the real editor in real Chromium on a stand-in, for the tests of screens and of the paper, under the product's policy.
// Every complaint of a page (a refused policy, an error, an unhandled rejection) is collected; a test that ends with any has failed.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { type Browser, startBrowser } from '../../scripts/driver/chromium.ts'
import type { StandInPage } from '../standin/editor/serve.ts'

export interface ServedPages {
  /** `query` as the stand-in's main.tsx reads it. Closed after the test. */
  open(query: string, width?: number): Promise<Page>
}

/** Call at the top of a test file: one browser for all its tests, closed with the last. The page itself is built once for all files. */
export function servedPages(standin: StandInPage): ServedPages {
  let browser: Browser
  const opened: Page[] = []
  const complaints: string[] = []
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
  })
  return {
    async open(query, width = 1366) {
      const page = await browser.context.newPage()
      opened.push(page)
      await page.setViewportSize({ width, height: 768 })
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(`${inject('standinPages')[standin]}?${query}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      return page
    },
  }
}
