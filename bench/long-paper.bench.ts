// A paper of 60 pages in the real app: how soon it is open, what a key costs the page's main thread, and a move. One person, one browser.
// It must never count what the page does between keys as nothing: the figure is all the main thread did from one key to the next.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import { Person } from '../scripts/driver/person.ts'
import { freePort } from '../scripts/driver/ports.ts'
import { median, quantile, report, rounded } from './support/report.ts'

const TARGET = { openMs: 1_500, keyMs: 16 }
const SECTIONS = 60
const OPENINGS = 5
const KEYS = 60
const KEY_MS = 150
const TITLE = 'Sixty pages'
const GROUP = 'Long papers'
const SENTENCE =
  'The participating States have committed themselves to protect those who defend the rights of others. '

/** 60 headings, 300 recommendations and 600 paragraphs: 30,000 words. */
function html(): string {
  const parts: string[] = []
  for (let section = 1; section <= SECTIONS; section += 1) {
    parts.push(`<h2>Section ${section}</h2>`)
    for (let part = 0; part < 5; part += 1) {
      parts.push(`<p>${SENTENCE.repeat(2)}</p><p>${SENTENCE.repeat(3)}<b>${SENTENCE}</b></p>`)
      parts.push(
        `<p data-kind="recommendation">Repeal the provisions named in section ${section}, and report.</p>`,
      )
    }
  }
  return parts.join('')
}

async function mainThreadMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
}

/** The same elements and styles with nothing behind them: what Chromium itself takes for a key in a text of this length. */
const BARE = `{
  const root = document.querySelector('.ProseMirror')
  const bare = root.cloneNode(true)
  bare.id = 'bare'
  root.style.display = 'none'
  root.after(bare)
}`

/** What the main thread does for each press, in ms, at an even pace. */
async function costOf(person: Person, cdp: CDPSession, keys: readonly string[]): Promise<number[]> {
  const costs: number[] = []
  for (const key of keys) {
    const before = await mainThreadMs(cdp)
    await person.page.keyboard.press(key)
    await delay(KEY_MS)
    costs.push((await mainThreadMs(cdp)) - before)
  }
  return costs
}

const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'))
const ana = await Person.start({
  name: 'Ana',
  organisation: 'Bench',
  passphrase: 'Ana walks along the river at dawn',
  profile: join(folder, 'Ana'),
  listen: `127.0.0.1:${await freePort()}`,
})
try {
  await ana.createVault()
  await ana.createGroup(GROUP)
  await ana.createPaper(TITLE)
  await ana.paperText().focus()
  await ana.paperText().evaluate((root, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', pasted)
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html())
  await ana.untilText(`section ${SECTIONS}, and report.`)
  await ana.untilStatus(/^Saved on this device$/)
  const counts = await ana.page
    .getByText(/ words · /)
    .first()
    .textContent()

  const opened: number[] = []
  for (let round = 0; round < OPENINGS; round += 1) {
    await ana.backToGroup(GROUP)
    const link = ana.page.getByRole('list', { name: 'Papers' }).getByRole('link', { name: TITLE })
    await link.waitFor()
    const from = performance.now()
    await link.click()
    await ana.page
      .locator('.ProseMirror > :last-child')
      .filter({ hasText: `section ${SECTIONS}` })
      .waitFor()
    await ana.page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))')
    opened.push(performance.now() - from)
  }

  const cdp = await ana.page.context().newCDPSession(ana.page)
  // In time of the thread, not of the clock: what other programs take of the two cores is not counted.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const idle = await mainThreadMs(cdp)
  await delay(KEY_MS * 10)
  const idlePerKey = ((await mainThreadMs(cdp)) - idle) / 10
  const middle = ana.page.locator('.ProseMirror > p').nth(SECTIONS * 5)
  await middle.scrollIntoViewIfNeeded()
  await middle.click()
  await costOf(ana, cdp, [...'warm up '])
  const typed = await costOf(
    ana,
    cdp,
    Array.from({ length: KEYS }, (_, index) => SENTENCE[index] ?? 'e'),
  )
  const entered = await costOf(
    ana,
    cdp,
    Array.from({ length: 10 }, () => 'Enter'),
  )
  const moved = await costOf(
    ana,
    cdp,
    Array.from({ length: 10 }, () => 'Alt+Shift+ArrowUp'),
  )
  await ana.page.evaluate(BARE)
  const plain = ana.page.locator('#bare > p').nth(SECTIONS * 5)
  await plain.scrollIntoViewIfNeeded()
  await plain.click()
  await costOf(ana, cdp, [...'warm up '])
  const bare = await costOf(
    ana,
    cdp,
    Array.from({ length: KEYS }, (_, index) => SENTENCE[index] ?? 'e'),
  )
  const row = (what: string, values: readonly number[]) => ({
    what,
    'median ms': rounded(median(values), 1),
    'p95 ms': rounded(quantile(values, 0.95), 1),
    'max ms': rounded(Math.max(...values), 1),
  })
  report(
    'long paper',
    [
      row('open', opened),
      row('key', typed),
      row('Enter', entered),
      row('Move up', moved),
      row('key in the bare text', bare),
      row('nothing pressed', [idlePerKey]),
    ],
    { target: TARGET, counts },
  )
  console.log(`${counts}. Targets: open ${TARGET.openMs} ms, key ${TARGET.keyMs} ms (median).`)
} finally {
  await ana.kill()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
