// The calendar on the screen: by mouse, by keyboard alone, for a screen reader, for those who only read, in both languages.
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, civilDateOf, utcMidnight } from '../../../shared/calendar/civil-date.ts'
import type { SceneName } from '../../standin/editor/scenes.ts'
import { axeFindings } from '../axe.ts'
import { editorPages, emit, focusOn, world } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page

const TODAY = civilDateOf(new Date())
const long = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(utcMidnight(date))
const month = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    utcMidnight(date),
  )

const button = (name: string, within: Locator | Page = page): Locator =>
  within.getByRole('button', { name, exact: true })
const row = (title: string): Locator => page.getByRole('listitem', { name: title, exact: true })
const cell = (date: string): Locator => page.locator(`td[data-date="${date}"]`)
const heading = (name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true })

async function openCalendar(scene: SceneName = 'dates', group = 'Shrinking civic space'): Promise<void> {
  page = await pages.open(scene)
  await page.getByRole('link', { name: group }).click()
  await page.getByRole('tab', { name: 'Calendar', exact: true }).click()
}

describe('by month', () => {
  test('the days have their names, Monday first; what is on a day is part of it and stands below', async () => {
    await openCalendar()
    const grid = page.getByRole('grid', { name: month(TODAY), exact: true })
    const weekdays = grid.getByRole('columnheader')
    expect(await weekdays.first().getAttribute('abbr')).toBe('Monday')
    expect(await weekdays.last().getAttribute('abbr')).toBe('Sunday')
    const today = grid.getByRole('gridcell', { name: `${long(TODAY)}; 1 date: Drafting group`, exact: true })
    expect(await today.getAttribute('aria-current')).toBe('date')
    expect(await today.getAttribute('aria-selected')).toBe('true')
    await page.getByRole('list', { name: long(TODAY), exact: true }).waitFor()
    await row('Drafting group').getByText('15:00 Warsaw time').waitFor()
    const next = addDays(TODAY, 1)
    await cell(next).click()
    await page.getByText('Nothing on this day.', { exact: true }).waitFor()
    expect(await cell(next).getAttribute('aria-selected')).toBe('true')
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1)
  })

  test('what lasts nine days is one bar a week, with its title where it begins', async () => {
    await openCalendar()
    const first = addMonths(TODAY, 2).replace(/..$/, '05')
    await page.evaluate(
      `window.standIn.world.calendar.push({ event: '9'.repeat(32), title: 'Conference', date: '${first}', lastDay: '${addDays(first, 8)}', kind: 'session', note: '', done: false })`,
    )
    await button('Next month').click()
    await button('Next month').click()
    await emit(page, 'group.changed', { group: '1'.padStart(64, '0') })
    await page.getByRole('gridcell', { name: `${long(first)}; 1 date: Conference`, exact: true }).waitFor()
    // Each day of it has its name for who listens; the eye reads it once a week.
    const days = Array.from({ length: 9 }, (_, day) => addDays(first, day))
    const mondays = days.filter((day) => utcMidnight(day).getUTCDay() === 1 && day !== first)
    for (const day of days) {
      const mark = cell(day).locator('[aria-hidden="true"] > span')
      const titled = day === first || mondays.includes(day)
      expect(((await mark.textContent()) ?? '').trim(), day).toBe(titled ? 'Conference' : '')
    }
  })

  test('by keyboard alone: from day to day, week, month and year; a date added, changed, done, deleted and back', async () => {
    await openCalendar()
    await button('Next month').focus()
    await page.keyboard.press('Tab')
    const at = () => page.evaluate<string>('document.activeElement.dataset.date')
    const press = async (key: string, expected: string) => {
      await page.keyboard.press(key)
      await expect.poll(at, { message: key }).toBe(expected)
    }
    expect(await at()).toBe(TODAY)
    await press('ArrowRight', addDays(TODAY, 1))
    await press('ArrowDown', addDays(TODAY, 8))
    await press('ArrowLeft', addDays(TODAY, 7))
    await press('ArrowUp', TODAY)
    await press('PageDown', addMonths(TODAY, 1))
    await heading(month(addMonths(TODAY, 1))).waitFor()
    await press('Shift+PageDown', addMonths(TODAY, 13))
    await press(
      'End',
      addDays(addMonths(TODAY, 13), 6 - ((utcMidnight(addMonths(TODAY, 13)).getUTCDay() + 6) % 7)),
    )
    await page.keyboard.press('Home')
    const monday = await at()
    expect(utcMidnight(monday).getUTCDay()).toBe(1)

    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a date', exact: true })
    expect(await dialog.getByLabel('Date', { exact: true }).inputValue()).toBe(monday)
    await focusIn(dialog, 'Title')
    await page.keyboard.press('Enter')
    await dialog.getByText('Please fill this in.').waitFor()
    await page.keyboard.type('Comments on the second draft')
    await page.keyboard.press('Enter')
    await row('Comments on the second draft').waitFor()
    await cell(monday).filter({ hasText: '1 date: Comments on the second draft' }).waitFor()
    await expect.poll(at).toBe(monday)

    const its = row('Comments on the second draft')
    await its.getByRole('checkbox', { name: 'Done' }).focus()
    await page.keyboard.press('Space')
    await expect.poll(async () => (await world(page)).calendar.at(-1)?.done).toBe(true)
    await button('Edit', its).focus()
    await page.keyboard.press('Enter')
    const change = page.getByRole('dialog', { name: 'Change this date', exact: true })
    await change.getByLabel('Last day', { exact: true }).fill(addDays(monday, -1))
    await button('Save', change).press('Enter')
    await change.getByRole('alert').getByText('The last day lies before the first').waitFor()
    await change.getByLabel('Last day', { exact: true }).fill(addDays(monday, 2))
    await button('Save', change).press('Enter')
    await change.waitFor({ state: 'detached' })
    await cell(addDays(monday, 2)).filter({ hasText: '1 date: Comments on the second draft' }).waitFor()

    await button('Delete', its).focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('status')
      .getByText('“Comments on the second draft” was deleted for everyone.')
      .waitFor()
    await its.waitFor({ state: 'detached' })
    await focusOn(page, 'Undo')
    await page.keyboard.press('Enter')
    await its.waitFor()
    await button('Today').press('Enter')
    await heading(month(TODAY)).waitFor()
  })

  async function focusIn(dialog: Locator, label: string): Promise<void> {
    await expect
      .poll(() => dialog.getByLabel(label, { exact: true }).evaluate((at) => at === document.activeElement))
      .toBe(true)
  }

  test('an edit sends what the person changed and nothing else', async () => {
    await openCalendar()
    await button('Edit', row('Drafting group')).click()
    const dialog = page.getByRole('dialog', { name: 'Change this date' })
    // A colleague moves the very date meanwhile.
    await page.evaluate(
      `window.standIn.call('calendar.change', { group: '1'.padStart(64, '0'), event: window.standIn.world.calendar.find(({ title }) => title === 'Drafting group').event, note: 'Online' })`,
    )
    await dialog.getByLabel('Title', { exact: true }).fill('Drafting group, second part')
    await button('Save', dialog).click()
    await row('Drafting group, second part').getByText('Online').waitFor()
  })
})

