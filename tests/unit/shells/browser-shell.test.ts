// Who gets in to the browser shell and who does not, asked over real sockets, without a browser to be polite for us.
import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type BrowserShell, openBrowserShell } from '../../../electron/browser-shell/server.ts'
import { memorySettings } from '../../../electron/host/adapters/memory-settings.ts'
import {
  courierFrame,
  decodeFrame,
  type EditorFrame,
  editorFrame,
  encodeFrame,
} from '../../../shared/contract/socket-frames.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { seededRandom, systemRandom } from '../../support/crypto.ts'
import { type StandIn, standInHost } from '../../support/stand-in-host.ts'
import { systemClock } from '../../support/system-clock.ts'

const FILES: Record<string, string> = {
  '/': '<!doctype html><html><head></head><body>editor</body></html>',
  '/assets/a.js': 'x',
}
const files = async (path: string) => {
  const body = FILES[path]
  return body === undefined ? undefined : { type: 'text/html', body: Buffer.from(body) }
}

const opened: BrowserShell[] = []
const sockets: WebSocket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  for (const shell of opened.splice(0)) await shell.close()
})

async function start(
  clock: Clock = systemClock,
): Promise<{ shell: BrowserShell; host: StandIn; token: string }> {
  const host = standInHost()
  const shell = await openBrowserShell({
    profileDir: '/nowhere',
    version: '0',
    clock,
    random: systemRandom,
    settings: memorySettings(),
    createHost: host.createHost,
    port: 0,
    pages: { editor: files, courier: files },
    onBug: () => undefined,
  })
  opened.push(shell)
  return { shell, host, token: shell.address.split('#')[1] ?? '' }
}

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}
function ask(url: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** A page's socket: frames as they come, and how it ended. */
class Page {
  readonly frames: EditorFrame[] = []
  readonly socket: WebSocket
  readonly closed: Promise<void>

  constructor(shell: BrowserShell, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${shell.origin.replace('http', 'ws')}/socket`, {
      headers: { Origin: shell.origin, ...headers },
    })
    sockets.push(this.socket)
    this.closed = new Promise((resolve) => {
      this.socket.on('close', () => resolve())
    })
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(editorFrame, data)
      if (frame !== undefined) this.frames.push(frame)
    })
  }

  async say(frame: object): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING) {
      await new Promise<void>((resolve) => {
        this.socket.once('open', () => resolve())
      })
    }
    this.socket.send(encodeFrame(frame))
  }

  async hello(hello: object): Promise<EditorFrame> {
    await this.say({ hello })
    return this.next((frame) => 'welcome' in frame || 'refused' in frame)
  }

  async next(isIt: (frame: EditorFrame) => boolean): Promise<EditorFrame> {
    await expect.poll(() => this.frames.some(isIt), { interval: 2 }).toBe(true)
    return this.frames.find(isIt) ?? { refused: 'E_INTERNAL' }
  }

  async call(call: number, method: string, input: unknown): Promise<unknown> {
    await this.say({ call, method, input })
    const frame = await this.next((each) => 'reply' in each && each.reply === call)
    return 'result' in frame ? frame.result : undefined
  }
}

const sessionOf = (frame: EditorFrame): string => ('welcome' in frame ? frame.welcome.session : '')
const courierOf = (frame: EditorFrame): string => ('welcome' in frame ? frame.welcome.courier : '')
const refusalOf = (frame: EditorFrame): string | undefined => ('refused' in frame ? frame.refused : undefined)

describe('the pages', () => {
  it('are served on their own name and port only (DNS rebinding)', async () => {
    const { shell } = await start()
    const port = new URL(shell.origin).port
    expect((await ask(shell.origin)).status).toBe(200)
    for (const host of [
      `localhost:${port}`,
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.nip.io:${port}`,
    ]) {
      expect((await ask(shell.origin, { Host: host })).status, host).toBe(403)
    }
  })

  it('carry the policy, stay in no cache and grant nothing to other sites', async () => {
    const { shell } = await start()
    const { headers } = await ask(shell.origin)
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*connect-src 'self'; frame-src http:\/\/localhost:\d+; form-action 'none'/,
    )
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'origin-agent-cluster': '?1',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    const names = Object.keys(headers).join(' ')
    expect(names).not.toMatch(/access-control|set-cookie/)
  })

  it('are not served to another site’s request, nor by another method (CSRF)', async () => {
    const { shell } = await start()
    expect((await ask(shell.origin, { Origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask(shell.origin, { Origin: 'null' })).status).toBe(403)
    for (const method of ['POST', 'PUT', 'OPTIONS', 'DELETE']) {
      expect((await ask(shell.origin, {}, method)).status, method).toBe(405)
    }
  })

  it('are built files, and nothing else of the disk', async () => {
    const { shell } = await start()
    expect((await ask(`${shell.origin}/assets/a.js`)).status).toBe(200)
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/', '//etc/passwd']) {
      expect((await ask(shell.origin + path)).status, path).toBe(404)
    }
  })
})

