// The vault's comforts on the screen: it locks by itself, its passphrase changes, it is saved as a file and restored from one.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { editorPages, emit, focusOn, world } from './editor-page.ts'

const pages = editorPages()
let page: Page

const PASSPHRASE = 'granite otter ballot seventeen'
const OTHER = 'velvet lantern oxygen cedar'
const button = (name: string) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
const touches = async () => (await world(page)).calls.filter((call) => call === 'vault.touch').length

async function openInPreferences(name: string) {
  await button('Preferences').click()
  await dialog('Preferences').getByRole('button', { name, exact: true }).click()
  return dialog(name)
}

/** What every box of the page holds now. */
const typed = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('input:not([type=checkbox])')]
      .filter((box) => box instanceof HTMLInputElement)
      .map(({ value }) => value)
      .join(''),
  )

describe('content protection', () => {
  it('is a choice that works at once, and says so where it cannot be had', async () => {
    page = await pages.open('groups')
    await button('Preferences').click()
    const name = 'Keep this window out of screenshots and shared screens'
    const choice = dialog('Preferences').getByRole('checkbox', { name, exact: true })
    expect(await choice.isChecked()).toBe(false)
    await choice.check()
    expect((await world(page)).app.contentProtection).toBe('on')
    await page.evaluate(() => (window.standIn.world.app.contentProtection = 'unavailable'))
    await emit(page, 'app.changed', {})
    await dialog('Preferences').getByText('Not possible here').waitFor()
    expect(await choice.isDisabled()).toBe(true)
    expect(await choice.isChecked()).toBe(false)
  })
})

describe('what was wrong with a passphrase', () => {
  it('is no longer said once it is being mended', async () => {
    page = await pages.open('first')
    const box = page.getByRole('textbox', { name: 'Passphrase', exact: true })
    const alert = page.getByRole('alert')
    await box.fill('short')
    await button('Create vault').click()
    await alert.filter({ hasText: 'at least 12 characters' }).waitFor()
    await box.fill(PASSPHRASE)
    await alert.waitFor({ state: 'detached' })
    await button('Create vault').click()
    await alert.filter({ hasText: 'are not the same' }).waitFor()
    await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(PASSPHRASE)
    await alert.waitFor({ state: 'detached' })
  })
})

describe('locking by itself', () => {
  it('is a choice in the preferences, fifteen minutes at first, with a word of caution at Never', async () => {
    page = await pages.open('groups')
    await button('Preferences').click()
    const minutes = dialog('Preferences').getByRole('combobox', { name: 'Lock after' })
    expect(await minutes.inputValue()).toBe('15')
    expect(await minutes.locator('option').allTextContents()).toEqual([
      '5 minutes without use',
      '15 minutes without use',
      '30 minutes without use',
      '60 minutes without use',
      'Never',
    ])
    await minutes.selectOption('never')
    await dialog('Preferences').getByText('while it is on can read everything').waitFor()
    await minutes.selectOption('5')
    expect((await world(page)).app.lockAfter).toBe('5')
  })

  it('warns with the focus on staying, and any of Enter, Escape and a click stays', async () => {
    page = await pages.open('groups')
    const warning = page.getByRole('alertdialog', { name: 'Rapporteur locks soon' })
    for (const stay of ['Enter', 'Escape', 'click']) {
      await emit(page, 'vault.idle', { locksIn: 42_000 })
      await warning.getByRole('timer').filter({ hasText: 'seconds' }).waitFor()
      await focusOn(page, 'Stay unlocked')
      const before = await touches()
      if (stay === 'click') await warning.getByRole('button', { name: 'Stay unlocked' }).click()
      else await page.keyboard.press(stay)
      await warning.waitFor({ state: 'detached' })
      expect(await touches()).toBeGreaterThan(before)
    }
    await heading('Working groups').waitFor()
  })

  it('takes the warning back when the host says so', async () => {
    page = await pages.open('groups')
    await emit(page, 'vault.idle', { locksIn: 60_000 })
    const warning = page.getByRole('alertdialog', { name: 'Rapporteur locks soon' })
    await warning.waitFor()
    await emit(page, 'vault.idle', {})
    await warning.waitFor({ state: 'detached' })
  })

  it('tells the host of a person at most once in ten seconds, and of nobody else', async () => {
    page = await pages.open('groups')
    expect(await touches()).toBe(1)
    await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' })))
    for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('Tab')
    expect(await touches()).toBe(1)
  })

  it('leads back to the same place after unlocking, as far down the page as before', async () => {
    page = await pages.open('groups')
    await page.setViewportSize({ width: 1366, height: 420 })
    await link('Shrinking civic space').click()
    await page.getByRole('tab', { name: 'Members', exact: true }).click()
    await page.getByRole('list', { name: 'Members', exact: true }).waitFor()
    await page.mouse.wheel(0, 180)
    await page.waitForFunction(() => window.scrollY === 180)
    await emit(page, 'vault.idle', { locksIn: 30_000 })
    await page.getByRole('alertdialog').getByRole('button', { name: 'Lock now' }).click()
    await heading('Unlock').waitFor()
    expect(await page.getByText('Shrinking civic space').count()).toBe(0)
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Enter')
    await heading('Shrinking civic space').waitFor()
    await page.getByRole('tab', { name: 'Members', exact: true, selected: true }).waitFor()
    await page.waitForFunction(() => window.scrollY === 180)
  })
})

