// `app://`: serves the built files of a page, under its policy, in its own session and nowhere else.
// It must never reach the disk for anything but a file that was there when the app started.
import { protocol, type Session } from 'electron'
import { isFrom } from '../host/api/sender-guard.ts'
import type { PageFiles } from '../host/pages/page-files.ts'
import { COMMON_HEADERS } from '../host/pages/page-policy.ts'
import { PAGES, type PageName, SCHEME } from './addresses.ts'

/** Before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        // A host and a path, hence an origin that 'self' and the sender guard can tell from another.
        standard: true,
        // A secure context: without it the page has no clipboard.
        secure: true,
        // Module scripts are fetched; what the page itself fetches is refused by its policy.
        supportFetchAPI: true,
        // Everything that would open a door: explicitly not.
        bypassCSP: false,
        allowServiceWorkers: false,
        corsEnabled: false,
        stream: false,
      },
    },
  ])
}

/** `csp` is asked for at each answer: the courier's names the hub, which is there only after the host. */
export function servePages(session: Session, page: PageName, files: PageFiles, csp: () => string): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (!isFrom(PAGES[page], request.url) || request.method !== 'GET') return answer(403)
    const file = await files(new URL(request.url).pathname)
    if (file === undefined) return answer(404)
    return new Response(new Uint8Array(file.body), {
      headers: { ...COMMON_HEADERS, 'Content-Security-Policy': csp(), 'Content-Type': file.type },
    })
  })
}

function answer(status: number): Response {
  return new Response(null, { status, headers: COMMON_HEADERS })
}
