// The list of papers: renaming, the archive, deleting; with the mouse, with the keyboard, and for those who may not.
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { editorPages } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page

const TITLE = 'Foreign-agent laws: a joint statement'
const list = (name: string): Locator => page.getByRole('list', { name, exact: true })
const row = (title: string, within = 'Papers'): Locator =>
  list(within).getByRole('listitem', { name: title, exact: true })
const button = (at: Locator | Page, name: string): Locator => at.getByRole('button', { name, exact: true })

async function openGroup(): Promise<void> {
  page = await pages.open('groups')
  await page.getByRole('link', { name: 'Shrinking civic space' }).click()
  await row(TITLE).waitFor()
}

test('Rename: the dialog has the old title, an empty one is refused, the new one shows', async () => {
  await openGroup()
  await button(row(TITLE), 'Rename').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Rename', exact: true })
  const title = dialog.getByRole('textbox', { name: 'Title', exact: true })
  expect(await title.inputValue()).toBe(TITLE)
  await title.fill('  ')
  await page.keyboard.press('Enter')
  await dialog.getByText('Please fill this in.').waitFor()
  await title.fill('Foreign-agent laws')
  await page.keyboard.press('Enter')
  await row('Foreign-agent laws').waitFor()
  await dialog.waitFor({ state: 'detached' })
})

test('Move to archive: behind a fold, and back', async () => {
  await openGroup()
  await button(row(TITLE), 'Move to archive').click()
  await row(TITLE).waitFor({ state: 'detached' })
  await page.getByText('Archive (2)', { exact: true }).click()
  expect(await twins(page)).toEqual([])
  await button(row(TITLE, 'Archive'), 'Take out of the archive').click()
  await row(TITLE).waitFor()
  await page.getByText('Archive (1)', { exact: true }).waitFor()
})

test('Delete paper: says what it means, Escape leaves everything, and only who may is offered it', async () => {
  await openGroup()
  expect(await button(row('Warsaw, working session 4'), 'Rename').count()).toBe(1)
  expect(await button(row('Warsaw, working session 4'), 'Delete paper').count()).toBe(0)
  await button(row(TITLE), 'Delete paper').click()
  const dialog = page.getByRole('alertdialog', { name: `Delete “${TITLE}”?` })
  await dialog.getByText('It goes from everyone’s list').waitFor()
  await dialog.getByText('encrypted, on the computers of those who had it').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await row(TITLE).waitFor()
  await button(row(TITLE), 'Delete paper').click()
  await button(dialog, 'Delete paper').click()
  await row(TITLE).waitFor({ state: 'detached' })
})
