// What both shells share before there is a page: arguments, the place of a profile, settings, the file that starts a browser.
import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openBrowser, openingPage } from '../../../electron/browser-shell/open-browser.ts'
import { fileSettings } from '../../../electron/host/adapters/file-settings.ts'
import { memorySettings } from '../../../electron/host/adapters/memory-settings.ts'
import { readArgs } from '../../../electron/host/start/args.ts'
import { startSentence } from '../../../electron/host/start/sentences.ts'
import { defaultProfile } from '../../../electron/host/vault/default-profile.ts'
import type { SettingsStore } from '../../../shared/ports/settings-store.ts'
import { temporaryFolders } from '../../support/folder.ts'
import { systemClock } from '../../support/system-clock.ts'

const folder = temporaryFolders()

describe('the command line', () => {
  it('is read as the UI contract says', () => {
    expect(readArgs([])).toEqual({ port: 0, open: true })
    const all = [
      '--shell',
      'browser',
      '--profile',
      'p',
      '--port',
      '7000',
      '--no-open',
      '--listen',
      '0.0.0.0:7400',
    ]
    expect(readArgs(all)).toEqual({
      profile: 'p',
      port: 7000,
      open: false,
      listen: { host: '0.0.0.0', port: 7400 },
    })
    expect(readArgs(['--listen', '[::1]:80']).listen).toEqual({ host: '::1', port: 80 })
    expect(readArgs(['--listen', ':7400']).listen).toEqual({ host: '0.0.0.0', port: 7400 })
  })

  it('is refused with a sentence where it cannot be meant', () => {
    for (const argv of [
      ['--port', 'x'],
      ['--port', '70000'],
      ['--listen', 'here'],
      ['--unknown'],
      ['stray'],
    ]) {
      expect(() => readArgs(argv), argv.join(' ')).toThrow(Error)
    }
  })
})

describe('the default profile', () => {
  it('is where each system keeps a program’s own data, never in a folder that roams', () => {
    expect(defaultProfile('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/rapporteur/profile')
    expect(defaultProfile('linux', {})).toMatch(/\.local\/share\/rapporteur\/profile$/)
    expect(defaultProfile('win32', { LOCALAPPDATA: 'L' })).toContain('L')
    expect(defaultProfile('darwin', {})).toContain('Application Support')
  })
})

describe('a sentence for a start that failed', () => {
  it('says what to do, and names the code where there is nothing better', () => {
    expect(startSentence('E_PORT_TAKEN')).toContain('Choose another')
    expect(startSentence('E_INTERNAL')).toContain('E_INTERNAL')
  })
})

const settingsContract = (name: string, open: () => Promise<SettingsStore>): void => {
  it(`${name}: keeps what is set and what is not named`, async () => {
    const settings = await open()
    expect(settings.get()).toMatchObject({ language: 'en', theme: 'system' })
    await settings.set({ language: 'ru' })
    await settings.set({ window: { width: 900, height: 700 } })
    expect(settings.get()).toMatchObject({
      language: 'ru',
      theme: 'system',
      window: { width: 900, height: 700 },
    })
  })
}

describe('settings', () => {
  settingsContract('in memory', async () => memorySettings())
  settingsContract('in a file', async () => fileSettings(join(await folder(), 'settings.json')))

  it('outlive the process, and hold nothing but language, theme, window, spelling and when to lock', async () => {
    const path = join(await folder(), 'settings.json')
    const first = await fileSettings(path)
    await Promise.all([first.set({ theme: 'dark' }), first.set({ theme: 'light' })])
    expect((await fileSettings(path)).get().theme).toBe('light')
    const keys = Object.keys(JSON.parse(await readFile(path, 'utf8')))
    expect(keys.sort()).toEqual(['contentProtection', 'language', 'lockAfter', 'spelling', 'theme', 'window'])
  })

  it('fall back field by field where the file is damaged, and never fail a start', async () => {
    const path = join(await folder(), 'settings.json')
    await writeFile(path, '{"language":"ru","theme":"plaid","window":{"width":1},"more":1}')
    expect((await fileSettings(path)).get()).toMatchObject({
      language: 'ru',
      theme: 'system',
      window: { width: 1280, height: 800 },
    })
    await writeFile(path, '{"langu')
    expect((await fileSettings(path)).get().language).toBe('en')
  })
})

describe('the file that starts the browser', () => {
  /** A child process that starts, or does not. */
  const child = (outcome: 'spawn' | 'error'): ChildProcess => {
    const emitter = Object.assign(new EventEmitter(), { unref: () => undefined })
    setImmediate(() => emitter.emit(outcome, new Error('ENOENT')))
    return emitter as unknown as ChildProcess
  }

  it('is for this user only, keeps the ticket out of the arguments, and goes after 30 seconds', async () => {
    const timers: { milliseconds: number; callback: () => void }[] = []
    const clock = {
      now: () => 0,
      after: (milliseconds: number, callback: () => void) => {
        timers.push({ milliseconds, callback })
        return () => undefined
      },
    }
    let seen: readonly string[] = []
    const run = ((program: string, args: readonly string[]) => {
      seen = [program, ...args]
      return child('spawn')
    }) as unknown as Parameters<typeof openBrowser>[2]
    const html = openingPage('http://127.0.0.1:1/open', 'the-ticket')
    const { started } = await openBrowser(html, clock, run)
    expect(started).toBe(true)
    expect(seen.join(' ')).not.toContain('the-ticket')
    const file = fileURLToPath(seen.find((part) => part.startsWith('file:')) ?? '')
    expect(await readFile(file, 'utf8')).toContain('value="the-ticket"')
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([30_000])
    timers[0]?.callback()
    await expect.poll(() => readdir(dirname(file)).catch(() => 'gone')).toBe('gone')
  })

  it('goes at once where no browser can be started', async () => {
    let file = ''
    const run = ((_program: string, args: readonly string[]) => {
      file = fileURLToPath(args.find((part) => part.startsWith('file:')) ?? '')
      return child('error')
    }) as unknown as Parameters<typeof openBrowser>[2]
    expect((await openBrowser('x', systemClock, run)).started).toBe(false)
    await expect(readFile(file)).rejects.toThrow()
  })
})
