// The paper page as people use it: mouse, keyboard, clipboard, two at once, under the product's policy in real Chromium.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { GOOGLE_DOCS, LIBRE_OFFICE, WORD } from '../../unit/paper/clipboards.ts'
import { paperPages, paste, person, sentBy, TOOLS, textOf } from './paper-pages.ts'

const pages = paperPages()
let page: Page

const button = (name: string) => page.getByRole('button', { name, exact: true })
const style = () => page.getByRole('combobox', { name: 'Paragraph style', exact: true })
const kinds = () =>
  textOf(page, 'Amina').evaluate((text) =>
    Array.from(text.children, (block) => block.getAttribute('data-kind')),
  )

/** What each block says on somebody's page, without the names of other people's carets, which stand in the text. */
const linesOf = (name: string) =>
  textOf(page, name).evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.paper-caret')) caret.remove()
    return Array.from(copy.children, (block) => (block.textContent ?? '').replaceAll('\u2060', ''))
  })

/** The browser tells of a new selection a task later; nobody presses two keys that fast, but a test does. */
async function selectionIs(text: string): Promise<void> {
  await page.waitForFunction((wanted) => getSelection()?.toString() === wanted, text)
  await settled()
}

/** After a key that moves the caret: until the page has been told where it is now. */
async function settled(): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

describe('the page', () => {
  test('has the names that people and screen readers look for, and shows nothing that does not work yet', async () => {
    page = await pages.open('people=Amina')
    await page.getByRole('link', { name: 'Back to Shrinking civic space', exact: true }).waitFor()
    await page.getByRole('heading', { level: 1, name: 'Protecting those who defend rights' }).waitFor()
    const toolbar = page.getByRole('toolbar', { name: 'Formatting', exact: true })
    for (const name of TOOLS) await toolbar.getByRole('button', { name, exact: true }).waitFor()
    expect(await toolbar.getByRole('button').count()).toBe(TOOLS.length)
    expect(await style().locator('option').allTextContents()).toEqual([
      'Text',
      'Heading 1',
      'Heading 2',
      'Heading 3',
      'Heading 4',
      'Quote',
      'Recommendation',
    ])
    expect(await page.getByRole('status', { name: 'Sync status', exact: true }).textContent()).toBe(
      'Saved on this device',
    )
    await page.getByRole('group', { name: 'Recommendation 2', exact: true }).waitFor()
    await page.getByText(/^\d+ words · [\d,]+ characters · 3 recommendations$/).waitFor()
  })

  test('says in Russian what it says in English', async () => {
    page = await pages.open('people=Amina&language=ru')
    await page.getByRole('textbox', { name: 'Текст документа', exact: true }).waitFor()
    await page.getByRole('group', { name: 'Рекомендация 3', exact: true }).waitFor()
    await page.getByRole('toolbar', { name: 'Форматирование', exact: true }).waitFor()
  })

  test('explains the status on a click and on Ctrl+S', async () => {
    page = await pages.open('people=Amina')
    const sentence = page.getByText('Everything written here is on this computer’s disk.')
    await page.getByRole('status', { name: 'Sync status' }).click()
    await sentence.waitFor()
    await page.getByRole('status', { name: 'Sync status' }).click()
    await sentence.waitFor({ state: 'hidden' })
    await textOf(page, 'Amina').click()
    await page.keyboard.press('Control+s')
    await sentence.waitFor()
  })

  test('READER_EMITS: an observer reads, is told why they cannot write, and nothing they do is sent', async () => {
    page = await pages.open('people=Amina,Olga&readers=Olga')
    await person(page, 'Olga').getByText('Your role lets you read this paper, not change it.').waitFor()
    expect(await person(page, 'Olga').getByRole('toolbar').count()).toBe(0)
    await textOf(page, 'Olga').click()
    await page.keyboard.type('no')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await paste(page, 'Olga', { 'text/plain': 'no' })
    await textOf(page, 'Amina').getByText('The group has documented:').click()
    await page.keyboard.press('End')
    await settled()
    await page.keyboard.type(' seen')
    await textOf(page, 'Olga').getByText('The group has documented: seen').waitFor()
    await page.mouse.wheel(0, 2_000)
    expect(await sentBy(page, 'Olga')).toBe(0)
  })
})

