// The real paper page in real Chromium, on a stand-in host with several people, under the product's policy.
// Every complaint of the page is collected; a test that ends with any has failed.
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { type Browser, startBrowser } from '../../../scripts/driver/chromium.ts'
import { serveEditor } from '../../standin/editor/serve.ts'
import type { PaperRoom } from '../../standin/paper-room.ts'

declare global {
  interface Window {
    room: PaperRoom
  }
}

/** The buttons of the toolbar, those that work and no others. */
export const TOOLS = [
  'Bold',
  'Italic',
  'Underline',
  'Link',
  'Bulleted list',
  'Numbered list',
  'Move up',
  'Move down',
  'Undo',
  'Redo',
  'Add recommendation',
]

export interface PaperPages {
  /** `query` as tests/standin/paper/main.tsx reads it. */
  open(query: string, width?: number): Promise<Page>
  complaints(): string[]
  close(): Promise<void>
}

export async function openPaperPages(): Promise<PaperPages> {
  const served = await serveEditor(fileURLToPath(new URL('../../standin/paper', import.meta.url)))
  const browser: Browser = await startBrowser()
  let complaints: string[] = []
  return {
    async open(query, width = 1366) {
      const page = await browser.context.newPage()
      await page.setViewportSize({ width, height: 768 })
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(`${served.address}?${query}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      return page
    },
    complaints() {
      const heard = complaints
      complaints = []
      return heard
    },
    async close() {
      await browser.close()
      await served.close()
    },
  }
}

/** One person's half of the page. */
export function person(page: Page, name: string): Locator {
  return page.getByRole('main', { name, exact: true })
}

export function textOf(page: Page, name: string): Locator {
  return person(page, name).getByRole('textbox', { name: 'Paper text', exact: true })
}

/** How many edits this person's editor has sent. */
export function sentBy(page: Page, name: string): Promise<number> {
  return page.evaluate((who) => window.room.device(who).sent.length, name)
}

/** What the clipboard would hand over, without a clipboard, which a page may not touch. */
export function paste(page: Page, name: string, data: Readonly<Record<string, string>>): Promise<void> {
  return textOf(page, name).evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, data)
}
