// The same smoke on a real Electron, where there is one: ELECTRON_OVERRIDE_DIST_PATH, or a runtime installed with the package.
// It must never be counted as passed where it did not run: it is skipped, with the reason.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { temporaryFolders } from '../support/folder.ts'
import { until } from '../support/until.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = temporaryFolders()
const PASSPHRASE = 'correct horse battery'

const BINARIES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

function findElectron(): string | undefined {
  const places = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, 'node_modules/electron/dist')]
  return places
    .flatMap((place) => (place ? [join(place, BINARIES[process.platform] ?? 'electron')] : []))
    .find((file) => existsSync(file))
}

/** Why there is nothing to run here. */
function whyNot(): string | undefined {
  if (findElectron() === undefined) return 'no Electron runtime on this machine'
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'no display'
  if (process.getuid?.() === 0) return 'Electron’s sandbox does not run as root'
  return undefined
}

async function editorOf(app: ElectronApplication): Promise<Page> {
  let editor: Page | undefined
  await until('the editor’s window', () => {
    editor = app.windows().find((page) => page.url().startsWith('app://editor'))
    return editor !== undefined
  })
  if (editor === undefined) throw new Error('no editor window')
  return editor
}

it('a real Electron makes a vault in its sandboxed window, and locks it', async (test) => {
  const reason = whyNot()
  const executablePath = findElectron()
  if (reason !== undefined || executablePath === undefined) return test.skip(`skipped: ${reason}`)
  const app = await _electron.launch({ executablePath, args: [root, '--profile', await folder()] })
  try {
    const page = await editorOf(app)
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE)
    await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Create vault' }).click()
    await page.getByRole('heading', { name: 'Working groups' }).waitFor()
    expect(await page.evaluate(() => typeof Reflect.get(window, 'require'))).toBe('undefined')
    expect(await page.evaluate(() => fetch('https://example.org').then(String, () => 'refused'))).toBe(
      'refused',
    )
    const candidates = await page.evaluate(async () => {
      const connection = new RTCPeerConnection({ iceServers: [] })
      connection.createDataChannel('x')
      const found: string[] = []
      connection.onicecandidate = ({ candidate }) => {
        if (candidate) found.push(candidate.candidate)
      }
      await connection.setLocalDescription(await connection.createOffer())
      await new Promise<void>((resolve) => {
        connection.onicegatheringstatechange = () => {
          if (connection.iceGatheringState === 'complete') resolve()
        }
      })
      return found
    })
    expect(candidates).toEqual([])
    await page.getByRole('button', { name: 'Lock' }).click()
    await page.getByRole('heading', { name: 'Unlock' }).waitFor()
  } finally {
    await app.close()
  }
})
