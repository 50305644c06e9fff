// Two people in the real app: a date that one adds is the other's, a paper starts from a template and is written in by both, and both
// are there after a restart.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { addDays, civilDateOf } from '../../../shared/calendar/civil-date.ts'
import { Cast, GROUP } from './cast.ts'

let cast: Cast
let ana: Person
let boris: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ana = await cast.ana()
  boris = await cast.boris(ana, 'Drafter')
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

const SOON = addDays(civilDateOf(new Date()), 5)
const row = (person: Person, title: string) => person.page.getByRole('listitem', { name: title, exact: true })

async function openCalendar(person: Person): Promise<void> {
  await person.openTab('Calendar')
  await person.page.getByRole('radio', { name: 'List', exact: true }).click()
}

test('a deadline that Ana adds is due for Boris; he moves it, and it is moved for her, after a restart as well', async () => {
  await openCalendar(ana)
  await ana.page.getByRole('button', { name: 'Add a date' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Add a date' })
  await dialog.getByLabel('Title', { exact: true }).fill('Comments on the draft')
  await dialog.getByLabel('Date', { exact: true }).fill(SOON)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await row(ana, 'Comments on the draft').waitFor()
  await boris.openTab('Papers')
  const due = boris.page.getByRole('region', { name: 'Due soon' })
  await due.getByText('Comments on the draft').waitFor()
  await due.getByText('In 5 days').waitFor()

  await openCalendar(boris)
  await row(boris, 'Comments on the draft').getByRole('button', { name: 'Edit' }).click()
  const change = boris.page.getByRole('dialog', { name: 'Change this date' })
  await change.getByLabel('Date', { exact: true }).fill(addDays(SOON, 4))
  await change.getByRole('button', { name: 'Save' }).click()
  await row(ana, 'Comments on the draft').getByText('In 9 days').waitFor()
  await boris.quit()
  await boris.restart()
  await boris.unlock()
  await boris.openGroup(GROUP)
  await openCalendar(boris)
  await row(boris, 'Comments on the draft').getByText('In 9 days').waitFor()
})

test('a paper in Russian from a template: its headings, recommendations and word limit are there for both, and both write', async () => {
  await ana.openTab('Papers')
  await ana.page.getByRole('button', { name: 'New paper' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'New paper' })
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Представление')
  await dialog.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'UPR joint submission' })
  await dialog.getByRole('combobox', { name: 'Language of the paper' }).selectOption({ label: 'Русский' })
  await dialog.getByRole('button', { name: 'Create paper' }).click()
  await ana.untilText('Международные обязательства и институты')
  await ana.page.getByText('of 5,630 words').waitFor()
  expect(await ana.page.getByRole('group', { name: /^Recommendation \d+$/ }).count()).toBe(4)
  await boris.openTab('Papers')
  await boris.openPaper('Представление')
  await boris.typeAtEnd(' Дописано Борисом.')
  await ana.untilText('Дописано Борисом.')
})