describe('the opening form', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'null' }

  it('gives the token inside the page, once, for the file’s ticket', async () => {
    const { shell, token } = await start()
    const ticket = shell.issueTicket()
    const answer = await ask(shell.openingUrl, form, 'POST', `ticket=${ticket}`)
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(`<meta name="token" content="${token}">`)
    expect(answer.body).not.toContain(ticket)
    expect((await ask(shell.openingUrl, form, 'POST', `ticket=${ticket}`)).status).toBe(403)
  })

  it('refuses after 30 seconds, another ticket, another site, and a page that asks without one', async () => {
    let now = 1_000
    const { shell } = await start({ ...systemClock, now: () => now })
    const ticket = shell.issueTicket()
    expect((await ask(shell.openingUrl)).status).toBe(405)
    expect((await ask(shell.openingUrl, form, 'POST', 'ticket=')).status).toBe(403)
    expect((await ask(shell.openingUrl, form, 'POST', `ticket=${'x'.repeat(5000)}`)).status).toBe(403)
    const evil = { ...form, Origin: 'https://evil.example' }
    expect((await ask(shell.openingUrl, evil, 'POST', `ticket=${ticket}`)).status).toBe(403)
    now += 30_001
    expect((await ask(shell.openingUrl, form, 'POST', `ticket=${ticket}`)).status).toBe(403)
  })
})

