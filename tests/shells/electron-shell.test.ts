// The built Electron main and preloads, run through a stand-in for the `electron` module with real Chromium pages. What it cannot
// show (isolated worlds, the sandbox, the real app:// scheme) is asserted as options here, and run in electron-real.test.ts.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createElectronStandIn, type ElectronStandIn } from '../standin/electron/electron.ts'
import { loadMain } from '../standin/electron/load-main.ts'
import { type Elsewhere, openElsewhere, tryDoors } from '../support/doors.ts'
import { temporaryFolders } from '../support/folder.ts'
import { until } from '../support/until.ts'

const folder = temporaryFolders()
const PASSPHRASE = 'correct horse battery'
let electron: ElectronStandIn
let elsewhere: Elsewhere
let profile: string
const errors: string[] = []

const windowOf = (partition: string) => {
  const found = electron.windows.find((each) => each.options.webPreferences.session.partition === partition)
  if (found === undefined) throw new Error(`no ${partition} window`)
  return found
}
const pageOf = (partition: string): Page => {
  const { page } = windowOf(partition).webContents
  if (page === undefined) throw new Error(`no ${partition} page`)
  return page
}

beforeAll(async () => {
  profile = await folder()
  elsewhere = await openElsewhere()
  electron = createElectronStandIn()
  loadMain(electron.module, ['--profile', profile])
  await until('the editor’s page', () => {
    const editor = electron.windows.find((each) => each.options.webPreferences.session.partition === 'editor')
    return editor?.webContents.page?.url().includes('editor') === true
  })
  pageOf('editor').on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
})
afterAll(async () => {
  await electron?.close()
  await elsewhere?.close()
})

describe('the Electron main', () => {
  it('turns the sandbox on, keeps Chromium’s files in the profile, and declares the scheme strictly', () => {
    expect(electron.app.sandboxed).toBe(true)
    expect(electron.app.paths.userData).toBe(`${profile}/electron`)
    expect(electron.schemes).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true, bypassCSP: false, corsEnabled: false } },
    ])
  })

  it('opens two windows, each sandboxed, isolated, in a session of its own in memory', () => {
    for (const { options } of electron.windows) {
      expect(options.webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      })
      expect(options.webPreferences.session.partition).not.toMatch(/^persist:/)
    }
    expect(new Set(electron.windows.map((each) => each.options.webPreferences.session)).size).toBe(2)
    expect(windowOf('courier').options.show).toBe(false)
    expect(windowOf('courier').settings.shown).toBeUndefined()
  })

  it('refuses permissions, fetches no dictionaries and leads the editor’s network nowhere', () => {
    for (const partition of ['editor', 'courier']) {
      const settings = windowOf(partition).options.webPreferences.session.settings
      expect(settings.spellChecker).toBe(false)
      const check = settings.permissionCheck as (...args: unknown[]) => boolean
      for (const permission of [
        'media',
        'geolocation',
        'notifications',
        'clipboard-read',
        'usb',
        'new-one',
      ]) {
        expect(check(null, permission, `app://${partition}/`), permission).toBe(false)
        let granted: unknown
        const request = settings.permissionRequest as (...args: unknown[]) => void
        request(null, permission, (yes: boolean) => (granted = yes), { requestingUrl: `app://${partition}/` })
        expect(granted, permission).toBe(false)
      }
      expect(check(null, 'clipboard-sanitized-write', 'https://evil.example/')).toBe(false)
    }
    expect(electron.sessions.get('editor')?.settings.proxy).toMatchObject({ mode: 'fixed_servers' })
    expect(windowOf('editor').webContents.settings.webrtcPolicy).toBe('disable_non_proxied_udp')
  })
})

