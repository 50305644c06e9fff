// Person: one human with one profile and one browser, doing what the UI contract says can be done, by accessible names only.
// Tests, the demo and the benches are told as stories with these verbs.
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { type AppOptions, type AppProcess, startApp } from './app-process.ts'
import { type Browser, type BrowserOptions, startBrowser } from './chromium.ts'

export interface PersonOptions extends AppOptions {
  readonly name: string
  readonly organisation: string
  readonly passphrase: string
  readonly browser?: BrowserOptions
  /** How the app is started; absent: as a process of its own. */
  readonly launch?: (options: AppOptions) => Promise<AppProcess>
}

const SETTLED = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))'

/** The app and the browser at once: each takes about a second to come up. Where one cannot, the other is ended. */
async function begin(options: PersonOptions): Promise<{ app: AppProcess; browser: Browser; page: Page }> {
  const [app, browser] = await Promise.allSettled([
    (options.launch ?? startApp)(options),
    startBrowser(options.browser),
  ])
  if (app.status === 'rejected') {
    if (browser.status === 'fulfilled') await browser.value.close()
    throw app.reason
  }
  if (browser.status === 'rejected') {
    await app.value.stop()
    throw browser.reason
  }
  const { context } = browser.value
  return { app: app.value, browser: browser.value, page: context.pages()[0] ?? (await context.newPage()) }
}

export class Person {
  options: PersonOptions
  app: AppProcess
  browser: Browser
  page: Page
  /** Console errors, page errors and CSP violations: a test that ends with any has failed. */
  readonly complaints: string[] = []
  /** What the app printed in its earlier lives. */
  #printed = ''
  #ending = false

  private constructor(options: PersonOptions, app: AppProcess, browser: Browser, page: Page) {
    this.options = options
    this.app = app
    this.browser = browser
    this.page = page
  }

  static async start(options: PersonOptions): Promise<Person> {
    const { app, browser, page } = await begin(options)
    const person = new Person(options, app, browser, page)
    await person.#visit()
    return person
  }

  /** After `quit` or `kill`: the same profile, a new process and a new page. */
  async restart(changed: Partial<AppOptions> = {}): Promise<void> {
    this.#printed += this.app.output()
    this.options = { ...this.options, ...changed }
    const { app, browser, page } = await begin(this.options)
    this.app = app
    this.browser = browser
    this.page = page
    await this.#visit()
  }

  async quit(): Promise<void> {
    this.#ending = true
    await this.browser.close()
    await this.app.stop()
  }

  /** Ctrl-C while the page is open. Resolves with the exit code, and how long the end took in milliseconds. */
  async interrupt(): Promise<{ code: number | null; took: number }> {
    this.#ending = true
    const started = performance.now()
    const code = await this.app.stop()
    const took = performance.now() - started
    await this.browser.close()
    return { code, took }
  }

  async kill(): Promise<void> {
    // A page whose host is gone says so in the console: that is no complaint.
    this.#ending = true
    await this.app.kill()
    await this.browser.close()
  }

  /** Everything that went wrong and no step noticed: a story ends with none. */
  troubles(): string[] {
    const bugs = `${this.#printed}${this.app.output()}`.split('\n').filter((line) => /error/i.test(line))
    return [...this.complaints, ...bugs].map((trouble) => `${this.options.name}: ${trouble}`)
  }

  async createVault(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Create your vault' }).waitFor()
    await this.page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(this.options.passphrase)
    await this.page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(this.options.passphrase)
    await this.page.getByRole('button', { name: 'Create vault' }).click()
    await this.page.getByRole('heading', { name: 'Working groups' }).first().waitFor({ timeout: 60_000 })
  }

  async unlock(passphrase = this.options.passphrase): Promise<void> {
    await this.page.getByRole('heading', { name: 'Unlock' }).waitFor()
    await this.page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
    await this.page.getByRole('button', { name: 'Unlock' }).click()
    await this.page.getByRole('heading', { name: 'Working groups' }).first().waitFor({ timeout: 60_000 })
  }

