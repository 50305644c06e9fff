// Finds a Chromium and starts one of its own process per person, with a throwaway profile: tests, demo and benches all look
// at the app through a real browser. It never contacts anything but loopback.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Two people's windows on one machine: the one behind must not be slowed down, or latency measures the throttle.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

export function findChromium(): string | undefined {
  return PLACES.find((place) => place !== undefined && place !== '' && existsSync(place))
}

export interface BrowserOptions {
  readonly headless?: boolean
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  /** BCP 47, e.g. `ru`. */
  readonly locale?: string
}

export interface Browser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** A Chromium process of its own; `close` ends it and removes its profile. */
export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined)
    throw new Error('No Chromium found: install one, or name it in CHROMIUM_PATH.')
  const profile = await mkdtemp(join(tmpdir(), 'rapporteur-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: options.headless ?? true,
    args: FLAGS,
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  })
  return {
    context,
    close: async () => {
      await context.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
