// The browser shell in this process, built pages and all, so that a test can put a disk that fails under a whole program.
// It must never differ from the program in anything but what the test put in its place.
import { fileURLToPath } from 'node:url'
import { openBrowserShell } from '../../electron/browser-shell/server.ts'
import { memorySettings } from '../../electron/host/adapters/memory-settings.ts'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { composeHost, type HostSeams } from '../../electron/host/host.ts'
import { pageFiles } from '../../electron/host/pages/page-files.ts'
import type { AppOptions, AppProcess } from '../../scripts/driver/app-process.ts'
import { systemRandom } from './crypto.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))
/** Guessing these vaults is cheap: the stories are about other things. */
const QUICK_KDF = { passes: 1, memory: 64 * 1024 }

export async function startHere({ profile }: AppOptions, seams: HostSeams): Promise<AppProcess> {
  let printed = ''
  const shell = await openBrowserShell({
    profileDir: profile,
    version: 'test',
    clock: systemClock,
    random: systemRandom,
    settings: memorySettings(),
    createHost: (deps) => composeHost(deps, { kdfCost: QUICK_KDF, ...seams }),
    port: 0,
    pages: { editor: await pageFiles(`${dist}editor`), courier: await pageFiles(`${dist}courier`) },
    onBug: (bug) => {
      printed += `Internal error: ${String(bug)}\n`
    },
  })
  let ended: Promise<void> | undefined
  const end = (): Promise<void> => {
    ended ??= shell.close()
    return ended
  }
  return {
    url: shell.address,
    pid: process.pid,
    output: () => printed,
    stop: () => end().then(() => 0),
    kill: end,
    exited: new Promise(() => undefined),
  }
}
