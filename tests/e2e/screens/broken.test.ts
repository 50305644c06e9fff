// A page that cannot be drawn, because an answer of the host is not what it must be: it says so, and one button brings it back.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Browser, startBrowser } from '../../../scripts/driver/chromium.ts'
import { type ServedEditor, serveEditor } from '../../standin/editor/serve.ts'

let served: ServedEditor
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await serveEditor()
  browser = await startBrowser()
})
afterEach(() => page.close())
afterAll(async () => {
  await browser.close()
  await served.close()
})

test.each([
  { language: 'en', heading: 'This page could not be shown', reload: 'Reload' },
  { language: 'ru', heading: 'Не удалось показать эту страницу', reload: 'Перезагрузить' },
])('says so and is loaded anew ($language)', async ({ language, heading, reload }) => {
  page = await browser.context.newPage()
  await page.goto(`${served.address}?scene=coalition&language=${language}&theme=light`)
  const group = page.getByRole('link', { name: 'Shrinking civic space', exact: true })
  await group.waitFor()
  await page.evaluate(
    "window.standIn.world.groups = [{ name: {} }]; window.standIn.emit('groups.changed', {})",
  )
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe(language)
  await page.getByRole('button', { name: reload, exact: true }).click()
  await group.waitFor()
})