describe('the editor’s window', () => {
  it('makes a vault through the preload, and locks it', async () => {
    const page = pageOf('editor')
    await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE)
    await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Create vault' }).click()
    await page.getByRole('heading', { name: 'Working groups' }).waitFor()
    await page.getByRole('button', { name: 'Lock' }).click()
    await page.getByRole('heading', { name: 'Unlock' }).waitFor()
    expect(errors).toEqual([])
  })

  it('finds two functions on its window, and no module loader', async () => {
    const found = await pageOf('editor').evaluate(() => ({
      bridge: Object.keys(Reflect.get(window, 'rapporteur')).sort(),
      courier: Reflect.get(window, 'rapporteurCourier'),
      require: typeof Reflect.get(window, 'require'),
    }))
    expect(found).toEqual({ bridge: ['call', 'onEvent'], courier: undefined, require: 'undefined' })
  })

  it('is answered only as the top frame of its own page, and only in codes', async () => {
    const contents = windowOf('editor').webContents
    const ipc = electron.module.ipcMain as {
      invoke(event: object, channel: string, args: unknown[]): Promise<unknown>
    }
    const ask = (sender: object, url: string, parent: object | null) =>
      ipc.invoke({ sender, senderFrame: { url, parent } }, 'editor:call', ['app.state', {}])
    expect(await ask(contents, 'app://editor/', null)).toMatchObject({ ok: true })
    const bad = { ok: false, code: 'E_BAD_REQUEST' }
    expect(await ask(contents, 'app://courier/', null)).toEqual(bad)
    expect(await ask(contents, 'https://editor/', null)).toEqual(bad)
    expect(await ask(contents, 'app://editor.evil/', null)).toEqual(bad)
    expect(await ask(contents, 'app://editor/', {})).toEqual(bad)
    expect(await ask(windowOf('courier').webContents, 'app://editor/', null)).toEqual(bad)
  })

  it('gets nothing out and goes nowhere; a link is opened elsewhere only after a question', async () => {
    const page = pageOf('editor')
    const before = page.url()
    electron.answer = 0
    await tryDoors(page, elsewhere.origin)
    await page
      .evaluate((there) => location.assign(there), `${elsewhere.origin}/navigation`)
      .catch(() => undefined)
    await expect.poll(() => electron.dialogs.length).toBeGreaterThan(0)
    expect(elsewhere.visits).toEqual([])
    expect(page.url().split('#')[0]).toBe(before)
    expect(electron.external).toEqual([])
    electron.answer = 1
    await page.evaluate(() => window.open('https://example.org/a'))
    await expect.poll(() => electron.external).toEqual(['https://example.org/a'])
    const asked = electron.dialogs.length
    await page.evaluate(() => window.open('file:///etc/passwd'))
    await page.evaluate(() => window.open('javascript:alert(1)'))
    expect(electron.dialogs.length).toBe(asked)
  })
})

describe('content protection', () => {
  it('is set on the window at once, and kept; the page says where it does nothing', async () => {
    const page = pageOf('editor')
    const call = (method: string, input: object) =>
      page.evaluate(([name, given]) => Reflect.get(window, 'rapporteur').call(name, given), [
        method,
        input,
      ] as const)
    expect(windowOf('editor').settings.contentProtection).toBe(false)
    for (const contentProtection of [true, false, true]) {
      expect(await call('settings.set', { contentProtection })).toMatchObject({ ok: true })
      await expect.poll(() => windowOf('editor').settings.contentProtection).toBe(contentProtection)
    }
    // Electron cannot do it on Linux.
    const known = process.platform === 'linux' ? 'unavailable' : 'on'
    expect(await call('app.state', {})).toMatchObject({ data: { contentProtection: known } })
  })
})

describe('words that could not be saved', () => {
  it('keep the window open until the person says that they may go', () => {
    const leaves = (answer: number): boolean => {
      electron.answer = answer
      let gone = false
      windowOf('editor').webContents.emit('will-prevent-unload', { preventDefault: () => (gone = true) })
      return gone
    }
    expect(leaves(0)).toBe(false)
    expect(leaves(1)).toBe(true)
    expect(electron.dialogs.at(-1)).toMatchObject({ message: 'Some of your last words are not saved.' })
  })
})

describe('the courier’s window', () => {
  it('runs its page with its own preload only', async () => {
    const page = pageOf('courier')
    await expect
      .poll(() => page.evaluate(() => Object.keys(Reflect.get(window, 'rapporteurCourier')).sort()))
      .toEqual(['emit', 'onCommand'])
    expect(await page.evaluate(() => Reflect.get(window, 'rapporteur'))).toBeUndefined()
    // Its policy knows the hub and nothing else, its own files not excepted.
    const outcome = await page.evaluate(() =>
      fetch('/').then(
        () => 'answered',
        (error: unknown) => (error instanceof TypeError ? 'refused' : 'failed'),
      ),
    )
    expect(outcome).toBe('refused')
  })
})

describe('leaving', () => {
  it('locks and exits with 0 when the window is closed', async () => {
    await windowOf('editor').close()
    await expect.poll(() => electron.app.exits, { timeout: 3_000 }).toEqual([0])
  })
})
