// HUB_LOCAL_INTRUDER, end to end: another program on the machine tries every port of a running Rapporteur, as a stranger, with half
// the secrets, with noise and in numbers. Nothing answers it, and the person goes on writing.
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { errorsEn } from '../../../renderer/editor/i18n/errors.en.ts'
import { startBrowser } from '../../../scripts/driver/chromium.ts'
import type { Person } from '../../../scripts/driver/person.ts'
import { decodeFrame, editorFrame, encodeFrame } from '../../../shared/contract/socket-frames.ts'
import { until } from '../../support/until.ts'
import { Cast, GROUP } from './cast.ts'

const WRONG = 'A'.repeat(43)
let cast: Cast
let ana: Person
/** Of the editor's page, of the courier's page, and of the hub with its token. */
let editor: URL
let courier: URL
let hub: URL

beforeAll(async () => {
  cast = await Cast.gather()
  ana = await cast.ana()
  const sockets: string[] = []
  ana.page.on('websocket', (socket) => sockets.push(socket.url()))
  await ana.page.reload()
  await ana.paperText().waitFor()
  editor = new URL(ana.app.url)
  const of = (belongs: (url: URL) => boolean): URL | undefined =>
    sockets.map((url) => new URL(url)).find(belongs)
  await until('the courier to be at its hub', () => {
    const [page, signalling] = [
      of(({ hostname }) => hostname === 'localhost'),
      of(({ pathname }) => pathname !== '/socket'),
    ]
    if (page !== undefined) courier = page
    if (signalling !== undefined) hub = signalling
    return page !== undefined && signalling !== undefined
  })
})
afterEach(async () => {
  // Whatever was tried: the program works, and has nothing to complain of.
  const words = `Still here after ${expect.getState().currentTestName?.length}.`
  await ana.typeAtEnd(`\n${words}`)
  await ana.untilText(words)
  await ana.untilStatus(/^Saved on this device$/)
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

/** What a raw client gets back for these bytes, until the other side hangs up. */
function knock(port: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => {
      answer += data.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

const upgrade = (path: string, host: string, origin?: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${origin === undefined ? '' : `Origin: ${origin}\r\n`}` +
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'

interface Visit {
  readonly socket: WebSocket
  readonly heard: Buffer[]
  readonly closed: Promise<number>
}

/** A socket of a program that forges the page's Origin, which a page could not. */
async function visit(url: string, origin: string): Promise<Visit> {
  const socket = new WebSocket(url, { origin })
  const heard: Buffer[] = []
  socket.on('error', () => undefined)
  socket.on('message', (data: Buffer) => heard.push(data))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed])
  return { socket, heard, closed }
}
const atEditor = (): Promise<Visit> => visit(`ws://${editor.host}/socket`, editor.origin)
const atCourier = (): Promise<Visit> => visit(`ws://${courier.host}/socket`, `http://${courier.host}`)

describe('HUB_LOCAL_INTRUDER', () => {
  test('without the page’s name or origin no port says a word', async () => {
    const evil = 'http://evil.example'
    const rebound = `evil.example:${editor.port}`
    for (const [port, bytes] of [
      [editor.port, upgrade('/socket', editor.host)],
      [editor.port, upgrade('/socket', editor.host, evil)],
      [editor.port, upgrade('/socket', editor.host, `http://${courier.host}`)],
      [editor.port, upgrade('/socket', rebound, editor.origin)],
      [editor.port, upgrade('/', editor.host, editor.origin)],
      [courier.port, upgrade('/socket', courier.host)],
      [courier.port, upgrade('/socket', courier.host, editor.origin)],
      [courier.port, upgrade('/socket', `127.0.0.1:${courier.port}`, `http://${courier.host}`)],
      [hub.port, upgrade('/', hub.host, `http://${courier.host}`)],
      [hub.port, upgrade(`/${WRONG}`, hub.host, `http://${courier.host}`)],
      [hub.port, upgrade(hub.pathname, hub.host)],
      [hub.port, upgrade(hub.pathname, hub.host, editor.origin)],
      [hub.port, upgrade(hub.pathname, `evil.example:${hub.port}`, `http://${courier.host}`)],
      [hub.port, `GET ${hub.pathname} HTTP/1.1\r\nHost: ${hub.host}\r\n\r\n`],
      [ana.options.listen?.split(':')[1] ?? '', upgrade('/', ana.options.listen ?? '', evil)],
    ] as const) {
      expect(await knock(port, bytes), bytes).toBe('')
    }
    const page = await knock(editor.port, `GET / HTTP/1.1\r\nHost: ${rebound}\r\nConnection: close\r\n\r\n`)
    expect(page).toMatch(/^HTTP\/1\.1 403 /)
    expect(page).not.toContain('<')
  })

  test('a wrong token, a used one, and none are refused, and nothing else is said', async () => {
    const used = editor.hash.slice(1)
    for (const [hello, refused] of [
      [{ token: WRONG }, 'E_NOT_CONNECTED'],
      [{ session: WRONG }, 'E_NOT_CONNECTED'],
      // The bare address, as somebody copies it: told that the app is open elsewhere, and nothing more.
      [{}, 'E_SECOND_TAB'],
    ] as const) {
      const { socket, heard, closed } = await atEditor()
      socket.send(encodeFrame({ hello }))
      await closed
      expect(heard.map((frame) => decodeFrame(editorFrame, frame))).toEqual([{ refused }])
    }
    const thief = await atEditor()
    thief.socket.send(encodeFrame({ hello: { token: used } }))
    await thief.closed
    expect(thief.heard.map((frame) => decodeFrame(editorFrame, frame))).toEqual([{ refused: 'E_SECOND_TAB' }])
    const early = await atEditor()
    early.socket.send(encodeFrame({ call: 0, method: 'groups.list', input: {} }))
    await early.closed
    expect(early.heard).toEqual([])
    for (const token of [WRONG, used]) {
      const { socket, heard, closed } = await atCourier()
      socket.send(encodeFrame({ hello: { token } }))
      await closed
      expect(heard).toEqual([])
    }
  })

  test('frames of many megabytes end their sender’s socket', async () => {
    const large = new Uint8Array(33 * 1024 * 1024)
    const visits = [
      await atEditor(),
      await atCourier(),
      await visit(`ws://${hub.host}${hub.pathname}`, `http://${courier.host}`),
    ]
    for (const { socket, heard, closed } of visits) {
      socket.send(large)
      // 1009: too big. A socket cut before the closing frame arrives shows 1006.
      expect([1006, 1009]).toContain(await closed)
      expect(heard).toEqual([])
    }
  })

  test('a crowd at every port keeps nobody from writing, and leaves room behind', async () => {
    const crowd = await Promise.all([
      ...Array.from({ length: 40 }, atEditor),
      ...Array.from({ length: 40 }, atCourier),
      ...Array.from({ length: 40 }, () => visit(`ws://${hub.host}/${WRONG}`, `http://${courier.host}`)),
      ...Array.from({ length: 40 }, () => visit(`ws://${ana.options.listen}/`, '')),
    ])
    await ana.typeAtEnd('\nIn the middle of a crowd.')
    await ana.untilStatus(/^Saved on this device$/)
    expect(crowd.flatMap(({ heard }) => heard)).toEqual([])
    for (const { socket } of crowd) socket.terminate()
    await Promise.all(crowd.map(({ closed }) => closed))
    for (const door of [atEditor, atCourier]) {
      await until('there to be room again', async () => {
        const { socket } = await door()
        const open = socket.readyState === WebSocket.OPEN
        socket.terminate()
        return open
      })
    }
    await ana.page.reload()
    await ana.untilText('In the middle of a crowd.')
  })

  test('another browser with the stolen address sees one sentence and no word of the vault', async () => {
    const thief = await startBrowser()
    const page = await thief.context.newPage()
    await page.goto(ana.app.url)
    await page.getByText(errorsEn['error.E_SECOND_TAB']).waitFor()
    expect(await page.locator('body').textContent()).not.toContain(GROUP)
    await thief.close()
  })
})
