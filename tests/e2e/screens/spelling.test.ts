// Spelling on the screen: what is underlined and when, the menu by mouse and by keyboard, the group's words, switching it off; for
// those who only read, nothing.
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { editorPages, emit, world } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page

const MISSPELT = { recieve: ['receive', 'relieve'], рекомендацыя: ['рекомендация'], Zud: [] }
const PAPER = 'Protecting those who defend rights'
const text = (): Locator => page.getByRole('textbox', { name: 'Paper text', exact: true })
const marked = (): Promise<string[]> => page.locator('.paper-misspelt').allTextContents()
const menu = (word: string): Locator => page.getByRole('menu', { name: `Spelling of “${word}”`, exact: true })
const item = (name: string): Locator => page.getByRole('menuitem', { name, exact: true })
const html = (): Promise<string> => text().evaluate((element) => element.innerHTML)

/** Whatever paper is opened, `window.paperSession` names its session. */
const KEEP_SESSION = `{
  const call = window.standIn.call
  window.standIn.call = async (method, input) => {
    const reply = await call(method, input)
    if (method === 'paper.open' && reply.ok) window.paperSession = reply.data.session
    return reply
  }
}`

async function openPaper(): Promise<void> {
  page = await pages.open('groups')
  await page.evaluate((misspelt) => Object.assign(window.standIn.world.spelling.misspelt, misspelt), MISSPELT)
  await page.evaluate(KEEP_SESSION)
  await page.getByRole('link', { name: 'Shrinking civic space' }).click()
  await page.getByRole('link', { name: PAPER }).click()
  await text().waitFor()
}

async function write(words: string): Promise<void> {
  await text().click()
  await page.keyboard.type(words)
}

test('a misspelt word is underlined once it is finished, said to a screen reader, and mended as one edit that keeps its marks', async () => {
  await openPaper()
  expect(await text().getAttribute('spellcheck')).toBe('false')
  await write('We ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('recieve')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' a рекомендацыя')
  await expect.poll(marked).toEqual(['recieve'])
  await page.keyboard.type('. ')
  await expect.poll(marked).toEqual(['recieve', 'рекомендацыя'])
  const mark = page.locator('.paper-misspelt').first()
  expect(await mark.getAttribute('aria-invalid')).toBe('spelling')
  expect(await mark.evaluate((element) => getComputedStyle(element).textDecorationStyle)).toBe('wavy')
  const before = await html()

  await mark.click({ button: 'right' })
  await menu('recieve').waitFor()
  expect(await page.getByRole('menuitem').allTextContents()).toEqual([
    'receive',
    'relieve',
    'Add to the group’s words',
    'Ignore here',
  ])
  expect(await axeFindings(page)).toEqual([])
  await item('receive').click()
  await expect.poll(() => page.locator('.ProseMirror strong').textContent()).toBe('receive')
  await expect.poll(marked).toEqual(['рекомендацыя'])
  await page.keyboard.press('Control+z')
  // The caret is back in the word, as if it were being typed.
  await page.keyboard.press('End')
  await expect.poll(html).toBe(before)
  expect(await axeFindings(page)).toEqual([])
})

test('by keyboard alone: Shift+F10 at the word, Escape back to it; ignored here, or added for the group and taken out again', async () => {
  await openPaper()
  await write('Zud recieve Zud ')
  await expect.poll(marked).toEqual(['Zud', 'recieve', 'Zud'])
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+F10')
  await menu('Zud').waitFor()
  await page.keyboard.press('Escape')
  await menu('Zud').waitFor({ state: 'detached' })
  await expect.poll(() => text().evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Shift+F10')
  await menu('Zud').waitFor()
  await expect
    .poll(() => page.evaluate('document.activeElement.textContent'))
    .toBe('Add to the group’s words')
  await page.keyboard.press('Enter')
  await expect.poll(marked).toEqual(['recieve'])
  expect((await world(page)).spelling.words).toEqual(['Zud'])
  await page.locator('.paper-misspelt').click({ button: 'right' })
  await item('Ignore here').click()
  await expect.poll(marked).toEqual([])

  await page.getByRole('link', { name: 'Back to Shrinking civic space' }).click()
  await page.getByRole('tab', { name: 'Settings', exact: true }).click()
  const words = page.getByRole('list', { name: 'The group’s words', exact: true })
  await words.getByRole('listitem', { name: 'Zud', exact: true }).waitFor()
  expect(await twins(page)).toEqual([])
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove “Zud”', exact: true }).click()
  await words.waitFor({ state: 'detached' })
})

test('of a long list the first 200 stand there, and any other is found', async () => {
  page = await pages.open('groups')
  await page.evaluate(() => {
    const { spelling } = window.standIn.world
    spelling.words = Array.from({ length: 1500 }, (_, at) => `Word${String(at).padStart(4, '0')}`)
  })
  await page.getByRole('link', { name: 'Shrinking civic space' }).click()
  await page.getByRole('tab', { name: 'Settings', exact: true }).click()
  const items = page.getByRole('list', { name: 'The group’s words', exact: true }).getByRole('listitem')
  await page.getByText('Shown: 200 of 1500').waitFor()
  expect(await items.count()).toBe(200)
  await page.getByRole('textbox', { name: 'Find a word', exact: true }).fill('word149')
  await page.getByText('Shown: 10 of 10').waitFor()
  expect(await items.count()).toBe(10)
  expect(await axeFindings(page)).toEqual([])
})

test('switched off on this computer nothing is underlined, nor for who only reads', async () => {
  await openPaper()
  await write('We recieve. ')
  await expect.poll(marked).toEqual(['recieve'])
  await page.evaluate(() => window.standIn.call('settings.set', { spelling: false }))
  await expect.poll(marked).toEqual([])
  await page.evaluate(() => window.standIn.call('settings.set', { spelling: true }))
  await expect.poll(marked).toEqual(['recieve'])
  const session = await page.evaluate<string>('window.paperSession')
  const about = { title: PAPER, kind: 'recommendation-paper', mayWrite: false } as const
  await emit(page, 'paper.about', { session, about })
  await expect.poll(marked).toEqual([])
  await emit(page, 'paper.about', { session, about: { ...about, mayWrite: true } })
  await expect.poll(marked).toEqual(['recieve'])
})
