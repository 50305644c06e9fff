// Scenes of the editor on the stand-in host, for the tests of single screens, and what all of them ask of a screen.
// It must never know what a single screen is about.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { EditorEvent, EditorEvents } from '../../../shared/contract/editor-api.ts'
import type { SceneName } from '../../standin/editor/scenes.ts'
import type { StandIn, StandInWorld } from '../../standin/editor-client.ts'
import { axeFindings } from '../axe.ts'
import { servedPages } from '../served-pages.ts'

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

/** As {@link servedPages}. */
export function editorPages(): EditorPages {
  const pages = servedPages('editor')
  return {
    async open(scene, { language = 'en', theme = 'light', width } = {}) {
      const page = await pages.open(`scene=${scene}&language=${language}&theme=${theme}`, width)
      // One and no more.
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    },
  }
}

/** Waits until what has the focus shows this text: a closing dialog gives it back only after it has gone. */
export async function focusOn(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe(text)
}

/** Axe finds nothing in either theme, and a narrow window cuts nothing off. `off`: rules that the page breaks on purpose. */
export async function expectForEveryone(page: Page, off: readonly string[] = []): Promise<void> {
  expect(await axeFindings(page, off), 'light').toEqual([])
  await page.evaluate(() => window.standIn.call('settings.set', { theme: 'dark' }))
  await page.locator('html[data-theme="dark"]').waitFor()
  expect(await axeFindings(page, off), 'dark').toEqual([])
  await page.setViewportSize({ width: 480, height: 768 })
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wider, 'pixels cut off in a narrow window').toBeLessThanOrEqual(0)
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
