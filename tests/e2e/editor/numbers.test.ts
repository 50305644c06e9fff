// Numbered paragraphs, as two people and a reader meet them.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { paperPages, person, sentBy, textOf } from './paper-pages.ts'

const pages = paperPages()
let page: Page

const numbersOf = (name: string) =>
  textOf(page, name).evaluate((text) =>
    Array.from(text.querySelectorAll('p[data-kind=paragraph]'), (block) => block.getAttribute('data-number')),
  )

test('one button gives them to everybody; they follow the text, and empty paragraphs have none', async () => {
  page = await pages.open('people=Amina,Olga&readers=Olga&empty=1')
  const button = person(page, 'Amina').getByRole('button', { name: 'Number paragraphs', exact: true })
  expect(await person(page, 'Olga').getByRole('button', { name: 'Number paragraphs' }).count()).toBe(0)
  await textOf(page, 'Amina').click()
  await page.keyboard.type('First.\n\nSecond.\n# A heading\nThird.')
  await textOf(page, 'Olga').getByText('Third.').waitFor()
  const sent = await sentBy(page, 'Amina')
  await button.click()
  for (const name of ['Amina', 'Olga'])
    await expect.poll(() => numbersOf(name)).toEqual(['1.', null, '2.', '3.'])
  expect(await button.getAttribute('aria-pressed')).toBe('true')
  expect(await sentBy(page, 'Amina'), 'numbers are no words').toBe(sent)

  await textOf(page, 'Amina').getByText('First.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('In between.')
  for (const name of ['Amina', 'Olga'])
    await expect.poll(() => numbersOf(name)).toEqual(['1.', '2.', '3.', '4.'])
  expect(await axeFindings(page, ['landmark-no-duplicate-main'])).toEqual([])
  await button.click()
  await expect.poll(() => numbersOf('Olga')).toEqual([null, null, null, null])
})
