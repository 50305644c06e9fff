// A page that is loaded anew while the vault is unlocked shows what it showed before. Where that was is in the host's memory alone:
// not in the address, not in what the browser keeps, not in the profile, and gone with a lock.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Person } from '../../../scripts/driver/person.ts'
import { startHere } from '../../support/app-here.ts'
import { temporaryFolders } from '../../support/folder.ts'

const GROUP = 'Shrinking civic space'
const TITLE = 'Foreign-agent laws'
const folder = temporaryFolders()
let profile: string
let ana: Person

const heading = (name: string) => ana.page.getByRole('heading', { name, exact: true }).first()

beforeAll(async () => {
  profile = await folder()
  ana = await Person.start({
    name: 'Ana',
    organisation: 'Open Archive',
    passphrase: 'granite otter ballot seventeen',
    profile,
    launch: (options) => startHere(options, {}),
  })
  await ana.createVault()
  await ana.createGroup(GROUP)
})
afterAll(async () => {
  await ana?.quit()
  expect(ana?.troubles()).toEqual([])
})

test('a reload leads back to the tab, and to the paper', async () => {
  await ana.openTab('Members')
  await ana.page.reload()
  await heading(GROUP).waitFor()
  await ana.page.getByRole('tab', { name: 'Members', selected: true }).waitFor()
  await ana.createPaper(TITLE)
  await ana.typeAtEnd('Before the reload.')
  await ana.untilStatus(/^Saved on this device$/)
  await ana.page.reload()
  await heading(TITLE).waitFor()
  await ana.untilText('Before the reload.')
  await ana.backToGroup(GROUP)
})

test('nothing outside the host’s memory says where', async () => {
  await ana.openPaper(TITLE)
  const kept = (await ana.page.evaluate(
    'JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }, history.state])',
  )) as string
  expect(kept).not.toMatch(/paper|group|[0-9a-f]{64}|Foreign|civic/i)
  const settings = (await readdir(profile)).filter((name) => name.includes('settings'))
  for (const name of settings)
    expect(await readFile(join(profile, name), 'utf8')).not.toMatch(/paper|group|tab|Foreign|civic/i)
})

test('after a lock, and after a reload of the locked page, it starts at the groups', async () => {
  await ana.page.getByRole('button', { name: 'Lock', exact: true }).click()
  await heading('Unlock').waitFor()
  await ana.page.reload()
  await ana.unlock()
  await heading('Working groups').waitFor()
  await ana.page.reload()
  await heading('Working groups').waitFor()
})
