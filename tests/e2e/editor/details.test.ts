// The details of a recommendation beside the paper: opened, changed and undone by two people, read by a third, with the keyboard.
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { paperPages, person, textOf } from './paper-pages.ts'

const pages = paperPages()
let page: Page

const recommendation = (who: string, number: number): Locator =>
  textOf(page, who).getByRole('group', { name: `Recommendation ${number}`, exact: true })
const panel = (who: string): Locator =>
  person(page, who).getByRole('complementary', { name: 'Details', exact: true })

async function openDetails(who: string, number: number): Promise<Locator> {
  await recommendation(who, number).getByRole('button', { name: 'Details', exact: true }).click()
  await panel(who)
    .getByRole('heading', { name: `Recommendation ${number}`, exact: true })
    .waitFor()
  return panel(who)
}

test('two people at once: each sees what the other adds; undo takes back only the own', async () => {
  page = await pages.open('people=Amina,Boris', 2600)
  const hers = await openDetails('Amina', 1)
  const his = await openDetails('Boris', 1)
  const addressees = (at: Locator): Locator => at.getByRole('list', { name: 'Addressees', exact: true })
  const add = async (at: Locator, name: string): Promise<void> => {
    await at.getByRole('combobox', { name: 'Add addressee', exact: true }).fill(name)
    await page.getByRole('option', { name, exact: true }).click()
  }
  await add(hers, 'Kazakhstan')
  await addressees(his).getByText('Kazakhstan').waitFor()
  await add(his, 'Uzbekistan')
  await addressees(hers).getByText('Uzbekistan').waitFor()
  await hers.getByRole('combobox', { name: 'Status', exact: true }).selectOption('Agreed')
  await expect
    .poll(() => his.getByRole('combobox', { name: 'Status', exact: true }).inputValue())
    .toBe('agreed')
  await textOf(page, 'Amina').focus()
  await page.keyboard.press('Control+z')
  await expect
    .poll(() => his.getByRole('combobox', { name: 'Status', exact: true }).inputValue())
    .toBe('proposed')
  await textOf(page, 'Amina').focus()
  await page.keyboard.press('Control+z')
  await addressees(his).getByText('Kazakhstan').waitFor({ state: 'detached' })
  await addressees(his).getByText('Uzbekistan').waitFor()
})

test('it follows the caret; a split keeps the details above, a deletion that is undone brings them back', async () => {
  page = await pages.open('people=Amina')
  const toolbar = person(page, 'Amina').getByRole('toolbar', { name: 'Formatting', exact: true })
  const closed = await toolbar.evaluate((bar) => bar.getBoundingClientRect().left)
  const shown = await openDetails('Amina', 1)
  expect(await toolbar.evaluate((bar) => bar.getBoundingClientRect().left)).toBe(closed)
  const date = shown.getByLabel('Target date', { exact: true })
  await date.fill('2027-05-01')
  await date.blur()
  await recommendation('Amina', 2).locator('p').click()
  await shown.getByRole('heading', { name: 'Recommendation 2', exact: true }).waitFor()
  expect(await date.inputValue()).toBe('')
  await recommendation('Amina', 1).locator('p').click()
  await page.keyboard.press('Home')
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await shown.getByRole('heading', { name: 'Recommendation 2', exact: true }).waitFor()
  expect(await date.inputValue()).toBe('')
  await page.keyboard.press('Control+z')
  await recommendation('Amina', 1).locator('p').click()
  await expect.poll(() => date.inputValue()).toBe('2027-05-01')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect.poll(() => recommendation('Amina', 1).count()).toBe(0)
  await page.keyboard.press('Control+z')
  await recommendation('Amina', 1).locator('p').click()
  await expect.poll(() => date.inputValue()).toBe('2027-05-01')
})

test('hints know the details', async () => {
  page = await pages.open('people=Amina&empty')
  await textOf(page, 'Amina').click()
  await person(page, 'Amina').getByRole('button', { name: 'Add recommendation', exact: true }).click()
  await page.keyboard.type('Release them all.')
  const hints = (): Promise<string | null> => recommendation('Amina', 1).getAttribute('aria-description')
  await expect.poll(hints).toContain('commitment')
  const shown = await openDetails('Amina', 1)
  await shown.getByRole('combobox', { name: 'Document', exact: true }).fill('UN Convention')
  await shown.getByRole('combobox', { name: 'Document', exact: true }).press('Enter')
  await shown.getByRole('button', { name: 'Add commitment', exact: true }).click()
  await expect.poll(hints).not.toContain('commitment')
  await shown.getByRole('combobox', { name: 'Add addressee', exact: true }).fill('Our partners')
  await shown.getByRole('combobox', { name: 'Add addressee', exact: true }).press('Enter')
  const date = shown.getByLabel('Target date', { exact: true })
  await date.fill('2027-05-01')
  await date.blur()
  await expect.poll(hints).toBeNull()
})

test('with the keyboard: Alt+Enter opens, Escape goes back to the text; Tab reaches the button of the one with the caret', async () => {
  page = await pages.open('people=Amina')
  await recommendation('Amina', 2).locator('p').click()
  await page.keyboard.press('Alt+Enter')
  await panel('Amina').getByRole('heading', { name: 'Recommendation 2', exact: true }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('Recommendation 2')
  await page.keyboard.press('Escape')
  await panel('Amina').waitFor({ state: 'detached' })
  expect(await page.evaluate('document.activeElement?.ariaLabel')).toBe('Paper text')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement?.textContent')).toBe('Details')
  await page.keyboard.press('Enter')
  await panel('Amina').getByRole('heading', { name: 'Recommendation 2', exact: true }).waitFor()
})

test('who may not write reads', async () => {
  page = await pages.open('people=Amina,Olga&readers=Olga', 2600)
  const hers = await openDetails('Amina', 1)
  await hers.getByRole('button', { name: 'Add evidence', exact: true }).click()
  await page.keyboard.type('A published report')
  const shown = await openDetails('Olga', 1)
  await shown.getByText('A published report', { exact: true }).waitFor()
  await shown.getByText('You can read these details. Coordinators and drafters change them.').waitFor()
  for (const role of ['combobox', 'textbox', 'checkbox'] as const)
    expect(await shown.getByRole(role).count()).toBe(0)
})

test.each(
  (['en', 'ru'] as const).flatMap((language) =>
    (['light', 'dark'] as const).flatMap((theme) => [1366, 400].map((width) => ({ language, theme, width }))),
  ),
)('for everyone, %o: axe finds nothing, nothing is cut off', async ({ language, theme, width }) => {
  page = await pages.open(`people=Amina&language=${language}&theme=${theme}`, width)
  const name = language === 'ru' ? 'Сведения' : 'Details'
  await person(page, 'Amina').getByRole('button', { name, exact: true }).first().click()
  await page.getByRole('complementary', { name, exact: true }).waitFor()
  // The stand-in's page has several mains, one a person.
  expect(await axeFindings(page, ['landmark-no-duplicate-main'])).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