describe('the editor’s socket', () => {
  it('is closed without a word to another origin, name or path', async () => {
    const { shell } = await start()
    const port = new URL(shell.origin).port
    const strangers = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `http://localhost:${port}` },
      { Host: `localhost:${port}` },
    ]
    for (const headers of strangers) {
      const page = new Page(shell, headers)
      await page.closed
      expect(page.frames).toEqual([])
    }
  })

  it('answers nothing before the hello, and nothing to a wrong one', async () => {
    const { shell, host } = await start()
    const early = new Page(shell)
    await early.say({ call: 1, method: 'app.state', input: {} })
    await early.closed
    expect(early.frames).toEqual([])
    const wrong = new Page(shell)
    expect(refusalOf(await wrong.hello({ token: 'A'.repeat(43) }))).toBe('E_NOT_CONNECTED')
    await wrong.closed
    const garbage = new Page(shell)
    await garbage.say({})
    await garbage.closed
    expect(host.log).toEqual([])
  })

  it('lets the token in, answers calls as data and passes events on, bytes as bytes', async () => {
    const { shell, host, token } = await start()
    const page = new Page(shell)
    const welcome = await page.hello({ token })
    expect(courierOf(welcome)).toMatch(/^http:\/\/localhost:\d+\/#.{43}$/)
    expect(await page.call(1, 'app.state', {})).toMatchObject({ ok: true, data: { shell: 'browser' } })
    const paper = { group: '0'.repeat(64), paper: '0'.repeat(32) }
    expect(await page.call(2, 'paper.open', paper)).toMatchObject({
      ok: true,
      data: { clientId: 2 ** 52 + 1, state: new Uint8Array([0, 255, 7]) },
    })
    host.emit('paper.update', { session: '0'.repeat(32), update: new Uint8Array([1, 2]) })
    const event = await page.next((frame) => 'event' in frame)
    expect(event).toEqual({
      event: 'paper.update',
      payload: { session: '0'.repeat(32), update: new Uint8Array([1, 2]) },
    })
  })

  it('says E_BAD_REQUEST to what is no call, and only codes to what fails', async () => {
    const { shell, token } = await start()
    const page = new Page(shell)
    await page.hello({ token })
    expect(await page.call(1, 'constructor', {})).toEqual({ ok: false, code: 'E_BAD_REQUEST' })
    expect(await page.call(2, 'app.state', null)).toEqual({ ok: false, code: 'E_BAD_REQUEST' })
    expect(await page.call(3, 'vault.unlock', { passphrase: 'text' })).toEqual({
      ok: false,
      code: 'E_BAD_REQUEST',
    })
    expect(await page.call(4, 'reach.get', {})).toEqual({ ok: false, code: 'E_NOT_FOUND' })
    expect(await page.call(5, 'settings.set', {})).toEqual({ ok: false, code: 'E_INTERNAL' })
  })

  it('takes a reload back at once, the vault as it was', async () => {
    const { shell, host, token } = await start()
    const before = new Page(shell)
    const session = sessionOf(await before.hello({ token }))
    await before.call(1, 'vault.create', { passphrase: new Uint8Array(12) })
    before.socket.close()
    const after = new Page(shell)
    expect(sessionOf(await after.hello({ session }))).toBe(session)
    expect(await after.call(1, 'app.state', {})).toMatchObject({ data: { vault: 'unlocked' } })
    await expect.poll(() => host.log).toContain('gone')
    expect(host.log).not.toContain('vault.lock')
  })

  it('refuses the token to a second tab, which changes nothing for the first (E_SECOND_TAB)', async () => {
    const { shell, host, token } = await start()
    const first = new Page(shell)
    await first.hello({ token })
    await first.call(1, 'vault.create', { passphrase: new Uint8Array(12) })
    const second = new Page(shell)
    expect(refusalOf(await second.hello({ token }))).toBe('E_SECOND_TAB')
    await second.closed
    // The address in the bar has lost its token: whoever copies it should not be told to start the app again.
    expect(refusalOf(await new Page(shell).hello({}))).toBe('E_SECOND_TAB')
    expect(await first.call(2, 'app.state', {})).toMatchObject({ data: { vault: 'unlocked' } })
    expect(host.log).not.toContain('vault.lock')
  })

  it('shows a locked vault to whoever comes with a used token once the first page has gone', async () => {
    const { shell, host, token } = await start()
    const first = new Page(shell)
    const oldSession = sessionOf(await first.hello({ token }))
    await first.call(1, 'vault.create', { passphrase: new Uint8Array(12) })
    first.socket.close()
    await expect.poll(() => host.log).toContain('gone')
    const later = new Page(shell)
    const session = sessionOf(await later.hello({ token }))
    expect(session).not.toBe(oldSession)
    expect(await later.call(1, 'app.state', {})).toMatchObject({ data: { vault: 'locked' } })
    const old = new Page(shell)
    expect(refusalOf(await old.hello({ session: oldSession }))).toBe('E_NOT_CONNECTED')
  })

  it('tells a page that its session was taken over by a duplicate of the tab', async () => {
    const { shell, token } = await start()
    const first = new Page(shell)
    const session = sessionOf(await first.hello({ token }))
    const duplicate = new Page(shell)
    await duplicate.hello({ session })
    expect(refusalOf(await first.next((frame) => 'refused' in frame))).toBe('E_SECOND_TAB')
    await first.closed
    expect(await duplicate.call(1, 'app.state', {})).toMatchObject({ ok: true })
  })
})

