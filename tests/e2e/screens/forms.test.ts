// Forms in dialogs when something goes wrong: what is said, how long it is said, and where the focus is meanwhile.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { editorPages, focusOn } from './editor-page.ts'

const pages = editorPages()
let page: Page

const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })

test('a refused form keeps the focus, stops complaining once it is mended, and Escape closes it', async () => {
  page = await pages.open('empty')
  await page.getByRole('button', { name: 'Join a group' }).click()
  const form = dialog('Join a group')
  const box = (name: string) => form.getByRole('textbox', { name, exact: true })
  await box('Invitation').fill('hello there')
  await box('Your name in this group').fill('Ana')
  await box('Organisation').fill('Open Archive')
  await page.evaluate(() => window.standIn.world.failing.set('groups.join', 'E_NO_INVITATION'))
  await form.getByRole('button', { name: 'Join', exact: true }).click()
  const alert = form.getByRole('alert')
  await alert.filter({ hasText: 'This is not an invitation.' }).waitFor()
  await focusOn(page, 'Join')
  await box('Invitation').fill('something else')
  await alert.waitFor({ state: 'detached' })
  expect(await box('Organisation').inputValue()).toBe('Open Archive')
  await page.evaluate(() => window.standIn.world.failing.set('groups.join', 'E_DISK_FULL'))
  await form.getByRole('button', { name: 'Join', exact: true }).click()
  await alert.waitFor()
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await focusOn(page, 'Join a group')
})
