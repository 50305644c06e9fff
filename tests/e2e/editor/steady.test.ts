// The text stays where it is while somebody types: what the status says changes with every key, and must not push the page up and down.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { SyncStatus } from '../../../shared/contract/editor-api.ts'
import { paperPages } from './paper-pages.ts'

const pages = paperPages()
let page: Page

const USUAL: readonly SyncStatus[] = [
  { kind: 'saving' },
  { kind: 'saved' },
  { kind: 'on', held: 2, devices: 12 },
  { kind: 'all', devices: 12 },
]

test.each([
  ['en', 1366],
  ['en', 1100],
  ['en', 400],
  ['ru', 1366],
  ['ru', 1100],
  ['ru', 400],
] as const)('whatever the status says: %s, %i wide', async (language, width) => {
  page = await pages.open(`people=Amina&language=${language}`, width)
  const text = page.getByRole('status').filter({ hasText: /\S/ }).first()
  const tops = new Set<number>()
  let said = ''
  for (const status of USUAL) {
    await page.evaluate((told) => window.room.device('Amina').tell(told), status)
    await expect.poll(() => text.textContent()).not.toBe(said)
    said = (await text.textContent()) ?? ''
    tops.add(await page.locator('.ProseMirror').evaluate((root) => root.getBoundingClientRect().top))
  }
  expect([...tops]).toHaveLength(1)
})