describe('writing', () => {
  test('toolbar and keys format, keep the caret, and show where one is', async () => {
    page = await pages.open('people=Amina&empty=1')
    await textOf(page, 'Amina').click()
    await page.keyboard.type('Plain ')
    await button('Bold').click()
    await page.keyboard.type('bold')
    await page.keyboard.press('Control+b')
    await page.keyboard.type(' plain')
    await expect.poll(() => button('Bold').getAttribute('aria-pressed')).toBe('false')
    await page.keyboard.press('ArrowLeft')
    await settled()
    await style().selectOption('Heading 2')
    await page.keyboard.type('!')
    expect(await textOf(page, 'Amina').locator('h3').innerHTML()).toBe('Plain <strong>bold</strong> plai!n')
    await page.keyboard.press('End')
    await settled()
    await page.keyboard.press('Enter')
    await button('Bulleted list').click()
    await page.keyboard.type('one')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('two')
    await expect.poll(() => button('Bulleted list').getAttribute('aria-pressed')).toBe('true')
    expect(await kinds()).toEqual(['heading', 'bullet', 'bullet'])
    await page
      .getByRole('listitem')
      .filter({ hasText: 'two' })
      .and(page.locator('[aria-level="2"]'))
      .waitFor()
    await button('Add recommendation').click()
    await page.keyboard.type('Repeal the law.')
    const first = page.getByRole('group', { name: 'Recommendation 1', exact: true })
    expect(await first.locator('p').textContent()).toBe('Repeal the law.')
    for (let times = 0; times < 30; times += 1) await page.keyboard.press('Control+z')
    expect(await textOf(page, 'Amina').textContent()).toBe('')
    for (let times = 0; times < 30; times += 1) await page.keyboard.press('Control+y')
    expect(await kinds()).toEqual(['heading', 'bullet', 'bullet', 'recommendation'])
  })

  test('Ctrl+K makes a link, refuses what is none, and changes and removes one', async () => {
    page = await pages.open('people=Amina&empty=1')
    await textOf(page, 'Amina').click()
    await page.keyboard.type('See the report')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await selectionIs('report')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Link', exact: true })
    await dialog.getByRole('textbox', { name: 'Address', exact: true }).fill('javascript:alert(1)')
    await dialog.getByRole('button', { name: 'Set link' }).click()
    await dialog.getByText('That is not a web address').waitFor()
    await dialog.getByRole('textbox', { name: 'Address' }).fill('example.org/report')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    const link = textOf(page, 'Amina').locator('a')
    expect(await link.getAttribute('href')).toBe('https://example.org/report')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('!')
    expect(await link.textContent()).toBe('report')
    await page.keyboard.press('ArrowLeft')
    await settled()
    await page.keyboard.press('ArrowLeft')
    await settled()
    await button('Link').click()
    await dialog.getByRole('button', { name: 'Remove link' }).click()
    await link.waitFor({ state: 'detached' })
  })

  test('words typed at full speed right after Enter stand where they were typed', async () => {
    page = await pages.open('people=Amina,Boris&empty=1')
    await textOf(page, 'Amina').click()
    const words = Array.from({ length: 12 }, (_, index) => `word${index}`)
    for (const word of words) {
      await page.keyboard.type(word)
      await page.keyboard.press('Enter')
    }
    await expect.poll(async () => (await linesOf('Boris')).filter((line) => line !== '')).toEqual(words)
  })

  test('a deleted whole leaves a page one can go on with', async () => {
    page = await pages.open('people=Amina,Boris')
    await textOf(page, 'Amina').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('Anew')
    await expect.poll(() => linesOf('Boris')).toEqual(['Anew'])
  })
})

describe('the word limit', () => {
  test('is set by who writes, belongs to the paper, and being over it is said in words', async () => {
    page = await pages.open('people=Amina,Olga&readers=Olga&empty=1')
    expect(await person(page, 'Olga').getByRole('button', { name: 'Set a word limit' }).count()).toBe(0)
    await button('Set a word limit').click()
    const dialog = page.getByRole('dialog', { name: 'Word limit', exact: true })
    const most = dialog.getByRole('textbox', { name: 'Most words', exact: true })
    await most.fill('many')
    await page.keyboard.press('Enter')
    await dialog.getByText('That is not a number of words.').waitFor()
    await most.fill('1,000,001')
    await page.keyboard.press('Enter')
    await dialog.getByText('That is not a number of words.').waitFor()
    await most.fill('3')
    await page.keyboard.press('Enter')
    await person(page, 'Amina').getByText('0 of 3 words · 0 characters', { exact: true }).waitFor()
    await textOf(page, 'Amina').click()
    await page.keyboard.type('One two three four five')
    const over = person(page, 'Amina').getByRole('status', { name: 'Word limit', exact: true })
    await over.getByText('2 words over the limit.').waitFor()
    await button('Change the limit').click()
    await dialog.getByRole('button', { name: 'No limit', exact: true }).click()
    await person(page, 'Amina').getByText('5 words · 23 characters', { exact: true }).waitFor()
    expect(await over.textContent()).toBe('')
  })
})