describe('as a list', () => {
  test('what is overdue and what lies ahead by month, what is over behind a fold, papers as links', async () => {
    await openCalendar()
    await page.getByRole('radio', { name: 'List', exact: true }).click()
    const titles = await page.locator('li[aria-labelledby] p:first-child').allTextContents()
    expect(titles).toEqual([
      'Ask the Chairpersonship for an answer',
      'Drafting group',
      'UPR joint submission to Geneva',
      'Parallel conference',
      'Objections to the outcome document',
      'Registration for the spring session',
      'Comments on the joint statement',
    ])
    await row('Ask the Chairpersonship for an answer').getByText('3 days overdue').waitFor()
    await row('UPR joint submission to Geneva').getByText('In 5 days').waitFor()
    expect(await row('Comments on the joint statement').isVisible()).toBe(false)
    await page.getByText('Past dates (1)', { exact: true }).click()
    await row('Comments on the joint statement').waitFor()
    expect(await twins(page)).toEqual([])
    await row('UPR joint submission to Geneva').getByRole('link').click()
    await page.getByRole('textbox', { name: 'Paper text' }).waitFor()
  })

  test('of very many only the first hundred are drawn, and the rest on asking', async () => {
    page = await pages.open('dates')
    await page.evaluate(
      `for (let at = 0; at < 250; at++) window.standIn.world.calendar.push({ event: String(at).padStart(32, '0'), title: 'Date ' + at, date: '2199-01-01', kind: 'other', note: '', done: false })`,
    )
    await page.getByRole('link', { name: 'Shrinking civic space' }).click()
    await page.getByRole('tab', { name: 'Calendar', exact: true }).click()
    await page.getByRole('radio', { name: 'List', exact: true }).click()
    await button('Show more').click()
    await button('Show more').click()
    await row('Date 249').waitFor()
    expect(await button('Show more').count()).toBe(0)
  })
})

