// The details of a recommendation as a person's hands fill them: letter by letter, one evidence right after the other, and a panel that is
// closed before the last button. Nothing typed or chosen may be lost.
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paperPages, person, textOf } from './paper-pages.ts'

const pages = paperPages()
let page: Page

const panel = (): Locator =>
  person(page, 'Amina').getByRole('complementary', { name: 'Details', exact: true })

async function openDetails(): Promise<Locator> {
  await textOf(page, 'Amina')
    .getByRole('group', { name: 'Recommendation 1', exact: true })
    .getByRole('button', { name: 'Details', exact: true })
    .click()
  await panel().getByRole('heading', { name: 'Recommendation 1', exact: true }).waitFor()
  return panel()
}

test.each([
  { box: 'Add addressee', list: 'Addressees', words: 'Council of Mayors' },
  { box: 'Add theme', list: 'Themes', words: 'media' },
  { box: 'Add affected group', list: 'Affected groups', words: 'xylophonists' },
])('own words typed letter by letter into $box are added', async ({ box, list, words }) => {
  page = await pages.open('people=Amina')
  const shown = await openDetails()
  await shown.getByRole('combobox', { name: box, exact: true }).click()
  await page.keyboard.type(words)
  await page.getByRole('option', { name: `Add “${words}”`, exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await shown.getByRole('list', { name: list, exact: true }).getByText(words, { exact: true }).waitFor()
})

test('a document that was chosen is kept when the panel closes, and when its fields are left', async () => {
  page = await pages.open('people=Amina')
  const commitments = panel().getByRole('list', { name: 'Commitments', exact: true })
  const document = panel().getByRole('combobox', { name: 'Document', exact: true })
  await openDetails()
  await document.click()
  await page.keyboard.type('The Astana promise')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await panel().waitFor({ state: 'detached' })
  await openDetails()
  await commitments.getByText('The Astana promise', { exact: true }).waitFor()

  await document.click()
  await page.keyboard.type('A second promise')
  await page.keyboard.press('Enter')
  await panel().getByRole('textbox', { name: 'Paragraph' }).click()
  await page.keyboard.type('12')
  expect(await commitments.getByRole('listitem').count()).toBe(1)
  await panel().getByRole('combobox', { name: 'Priority', exact: true }).focus()
  await commitments.getByText('A second promise, 12', { exact: true }).waitFor()
  expect(await commitments.getByRole('listitem').count()).toBe(2)

  await document.click()
  await page.keyboard.type('A third promise')
  await page.keyboard.press('Enter')
  await panel().getByRole('button', { name: 'Add evidence', exact: true }).click()
  await panel().getByRole('list', { name: 'Evidence', exact: true }).getByRole('textbox').waitFor()
  await commitments.getByText('A third promise', { exact: true }).waitFor()
})

test('evidence stands in the order in which it was added, and the next box comes at once', async () => {
  page = await pages.open('people=Amina')
  await openDetails()
  const boxes = panel().getByRole('list', { name: 'Evidence', exact: true }).getByRole('textbox')
  const texts = (): Promise<string[]> =>
    boxes.evaluateAll((found) => found.map((box) => (box as HTMLTextAreaElement).value))
  const add = panel().getByRole('button', { name: 'Add evidence', exact: true })
  const expected = ['first', 'second', 'third', 'fourth', 'fifth']
  for (const words of expected) {
    await add.click()
    await page.keyboard.type(words)
  }
  await expect.poll(texts).toEqual(expected)
  await add.click()
  await panel().getByRole('heading', { name: 'Recommendation 1', exact: true }).click()
  // An empty box that waits already is the one that the button leads to.
  await add.click()
  await page.keyboard.type('sixth')
  await expect.poll(texts).toEqual([...expected, 'sixth'])
  await page.keyboard.press('Escape')
  await panel().waitFor({ state: 'detached' })
  await openDetails()
  await expect.poll(texts).toEqual([...expected, 'sixth'])
})
