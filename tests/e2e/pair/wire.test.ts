// Two whole programs, and everything that passes between them and through their hubs: the bytes of the sockets as a proxy sees them,
// the frames of the courier's page. Nothing of what people call things or write may stand there, in any disguise.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../scripts/driver/person.ts'
import { freePort } from '../../../scripts/driver/ports.ts'
import { type PageSockets, recordSockets } from '../../support/page-sockets.ts'
import { scanBytes } from '../../support/plaintext-scan.ts'
import { ledThrough, type TcpProxy, tcpProxy } from '../../support/tcp-proxy.ts'
import { until } from '../../support/until.ts'
import { ANA, agree, BORIS, Cast, GROUP, TITLE } from './cast.ts'
import { connections, countConnections, keepToSockets } from './webrtc.ts'

const OVER_SOCKETS = 'The witness of the seventh of March lives in Bishkek'
const BACK = 'Article 274 was used against her brother'
const OVER_WEBRTC = 'Ambassador Lindqvist asked for this paragraph'
const SECRETS = [
  ...[GROUP, TITLE, ANA, BORIS, 'Open Archive', 'Civic Compass', 'drafter', 'coordinator', 'Drafter'],
  ...[OVER_SOCKETS, BACK, OVER_WEBRTC],
]

let cast: Cast
let ana: Person
let boris: Person
let toAna: TcpProxy
let toBoris: TcpProxy
const recorded: PageSockets[] = []

/** The page again from its first byte on, recorded. */
async function fromTheStart(person: Person): Promise<void> {
  recorded.push(recordSockets(person.page, person.app.url))
  await person.page.reload()
}

const courierBytes = (): number => recorded.reduce((sum, page) => sum + page.heard('courier').length, 0)
const between = (): Buffer[] => [
  ...toAna.heard(),
  ...toBoris.heard(),
  ...recorded.flatMap((page) => [page.heard('hub'), page.heard('courier')]),
]

beforeAll(async () => {
  const [atAna, atBoris] = [await freePort(), await freePort()]
  toAna = await tcpProxy(atAna)
  toBoris = await tcpProxy(atBoris)
  const nodeArgs = ledThrough({ [atAna]: toAna.port, [atBoris]: toBoris.port })
  cast = await Cast.gather()
  ana = await cast.arrive(ANA, 'Open Archive', { listen: `127.0.0.1:${atAna}`, nodeArgs })
  boris = await cast.arrive(BORIS, 'Civic Compass', { listen: `127.0.0.1:${atBoris}`, nodeArgs })
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(async () => {
  await cast?.leave()
  await toAna?.close()
  await toBoris?.close()
})

test('over sockets: founding, inviting, admitting, writing and being present say nothing that can be read', async () => {
  for (const person of [ana, boris]) {
    await keepToSockets(person)
    await fromTheStart(person)
    await person.createVault()
  }
  await ana.createGroup(GROUP)
  await ana.createPaper(TITLE)
  await ana.pasteAtEnd(OVER_SOCKETS)
  await cast.letIn(ana, boris, 'Drafter')
  await ana.openTab('Papers')
  await ana.openPaper(TITLE)
  await boris.openGroup(GROUP)
  await boris.openPaper(TITLE)
  await boris.untilText(OVER_SOCKETS)
  await boris.pasteAtEnd(BACK)
  await ana.untilText(BACK)
  await ana.page.getByRole('list', { name: 'Present' }).getByRole('listitem', { name: BORIS }).waitFor()
  for (const person of [ana, boris]) await person.untilStatus(/^On all 2 devices$/)
  // Everything went through the proxies, and y-webrtc tried all the while.
  expect(toAna.bytes() + toBoris.bytes()).toBeGreaterThan(10_000)
  for (const page of recorded) expect(page.heard('hub').length).toBeGreaterThan(100)
  expect(between().flatMap((bytes) => scanBytes(bytes, SECRETS))).toEqual([])
})

test('over WebRTC: what the couriers carry and what the hubs hear says nothing that can be read', async () => {
  for (const person of [ana, boris]) await person.quit()
  for (const person of [ana, boris]) {
    await person.restart()
    await countConnections(person)
    await fromTheStart(person)
    await person.unlock()
    await person.openGroup(GROUP)
    await person.openPaper(TITLE)
  }
  await until(
    'a data channel to open',
    async () => (await connections(ana)).some(({ state, received }) => state === 'connected' && received > 0),
    60_000,
  )
  const before = courierBytes()
  await ana.pasteAtEnd(OVER_WEBRTC)
  await boris.untilText(OVER_WEBRTC)
  await agree(ana, boris)
  await until('the couriers to have carried it', () => courierBytes() > before + OVER_WEBRTC.length)
  for (const page of recorded.slice(2)) expect(page.heard('hub').length).toBeGreaterThan(1_000)
  expect(between().flatMap((bytes) => scanBytes(bytes, SECRETS))).toEqual([])
})

test('the recording would hear it, and the scan would find it', async () => {
  const planted = connect(toAna.port, '127.0.0.1')
  planted.on('error', () => undefined)
  planted.write(`x${Buffer.from(`before ${TITLE} after`).toString('base64')}`)
  await once(planted, 'close')
  const found = (streams: Buffer[]): string[] =>
    streams.flatMap((bytes) => scanBytes(bytes, SECRETS)).map(({ secret }) => secret)
  expect(found(between())).toContain(TITLE)
  // The editor's own socket carries plain text by its nature: the frames of a page are recorded as they are.
  expect(found(recorded.map((page) => page.heard('editor')))).toEqual(expect.arrayContaining([GROUP, TITLE]))
})