describe('finding', () => {
  const bar = () => page.getByRole('search', { name: 'Find', exact: true })
  const field = (name: string) => bar().getByRole('textbox', { name, exact: true })
  const result = () => bar().getByRole('status').textContent()

  test('Ctrl+F finds what is typed, goes on and back, and Escape returns to the text; nothing is sent', async () => {
    page = await pages.open('people=Amina')
    await textOf(page, 'Amina').getByText('The group has documented:').click()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('Recommendations')
    await expect.poll(result).toMatch(/^\d of 2$/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+Enter')
    const first = await result()
    await bar().getByRole('button', { name: 'Next', exact: true }).click()
    await expect.poll(result).not.toBe(first)
    await bar().getByRole('checkbox', { name: 'Match case', exact: true }).check()
    await expect.poll(result).toBe('1 of 1')
    await bar().getByRole('checkbox', { name: 'Whole words', exact: true }).check()
    await field('Find').fill('Recommendatio')
    await expect.poll(result).toBe('Not found')
    await field('Find').fill('Recommendations')
    await expect.poll(result).toBe('1 of 1')
    await page.keyboard.press('Escape')
    await bar().waitFor({ state: 'detached' })
    expect(await page.locator('.paper-found').count()).toBe(0)
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox')
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('Recommendations')
    expect(await sentBy(page, 'Amina')).toBe(0)
  })

  test('replaces one, then all, and one undo brings all back; a reader only finds', async () => {
    page = await pages.open('people=Amina,Olga&readers=Olga&empty=1')
    await textOf(page, 'Amina').click()
    await page.keyboard.type('law law law')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('law')
    await field('Replace with').fill('statute')
    await bar().getByRole('button', { name: 'Replace', exact: true }).click()
    await expect.poll(() => linesOf('Amina').then(([line]) => line?.split('statute').length)).toBe(2)
    await bar().getByRole('button', { name: 'Replace all', exact: true }).click()
    await bar().getByText('Replaced 2 times. Undo takes it all back.').waitFor()
    expect(await linesOf('Amina')).toEqual(['statute statute statute'])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expect.poll(() => linesOf('Amina').then(([line]) => line?.split('law').length)).toBe(3)
    const olga = person(page, 'Olga')
    await olga.getByRole('button', { name: 'Find in the paper', exact: true }).click()
    await olga.getByRole('search').getByRole('textbox', { name: 'Find', exact: true }).waitFor()
    expect(await field('Replace with').count()).toBe(0)
    expect(await sentBy(page, 'Olga')).toBe(0)
  })
})

describe('exporting', () => {
  test('Export saves Word and Markdown under the paper’s title, for a reader too, and sends nothing', async () => {
    page = await pages.open('people=Olga&readers=Olga&title=What%3F%20Now%2FThen')
    for (const [item, name] of [
      ['Word (DOCX)', 'What Now Then.docx'],
      ['Markdown', 'What Now Then.md'],
    ] as const) {
      await button('Export').focus()
      await page.keyboard.press('Enter')
      const saved = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: item, exact: true }).click()
      expect((await saved).suggestedFilename()).toBe(name)
    }
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await sentBy(page, 'Olga')).toBe(0)
  })
})

