// The host of `npm run dev`: the browser shell from its sources, in a process that is restarted when they change.
// It must never be part of the product: it lets a page of another server hold the courier, and tells the token to its parent.
import { randomBytes } from 'node:crypto'
import { openBrowserShell } from '../../electron/browser-shell/server.ts'
import { fileSettings } from '../../electron/host/adapters/file-settings.ts'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { createHost } from '../../electron/host/host.ts'
import { pageFiles } from '../../electron/host/pages/page-files.ts'
import { profilePath } from '../../electron/host/vault/profile.ts'

const [profileDir, port, pageOrigin] = process.argv.slice(2)
if (profileDir === undefined || port === undefined || pageOrigin === undefined) {
  throw new Error('usage: host.ts PROFILE PORT PAGE_ORIGIN')
}

const shell = await openBrowserShell({
  profileDir,
  version: 'development',
  clock: systemClock,
  random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
  settings: await fileSettings(profilePath(profileDir, 'settings')),
  createHost,
  port: Number(port),
  pages: { editor: await pageFiles('dist/editor'), courier: await pageFiles('dist/courier') },
  framedBy: pageOrigin,
  onBug: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
})
process.send?.(new URL(shell.address).hash.slice(1))

const leave = (): void => {
  void shell.close().then(() => process.exit(0))
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave)
process.on('disconnect', leave)
