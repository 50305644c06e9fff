// The real editor in real Chromium on the stand-in host, for the tests of single screens.
// Every complaint of the page (a refused policy, an error, an unhandled rejection) is collected; a test that ends with any has failed.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Browser, startBrowser } from '../../../scripts/driver/chromium.ts'
import type { EditorEvent, EditorEvents } from '../../../shared/contract/editor-api.ts'
import type { SceneName } from '../../standin/editor/scenes.ts'
import { type ServedEditor, serveEditor } from '../../standin/editor/serve.ts'
import type { StandIn, StandInWorld } from '../../standin/editor-client.ts'

declare global {
  interface Window {
    standIn: StandIn
  }
}

export interface EditorPages {
  /** Closed after the test. */
  open(scene: SceneName, options?: OpenOptions): Promise<Page>
}

export interface OpenOptions {
  readonly language?: 'en' | 'ru'
  readonly theme?: 'light' | 'dark'
  readonly width?: number
}

/** Call at the top of a test file: one browser for all its tests, closed with the last. */
export function editorPages(): EditorPages {
  let served: ServedEditor
  let browser: Browser
  const opened: Page[] = []
  const complaints: string[] = []
  beforeAll(async () => {
    served = await serveEditor()
    browser = await startBrowser()
  })
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
  })
  return {
    async open(scene, { language = 'en', theme = 'light', width = 1366 } = {}) {
      const page = await browser.context.newPage()
      opened.push(page)
      await page.setViewportSize({ width, height: 768 })
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(`${served.address}?scene=${scene}&language=${language}&theme=${theme}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    },
  }
}

/** Waits until what has the focus shows this text: a closing dialog gives it back only after it has gone. */
export async function focusOn(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe(text)
}

/** Makes the stand-in host say something. */
export function emit<Name extends EditorEvent>(page: Page, event: Name, payload: EditorEvents[Name]) {
  return page.evaluate(([name, said]) => window.standIn.emit(name, said as never), [event, payload] as const)
}

/** Reads what the stand-in host knows; maps and bytes do not travel. */
export function world(page: Page): Promise<Omit<StandInWorld, 'failing' | 'paper'>> {
  return page.evaluate(() => {
    const { failing: _failing, paper: _paper, ...plain } = window.standIn.world
    return plain
  })
}
