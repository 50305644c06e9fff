// The living screens of two people for everyone: axe finds nothing in light or dark, in English or Russian, and a Russian walk by
// roles alone; an observer reads, is told why she cannot write, and sends nothing.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { axeFindings } from '../axe.ts'
import { Cast, TITLE } from './cast.ts'

let cast: Cast
let ana: Person
let olga: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ;[ana, olga] = await cast.pair('Observer')
  await ana.typeAtEnd('For everyone to read.')
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

async function lightAndDark(person: Person): Promise<void> {
  // Colours that are still changing are neither: without motion they change at once.
  await person.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect(await axeFindings(person.page), 'light').toEqual([])
  await person.page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeFindings(person.page), 'dark').toEqual([])
}

test('READER_EMITS: an observer is told in one sentence why she cannot write, and whatever she does sends nothing', async () => {
  const sent: string[] = []
  olga.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => sent.push(payload.toString('latin1'))),
  )
  await olga.page.reload()
  await olga.untilText('For everyone to read.')
  await olga.page.getByText('Your role in this group does not allow this. Ask a coordinator.').waitFor()
  await olga.typeAtEnd('Not hers to write.')
  await olga.pasteAtEnd('Nor to paste.')
  await olga.page.keyboard.press('Control+b')
  await ana.typeAtEnd(' And more of it.')
  await olga.untilText('And more of it.')
  expect(await olga.text()).toBe(await ana.text())
  expect(sent.some((frame) => frame.includes('paper.open'))).toBe(true)
  expect(sent.filter((frame) => frame.includes('paper.edit'))).toEqual([])
})

test('axe finds nothing on the paper and the group’s pages', async () => {
  await lightAndDark(ana)
  await lightAndDark(olga)
  await ana.openTab('Members')
  await lightAndDark(ana)
})

test('a walk in Russian, by roles and Russian names alone', async () => {
  const { page } = ana
  await page.getByRole('button', { name: 'Preferences' }).click()
  await page
    .getByRole('dialog', { name: 'Preferences' })
    .getByRole('combobox', { name: 'Language' })
    .selectOption('ru')
  await page.locator('html[lang="ru"]').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Участники' }).click()
  await lightAndDark(ana)
  await page.getByRole('tab', { name: 'Документы' }).click()
  await page.getByRole('list', { name: 'Документы' }).getByRole('link', { name: TITLE }).click()
  const text = page.getByRole('textbox', { name: 'Текст документа' })
  await text.waitFor()
  await text.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Свобода собраний.')
  await page
    .getByRole('status', { name: 'Состояние сохранения' })
    .filter({ hasText: 'На всех устройствах: 2' })
    .waitFor()
  await lightAndDark(ana)
  await olga.untilText('Свобода собраний.')
  await page.getByRole('button', { name: 'Заблокировать' }).click()
  await page.getByRole('heading', { name: 'Разблокировка' }).waitFor()
  await lightAndDark(ana)
})
