// What WebRTC carries between two real Chromium processes: the wrapped channel with sessions and replication over it, and the stock
// stack (y-webrtc with its document in the page), in turns within one run. It must never wait for ever for what does not come.
import type { Page } from 'playwright-core'
import { Replication } from '../shared/replication/replication.ts'
import { acceptSession } from '../shared/session/accept.ts'
import { connectSession } from '../shared/session/connect.ts'
import type { Session } from '../shared/session/session.ts'
import { blob } from '../tests/support/blob.ts'
import { ChainReplica, type DeviceKeys } from '../tests/support/chain-replica.ts'
import { type Chromiums, startChromiums } from '../tests/support/courier-page/chromium-page.ts'
import { bundlePage, servePage } from '../tests/support/courier-page/server.ts'
import type { Stock } from '../tests/support/courier-page/stock.ts'
import { stockSignalling } from '../tests/support/courier-page/stock-signalling.ts'
import { realCrypto } from '../tests/support/crypto.ts'
import { roster } from '../tests/support/devices.ts'
import { systemClock } from '../tests/support/system-clock.ts'
import { type WebrtcPair, webrtcPair } from '../tests/support/webrtc-pair.ts'

const RUNS = 3
const PATIENCE_MS = 20_000
const KIB = 1024

interface Load {
  readonly name: string
  readonly entries: number
  readonly bytes: number
  /** Written before the two meet, or in one go once they are connected. */
  readonly when: 'before' | 'connected'
}

const LOADS: readonly Load[] = [
  { name: 'state of 100 KB', entries: 10, bytes: 10 * KIB, when: 'before' },
  { name: 'state of 300 KB', entries: 30, bytes: 10 * KIB, when: 'before' },
  { name: 'state of 1 MB', entries: 100, bytes: 10 * KIB, when: 'before' },
  { name: 'state of 8 MB', entries: 80, bytes: 100 * KIB, when: 'before' },
  { name: 'burst of 150 x 200 KB', entries: 150, bytes: 200 * KIB, when: 'connected' },
]
const GLARE_ROUNDS = 4

interface Outcome {
  /** Entries that arrived. */
  readonly arrived: number
  /** Seconds until the last one, or until patience ended. */
  readonly seconds: number
}

const deps = { crypto: realCrypto, clock: systemClock }

/** Resolves to whether it held in time. */
async function within(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS
  while (!(await condition())) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return true
}

async function timed(
  arrived: () => number | Promise<number>,
  wanted: number,
  since: number,
): Promise<Outcome> {
  let count = 0
  await within(async () => {
    count = await arrived()
    return count >= wanted
  })
  return { arrived: count, seconds: (Date.now() - since) / 1000 }
}

async function sessions(pair: WebrtcPair, keys: readonly [DeviceKeys, DeviceKeys]): Promise<Session[]> {
  const made = pair.links().map(async ({ link, offered, ready }, index) => {
    const [own, other] = index === 0 ? keys : [keys[1], keys[0]]
    const session = offered
      ? (await connectSession(deps, link, { local: own.box, remote: other.box.publicKey })).session
      : (
          await acceptSession(deps, link, {
            candidates: [{ local: own.box, tag: undefined }],
            decide: async () => ({ accept: true }),
          })
        )?.session
    if (session === undefined) throw new Error('no session')
    ready()
    return session
  })
  return Promise.all(made)
}

/** Two devices over the wrapped channel; signed envelopes, checked by the receiver. */
async function wrapped(chromiums: Chromiums, load: Load, glare = false): Promise<Outcome> {
  const keys = roster(2)
  const replicas = keys.map((own) => new ChainReplica(realCrypto, own))
  const [writer, reader] = replicas
  if (writer === undefined || reader === undefined) throw new Error('no devices')
  for (const one of keys) writer.admit(one)
  const body = blob(load.bytes)
  const write = (): void => {
    for (let i = 0; i < load.entries; i++) writer.write(body)
  }
  if (load.when === 'before') write()
  let since = Date.now()
  const introduced = (): void => {
    since = Date.now()
  }
  const pair = await webrtcPair(chromiums.page, { glare, introduced })
  const replications = replicas.map((replica) => new Replication(deps, replica))
  try {
    await pair.opened(1)
    const [atWriter, atReader] = await sessions(pair, keys)
    if (atWriter !== undefined) replications[0]?.add(atWriter, keys[1].id)
    if (atReader !== undefined) replications[1]?.add(atReader, keys[0].id)
    if (load.when === 'connected') {
      await within(() => reader.charterHeads().length > 0)
      since = Date.now()
      write()
    }
    return await timed(() => reader.log.length, load.entries, since)
  } catch {
    return { arrived: reader.log.length, seconds: (Date.now() - since) / 1000 }
  } finally {
    for (const replication of replications) replication.close()
    await pair.dispose()
  }
}