  async createGroup(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New working group' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New working group' })
    await dialog.getByRole('textbox', { name: 'Group name' }).fill(name)
    await this.#introduce(dialog)
    await dialog.getByRole('button', { name: 'Create group' }).click()
    await this.page.getByRole('heading', { name, exact: true }).waitFor()
  }

  async openGroup(name: string): Promise<void> {
    const navigation = this.page.getByRole('navigation', { name: 'Working groups' })
    await navigation.getByRole('link', { name, exact: true }).click()
    await this.page.getByRole('heading', { name, exact: true }).waitFor()
  }

  async createPaper(title: string, kind?: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Papers' }).click()
    await this.page.getByRole('button', { name: 'New paper' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New paper' })
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
    if (kind !== undefined) await dialog.getByRole('combobox', { name: 'Kind' }).selectOption({ label: kind })
    await dialog.getByRole('button', { name: 'Create paper' }).click()
    await this.paperText().waitFor()
  }

  async openPaper(title: string): Promise<void> {
    await this.page
      .getByRole('list', { name: 'Papers' })
      .getByRole('link', { name: title })
      .click({ timeout: 60_000 })
    await this.paperText().waitFor()
  }

  async backToGroup(group: string): Promise<void> {
    await this.page.getByRole('link', { name: `Back to ${group}` }).click()
    await this.page.getByRole('heading', { name: group, exact: true }).waitFor()
  }

  /** From the group page; returns the invitation's text. */
  async invite(role: 'Coordinator' | 'Drafter' | 'Observer'): Promise<string> {
    await this.page.getByRole('tab', { name: 'Members' }).click()
    await this.page.getByRole('button', { name: 'Invite' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Invite a member' })
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: role })
    await dialog.getByRole('button', { name: 'Create invitation' }).click()
    const link = dialog.getByRole('textbox', { name: 'Invitation link' })
    await link.waitFor()
    const text = await link.inputValue()
    await dialog.getByRole('button', { name: 'Close' }).click()
    return text
  }

  async askToJoin(invitation: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Join a group' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Join a group' })
    await dialog.getByRole('textbox', { name: 'Invitation' }).fill(invitation)
    await this.#introduce(dialog)
    await dialog.getByRole('button', { name: 'Join', exact: true }).click()
    await this.joining().waitFor()
  }

  joining(): Locator {
    return this.page.getByRole('status', { name: 'Joining' })
  }

  /** The six words on this screen; on the group's Members tab they stand in the row of the person who waits. */
  async safetyWords(waiting?: string): Promise<string> {
    const scope =
      waiting === undefined
        ? this.page
        : this.page
            .getByRole('list', { name: 'Waiting to join' })
            .getByRole('listitem')
            .filter({ hasText: waiting })
    const region = scope.getByRole('region', { name: 'Safety words' })
    await region.waitFor({ timeout: 60_000 })
    return ((await region.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim()
  }

  async admit(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Members' }).click()
    const row = this.page
      .getByRole('list', { name: 'Waiting to join' })
      .getByRole('listitem')
      .filter({ hasText: name })
    await row.getByRole('button', { name: 'Admit' }).click({ timeout: 60_000 })
    await this.page
      .getByRole('list', { name: 'Members', exact: true })
      .getByRole('listitem')
      .filter({ hasText: name })
      .waitFor({ timeout: 60_000 })
  }

  paperText(): Locator {
    return this.page.getByRole('textbox', { name: 'Paper text' })
  }

  /** One line per block, without other people's carets, which are drawn inside the text. */
  async text(): Promise<string> {
    return this.paperText().evaluate((root) => {
      const copy = root.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.paper-caret')) caret.remove()
      return [...copy.children].map((block) => block.textContent ?? '').join('\n')
    })
  }

  /** The text with every element and attribute, without other people's carets and what this page's own caret leans on. */
  async markup(): Promise<string> {
    return this.paperText().evaluate((root) => {
      const copy = root.cloneNode(true) as HTMLElement
      const leanedOn = '.ProseMirror-trailingBreak, .ProseMirror-separator'
      for (const drawn of copy.querySelectorAll(`.paper-caret, button, ${leanedOn}`)) drawn.remove()
      // Hints are of the page and come after a while; they are no part of the text.
      for (const hinted of copy.querySelectorAll('[data-hint], [aria-description]')) {
        hinted.removeAttribute('data-hint')
        hinted.removeAttribute('aria-description')
      }
      for (const drawn of copy.querySelectorAll('.paper-selection')) drawn.replaceWith(...drawn.childNodes)
      copy.normalize()
      return copy.innerHTML
    })
  }

  /** Text and status of one moment, as the screen shows them. */
  async sight(): Promise<{ text: string; status: string; saved: boolean }> {
    const { text, status } = await this.page.evaluate(() => {
      const root = document.querySelector('[aria-label="Paper text"]')
      return {
        text: [...(root?.children ?? [])].map((block) => block.textContent ?? '').join('\n'),
        status: document.querySelector('[aria-label="Sync status"]')?.textContent ?? '',
      }
    })
    return { text, status, saved: /^(Saved on|On (all )?\d)/.test(status) }
  }

  status(): Locator {
    return this.page.getByRole('status', { name: 'Sync status' })
  }

  /** Puts the caret behind the last character and types as a keyboard does. */
  async typeAtEnd(text: string, delay = 0): Promise<void> {
    await this.paperText().focus()
    await this.page.keyboard.press('Control+End')
    // The browser tells the page of a moved caret a task later; no hand is faster, but a test is.
    await this.page.evaluate(SETTLED)
    await this.page.keyboard.type(text, { delay })
  }

  /** A real paste event with plain text, as from another program, in a new paragraph. */
  async pasteAtEnd(text: string): Promise<void> {
    await this.paperText().focus()
    await this.page.keyboard.press('Control+End')
    // The browser tells the page of a moved caret a task later; no hand is faster, but a test is.
    await this.page.evaluate(SETTLED)
    await this.page.keyboard.press('Enter')
    await this.paperText().evaluate((root, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }

  async openTab(name: 'Papers' | 'Members' | 'Calendar' | 'Settings'): Promise<void> {
    const back = this.page.getByRole('link', { name: /^Back to / })
    if ((await back.count()) > 0) await back.click()
    await this.page.getByRole('tab', { name }).click()
  }

  async picture(folder: string, name: string): Promise<void> {
    await this.page.screenshot({ path: join(folder, `${name}.png`) })
  }

  async untilText(contains: string, timeout = 30_000): Promise<void> {
    await this.paperText().filter({ hasText: contains }).waitFor({ timeout })
  }

  async untilStatus(matches: RegExp, timeout = 30_000): Promise<void> {
    await this.status().filter({ hasText: matches }).waitFor({ timeout })
  }

  async #introduce(dialog: Locator): Promise<void> {
    await dialog.getByRole('textbox', { name: 'Your name in this group' }).fill(this.options.name)
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill(this.options.organisation)
  }

  async #visit(): Promise<void> {
    this.#ending = false
    this.page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`))
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !this.#ending) this.complaints.push(`console: ${message.text()}`)
    })
    await this.page.goto(this.app.url)
  }
}
