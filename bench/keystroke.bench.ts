// From a keystroke to the other person's screen: two Chromium processes with Rapporteur, two with the stock stack, typing in turns in
// one run. It must never compare figures of different runs: the machine is noisy.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Browser, startBrowser } from '../scripts/driver/chromium.ts'
import { Person } from '../scripts/driver/person.ts'
import { freePort } from '../scripts/driver/ports.ts'
import { serveStock } from './stock/server.ts'
import { median, quantile, report, rounded } from './support/report.ts'
import { Watch } from './support/watch.ts'

const KEY_MS = 125
const ROUNDS = 4
const WARM_UP = 25
/** Per round, after the warm-up of the first. */
const KEYS = 40
const SENTENCE = 'A raid rarely finds a crime; it finds a list of names. '
const TARGET = { median: 80, p95: 200 }

interface Stack {
  readonly name: string
  readonly writer: Page
  readonly watch: Watch
}

/** Keys at an even pace, whatever one of them costs. */
async function type(page: Page, keys: number): Promise<void> {
  const from = performance.now()
  for (let i = 0; i < keys; i++) {
    await delay(Math.max(0, from + i * KEY_MS - performance.now()))
    await page.keyboard.press(SENTENCE[i % SENTENCE.length] ?? 'e')
  }
}

async function ours(folder: string): Promise<{ people: Person[]; stack: Stack }> {
  const group = 'Keystrokes'
  const people: Person[] = []
  for (const name of ['Ana', 'Boris']) {
    const person = await Person.start({
      name,
      organisation: 'Bench',
      passphrase: `${name} walks along the river at dawn`,
      profile: join(folder, name),
      listen: `127.0.0.1:${await freePort()}`,
    })
    people.push(person)
    await person.createVault()
  }
  const [ana, boris] = people
  if (ana === undefined || boris === undefined) throw new Error('nobody came')
  await ana.createGroup(group)
  await boris.askToJoin(await ana.invite('Drafter'))
  await boris.safetyWords()
  await ana.admit('Boris')
  await ana.openTab('Papers')
  await ana.createPaper('Latency')
  await ana.typeAtEnd(SENTENCE)
  await boris.openGroup(group)
  await boris.openPaper('Latency')
  await boris.untilText('list of names')
  await ana.untilStatus(/On all 2 devices/)
  const watch = await Watch.start(ana.page, boris.page, '[role=textbox][contenteditable]')
  await watch.followFrames()
  await boris.paperText().click()
  return { people, stack: { name: 'Rapporteur', writer: ana.page, watch } }
}

async function stock(url: string): Promise<{ browsers: Browser[]; stack: Stack }> {
  const browsers = [await startBrowser(), await startBrowser()]
  const [writer, reader] = await Promise.all(
    browsers.map(async ({ context }) => {
      const page = context.pages()[0] ?? (await context.newPage())
      await page.goto(url)
      return page
    }),
  )
  if (writer === undefined || reader === undefined) throw new Error('no page')
  await reader.waitForFunction('stock.peers() === 1')
  await writer.locator('.ProseMirror').focus()
  await writer.keyboard.type(SENTENCE)
  await reader.locator('.ProseMirror').filter({ hasText: 'list of names' }).waitFor()
  const watch = await Watch.start(writer, reader, '.ProseMirror')
  return { browsers, stack: { name: 'stock', writer, watch } }
}

const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'))
const server = await serveStock()
const { people, stack: rapporteur } = await ours(folder)
const { browsers, stack: plain } = await stock(server.url('keystrokes'))
try {
  const stacks = [rapporteur, plain]
  for (const { writer } of stacks) await type(writer, WARM_UP)
  for (let round = 0; round < ROUNDS; round++) {
    for (const { writer } of stacks) await type(writer, KEYS)
  }
  // The last key has 2 s to arrive; one that has not by then counts as lost.
  await delay(2_000)
  const rows = []
  for (const { name, watch } of stacks) {
    const delays = (await watch.delays()).slice(WARM_UP)
    rows.push({
      stack: name,
      keys: delays.length,
      'median ms': rounded(median(delays), 1),
      'p95 ms': rounded(quantile(delays, 0.95), 1),
      'max ms': rounded(Math.max(...delays), 1),
      lost: delays.filter((one) => one === Number.POSITIVE_INFINITY).length,
    })
  }
  const stages = await rapporteur.watch.stages(WARM_UP)
  const parts = Object.entries(stages).map(([stage, values]: [string, number[]]) => ({
    stage,
    keys: values.length,
    'median ms': rounded(median(values), 1),
    'p95 ms': rounded(quantile(values, 0.95), 1),
  }))
  const [mine, theirs] = rows
  const ratio = (mine?.['median ms'] ?? Number.NaN) / (theirs?.['median ms'] ?? Number.NaN)
  report('keystroke', rows, { target: TARGET, ratio: rounded(ratio, 2) })
  report('keystroke stages', parts)
  console.log(
    `Targets: median ${TARGET.median} ms, p95 ${TARGET.p95} ms. Rapporteur / stock, medians: ${ratio.toFixed(2)}`,
  )
} finally {
  await Promise.allSettled([...people.map((one) => one.kill()), ...browsers.map((one) => one.close())])
  await server.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
