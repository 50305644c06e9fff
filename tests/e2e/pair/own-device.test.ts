// One person with two computers, and a colleague: the second computer joins by a picture of the QR code and is the same person; the
// colleague and she check each other by six words, each in their own language.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { ANA, BORIS, Cast, GROUP, TITLE } from './cast.ts'

let cast: Cast
let ana: Person
let laptop: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ana = await cast.ana()
  laptop = await cast.arrive(`${ANA} at home`, 'Open Archive')
  await laptop.createVault()
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

const row = (person: Person, name: string) =>
  person.page.getByRole('list', { name: 'Members', exact: true }).getByRole('listitem', { name, exact: true })

test('the second computer reads the code from a picture, waits, and is admitted as hers; both write', async () => {
  await ana.openTab('Members')
  await row(ana, ANA).getByRole('button', { name: 'Add another device of mine' }).click()
  const invitation = ana.page.getByRole('dialog', { name: 'Add another device of mine' })
  await invitation.getByRole('button', { name: 'Create invitation' }).click()
  const code = invitation.getByRole('img', { name: 'Invitation QR code' })
  await code.scrollIntoViewIfNeeded()
  const picture = await code.screenshot()
  const link = await invitation.getByRole('textbox', { name: 'Invitation link' }).inputValue()
  await invitation.getByRole('button', { name: 'Close' }).click()

  await laptop.page.getByRole('button', { name: 'Join a group' }).click()
  const join = laptop.page.getByRole('dialog', { name: 'Join a group' })
  const chooser = laptop.page.waitForEvent('filechooser')
  await join.getByRole('button', { name: 'Open invitation file' }).click()
  await (await chooser).setFiles({ name: 'screenshot.png', mimeType: 'image/png', buffer: picture })
  const box = join.getByRole('textbox', { name: 'Invitation' })
  await expect.poll(() => box.inputValue()).toBe(link)
  await join.getByRole('textbox', { name: 'Your name in this group' }).fill(laptop.options.name)
  await join.getByRole('textbox', { name: 'Organisation' }).fill('Open Archive')
  await join.getByRole('button', { name: 'Join', exact: true }).click()

  const waiting = ana.page.getByRole('list', { name: 'Waiting to join' }).getByRole('listitem')
  await waiting.getByText('as another device of yours').waitFor({ timeout: 60_000 })
  expect(await laptop.safetyWords()).toBe(await ana.safetyWords(laptop.options.name))
  await waiting.getByRole('button', { name: 'Admit' }).click()
  await row(ana, ANA).getByText('2 devices').waitFor({ timeout: 60_000 })
  expect(await ana.page.getByRole('list', { name: 'Members', exact: true }).getByText('home').count()).toBe(0)

  await laptop.openGroup(GROUP)
  await laptop.openPaper(TITLE)
  await ana.openTab('Papers')
  await ana.openPaper(TITLE)
  await ana.typeAtEnd('From the office.')
  await laptop.untilText('From the office.')
  await laptop.typeAtEnd(' From home.')
  await ana.untilText('From home.')
  await laptop.untilStatus(/^On all 2 devices$/)
  await ana.untilStatus(/^On all 2 devices$/)
})

test('two members verify each other, one in Russian and one in English, and only for themselves', async () => {
  const boris = await cast.boris(ana, 'Drafter')
  await ana.openTab('Members')
  await boris.openTab('Members')
  await row(ana, BORIS).getByRole('button', { name: 'Verify' }).click()
  await row(boris, ANA).getByRole('button', { name: 'Verify' }).click()
  const hers = ana.page.getByRole('dialog', { name: `Verify ${BORIS}` })
  const his = boris.page.getByRole('dialog', { name: `Verify ${ANA}` })
  const words = async (dialog: typeof hers) => {
    const region = dialog.getByRole('region', { name: 'Safety words' })
    await region.waitFor({ timeout: 60_000 })
    return ((await region.textContent()) ?? '').trim().split(/\s+/)
  }
  expect(await words(hers)).toHaveLength(6)
  expect(await words(hers)).toEqual(await words(his))
  for (const dialog of [hers, his])
    await dialog.getByRole('button', { name: 'Show the Russian words' }).click()
  expect((await words(his)).every((word) => /^[а-я]+$/.test(word))).toBe(true)
  expect(await words(hers)).toEqual(await words(his))
  await hers.getByRole('button', { name: 'They match' }).click()
  await row(ana, BORIS).getByText('Verified', { exact: true }).waitFor()
  await his.getByRole('button', { name: 'Close' }).click()
  await row(boris, ANA).getByText('Not verified', { exact: true }).waitFor()
})
