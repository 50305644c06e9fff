// A member is removed, through the screens alone: she gets nothing more and reaches nobody, the others write on, and one who leaves
// has nothing of the group left.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { agree, BORIS, Cast, comeBack, GROUP, TITLE } from './cast.ts'

const CARLA = 'Carla Mendes'

let cast: Cast
let ana: Person
let boris: Person
let carla: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ;[ana, boris] = await cast.pair('Drafter')
  carla = await cast.arrive(CARLA, 'Plaza Abierta')
  await carla.createVault()
  await cast.letIn(ana, carla, 'Drafter')
  await carla.openGroup(GROUP)
  await carla.openPaper(TITLE)
  await ana.openTab('Papers')
  await ana.openPaper(TITLE)
  await ana.typeAtEnd('Written while Boris belonged. ')
  await agree(ana, boris, carla)
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

const rows = ({ page }: Person, list: string) =>
  page.getByRole('list', { name: list, exact: true }).getByRole('listitem')

test('the removed gets nothing more, the others write on', async () => {
  await ana.openTab('Members')
  await rows(ana, 'Members').filter({ hasText: BORIS }).getByRole('button', { name: 'Remove' }).click()
  const question = ana.page.getByRole('alertdialog', { name: `Remove ${BORIS}?` })
  await question.getByText('What they have already received stays with them').waitFor()
  await question.getByRole('button', { name: 'Remove' }).click()
  await rows(ana, 'Members').filter({ hasText: BORIS }).waitFor({ state: 'detached' })
  await ana.page.getByText('Former members (1)').click()
  await rows(ana, 'Former members').filter({ hasText: BORIS }).waitFor()
  await ana.openTab('Papers')
  await ana.openPaper(TITLE)
  await ana.typeAtEnd('After the removal. ')
  await carla.untilText('After the removal.')
  await carla.typeAtEnd('Carla goes on. ')
  await ana.untilText('Carla goes on.')
  for (const person of [ana, carla]) await person.untilStatus(/^On all 2 devices$/)
  expect(await boris.text()).not.toContain('After')
  expect(await boris.text()).not.toContain('Carla')
})

test('what the removed types reaches nobody, and a new start of his brings him nothing', async () => {
  await boris.typeAtEnd('Boris types all the same. ')
  await boris.untilText('Boris types all the same.')
  await boris.quit()
  await comeBack(boris)
  await ana.typeAtEnd('Ana too. ')
  await carla.untilText('Ana too.')
  for (const person of [ana, carla]) {
    await person.untilStatus(/^On all 2 devices$/)
    expect(await person.text()).not.toContain('Boris types')
  }
  expect(await boris.text()).not.toContain('Ana too')
})

test('one who leaves has nothing of the group left, and the other writes on', async () => {
  await carla.openTab('Settings')
  await carla.page.getByRole('button', { name: 'Leave group' }).click()
  const question = carla.page.getByRole('alertdialog', { name: `Leave ${GROUP}?` })
  await question.getByRole('button', { name: 'Leave group' }).click()
  await carla.page.getByText('No working group yet').waitFor()
  await carla.quit()
  await carla.restart()
  await carla.unlock()
  await carla.page.getByText('No working group yet').waitFor()
  await ana.typeAtEnd('Alone now. ')
  await ana.untilStatus(/^On 1 of 2 devices$/)
})
