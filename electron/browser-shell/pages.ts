// Answers for the two pages: built files under the page's policy, and the one form that opens the editor with its token.
// It must never put a token into an address, nor answer a request that another site's page made.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageFiles } from '../host/pages/page-files.ts'
import { COMMON_HEADERS } from '../host/pages/page-policy.ts'
import { refuse } from './http.ts'

/** Where the file that starts the browser posts its ticket. */
export const OPEN_PATH = '/open'
const MOST_FORM_BYTES = 1024

export interface Page {
  readonly files: PageFiles
  csp(): string
}

/** Serves a file of the page. Only plain GETs: forms, pre-flights and other sites' scripts get nothing. */
export async function servePage(
  page: Page,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A module script of our own carries no Origin or ours; whatever carries another's is not for us.
  const { origin, host } = request.headers
  if (origin !== undefined && origin !== `http://${host}`) return refuse(response, 403)
  if (request.method !== 'GET') return refuse(response, 405)
  const file = await page.files((request.url ?? '/').split('?')[0] ?? '/')
  if (file === undefined) return refuse(response, 404)
  send(response, page, file.type, file.body)
}

/**
 * The form of the file that starts the browser: shows `ticket`, gets the editor with the token inside the page. That file has
 * no origin (`null`), as every file has.
 */
export async function serveOpening(
  page: Page,
  request: IncomingMessage,
  response: ServerResponse,
  redeem: (ticket: string) => string | undefined,
): Promise<void> {
  if (request.method !== 'POST') return refuse(response, 405)
  if (request.headers.origin !== undefined && request.headers.origin !== 'null') return refuse(response, 403)
  const ticket = new URLSearchParams(await readForm(request)).get('ticket')
  const token = redeem(ticket ?? '')
  if (token === undefined) return refuse(response, 403)
  const file = await page.files('/')
  if (file === undefined) return refuse(response, 404)
  const html = file.body.toString('utf8').replace('<head>', `<head><meta name="token" content="${token}">`)
  send(response, page, file.type, html)
}

function send(response: ServerResponse, page: Page, type: string, body: Buffer | string): void {
  response
    .writeHead(200, { ...COMMON_HEADERS, 'Content-Security-Policy': page.csp(), 'Content-Type': type })
    .end(body)
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MOST_FORM_BYTES) return ''
  }
  return text
}