describe('the passphrase', () => {
  it('that is wrong three times in a row is refused in the same friendly words, and the right one opens', async () => {
    page = await pages.open('locked')
    for (let times = 0; times < 3; times += 1) {
      await page.keyboard.type('not the one at all')
      await page.keyboard.press('Enter')
      const alert = page.getByRole('alert').filter({ hasText: 'Check the keyboard language and Caps Lock' })
      await alert.waitFor()
      expect(await typed()).toBe('')
    }
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Enter')
    await heading('Working groups').waitFor()
  })

  it('is changed by the keyboard alone, and no box keeps anything', async () => {
    page = await pages.open('groups')
    await button('Preferences').focus()
    await page.keyboard.press('Enter')
    await dialog('Preferences').getByRole('button', { name: 'Change passphrase' }).focus()
    await page.keyboard.press('Enter')
    const change = dialog('Change passphrase')
    await change.getByRole('textbox', { name: 'Current passphrase' }).waitFor()
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Tab')
    await page.keyboard.type(OTHER)
    await page.keyboard.press('Tab')
    await page.keyboard.type(OTHER)
    await page.keyboard.press('Enter')
    await change.getByRole('status').filter({ hasText: 'only the new one' }).waitFor()
    await change.getByText('Backups and copies made before').waitFor()
    expect((await world(page)).passphrase).toBe(OTHER)
    expect(await typed()).toBe('')
    await page.keyboard.press('Enter')
    await change.waitFor({ state: 'detached' })
    await focusOn(page, 'Change passphrase')
    await page.keyboard.press('Escape')
    await focusOn(page, 'Preferences')
  })

  it('is not changed by a wrong current one, a short new one, or two that differ', async () => {
    page = await pages.open('groups')
    const change = await openInPreferences('Change passphrase')
    const box = (name: string) => change.getByRole('textbox', { name, exact: true })
    const submit = () => change.getByRole('button', { name: 'Set new passphrase' }).click()
    const says = (text: string) => change.getByRole('alert').filter({ hasText: text }).waitFor()
    await box('Current passphrase').fill('not this one at all')
    await box('New passphrase').fill('short')
    await change.getByText('7 more characters needed.').waitFor()
    await submit()
    await says('at least 12 characters')
    await box('New passphrase').fill('aaaaaaaaaaaa')
    await change.getByText('easy to guess').waitFor()
    await box('Repeat new passphrase').fill('aaaaaaaaaaab')
    await submit()
    await says('not the same')
    await box('Repeat new passphrase').fill('aaaaaaaaaaaa')
    await submit()
    await says('The current passphrase is not right')
    expect(await typed()).toBe('')
    expect((await world(page)).passphrase).toBe(PASSPHRASE)
  })
})

describe('a backup', () => {
  it('is saved after the passphrase, as one file', async () => {
    page = await pages.open('groups')
    const backup = await openInPreferences('Save a backup')
    const box = backup.getByRole('textbox', { name: 'Passphrase', exact: true })
    await box.fill('not this one at all')
    await backup.getByRole('button', { name: 'Save backup file' }).click()
    await backup.getByRole('alert').filter({ hasText: 'not the passphrase' }).waitFor()
    const download = page.waitForEvent('download')
    await box.fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    const saved = await download
    expect(saved.suggestedFilename()).toBe('rapporteur-2026-11-24.backup')
    const bytes = await readFile(await saved.path())
    expect([...new Set(bytes)]).toEqual([1, 2, 3])
    expect(bytes.length).toBe(3_000_000)
    await backup.getByRole('status').filter({ hasText: '3 MB' }).waitFor()
    await backup.getByRole('button', { name: 'Close' }).click()
    await dialog('Preferences').waitFor()
  })

  it('is restored from the first screen, piece by piece, and says what must not be done', async () => {
    page = await pages.open('first')
    await button('Restore from a backup').click()
    await heading('Restore from a backup').waitFor()
    const passphrase = page.getByRole('textbox', { name: 'Passphrase', exact: true })
    const says = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor()
    const choose = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser')
      await button('Choose backup file').click()
      await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer })
      await page.getByText(name).waitFor()
    }
    await button('Restore').click()
    await says('Choose the backup file first.')
    await choose('holiday.jpg', Buffer.alloc(50, 9))
    await passphrase.fill(PASSPHRASE)
    await button('Restore').click()
    await says('not a backup of Rapporteur')
    await choose('rapporteur.backup', Buffer.alloc(4_321, 1))
    await passphrase.fill('not this one at all')
    await button('Restore').click()
    await says('not the passphrase of this backup')
    expect(await typed()).not.toContain('not this')
    await passphrase.fill(PASSPHRASE)
    await button('Restore').click()
    const note = dialog('Your vault is restored')
    await note.getByText('Do not use the old computer with this vault any more.').waitFor()
    expect((await world(page)).restored).toBe(4_221)
    await note.getByRole('button', { name: 'Close' }).click()
    await heading('Working groups').waitFor()
  })

  it('that fails half way says so, and the way to a new vault stays open', async () => {
    page = await pages.open('first')
    await button('Restore from a backup').click()
    await page.evaluate(() => window.standIn.world.failing.set('restore.end', 'E_BACKUP_DAMAGED'))
    const chooser = page.waitForEvent('filechooser')
    await button('Choose backup file').click()
    await (await chooser).setFiles({ name: 'b', mimeType: 'x/y', buffer: Buffer.alloc(500, 1) })
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'cut short or was changed' }).waitFor()
    await button('Create a new vault instead').click()
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(OTHER)
    await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(OTHER)
    await page.keyboard.press('Enter')
    await heading('Working groups').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
