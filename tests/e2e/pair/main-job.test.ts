// The main job as two people do it: separate processes, profiles and browsers, through the screens alone.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { until } from '../../support/until.ts'
import { ANA, agree, BORIS, Cast, comeBack } from './cast.ts'
import { connections, countConnections } from './webrtc.ts'

let cast: Cast
let ana: Person
let boris: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ;[ana, boris] = await cast.pair()
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

const caretOf = (page: Person, name: string) =>
  page.paperText().locator('.paper-caret-name', { hasText: name })
const present = (page: Person, name: string) =>
  page.page.getByRole('list', { name: 'Present' }).getByRole('listitem', { name })

describe('two people in one paper', () => {
  test('type at once, see each other by name, and both screens say who has it', async () => {
    await Promise.all([
      ana.typeAtEnd('Defenders must be safe to speak. ', 20),
      boris.typeAtEnd('Nobody may be punished for a list of names. ', 20),
    ])
    await caretOf(ana, BORIS).waitFor()
    await caretOf(boris, ANA).waitFor()
    await present(ana, BORIS).waitFor()
    await present(boris, ANA).waitFor()
    const text = await agree(ana, boris)
    // Typed into one paragraph at one place: each sentence's letters are all there, in order.
    expect(text).toHaveLength(
      'Defenders must be safe to speak. Nobody may be punished for a list of names. '.length,
    )
    for (const person of [ana, boris]) await person.untilStatus(/^On all 2 devices$/)
  })

  test('write a formatted page that arrives as it was made', async () => {
    await ana.typeAtEnd('\n')
    const style = ana.page.getByRole('combobox', { name: 'Paragraph style' })
    const button = (name: string) => ana.page.getByRole('button', { name, exact: true })
    const line = async (text: string): Promise<void> => ana.page.keyboard.type(`${text}\n`)
    await style.selectOption({ label: 'Heading 2' })
    await line('What we ask for')
    await button('Bulleted list').click()
    await line('freedom of assembly')
    await ana.page.keyboard.press('Tab')
    await line('in public squares')
    await style.selectOption({ label: 'Quote' })
    await line('“I was asked for names.”')
    await style.selectOption({ label: 'Text' })
    await button('Numbered list').click()
    await line('first step')
    await line('second step')
    await ana.page.keyboard.press('Enter')
    await button('Add recommendation').click()
    await line('Repeal the law on assemblies.')
    await ana.page.keyboard.type('Release those who are detained.')
    await button('Add recommendation').click()
    await button('Bold').click()
    await ana.page.keyboard.type('Publish')
    await button('Bold').click()
    await ana.page.keyboard.type(' the report.')
    for (let letter = 0; letter < 'report.'.length; letter += 1)
      await ana.page.keyboard.press('Shift+ArrowLeft')
    await ana.page.keyboard.press('Control+k')
    const dialog = ana.page.getByRole('dialog', { name: 'Link' })
    await dialog.getByRole('textbox', { name: 'Address' }).fill('https://example.org/report')
    await dialog.getByRole('button', { name: 'Set link' }).click()
    await dialog.waitFor({ state: 'detached' })

    await agree(ana, boris)
    const page = boris.paperText()
    await page.getByRole('heading', { name: 'What we ask for', level: 3 }).waitFor()
    await page.getByRole('listitem').filter({ hasText: 'freedom of assembly' }).waitFor()
    expect(await page.locator('[role=list][data-kind=bullet] [role=listitem]').count()).toBe(2)
    expect(await page.locator('[aria-level="2"]').textContent()).toContain('in public squares')
    expect(await page.locator('blockquote').textContent()).toContain('I was asked for names.')
    expect(await page.locator('[data-kind=ordered] [data-number]').count()).toBe(2)
    await page
      .getByRole('group', { name: 'Recommendation 1', exact: true })
      .getByText('Repeal the law')
      .waitFor()
    await page
      .getByRole('group', { name: 'Recommendation 2', exact: true })
      .getByText('Release those')
      .waitFor()
    const third = page.getByRole('group', { name: 'Recommendation 3', exact: true })
    await third.locator('strong', { hasText: /^Publish$/ }).waitFor()
    expect(await third.locator('a').getAttribute('href')).toBe('https://example.org/report')
    await expect.poll(() => boris.markup(), { timeout: 10_000 }).toBe(await ana.markup())
  })

  test('undo takes back only one’s own work', async () => {
    await ana.typeAtEnd('\nAna’s own words.')
    await boris.untilText('Ana’s own words.')
    await boris.typeAtEnd('\nBoris’s own words.')
    await ana.untilText('Boris’s own words.')
    await ana.page.getByRole('button', { name: 'Undo' }).click()
    await until('Ana’s words to be gone on both screens', async () => {
      return !(await agree(ana, boris)).includes('Ana’s own words.')
    })
    expect(await agree(ana, boris)).toContain('Boris’s own words.')
    await ana.page.getByRole('button', { name: 'Redo' }).click()
    await boris.untilText('Ana’s own words.')
  })

  test('reload a page in the middle of typing: nothing that was called saved is lost, and nobody is asked anything', async () => {
    await countConnections(boris)
    await boris.typeAtEnd('\nBefore the reload.')
    await boris.untilStatus(/^On (all|1 of) 2 devices$/)
    await boris.page.reload()
    await boris.untilText('Before the reload.')
    await boris.typeAtEnd(' And after it.')
    await ana.untilText('Before the reload. And after it.')
  })

  test('the words travel device to device over WebRTC', async () => {
    // The reload of the test before gave the page a courier whose connections are counted.
    let before = 0
    await until('a data channel to open', async () => {
      const open = await connections(boris)
      before = open.reduce((sum, { received }) => sum + received, 0)
      return open.some(({ state }) => state === 'connected') && before > 0
    })
    const words = 'These words go from device to device, with nothing in between.'
    await ana.typeAtEnd(`\n${words}`, 10)
    await boris.untilText(words)
    await until('the channel to have carried them', async () => {
      const received = (await connections(boris)).reduce((sum, one) => sum + one.received, 0)
      return received > before + 10 * words.length
    })
  })

  test('both leave, and find each other unaided when they come back', async () => {
    const text = await agree(ana, boris)
    for (const person of [ana, boris]) await person.untilStatus(/^On all 2 devices$/)
    await ana.quit()
    await boris.quit()
    await comeBack(boris)
    expect(await boris.text()).toBe(text)
    await boris.typeAtEnd('\nWritten alone in the morning.')
    await boris.untilStatus(/^On 1 of 2 devices$/)
    await comeBack(ana)
    await ana.untilText('Written alone in the morning.')
    for (const person of [ana, boris]) await person.untilStatus(/^On all 2 devices$/)
  })
})
