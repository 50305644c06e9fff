// Moving blocks and sections, and rescued text, as two people meet them: toolbar, keys, dialog, in both languages and themes.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { paperPages, person, sentBy, textOf } from './paper-pages.ts'

const pages = paperPages()
let page: Page

const button = (who: string, name: string) => person(page, who).getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog', { name: 'Rescued text', exact: true })

const linesOf = (name: string) =>
  textOf(page, name).evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.paper-caret')) caret.remove()
    return Array.from(copy.children, (block) => (block.textContent ?? '').replaceAll('\u2060', ''))
  })

const online = (isOnline: boolean) =>
  page.evaluate((on) => {
    for (const device of window.room.devices) device.online = on
    if (on) window.room.sync()
  }, isOnline)

/** Until the page has been told where the caret is now. */
const settled = () =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))

async function caretIn(name: string, words: string): Promise<void> {
  await textOf(page, name).getByText(words).first().click()
  await page.keyboard.press('Home')
  await settled()
}

async function write(name: string, lines: readonly string[]): Promise<void> {
  await textOf(page, name).click()
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter')
    await page.keyboard.type(line)
  }
  await settled()
}

/** Boris writes in "Two" while Amina deletes it. */
async function crossed(query: string, width?: number): Promise<void> {
  page = await pages.open(`people=Amina,Boris&empty=1&${query}`, width)
  await page.getByRole('main', { name: 'Boris' }).waitFor()
  const [hers, his] = [page.getByRole('main', { name: 'Amina' }), page.getByRole('main', { name: 'Boris' })]
  const [mine, theirs] = [hers.locator('.ProseMirror'), his.locator('.ProseMirror')]
  await mine.click()
  await page.keyboard.type('# What we ask\nOne is here.\nTwo is here.\nThree is here.')
  await theirs.getByText('Three is here.').waitFor()
  await online(false)
  await theirs.getByText('Two is here.').click()
  await page.keyboard.press('Home')
  await settled()
  await page.keyboard.type('Without delay, ')
  await mine.getByText('Two is here.').click()
  await page.keyboard.press('Home')
  await settled()
  await page.keyboard.press('Shift+End')
  await settled()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Backspace')
  await mine.getByText('Two is here.').waitFor({ state: 'detached' })
  for (const side of [hers, his]) {
    await side.locator('[data-kind=saved]').waitFor()
  }
  await online(true)
  await mine.locator('[data-rescued]').waitFor()
}

