// `Start from`: a template chosen, looked at and begun with, in the language of the paper, whatever that of the screen is.
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { TEMPLATES } from '../../../shared/paper/templates/templates.ts'
import { axeFindings } from '../axe.ts'
import { editorPages } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page
let dialog: Locator

const combobox = (name: string): Locator => dialog.getByRole('combobox', { name, exact: true })

async function openDialog(language: 'en' | 'ru' = 'en', name = 'New paper'): Promise<void> {
  page = await pages.open('groups', { language })
  await page.getByRole('link', { name: 'Shrinking civic space' }).click()
  await page.getByRole('button', { name, exact: true }).click()
  dialog = page.getByRole('dialog', { name, exact: true })
  await dialog.waitFor()
}

/** What the page sent with its last new paper. */
const sent = () => page.evaluate<unknown>('window.sent')
const watch = () =>
  page.evaluate(
    `{ const call = window.standIn.call; window.standIn.call = (method, input) => { if (method === 'papers.create') window.sent = input; return call(method, input) } }`,
  )

test('an empty paper is what one gets without choosing; every template is there, sets its kind and shows what it contains', async () => {
  await openDialog()
  expect(await combobox('Start from').inputValue()).toBe('')
  expect(await combobox('Language of the paper').count()).toBe(0)
  const offered = await combobox('Start from').getByRole('option').allTextContents()
  expect(offered).toEqual(['An empty paper', ...TEMPLATES.map(({ en }) => en.name)])
  for (const { id, kind, en } of TEMPLATES) {
    await combobox('Start from').selectOption(id)
    expect(await combobox('Kind').inputValue()).toBe(kind)
    const contents = dialog.getByRole('region', { name: 'What it contains', exact: true })
    await contents.getByText(en.about, { exact: true }).waitFor()
    expect(await contents.getByRole('listitem').count()).toBeGreaterThanOrEqual(5)
  }
  await combobox('Start from').selectOption('')
  expect(await combobox('Kind').inputValue()).toBe('speaking-note')
})

test('a Russian paper on an English screen: named, shown and begun with in Russian, by keyboard alone', async () => {
  await openDialog()
  await watch()
  await page.keyboard.type('Представление 2027')
  await page.keyboard.press('Tab')
  await page.keyboard.type('UPR')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  const contents = dialog.getByRole('region', { name: 'What it contains' })
  await contents.getByText('Итоги предыдущего обзора', { exact: true }).waitFor()
  await contents.getByText('4 recommendations to fill in').waitFor()
  await contents.getByText('At most 5,630 words').waitFor()
  expect(await contents.getByRole('list').getAttribute('lang')).toBe('ru')
  await combobox('Start from').getByRole('option', { name: 'Протокол' }).waitFor({ state: 'attached' })
  await dialog.getByRole('button', { name: 'Create paper' }).press('Enter')
  await page.getByRole('textbox', { name: 'Paper text' }).waitFor()
  expect(await sent()).toMatchObject({
    ...{ title: 'Представление 2027', kind: 'upr-submission' },
    template: { id: 'upr-joint-submission', language: 'ru' },
  })
})

test('another kind may be chosen after the template; an empty paper is sent without one; what was chosen does not stay', async () => {
  await openDialog()
  await watch()
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Letter')
  await combobox('Start from').selectOption('joint-appeal')
  await combobox('Kind').selectOption('open-letter')
  await combobox('Start from').selectOption('')
  await dialog.getByRole('button', { name: 'Create paper' }).click()
  await page.getByRole('link', { name: /^Back to/ }).click()
  expect(await sent()).toEqual({ group: '1'.padStart(64, '0'), title: 'Letter', kind: 'open-letter' })
  await page.getByRole('button', { name: 'New paper', exact: true }).click()
  expect(await combobox('Start from').inputValue()).toBe('')
})

test.each([
  ['en', 'New paper', 'Start from'],
  ['ru', 'Новый документ', 'Шаблон'],
] as const)(
  'for everyone, %s: axe finds nothing, no two controls are alike, it fits',
  async (language, name, from) => {
    await openDialog(language, name)
    await combobox(from).selectOption('parallel-conference')
    expect(await twins(page)).toEqual([])
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((chosen) => window.standIn.call('settings.set', { theme: chosen }), theme)
      await page.locator(`html[data-theme="${theme}"]`).waitFor()
      expect(await axeFindings(page)).toEqual([])
    }
    const foot = dialog.getByRole('button').last()
    expect((await foot.boundingBox())?.y, 'the way on is in sight at 768 pixels').toBeLessThan(768 - 30)
    await page.setViewportSize({ width: 480, height: 768 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  },
)
