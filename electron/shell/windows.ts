// The two windows: the editor's, and the courier's, which is never shown.
// It must never open one without sandbox, isolation, its own session and every way out shut.
import { BrowserWindow, dialog, type Session, type WebContents, type WebPreferences } from 'electron'
import { isFrom } from '../host/api/sender-guard.ts'
import { addressOf, PAGES, type PageName } from './addresses.ts'
import { offerExternal } from './external-links.ts'

/** Each is Chromium's or Electron's own default today, and set because a default may change. */
const STRICT: WebPreferences = {
  // The page's process has no system calls to speak of.
  sandbox: true,
  // The preload's world and the page's do not share objects.
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  disableBlinkFeatures: 'Auxclick',
  spellcheck: false,
  enableWebSQL: false,
}

export interface WindowOptions {
  readonly session: Session
  /** Absolute path of the built preload. */
  readonly preload: string
  readonly devTools: boolean
}

export interface EditorWindowOptions extends WindowOptions {
  readonly size: { readonly width: number; readonly height: number }
  readonly contentProtection: boolean
}

export function openEditorWindow(options: EditorWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.size,
    minWidth: 480,
    minHeight: 400,
    title: 'Rapporteur',
    show: false,
    webPreferences: preferences(options),
  })
  window.setContentProtection(options.contentProtection)
  // A page that shows a title of its own would put a paper's name into task bars and screen recorders.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  shut(window.webContents, 'editor')
  // The page holds words that could not be saved: Electron alone would keep the window open without saying why.
  window.webContents.on('will-prevent-unload', (event) => {
    if (leaveAnyway(window)) event.preventDefault()
  })
  // The policy cannot close WebRTC; without a proxy that takes UDP, this does.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  return window
}

export function openCourierWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: { ...preferences(options), backgroundThrottling: false },
  })
  shut(window.webContents, 'courier')
  return window
}

function leaveAnyway(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'Some of your last words are not saved.',
    detail: 'They stand in this window and nowhere else.',
    buttons: ['Stay', 'Leave without them'],
    defaultId: 0,
    cancelId: 0,
  })
  return answer === 1
}

export function load(window: BrowserWindow, page: PageName): Promise<void> {
  return window.loadURL(addressOf(page))
}

function preferences({ session, preload, devTools }: WindowOptions): WebPreferences {
  return { ...STRICT, session, preload, devTools }
}

/** Ways out of a page. A reload stays where it is and is let through. */
function shut(contents: WebContents, page: PageName): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (page === 'editor') void offerExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (!isFrom(PAGES[page], event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