test('the target dates of recommendations, when wanted: read only, with the paper; those that were dropped ask for nothing', async () => {
  await openCalendar()
  const one = (id: number, status: string, text: string) => ({
    ...{ id: String(id).padStart(32, '0'), number: id, text },
    details: {
      ...{ addressees: [], themes: [], groups: [], commitments: [], evidence: [], others: {} },
      ...{ status, date: addDays(TODAY, 2) },
    },
  })
  const paper = {
    paper: 'c'.padStart(32, '0'),
    title: 'Foreign-agent laws',
    archived: false,
    mayWrite: true,
    version: '1',
  }
  const recommendations = [
    one(1, 'agreed', 'Repeal the law.'),
    one(2, 'dropped', 'Ask again.'),
    one(3, 'proposed', 'x '.repeat(300)),
  ]
  await page.evaluate(
    (papers) => {
      const { call } = window.standIn
      const answer = (method: string, input: never) =>
        method === 'recommendations.list'
          ? Promise.resolve({ ok: true, data: { papers, members: [] } })
          : call(method as 'app.state', input)
      Object.assign(window.standIn, { call: answer })
    },
    [{ ...paper, recommendations }],
  )
  expect(await cell(addDays(TODAY, 2)).textContent()).not.toContain('Recommendation')
  await page.getByRole('checkbox', { name: 'Target dates of recommendations', exact: true }).click()
  const name = `${long(addDays(TODAY, 2))}; 2 dates: Recommendation 1: Repeal the law.; Recommendation 3: x x`
  await page.getByRole('gridcell', { name }).click()
  const its = row('Recommendation 1: Repeal the law.')
  await its.getByText('Target date of a recommendation').waitFor()
  expect(await its.getByRole('button').count()).toBe(0)
  const longest = await page
    .getByText(/^Recommendation 3: x x/)
    .last()
    .textContent()
  expect(longest?.length).toBeLessThan(200)
  await page.getByRole('radio', { name: 'List', exact: true }).click()
  await its.getByRole('link', { name: 'Foreign-agent laws', exact: true }).click()
  await page.getByRole('textbox', { name: 'Paper text' }).waitFor()
})

test('what is due shows on opening the group, and leads to the calendar; the tab says how many', async () => {
  page = await pages.open('dates')
  await page.getByRole('link', { name: 'Shrinking civic space' }).click()
  const due = page.getByRole('region', { name: 'Due soon', exact: true })
  expect(await due.getByRole('listitem').allTextContents()).toEqual([
    '3 days overdueAsk the Chairpersonship for an answer',
    'TodayDrafting group',
    'In 5 daysUPR joint submission to Geneva',
  ])
  const tab = page.getByRole('tab', { name: 'Calendar', exact: true, description: '3 due' })
  await tab.waitFor()
  await due.getByRole('link', { name: '2 more in the calendar', exact: true }).click()
  await page.getByRole('tab', { name: 'Calendar', exact: true, selected: true }).waitFor()
})

test('who only reads sees dates and no way to change them; an endorser sees why there are none; nothing is due in an empty one', async () => {
  await openCalendar('dates', 'Torture')
  await page.getByText('Coordinators and drafters keep the calendar').waitFor()
  await row('Drafting group').waitFor()
  for (const name of ['Add a date', 'Edit', 'Delete']) expect(await button(name).count()).toBe(0)
  await cell(TODAY).press('Enter')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await openCalendar('endorser')
  await page.getByText('The calendar is not shown to you').waitFor()
  await openCalendar('groups')
  await page.getByRole('radio', { name: 'List', exact: true }).click()
  await page.getByText('There are no dates yet').waitFor()
  await page.getByRole('tab', { name: 'Papers', exact: true }).click()
  await page.getByRole('list', { name: 'Papers' }).waitFor()
  expect(await page.getByRole('region', { name: 'Due soon' }).count()).toBe(0)
})

test('what the host refuses is said in the form, and nothing typed is lost', async () => {
  await openCalendar()
  await button('Add a date').click()
  const dialog = page.getByRole('dialog', { name: 'Add a date' })
  await dialog.getByLabel('Title', { exact: true }).fill('One too many')
  await page.evaluate(`window.standIn.world.failing.set('calendar.add', 'E_CALENDAR_FULL')`)
  await button('Add', dialog).click()
  await dialog.getByRole('alert').getByText('The calendar is full').waitFor()
  expect(await dialog.getByLabel('Title', { exact: true }).inputValue()).toBe('One too many')
})

const NAMES = {
  en: { calendar: 'Calendar', list: 'List', add: 'Add a date', past: /^Past dates/ },
  ru: { calendar: 'Календарь', list: 'Список', add: 'Добавить дату', past: /^Прошедшие даты/ },
} as const

test.each([
  ['en', 'light'],
  ['en', 'dark'],
  ['ru', 'light'],
  ['ru', 'dark'],
] as const)(
  'for everyone, %s %s: axe finds nothing, no two controls are alike, nothing is cut off when narrow',
  async (language, theme) => {
    const names = NAMES[language]
    page = await pages.open('dates', { language, theme })
    await page.getByRole('link', { name: 'Shrinking civic space' }).click()
    const fits = async (what: string) => {
      expect(await axeFindings(page), what).toEqual([])
      expect(await twins(page), what).toEqual([])
      for (const width of [1366, 480, 360]) {
        await page.setViewportSize({ width, height: 768 })
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(wider, `${what} at ${width}`).toBeLessThanOrEqual(0)
      }
      await page.setViewportSize({ width: 1366, height: 768 })
    }
    await fits('due')
    await page.getByRole('tab', { name: names.calendar, exact: true }).click()
    await fits('month')
    await button(names.add).click()
    await page.getByRole('dialog').waitFor()
    await fits('adding')
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: names.list, exact: true }).click()
    await page.getByText(names.past).click()
    await fits('list')
  },
)