describe('hints', () => {
  const hintOf = (who: string, number: number) =>
    person(page, who).getByRole('group', { name: `Recommendation ${number}`, exact: true })

  test('stand under a recommendation, follow what is typed, are no text, and send nothing; a reader has none', async () => {
    page = await pages.open('people=Amina,Olga&readers=Olga')
    const second = hintOf('Amina', 3)
    const lacks = 'On which commitment does it rest? By when?'
    await expect.poll(() => second.getAttribute('aria-description')).toBe(lacks)
    expect(await hintOf('Olga', 3).getAttribute('aria-description')).toBeNull()
    expect(await second.textContent()).not.toContain('By when?')
    expect(await sentBy(page, 'Amina')).toBe(0)
    await second.click()
    await page.keyboard.press('End')
    await settled()
    await page.keyboard.type(' From 2027 on.')
    await expect
      .poll(() => second.getAttribute('aria-description'))
      .toMatch(/^It seems to ask for two things: .* On which commitment does it rest\?$/)
    expect(await second.locator('p').textContent()).toMatch(/institutions\. From 2027 on\.$/)
  })
})

describe('the outline', () => {
  const outline = () => page.getByRole('navigation', { name: 'Outline', exact: true })
  const current = () => outline().locator('[aria-current]').textContent()

  test('lists headings and recommendations, marks where one is, and leads there; it sends nothing', async () => {
    page = await pages.open('people=Amina')
    expect(await outline().getByRole('button').allTextContents()).toEqual([
      'Protecting those who defend rights',
      'What has changed since last year',
      'Recommendations to participating States',
      expect.stringMatching(/^1\. Repeal provisions/),
      expect.stringMatching(/^2\. Release all/),
      expect.stringMatching(/^3\. Refrain from/),
      'Next steps',
    ])
    await outline().getByRole('button', { name: '2. Release all' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(current).toMatch(/^2\. Release/)
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox')
    expect(await sentBy(page, 'Amina')).toBe(0)
    await page.keyboard.type('Now: ')
    await outline().getByRole('button', { name: '2. Now: Release all' }).waitFor()
    await textOf(page, 'Amina').getByText('The group has documented:').click()
    await expect.poll(current).toBe('What has changed since last year')
  })

  test('is behind a button in a narrow window, and says so when there is nothing to list', async () => {
    page = await pages.open('people=Amina&empty=1', 480)
    await outline().waitFor({ state: 'hidden' })
    await button('Outline').focus()
    await page.keyboard.press('Enter')
    await outline().getByText('Headings and recommendations will be listed here.').waitFor()
    await button('Outline').click()
    await outline().waitFor({ state: 'hidden' })
    await textOf(page, 'Amina').click()
    await page.keyboard.type('# Aims')
    await button('Outline').click()
    await outline().getByRole('button', { name: 'Aims', exact: true }).click()
    await outline().waitFor({ state: 'hidden' })
  })
})

describe('what becomes of the paper', () => {
  test('renamed, it says so at once; deleted, it says so, keeps the words and takes no more', async () => {
    page = await pages.open('people=Amina')
    await textOf(page, 'Amina').getByText('The group has documented:').click()
    await page.evaluate(() =>
      window.room.device('Amina').tellAbout({ title: 'Anew', kind: 'declaration', mayWrite: true }),
    )
    await page.getByRole('heading', { level: 1, name: 'Anew' }).waitFor()
    await page.keyboard.type('Kept')
    await page.evaluate(() =>
      window.room.device('Amina').tellAbout({
        title: 'Anew',
        kind: 'declaration',
        mayWrite: false,
        reason: 'E_PAPER_DELETED',
      }),
    )
    await page.getByText('This paper was deleted for everyone.').waitFor()
    await page.getByRole('status', { name: 'Sync status' }).getByText('Saved on this device').waitFor()
    const sent = await sentBy(page, 'Amina')
    await page.keyboard.type('not this')
    expect(await textOf(page, 'Amina').textContent()).toContain('Kept')
    expect(await textOf(page, 'Amina').textContent()).not.toContain('not this')
    expect(await sentBy(page, 'Amina')).toBe(sent)
    expect(await page.getByRole('toolbar').count()).toBe(0)
  })
})

describe('two at once', () => {
  test('see each other’s words, carets and selections by name, in their colours', async () => {
    page = await pages.open('people=Amina,Boris')
    await person(page, 'Amina')
      .getByRole('list', { name: 'Present' })
      .getByRole('listitem', { name: 'Boris', exact: true })
      .waitFor()
    await textOf(page, 'Amina').getByText('The group has documented:').click()
    await page.keyboard.press('End')
    await settled()
    await page.keyboard.type(' Amina was here.')
    await textOf(page, 'Boris').getByText('The group has documented: Amina was here.').waitFor()
    const caret = textOf(page, 'Boris').locator('.paper-caret').filter({ hasText: 'Amina' })
    await caret.waitFor()
    expect(await caret.evaluate((element) => getComputedStyle(element).borderLeftColor)).toBe(
      'rgb(163, 38, 27)',
    )
    await textOf(page, 'Boris').getByText('Restrictions on resources').dblclick()
    await textOf(page, 'Amina').locator('.paper-selection').waitFor()
    expect(await sentBy(page, 'Boris')).toBe(0)
  })

  test('one types on while the other changes the kind of the block and formats it', async () => {
    page = await pages.open('people=Amina,Boris&empty=1')
    await textOf(page, 'Amina').click()
    await page.keyboard.type('Start')
    await textOf(page, 'Boris').getByText('Start').waitFor()
    const typing = page.evaluate(async () => {
      const room = window.room
      for (const device of room.devices) device.online = false
    })
    await typing
    await page.keyboard.type(' and go on')
    await textOf(page, 'Boris').getByText('Start').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+i')
    await person(page, 'Boris')
      .getByRole('combobox', { name: 'Paragraph style' })
      .selectOption('Recommendation')
    await textOf(page, 'Boris').locator('[role=group] em').waitFor()
    await page.waitForFunction(() => window.room.devices.every(({ sent }) => sent.length > 0))
    await page.evaluate(() => {
      for (const device of window.room.devices) device.online = true
      window.room.sync()
    })
    await textOf(page, 'Boris').getByText('and go on').waitFor()
    const said = await Promise.all(
      ['Amina', 'Boris'].map((name) => textOf(page, name).locator('[role=group] p').textContent()),
    )
    expect(said[0]).toContain('Start')
    expect(said[0]).toContain('and go on')
    expect(await textOf(page, 'Amina').locator('[role=group]').count()).toBe(1)
  })
})

describe('the clipboard', () => {
  test('Word, Google Docs and LibreOffice come in clean, under a policy that forbids inline styles', async () => {
    page = await pages.open('people=Amina&empty=1')
    await textOf(page, 'Amina').click()
    for (const html of [WORD, GOOGLE_DOCS, LIBRE_OFFICE]) {
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Backspace')
      await paste(page, 'Amina', { 'text/html': html, 'text/plain': 'unused' })
      await textOf(page, 'Amina').locator('h2, h3, h4').filter({ hasText: 'Aims' }).waitFor()
      expect(await textOf(page, 'Amina').locator('strong').allTextContents()).toHaveLength(1)
      expect(await textOf(page, 'Amina').locator('[style], script, img').count()).toBe(0)
    }
  })

  test('five million characters are pasted, sent as one edit of less than 8 MiB, and can be written in', async () => {
    page = await pages.open('people=Amina&empty=1')
    await textOf(page, 'Amina').click()
    const text = Array.from(
      { length: 5_000 },
      (_, at) => `${at} ${'nothing about us without us '.repeat(36)}`,
    ).join('\n')
    expect(text.length).toBeGreaterThan(5_000_000)
    await paste(page, 'Amina', { 'text/plain': text })
    await page.waitForFunction(() => window.room.device('Amina').sent.length === 1)
    const bytes = await page.evaluate(() => window.room.device('Amina').sent[0]?.length ?? 0)
    expect(bytes).toBeLessThan(8 * 1024 * 1024)
    await page.keyboard.type('End.')
    await page.waitForFunction(() => window.room.device('Amina').sent.length > 1)
    expect((await textOf(page, 'Amina').locator('p').last().textContent())?.slice(-4)).toBe('End.')
  })

  test('E_PASTE_TOO_LARGE: more than one edit can hold is refused in words, and nothing is lost', async () => {
    page = await pages.open('people=Amina')
    await textOf(page, 'Amina').getByText('The group has documented:').click()
    const before = await textOf(page, 'Amina').textContent()
    for (const size of [7_900_000, 9_000_000]) {
      await paste(page, 'Amina', { 'text/plain': 'x'.repeat(size) })
      await page.getByRole('alert').getByText('too much to paste at once').waitFor()
    }
    expect(await textOf(page, 'Amina').textContent()).toBe(before)
    expect(await sentBy(page, 'Amina')).toBe(0)
  })
})
