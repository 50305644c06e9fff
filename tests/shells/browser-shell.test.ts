// The built browser shell as a person meets it: a process, a real Chromium, the real policy.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AppProcess, startApp } from '../../scripts/driver/app-process.ts'
import { type Browser, startBrowser } from '../../scripts/driver/chromium.ts'
import { DOORS, type Elsewhere, openElsewhere, tryDoors } from '../support/doors.ts'
import { temporaryFolders } from '../support/folder.ts'
import { watchComplaints } from '../support/violations.ts'

const folder = temporaryFolders()
const PASSPHRASE = 'correct horse battery'
let browser: Browser
const apps: AppProcess[] = []
const pages: Page[] = []

beforeAll(async () => {
  browser = await startBrowser()
})
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close()
  for (const app of apps.splice(0)) await app.kill()
})
afterAll(() => browser?.close())

async function start(profile?: string, more: { port?: number } = {}): Promise<AppProcess> {
  const app = await startApp({ profile: profile ?? (await folder()), ...more })
  apps.push(app)
  return app
}

async function newPage(): Promise<Page> {
  const page = await browser.context.newPage()
  pages.push(page)
  return page
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()

async function createVault(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE)
  await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Create vault' }).click()
  await heading(page, 'Working groups')
}

describe('a page of the browser shell', () => {
  it('opens with the printed address, forgets the token, stays unlocked over a reload, breaks none of its own rules', async () => {
    const app = await start()
    const page = await newPage()
    const complaints = await watchComplaints(page)
    await page.goto(app.url)
    await heading(page, 'Create your vault')
    await createVault(page)
    expect(new URL(page.url()).hash).toBe('')
    expect(await page.title()).toBe('Rapporteur')
    await page.reload()
    await heading(page, 'Working groups')
    expect(complaints).toEqual({ violations: [], errors: [] })
  })

  it('frames the courier from another site, hidden, and lets it come up', async () => {
    const app = await start()
    const page = await newPage()
    await page.goto(app.url)
    await heading(page, 'Create your vault')
    await expect.poll(() => page.frames()[1]?.url(), { timeout: 20_000 }).toMatch(/^http:\/\/localhost:/)
    expect(await page.locator('iframe').isVisible()).toBe(false)
    expect(await page.evaluate(() => window.originAgentCluster)).toBe(true)
    const reach = await page.evaluate(() => {
      try {
        return String(document.querySelector('iframe')?.contentWindow?.document)
      } catch (error) {
        return error instanceof Error ? error.name : ''
      }
    })
    expect(reach).toBe('SecurityError')
  })

  it('tells a second tab so, and the first goes on (E_SECOND_TAB)', async () => {
    const app = await start()
    const first = await newPage()
    await first.goto(app.url)
    await createVault(first)
    const second = await newPage()
    await second.goto(app.url)
    await second.getByText('Rapporteur is open in another tab.').waitFor()
    await first.getByRole('button', { name: 'New working group' }).click()
    await first.getByRole('dialog', { name: 'New working group' }).waitFor()
    await first.close()
    await second.getByRole('button', { name: 'Try again' }).click()
    // The token was used before: who comes with it now must know the passphrase.
    await heading(second, 'Unlock')
  })

  it('says that it has lost touch when the program ends', async () => {
    const app = await start()
    const page = await newPage()
    await page.goto(app.url)
    await heading(page, 'Create your vault')
    await app.kill()
    await page.getByText('This page has lost touch with Rapporteur on this computer.').waitFor()
  })
})

describe('the editor’s page', () => {
  let elsewhere: Elsewhere
  beforeAll(async () => {
    elsewhere = await openElsewhere()
  })
  afterAll(() => elsewhere?.close())

  it('gets nothing out: fetch, form, beacon, image, prefetch and the rest', async () => {
    const app = await start()
    const page = await newPage()
    const complaints = await watchComplaints(page)
    await page.goto(app.url)
    await heading(page, 'Create your vault')
    await tryDoors(page, elsewhere.origin)
    // Each kind that the policy names has refused something.
    for (const directive of [
      'connect-src',
      'img-src',
      'style-src-elem',
      'frame-src',
      'form-action',
      'font-src',
    ]) {
      await expect.poll(() => complaints.violations.join('\n'), { timeout: 20_000 }).toContain(directive)
    }
    // A window of its own is what a browser gives any page; only Electron shuts that door (docs/threat-model.md).
    await expect.poll(() => browser.context.pages().length).toBeGreaterThan(0)
    const out = elsewhere.visits
      .map((path) => path.slice(1))
      .filter((path) => DOORS.some((door) => door === path))
    expect(out.filter((path) => path !== 'window-open')).toEqual([])
    expect(page.url().startsWith(new URL(app.url).origin)).toBe(true)
  })

  it('is proved to be what keeps them in: without the policy they get out', async () => {
    const page = await newPage()
    await page.goto(elsewhere.origin)
    const other = await openElsewhere()
    await tryDoors(page, other.origin)
    for (const door of ['/fetch', '/beacon', '/image', '/websocket', '/prefetch', '/form']) {
      await expect.poll(() => other.visits, { timeout: 20_000 }).toContain(door)
    }
    await page.waitForURL('**/form')
    await other.close()
  })
})

describe('the program', () => {
  it('locks and exits within two seconds on Ctrl-C, and loses nothing', async () => {
    const profile = await folder()
    const app = await start(profile)
    const page = await newPage()
    await page.goto(app.url)
    await createVault(page)
    const asked = performance.now()
    expect(await app.stop()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(2_000)
    const again = await start(profile)
    const later = await newPage()
    await later.goto(again.url)
    await heading(later, 'Unlock')
    await later.getByRole('textbox', { name: 'Passphrase' }).fill('not the passphrase')
    await later.getByRole('button', { name: 'Unlock' }).click()
    await later.getByRole('alert').waitFor()
    await later.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE)
    await later.getByRole('button', { name: 'Unlock' }).click()
    await heading(later, 'Working groups')
  })

  it('says in a sentence why it cannot start, and changes nothing', async () => {
    const profile = await folder()
    const app = await start(profile)
    await expect(start(profile)).rejects.toThrow('Rapporteur is already running with this profile.')
    const { port } = new URL(app.url)
    await expect(start(undefined, { port: Number(port) })).rejects.toThrow('Another program uses this port.')
    const foreign = join(await folder(), 'photos')
    await mkdir(foreign)
    await writeFile(join(foreign, 'a.jpg'), 'x')
    await expect(start(foreign)).rejects.toThrow('holds other files and no Rapporteur profile')
    expect(await readdir(foreign)).toEqual(['a.jpg'])
  })
})