describe('the courier', () => {
  const connectCourier = (address: string, token: string, headers: Record<string, string> = {}) => {
    const { origin } = new URL(address)
    const socket = new WebSocket(`${origin.replace('http', 'ws').replace('localhost', '127.0.0.1')}/socket`, {
      headers: { Origin: origin, Host: new URL(address).host, ...headers },
    })
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('open', () => socket.send(encodeFrame({ hello: { token } })))
    return { socket, closed: new Promise<void>((resolve) => socket.on('close', () => resolve())) }
  }

  it('may be framed by the editor only, and connect to the hub and its own socket only', async () => {
    const { shell, token } = await start()
    const page = new Page(shell)
    const { host, port } = new URL(courierOf(await page.hello({ token })))
    const { headers } = await ask(`http://127.0.0.1:${port}/`, { Host: host })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain(`connect-src ws://127.0.0.1:9 ws://localhost:${port};`)
    expect(policy).toContain(`frame-ancestors ${shell.origin}`)
  })

  it('comes in with its own token, once, and speaks its own contract only', async () => {
    const { shell, host, token } = await start()
    const page = new Page(shell)
    const address = courierOf(await page.hello({ token }))
    const courierToken = address.split('#')[1] ?? ''
    const { socket, closed } = connectCourier(address, courierToken)
    await expect.poll(() => host.couriers.length).toBe(1)
    const port = host.couriers[0]
    const heard: unknown[] = []
    let gone = 0
    port?.on('message', (payload) => heard.push(payload))
    port?.onGone(() => {
      gone += 1
    })
    const commands: unknown[] = []
    socket.on('message', (data: Buffer) => commands.push(decodeFrame(courierFrame, data)))
    port?.send('ready', { link: 3 })
    await expect.poll(() => commands).toEqual([{ name: 'ready', payload: { link: 3 } }])
    socket.send(encodeFrame({ name: 'message', payload: { link: 3, message: new Uint8Array([9]) } }))
    await expect.poll(() => heard).toEqual([{ link: 3, message: new Uint8Array([9]) }])
    const again = connectCourier(address, courierToken)
    await again.closed
    expect(host.couriers.length).toBe(1)
    socket.send(encodeFrame({ name: 'vault.lock', payload: {} }))
    await closed
    await expect.poll(() => gone).toBe(1)
  })

  it('HUB_LOCAL_INTRUDER: a wrong token is refused and does not use up the right one', async () => {
    const { shell, host, token } = await start()
    const page = new Page(shell)
    const address = courierOf(await page.hello({ token }))
    await connectCourier(address, 'A'.repeat(43)).closed
    connectCourier(address, address.split('#')[1] ?? '')
    await expect.poll(() => host.couriers.length).toBe(1)
  })

  it('is refused with the editor’s token, without one, and from another origin', async () => {
    const { shell, host, token } = await start()
    const page = new Page(shell)
    const address = courierOf(await page.hello({ token }))
    await connectCourier(address, token).closed
    const other = new Page(shell)
    await other.say({ hello: { token: address.split('#')[1] } })
    await other.closed
    await connectCourier(address, address.split('#')[1] ?? '', { Origin: shell.origin }).closed
    expect(host.couriers).toEqual([])
  })
})

describe('starting', () => {
  it('says E_PORT_TAKEN where the port is another’s, and leaves nothing open', async () => {
    const { shell } = await start()
    const host = standInHost()
    await expect(
      openBrowserShell({
        profileDir: '/nowhere',
        version: '0',
        clock: systemClock,
        random: seededRandom(1),
        settings: memorySettings(),
        createHost: host.createHost,
        port: Number(new URL(shell.origin).port),
        pages: { editor: files, courier: files },
        onBug: () => undefined,
      }),
    ).rejects.toThrow('E_PORT_TAKEN')
    expect(host.log).toEqual([])
  })
})