declare const window: { readonly stock: Stock }

/** Two pages with the stock stack. */
async function stock(chromiums: Chromiums, script: string, load: Load, glare = false): Promise<Outcome> {
  const signalling = await stockSignalling(glare ? 2 : 0)
  const servers = [await servePage(script), await servePage(script)]
  const pages: Page[] = []
  for (const [index, { url }] of servers.entries()) {
    const page = await (chromiums.browsers[index]?.context.newPage() ??
      Promise.reject(new Error('no browser')))
    await page.goto(url)
    pages.push(page)
  }
  const [writer, reader] = pages
  if (writer === undefined || reader === undefined) throw new Error('no pages')
  const write = (): Promise<void> =>
    writer.evaluate(
      ([entries, bytes]) => window.stock.write(entries ?? 0, bytes ?? 0),
      [load.entries, load.bytes],
    )
  try {
    if (load.when === 'before') await write()
    let since = Date.now()
    for (const page of pages) await page.evaluate((url) => window.stock.connect(url), signalling.url)
    if (load.when === 'connected') {
      await writer.evaluate(() => window.stock.write(1, 10))
      await within(async () => (await reader.evaluate(() => window.stock.entries())) === 1)
      since = Date.now()
      await write()
    }
    const wanted = load.entries + (load.when === 'connected' ? 1 : 0)
    return await timed(() => reader.evaluate(() => window.stock.entries()), wanted, since)
  } finally {
    await Promise.all(pages.map((page) => page.close()))
    await Promise.all(servers.map((server) => server.close()))
    await signalling.close()
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function cell(outcomes: readonly Outcome[], wanted: number): string {
  const whole = outcomes.filter(({ arrived }) => arrived >= wanted)
  const all = `${whole.length} of ${outcomes.length} whole`
  if (whole.length > 0) return `${all}, ${median(whole.map(({ seconds }) => seconds)).toFixed(2)} s`
  return `${all} (${median(outcomes.map(({ arrived }) => Math.min(arrived, wanted)))} of ${wanted} came)`
}

const rows: { load: string; 'wrapped channel': string; 'stock y-webrtc': string }[] = []
const chromiums = await startChromiums()
try {
  const script = await bundlePage('stock.ts')
  for (const load of LOADS) {
    const [ours, theirs]: [Outcome[], Outcome[]] = [[], []]
    for (let run = 0; run < RUNS; run++) {
      ours.push(await wrapped(chromiums, load))
      // What has failed once in this way fails each time; twenty seconds each are enough to say so once.
      if (theirs.every(({ arrived }) => arrived >= load.entries))
        theirs.push(await stock(chromiums, script, load))
    }
    rows.push({
      load: load.name,
      'wrapped channel': cell(ours, load.entries),
      'stock y-webrtc': cell(theirs, load.entries),
    })
  }
  const small: Load = { name: 'forced simultaneous connects', entries: 1, bytes: KIB, when: 'before' }
  const [ours, theirs]: [Outcome[], Outcome[]] = [[], []]
  for (let round = 0; round < GLARE_ROUNDS; round++) {
    ours.push(await wrapped(chromiums, small, true))
    theirs.push(await stock(chromiums, script, small, true))
  }
  rows.push({ load: small.name, 'wrapped channel': cell(ours, 1), 'stock y-webrtc': cell(theirs, 1) })
} finally {
  await chromiums.close()
}
console.table(rows)
console.log(JSON.stringify({ bench: 'webrtc', patienceSeconds: PATIENCE_MS / 1000, rows }))
