// The browser shell: two loopback servers on two sites, one gate, one host.
// It must never serve the editor to anything but a page that came through the gate, nor the courier outside the editor's frame.

import { toBase64Url } from '../../shared/bytes/text.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/random.ts'
import { isFrom } from '../host/api/sender-guard.ts'
import type { CreateHost, Host, HostDeps } from '../host/host-types.ts'
import type { PageFiles } from '../host/pages/page-files.ts'
import { courierCsp, editorCsp } from '../host/pages/page-policy.ts'
import { courierSockets } from './courier-socket.ts'
import { editorSockets } from './editor-socket.ts'
import { Gate, same } from './gate.ts'
import { type LoopbackServer, openLoopback, refuse } from './http.ts'
import { OPEN_PATH, type Page, serveOpening, servePage } from './pages.ts'

/** A paste of 5 MB arrives as one Yjs update of at most four times that. */
const EDITOR_FRAME = 32 * 1024 * 1024
/** One session message of a Link and its framing. */
const COURIER_FRAME = 1024 * 1024
const COURIER_TOKEN_BYTES = 32

export interface BrowserShellDeps
  extends Pick<HostDeps, 'profileDir' | 'version' | 'settings' | 'listen' | 'clock'> {
  readonly clock: Clock
  readonly random: Random
  readonly createHost: CreateHost
  /** 0: any free port. */
  readonly port: number
  readonly pages: { readonly editor: PageFiles; readonly courier: PageFiles }
  /** Development only: the origin of a page served elsewhere, with hot reload, that may hold the courier. */
  readonly framedBy?: string
  onBug(error: unknown): void
}

export interface BrowserShell {
  /** `http://127.0.0.1:N`. */
  readonly origin: string
  /** With the token behind `#`: for `--no-open` only, as an address ends up in histories. */
  readonly address: string
  /** For the file that starts the browser: shown once at {@link openingUrl}, within 30 seconds. */
  issueTicket(): string
  readonly openingUrl: string
  /** Locks and closes everything. */
  close(): Promise<void>
}

/** Errors: `E_PORT_TAKEN`, and those of opening the profile. */
export async function openBrowserShell(deps: BrowserShellDeps): Promise<BrowserShell> {
  const gate = new Gate(deps.random, deps.clock)
  let courierToken: string | undefined
  let host: Host | undefined
  const opened: LoopbackServer[] = []

  const editorPage: Page = {
    files: deps.pages.editor,
    csp: () => editorCsp({ connect: "'self'", frame: `http://localhost:${courierServer.port}` }),
  }
  const courierPage: Page = {
    files: deps.pages.courier,
    csp: () =>
      courierCsp({
        connect: `${host?.hubOrigin ?? ''} ws://localhost:${courierServer.port}`,
        ancestor: deps.framedBy ?? `http://127.0.0.1:${editorServer.port}`,
      }),
  }
  let connectEditor: ReturnType<typeof editorSockets> | undefined
  let connectCourier: ReturnType<typeof courierSockets> | undefined

  const open = async (options: Parameters<typeof openLoopback>[0]): Promise<LoopbackServer> => {
    const server = await openLoopback(options)
    opened.push(server)
    return server
  }
  // The host first: it asks the page for its last words, which come over a socket. No further page is let in meanwhile.
  const closeAll = async (): Promise<void> => {
    connectEditor = undefined
    connectCourier = undefined
    try {
      await host?.close()
    } finally {
      await Promise.all(opened.map((server) => server.close()))
    }
  }

  const editorServer = await open({
    name: '127.0.0.1',
    port: deps.port,
    maxFrame: EDITOR_FRAME,
    answer: async (request, response) => {
      if (host === undefined) return refuse(response, 503)
      if (request.url !== OPEN_PATH) return servePage(editorPage, request, response)
      return serveOpening(editorPage, request, response, (ticket) =>
        gate.redeemTicket(ticket) ? gate.token : undefined,
      )
    },
    connect: (socket) => (connectEditor === undefined ? socket.terminate() : connectEditor(socket)),
  })
  const courierServer = await open({
    name: 'localhost',
    port: 0,
    maxFrame: COURIER_FRAME,
    answer: (request, response) => servePage(courierPage, request, response),
    connect: (socket) => (connectCourier === undefined ? socket.terminate() : connectCourier(socket)),
  })

  try {
    host = await deps.createHost({
      profileDir: deps.profileDir,
      shell: 'browser',
      version: deps.version,
      clock: deps.clock,
      settings: deps.settings,
      ...(deps.listen && { listen: deps.listen }),
      isCourier: (origin) => isFrom(courierServer.page, origin),
    })
  } catch (error) {
    await closeAll()
    throw error
  }
  connectEditor = editorSockets({
    gate,
    host,
    clock: deps.clock,
    newCourier() {
      courierToken = toBase64Url(deps.random.bytes(COURIER_TOKEN_BYTES))
      return `http://localhost:${courierServer.port}/#${courierToken}`
    },
    onBug: deps.onBug,
  })
  connectCourier = courierSockets({
    host,
    clock: deps.clock,
    takeToken(shown) {
      if (courierToken === undefined || !same(shown, courierToken)) return false
      courierToken = undefined
      return true
    },
  })

  const origin = `http://127.0.0.1:${editorServer.port}`
  return {
    origin,
    address: `${origin}/#${gate.token}`,
    issueTicket: () => gate.issueTicket(),
    openingUrl: `${origin}${OPEN_PATH}`,
    close: closeAll,
  }
}
