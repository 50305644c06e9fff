import { chromium } from 'playwright-core'
import { serveEditor } from '/work/main/tests/standin/editor/serve.ts'
const { address, close } = await serveEditor()
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const [n, o] of Object.entries({ forced: { forcedColors: 'active' as const, colorScheme: 'dark' as const }, more: { contrast: 'more' as const } })) {
  const page = await b.newPage({ viewport: { width: 1366, height: 768 } })
  await page.emulateMedia(o)
  await page.goto(`${address}?scene=waiting`)
  await page.getByRole('link', { name: 'Shrinking civic space' }).click()
  await page.getByRole('tab', { name: 'Members' }).click()
  await page.getByRole('button', { name: 'Invite' }).scrollIntoViewIfNeeded()
  await page.screenshot({ path: `/tmp/shots/${n}.png`, fullPage: true })
}
const p = await b.newPage({ viewport: { width: 1366, height: 768 } })
await p.goto(`${address}?scene=groups&language=ru`)
await p.getByRole('link', { name: 'Shrinking civic space' }).click()
await p.getByRole('tab', { name: 'Участники' }).click()
await p.screenshot({ path: `/tmp/shots/members-russian.png`, fullPage: true })
await b.close(); await close()
