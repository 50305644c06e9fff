// Runs the product under Electron: profile, host, two sessions, two windows, and a leave-taking that loses nothing.
// It must never start a crash reporter, nor go on without the sandbox.
import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { codeOf } from '../../shared/contract/errors.ts'
import { electronSettings } from '../host/adapters/electron-settings.ts'
import { systemClock } from '../host/adapters/system-clock.ts'
import { isFrom } from '../host/api/sender-guard.ts'
import type { CreateHost, Host } from '../host/host-types.ts'
import { pageFiles } from '../host/pages/page-files.ts'
import { courierCsp, editorCsp } from '../host/pages/page-policy.ts'
import { readArgs, type ShellArgs } from '../host/start/args.ts'
import { startSentence } from '../host/start/sentences.ts'
import { defaultProfile } from '../host/vault/default-profile.ts'
import { checkProfileFolder, profilePath } from '../host/vault/profile.ts'
import { PAGES } from './addresses.ts'
import { declareScheme, servePages } from './app-protocol.ts'
import { serveCourier, serveEditor } from './ipc.ts'
import { setMenu } from './menu.ts'
import { openSession } from './session-policy.ts'
import { load, openCourierWindow, openEditorWindow } from './windows.ts'

const LEAVE_MS = 1_800

export interface RunOptions {
  readonly argv: readonly string[]
  readonly createHost: CreateHost
  readonly version: string
  /** Folder with `editor/`, `courier/` and `electron/`, built. */
  readonly dist: string
}

/** Called before the app is ready, so that the sandbox and the scheme are declared in time. */
export function run(options: RunOptions): void {
  app.enableSandbox()
  declareScheme()
  const start = prepare(options.argv)
  if (start === undefined) return
  // Chromium's runtime files; the sessions of the pages are in memory.
  app.setPath('userData', profilePath(start.profileDir, 'electron'))
  app.setPath('sessionData', profilePath(start.profileDir, 'electron'))
  // A second start on one profile brings the first one's window to the front and ends.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  app
    .whenReady()
    .then(() => open(options, start))
    .catch((error: unknown) => {
      if (codeOf(error) === 'E_INTERNAL') reportBug(error)
      fail(startSentence(codeOf(error)))
    })
}

interface Start {
  readonly args: ShellArgs
  readonly profileDir: string
}

/** What the command line says; undefined after a sentence where the app cannot start. */
function prepare(argv: readonly string[]): Start | undefined {
  let args: ShellArgs
  try {
    args = readArgs(argv)
  } catch (error) {
    fail(error instanceof Error ? error.message : 'These options are not known.')
    return undefined
  }
  const profileDir = args.profile ?? defaultProfile()
  try {
    checkProfileFolder(profileDir)
  } catch (error) {
    fail(startSentence(codeOf(error)))
    return undefined
  }
  return { args, profileDir }
}

async function open(options: RunOptions, { args, profileDir }: Start): Promise<void> {
  setMenu()
  const settings = electronSettings(profileDir)
  const host = await options.createHost({
    profileDir,
    shell: 'electron',
    version: options.version,
    canHideWindow: process.platform === 'win32' || process.platform === 'darwin',
    clock: systemClock,
    settings,
    ...(args.listen && { listen: args.listen }),
    isCourier: (origin) => isFrom(PAGES.courier, origin),
  })
  leaveWell(host)

  const editorSession = await openSession('editor', { allowed: () => [] })
  const courierSession = await openSession('courier', { allowed: () => [`${host.hubOrigin}/`] })
  const none = "'none'"
  servePages(editorSession, 'editor', await pageFiles(join(options.dist, 'editor')), () =>
    editorCsp({ connect: none, frame: none }),
  )
  servePages(courierSession, 'courier', await pageFiles(join(options.dist, 'courier')), () =>
    courierCsp({ connect: host.hubOrigin, ancestor: none }),
  )

  const common = { devTools: !app.isPackaged }
  const courier = openCourierWindow({
    ...common,
    session: courierSession,
    preload: join(options.dist, 'electron', 'preload-courier.cjs'),
  })
  serveCourier(courier, host)
  const { window: size, contentProtection } = settings.get()
  const editor = openEditorWindow({
    ...common,
    session: editorSession,
    preload: join(options.dist, 'electron', 'preload-editor.cjs'),
    size,
    contentProtection,
  })
  serveEditor(editor, host, reportBug)
  host.onEvent((event) => {
    if (event === 'app.changed') editor.setContentProtection(settings.get().contentProtection)
  })
  editor.once('close', () => {
    const [width = size.width, height = size.height] = editor.getContentSize()
    settings.set({ window: { width, height } }).catch(reportBug)
  })
  editor.once('closed', () => app.quit())
  app.on('second-instance', () => show(editor))
  await Promise.all([load(courier, 'courier'), load(editor, 'editor')])
}

function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** However the app is told to end: flush, lock, then go, within two seconds. */
function leaveWell(host: Host): void {
  let leaving = false
  const leave = (): void => {
    if (leaving) return
    leaving = true
    const late = setTimeout(() => app.exit(1), LEAVE_MS)
    host.close().then(
      () => {
        clearTimeout(late)
        app.exit(0)
      },
      (error: unknown) => {
        reportBug(error)
        app.exit(1)
      },
    )
  }
  app.on('will-quit', (event) => {
    event.preventDefault()
    leave()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
}

function fail(sentence: string): void {
  dialog.showErrorBox('Rapporteur', sentence)
  app.exit(1)
}

/** For whoever repairs it: what kind of error and where, never its message, which may hold a path or a name. */
function reportBug(error: unknown): void {
  const where =
    error instanceof Error ? (error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '') : ''
  process.stderr.write(`Internal error: ${error instanceof Error ? error.name : typeof error}${where}\n`)
}
