// Pictures of the editor's screens on the stand-in host: `npx tsx scripts/screenshots.ts [folder] [name…]`.
// For looking at, not for comparing: fonts differ between machines. It must never talk to a real host.
import { mkdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { serveEditor } from '../tests/standin/editor/serve.ts'

const [folder = '/tmp/rapporteur-pictures', ...only] = process.argv.slice(2)

interface Shot {
  readonly name: string
  readonly scene: string
  readonly act?: (page: Page) => Promise<void>
}

const press =
  (name: string, role: 'button' | 'link' | 'tab' = 'button') =>
  (page: Page) =>
    page.getByRole(role, { name, exact: true }).click()
const inOrder =
  (...acts: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const act of acts) await act(page)
  }

/** Only in English: the acts find their way by the names of the contract. */
const SHOTS: readonly Shot[] = [
  { name: 'first', scene: 'first' },
  { name: 'locked', scene: 'locked' },
  { name: 'empty', scene: 'empty' },
  { name: 'groups', scene: 'groups' },
  { name: 'joining', scene: 'joining' },
  { name: 'new-group', scene: 'groups', act: press('New working group') },
  { name: 'join', scene: 'groups', act: press('Join a group') },
  { name: 'papers', scene: 'groups', act: press('Shrinking civic space', 'link') },
  {
    name: 'delete-paper',
    scene: 'groups',
    act: inOrder(press('Shrinking civic space', 'link'), async (page) => {
      await page.getByText('Archive (1)').click()
      await page.getByRole('button', { name: 'Delete paper' }).first().click()
    }),
  },
  {
    name: 'members',
    scene: 'waiting',
    act: inOrder(press('Shrinking civic space', 'link'), press('Members', 'tab')),
  },
  {
    name: 'invite',
    scene: 'groups',
    act: inOrder(
      press('Shrinking civic space', 'link'),
      press('Members', 'tab'),
      press('Invite'),
      press('Create invitation'),
    ),
  },
  {
    name: 'new-paper',
    scene: 'groups',
    act: inOrder(press('Shrinking civic space', 'link'), press('New paper')),
  },
  { name: 'preferences', scene: 'groups', act: press('Preferences') },
  {
    name: 'paper',
    scene: 'groups',
    act: inOrder(press('Shrinking civic space', 'link'), press('Protecting those who defend rights', 'link')),
  },
]

const LOOKS = [
  { look: 'light', width: 1366, height: 768, query: '' },
  { look: 'dark', width: 1366, height: 768, query: '&theme=dark' },
  { look: 'narrow', width: 480, height: 800, query: '' },
] as const

mkdirSync(folder, { recursive: true })
const { address, close } = await serveEditor()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const shots = SHOTS.filter(({ name }) => only.length === 0 || only.includes(name))
  for (const { look, width, height, query } of LOOKS) {
    const page = await browser.newPage({ viewport: { width, height } })
    page.on('pageerror', (error) => console.error(`${look}: ${error.message}`))
    for (const { name, scene, act } of shots) {
      await page.goto(`${address}?scene=${scene}${query}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await act?.(page)
      await page.screenshot({ path: `${folder}/${name}-${look}.png`, animations: 'disabled' })
    }
    for (const { name, scene } of shots.filter((shot) => shot.act === undefined && look === 'light')) {
      await page.goto(`${address}?scene=${scene}&language=ru`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.screenshot({ path: `${folder}/${name}-russian.png`, animations: 'disabled' })
    }
    await page.close()
  }
} finally {
  await browser.close()
  await close()
}
