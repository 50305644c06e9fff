// The file that starts the person's browser, opened in a real Chromium: it posts its ticket and becomes the editor.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { openingPage } from '../../electron/browser-shell/open-browser.ts'
import { openBrowserShell } from '../../electron/browser-shell/server.ts'
import { memorySettings } from '../../electron/host/adapters/memory-settings.ts'
import { pageFiles } from '../../electron/host/pages/page-files.ts'
import { startBrowser } from '../../scripts/driver/chromium.ts'
import { systemRandom } from '../support/crypto.ts'
import { temporaryFolders } from '../support/folder.ts'
import { standInHost } from '../support/stand-in-host.ts'
import { systemClock } from '../support/system-clock.ts'
import { watchComplaints } from '../support/violations.ts'

const folder = temporaryFolders()
const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

it('opens the editor from a file, with no token in any address, and survives a reload', async () => {
  const host = standInHost()
  const shell = await openBrowserShell({
    profileDir: '/nowhere',
    version: '0',
    clock: systemClock,
    random: systemRandom,
    settings: memorySettings(),
    createHost: host.createHost,
    port: 0,
    pages: { editor: await pageFiles(`${dist}editor`), courier: await pageFiles(`${dist}courier`) },
    onBug: () => undefined,
  })
  const browser = await startBrowser()
  try {
    const file = join(await folder(), 'open.html')
    await writeFile(file, openingPage(shell.openingUrl, shell.issueTicket()))
    const page = await browser.context.newPage()
    const complaints = await watchComplaints(page)
    const token = shell.address.split('#')[1] ?? ''
    const addresses: string[] = []
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) addresses.push(frame.url())
    })
    await page.goto(pathToFileURL(file).href)
    await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Create your vault' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    expect(addresses.join(' ')).not.toContain(token)
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(token)
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
      token,
    )
    expect(await browser.context.cookies()).toEqual([])
    expect(complaints).toEqual({ violations: [], errors: [] })
  } finally {
    await browser.close()
    await shell.close()
  }
})