describe('Move up and Move down', () => {
  test('by button and by key, with undo, and the caret stays in the block', async () => {
    page = await pages.open('people=Amina&empty=1')
    await write('Amina', ['One', 'Two', 'Three'])
    await button('Amina', 'Move up').click()
    expect(await linesOf('Amina')).toEqual(['One', 'Three', 'Two'])
    await page.keyboard.press('Alt+Shift+ArrowUp')
    expect(await linesOf('Amina')).toEqual(['Three', 'One', 'Two'])
    await expect.poll(() => button('Amina', 'Move up').getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await page.keyboard.type('!')
    expect(await linesOf('Amina')).toEqual(['Three!', 'One', 'Two'])
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await button('Amina', 'Undo').click()
    await button('Amina', 'Undo').click()
    await button('Amina', 'Undo').click()
    expect(await linesOf('Amina')).toEqual(['One', 'Three', 'Two'])
    await button('Amina', 'Redo').click()
    expect(await linesOf('Amina')).toEqual(['Three', 'One', 'Two'])
  })

  test('a section goes with all that is under it, numbers and outline follow, and a colleague’s words go along', async () => {
    page = await pages.open('people=Amina,Boris')
    await caretIn('Amina', 'Next steps')
    await online(false)
    await textOf(page, 'Boris').getByText('Open for endorsement.').click()
    await page.keyboard.press('End')
    await settled()
    await page.keyboard.type(' Soon.')
    await caretIn('Amina', 'Next steps')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await online(true)
    for (const name of ['Amina', 'Boris']) {
      const lines = await linesOf(name)
      expect(lines.indexOf('Next steps')).toBeLessThan(
        lines.indexOf('Recommendations to participating States'),
      )
      expect(lines.indexOf('Open for endorsement. Soon.') - lines.indexOf('Next steps')).toBe(5)
      expect(lines.filter((line) => line === 'Next steps')).toHaveLength(1)
    }
    const outline = person(page, 'Amina').getByRole('navigation', { name: 'Outline' })
    if (!(await outline.isVisible())) await button('Amina', 'Outline').click()
    const entries = await outline.getByRole('button').allTextContents()
    expect(entries.indexOf('Next steps')).toBeLessThan(entries.findIndex((entry) => entry.startsWith('1. ')))
    const firstOne = person(page, 'Amina').getByRole('group', { name: 'Recommendation 1', exact: true })
    await firstOne.click()
    await settled()
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await person(page, 'Boris')
      .getByRole('group', { name: 'Recommendation 2', exact: true })
      .getByText('Repeal provisions')
      .waitFor()
  })

  test('a colleague’s letter in the same moment as a click leaves the caret where the click was', async () => {
    page = await pages.open('people=Amina,Boris&empty=1')
    await write('Amina', ['One', 'Two', 'Three'])
    await textOf(page, 'Boris').getByText('Three').waitFor()
    await online(false)
    await caretIn('Boris', 'Three')
    await page.keyboard.type('Boris: ')
    await textOf(page, 'Amina').click()
    await settled()
    await textOf(page, 'Amina').evaluate((text) => {
      // The caret is there, nobody has been told yet, and his words arrive.
      document.getSelection()?.collapse(text.children[0] ?? text, 1)
      for (const device of window.room.devices) device.online = true
      window.room.sync()
    })
    await expect.poll(() => linesOf('Amina')).toContain('Boris: Three')
    await page.keyboard.type('!')
    expect(await linesOf('Amina')).toEqual(['One!', 'Two', 'Boris: Three'])
  })

  test('a click into the text sets the caret though all of the page is selected', async () => {
    page = await pages.open('people=Amina,Olga&readers=Olga')
    await textOf(page, 'Olga').click()
    await page.keyboard.press('Control+a')
    const box = await textOf(page, 'Amina').getByText('The group has documented:').boundingBox()
    if (box === null) throw new Error('no place to click')
    await page.mouse.move(box.x + 5, box.y + box.height / 2)
    await page.mouse.down()
    // As long as a finger rests; ProseMirror looks after the focus 20 ms on.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60)))
    await page.mouse.up()
    await page.keyboard.press('End')
    await settled()
    await page.keyboard.type(' seen')
    expect(await linesOf('Amina')).toContain('The group has documented: seen')
  })

  test('a key in the same moment as a click acts where the click was', async () => {
    page = await pages.open('people=Amina&empty=1')
    await write('Amina', ['One', 'Two', 'Three'])
    await textOf(page, 'Amina').evaluate((text) => {
      // What a click and a key leave behind that a busy page finds together: the caret there, and nobody told yet.
      document.getSelection()?.collapse(text.children[1]?.querySelector('p') ?? text.children[1] ?? text, 0)
      const key = { key: 'ArrowUp', altKey: true, shiftKey: true, bubbles: true, cancelable: true }
      text.dispatchEvent(new KeyboardEvent('keydown', key))
    })
    expect(await linesOf('Amina')).toEqual(['Two', 'One', 'Three'])
  })

  test('two who move one paragraph at once see it once', async () => {
    page = await pages.open('people=Amina,Boris&empty=1')
    await write('Amina', ['One', 'Two', 'Three'])
    await textOf(page, 'Boris').getByText('Three').waitFor()
    await online(false)
    await caretIn('Amina', 'Two')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await caretIn('Boris', 'Two')
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await online(true)
    const lines = await linesOf('Amina')
    expect([...lines].sort()).toEqual(['One', 'Three', 'Two'])
    expect(await linesOf('Boris')).toEqual(lines)
  })
})

describe('Rescued text', () => {
  test('is announced, listed with who and where, and put back by keyboard alone', async () => {
    await crossed('')
    const sent = [await sentBy(page, 'Amina'), await sentBy(page, 'Boris')]
    await person(page, 'Amina').getByText('1 passage was rescued.').waitFor()
    await button('Amina', 'Rescued text').focus()
    await page.keyboard.press('Enter')
    const list = dialog().getByRole('list', { name: 'Rescued text' })
    const item = list.getByRole('listitem', { name: 'Without delay,' })
    await item.getByText('Written by Boris').waitFor()
    await item.getByText('Under “What we ask” · After “One is here.”').waitFor()
    expect([await sentBy(page, 'Amina'), await sentBy(page, 'Boris')]).toEqual(sent)
    await item.getByRole('button', { name: 'Put back' }).focus()
    await page.keyboard.press('Enter')
    await dialog().getByText('Nothing left to decide').waitFor()
    expect(
      await dialog()
        .getByRole('button', { name: 'Close' })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true)
    await page.keyboard.press('Enter')
    await dialog().waitFor({ state: 'detached' })
    await button('Boris', 'Rescued text').waitFor({ state: 'detached' })
    expect(await linesOf('Boris')).toEqual([
      'What we ask',
      'One is here.',
      'Without delay, ',
      'Three is here.',
    ])
    await page.keyboard.type('now')
    await textOf(page, 'Boris').getByText('Without delay, now').waitFor()
  })

  test('is discarded for everyone, and Undo brings it back', async () => {
    await crossed('')
    await button('Boris', 'Rescued text').click()
    await dialog().getByRole('button', { name: 'Discard' }).click()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await button('Amina', 'Rescued text').waitFor({ state: 'detached' })
    expect(await linesOf('Amina')).toEqual(['What we ask', 'One is here.', 'Three is here.'])
    await button('Boris', 'Undo').click()
    await button('Amina', 'Rescued text').waitFor()
  })

  test('who only reads sees it, and no button that does nothing', async () => {
    page = await pages.open('people=Amina,Boris,Olga&readers=Olga&empty=1')
    await write('Amina', ['One', 'Two'])
    await textOf(page, 'Boris').getByText('Two').waitFor()
    await online(false)
    await caretIn('Boris', 'Two')
    await page.keyboard.type('his ')
    await caretIn('Amina', 'Two')
    await page.keyboard.press('Shift+End')
    await settled()
    await page.keyboard.press('Delete')
    await page.keyboard.press('Backspace')
    await online(true)
    await button('Olga', 'Rescued text').click()
    await dialog().getByRole('listitem', { name: 'his' }).waitFor()
    expect(await dialog().getByRole('button').allTextContents()).toEqual(['Close'])
    expect(await sentBy(page, 'Olga')).toBe(0)
  })

  test.each([
    ['light', 'theme=light', 'Rescued text', 1366],
    ['dark', 'theme=dark', 'Rescued text', 1366],
    ['Russian, narrow', 'language=ru', 'Спасённый текст', 640],
  ])('axe finds nothing: %s', async (name, query, title, width) => {
    await crossed(query, width)
    await button('Amina', title).click()
    await page.getByRole('dialog', { name: title, exact: true }).getByRole('listitem').waitFor()
    expect(await axeFindings(page)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
    const folder = process.env.PICTURES
    if (folder !== undefined) {
      await page.screenshot({ path: `${folder}/rescued-${name}.png` })
      await page.keyboard.press('Escape')
      await page.screenshot({ path: `${folder}/paper-${name}.png` })
    }
  })
})
