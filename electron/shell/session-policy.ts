// What a page of ours may ask of Chromium beyond its own files: tables, one reason a line.
// It must never allow by leaving out: a permission or an address that is not listed is refused.
import { type Session, session } from 'electron'
import { isFrom } from '../host/api/sender-guard.ts'
import { PAGES, type PageName } from './addresses.ts'

/** Permissions that a page is granted, on request and on check. Everything else is refused. */
const PERMISSIONS: Readonly<Record<PageName, readonly string[]>> = {
  // `Copy link`: writing text that the person asked to copy. Reading the clipboard stays shut; pasting needs no permission.
  editor: ['clipboard-sanitized-write'],
  courier: [],
}

/** Addresses beside the page's own files that its session may request, by prefix. */
export interface Doors {
  readonly allowed: () => readonly string[]
}

/**
 * A proxy that nobody answers on, loopback included: should a way past the policy be found in Chromium, it leads there.
 * Port 9 is `discard`.
 */
const DEAD_PROXY = {
  mode: 'fixed_servers',
  proxyRules: '127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const

/** A session in memory (its name lacks `persist:`): nothing of the page reaches the disk. */
export async function openSession(page: PageName, doors: Doors): Promise<Session> {
  const opened = session.fromPartition(page, { cache: false })
  const granted = PERMISSIONS[page]
  opened.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(granted.includes(permission) && isFrom(PAGES[page], details.requestingUrl))
  })
  opened.setPermissionCheckHandler(
    (_contents, permission, origin) => granted.includes(permission) && isFrom(PAGES[page], origin),
  )
  opened.setDevicePermissionHandler(() => false)
  opened.setDisplayMediaRequestHandler(null)
  // It would fetch dictionaries from a stranger's server.
  opened.setSpellCheckerEnabled(false)
  opened.webRequest.onBeforeRequest((details, answer) => {
    const own = isFrom(PAGES[page], details.url) || /^(blob|data|devtools):/.test(details.url)
    answer({ cancel: !own && !doors.allowed().some((prefix) => details.url.startsWith(prefix)) })
  })
  opened.on('will-download', (event, item) => {
    // What a person saves (an invitation, a paper, a backup) is a blob of the editor's page. Nothing else is worth saving.
    if (page !== 'editor' || !item.getURL().startsWith('blob:')) event.preventDefault()
  })
  // The courier's data channels need the network; the editor needs none of it.
  await opened.setProxy(page === 'editor' ? DEAD_PROXY : { mode: 'direct' })
  return opened
}
