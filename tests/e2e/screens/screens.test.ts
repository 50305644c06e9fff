// Each screen by the names of the UI contract, in real Chromium under the real policy, with a host in memory behind it.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { editorPages, emit, focusOn, world } from './editor-page.ts'

const pages = editorPages()
let page: Page

const PASSPHRASE = 'granite otter ballot seventeen'
const button = (name: string) => page.getByRole('button', { name, exact: true })
const textbox = (name: string) => page.getByRole('textbox', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true })

describe('creating a vault', () => {
  it('sends the passphrase once and empties the boxes', async () => {
    page = await pages.open('first')
    expect(await page.title()).toBe('Rapporteur')
    await heading('Create your vault').waitFor()
    await page
      .getByText('Nobody can reset this. If you forget it, what is on this computer is lost.', {
        exact: true,
      })
      .waitFor()
    const boxes = await page.locator('input').elementHandles()
    await textbox('Passphrase').fill(PASSPHRASE)
    await textbox('Repeat passphrase').fill(PASSPHRASE)
    await page.getByRole('checkbox', { name: 'Show passphrase' }).check()
    expect(await textbox('Passphrase').getAttribute('type')).toBe('text')
    await button('Create vault').click()
    await heading('Working groups').waitFor()
    expect((await world(page)).passphrase).toBe(PASSPHRASE)
    const left = await Promise.all(
      boxes.map((box) => box.evaluate((node) => (node as HTMLInputElement).value)),
    )
    expect(left.filter((text) => text.includes('granite'))).toEqual([])
  })

  it('refuses a short passphrase and one that was not repeated, and only warns about a weak one', async () => {
    page = await pages.open('first')
    await textbox('Passphrase').fill('otter')
    await page.getByText('7 more characters needed.').waitFor()
    await button('Create vault').click()
    await page.getByRole('alert').filter({ hasText: 'at least 12 characters' }).waitFor()
    await textbox('Passphrase').fill('aaaaaaaaaaaa')
    await page.getByText('easy to guess').waitFor()
    await textbox('Repeat passphrase').fill('aaaaaaaaaaab')
    await button('Create vault').click()
    await page.getByRole('alert').filter({ hasText: 'not the same' }).waitFor()
    expect(await textbox('Repeat passphrase').inputValue()).toBe('')
    await textbox('Repeat passphrase').fill('aaaaaaaaaaaa')
    await page.keyboard.press('Enter')
    await heading('Working groups').waitFor()
  })

  it('speaks the language that is chosen', async () => {
    page = await pages.open('first')
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Русский' })
    await heading('Создайте хранилище').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
  })
})

describe('the locked vault', () => {
  it('opens with the passphrase and says when it is the wrong one', async () => {
    page = await pages.open('locked')
    await heading('Unlock').waitFor()
    await textbox('Passphrase').fill('something else')
    await button('Unlock').click()
    await page.getByRole('alert').filter({ hasText: 'not the passphrase' }).waitFor()
    expect(await textbox('Passphrase').inputValue()).toBe('')
    // The box has the focus again: type and press Enter, without the mouse.
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Enter')
    await heading('Working groups').waitFor()
    await button('Lock').click()
    await heading('Unlock').waitFor()
  })
})

describe('working groups', () => {
  it('starts one', async () => {
    page = await pages.open('empty')
    await page.getByRole('navigation', { name: 'Working groups' }).waitFor()
    await button('New working group').click()
    const dialog = page.getByRole('dialog', { name: 'New working group' })
    await dialog.getByRole('button', { name: 'Create group' }).click()
    // Nothing was filled in: each empty box says so, and nothing was sent.
    expect(await dialog.getByText('Please fill this in.').count()).toBe(3)
    await dialog.getByRole('textbox', { name: 'Group name' }).fill('Torture and ill-treatment')
    await dialog.getByRole('textbox', { name: 'Your name in this group' }).fill('Amina')
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill('Memory and Law Initiative')
    await dialog.getByRole('button', { name: 'Create group' }).click()
    await heading('Torture and ill-treatment').waitFor()
    expect((await world(page)).calls.filter((call) => call === 'groups.create')).toHaveLength(1)
    // The heading has the focus, so that a screen reader says where one is.
    await focusOn(page, 'Torture and ill-treatment')
    await link('All working groups').click()
    await page.getByRole('navigation', { name: 'Working groups' }).getByRole('link').waitFor()
  })

  it('asks to join with an invitation from a file, and shows how the request stands', async () => {
    page = await pages.open('empty')
    await button('Join a group').click()
    const dialog = page.getByRole('dialog', { name: 'Join a group' })
    const chooser = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Open invitation file' }).click()
    await (await chooser).setFiles({
      name: 'invitation',
      mimeType: 'text/plain',
      buffer: Buffer.from('rapporteur:invite/1/abc\n'),
    })
    await dialog.getByRole('textbox', { name: 'Invitation' }).and(page.getByText('rapporteur:')).waitFor()
    await dialog.getByRole('textbox', { name: 'Your name in this group' }).fill('Nurlan')
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill('Bishkek Legal Clinic')
    await dialog.getByRole('button', { name: 'Join', exact: true }).click()
    const joining = page.getByRole('status', { name: 'Joining' })
    await joining.waitFor()
    expect(await joining.textContent()).toBe('Waiting to be admitted')
    await page.evaluate(() => {
      window.standIn.world.joining = window.standIn.world.joining.map((item) => ({
        ...item,
        state: 'refused',
      }))
    })
    await emit(page, 'groups.changed', {})
    await joining.filter({ hasText: /^Refused$/ }).waitFor()
    await button('Forget this request').click()
    await joining.waitFor({ state: 'detached' })
  })

  it('says why nobody can be reached, and shows the safety words', async () => {
    page = await pages.open('joining')
    // A group whose name has not come yet is no link to nowhere.
    await page.getByText('on its way').waitFor()
    expect(await page.getByRole('navigation', { name: 'Working groups' }).getByRole('link').count()).toBe(0)
    const rows = page
      .getByRole('list', { name: 'Requests to join' })
      .getByRole('listitem', { name: /^Request \d$/ })
    expect(await rows.count()).toBe(2)
    const words = await rows.nth(0).getByRole('region', { name: 'Safety words' }).textContent()
    expect(words?.trim().split(/\s+/)).toEqual(['harbour', 'velvet', 'oxygen', 'lantern', 'cedar', 'pilot'])
    const status = await rows.nth(1).getByRole('status', { name: 'Joining' }).textContent()
    expect(status).toMatch(/^Cannot reach anyone: .+\.$/)
  })

  it('lets colleagues connect when asked to', async () => {
    page = await pages.open('empty')
    const allow = page.getByRole('switch', { name: 'Let colleagues connect to this computer' })
    expect(await allow.isChecked()).toBe(false)
    await allow.click()
    await page.getByText('192.168.1.20:48123').waitFor()
    expect(await allow.isChecked()).toBe(true)
  })
})

describe('a group', () => {
  it('lists its papers and starts one', async () => {
    page = await pages.open('groups')
    await link('Shrinking civic space').click()
    await heading('Shrinking civic space').waitFor()
    const papers = page.getByRole('list', { name: 'Papers' })
    await papers.getByRole('link', { name: 'Protecting those who defend rights', exact: true }).waitFor()
    await button('New paper').click()
    const dialog = page.getByRole('dialog', { name: 'New paper' })
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Minutes of Tuesday')
    await dialog.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Minutes' })
    await dialog.getByRole('button', { name: 'Create paper' }).click()
    await link('Back to Shrinking civic space').click()
    await papers.getByRole('link', { name: 'Minutes of Tuesday', exact: true }).waitFor()
    const minutes = (await world(page)).groups[0]?.papers.find(({ title }) => title === 'Minutes of Tuesday')
    expect(minutes?.kind).toBe('minutes')
  })

  it('tells an observer why there is no New paper', async () => {
    page = await pages.open('observer')
    await link('Shrinking civic space').click()
    await page.getByText('You are an observer in this group').waitFor()
    expect(await button('New paper').count()).toBe(0)
  })

  it('shows members as they are, unverified and unreachable ones too', async () => {
    page = await pages.open('waiting')
    await link('Shrinking civic space').click()
    await page.getByRole('tab', { name: 'Members', exact: true, description: '1 waiting' }).click()
    const members = page.getByRole('list', { name: 'Members', exact: true })
    const giorgi = members.getByRole('listitem', { name: 'Giorgi', exact: true })
    await giorgi.getByText('Drafter', { exact: true }).waitFor()
    await giorgi.getByText('Not verified', { exact: true }).waitFor()
    await giorgi.getByText('Cannot reach Giorgi. Their address may have changed.', { exact: true }).waitFor()
    await giorgi.getByRole('textbox', { name: 'Address' }).fill('10.1.1.1:4000')
    await giorgi.getByRole('button', { name: 'Try again' }).click()
    await giorgi.getByText('was called').waitFor()
    expect((await world(page)).calls).toContain('members.tryAddress')
  })

  it('admits one who waits', async () => {
    page = await pages.open('waiting')
    await link('Shrinking civic space').click()
    await page.getByRole('tab', { name: 'Members', exact: true }).click()
    const row = page
      .getByRole('list', { name: 'Waiting to join' })
      .getByRole('listitem', { name: 'Nurlan', exact: true })
    await row.getByRole('region', { name: 'Safety words' }).waitFor()
    await row.getByRole('button', { name: 'Admit' }).click()
    await page
      .getByRole('list', { name: 'Members', exact: true })
      .getByRole('listitem', { name: 'Nurlan', exact: true })
      .waitFor()
    expect(await page.getByRole('list', { name: 'Waiting to join' }).count()).toBe(0)
  })

  it('invites by link and by file', async () => {
    page = await pages.open('groups')
    await link('Shrinking civic space').click()
    await page.getByRole('tab', { name: 'Members', exact: true }).click()
    await button('Invite').click()
    const dialog = page.getByRole('dialog', { name: 'Invite a member' })
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Observer' })
    await dialog.getByRole('button', { name: 'Create invitation' }).click()
    const box = dialog.getByRole('textbox', { name: 'Invitation link' })
    expect(await box.inputValue()).toMatch(/^rapporteur:/)
    expect(await box.isEditable()).toBe(false)
    await dialog.getByRole('button', { name: 'Copy link' }).click()
    await dialog.getByText('Copied.').waitFor()
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save as file' }).click()
    expect((await download).suggestedFilename()).toBe('invitation.rapporteur-invitation')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    // Back where one was.
    await focusOn(page, 'Invite')
  })
})

describe('the app around the screens', () => {
  it('changes language and theme at once', async () => {
    page = await pages.open('groups')
    await button('Preferences').click()
    const dialog = page.getByRole('dialog', { name: 'Preferences' })
    await dialog.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'Dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    await dialog.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Русский' })
    await page.getByRole('dialog', { name: 'Настройки программы' }).waitFor()
  })

  it('says what the host wants said, one sentence at a time, until dismissed', async () => {
    page = await pages.open('groups')
    await emit(page, 'notice', { code: 'E_FORK' })
    await emit(page, 'notice', { code: 'E_FORK' })
    await emit(page, 'notice', { code: 'E_STORE_DAMAGED' })
    const notices = page.getByRole('log', { name: 'Notices' })
    await notices.getByText('it may have been copied').waitFor()
    await notices.getByText('1 more notice').waitFor()
    await notices.getByRole('button', { name: 'Dismiss notice' }).click()
    await notices.getByText('was damaged').waitFor()
    await notices.getByRole('button', { name: 'Dismiss notice' }).click()
    expect(await notices.getByRole('button').count()).toBe(0)
  })

  it('writes the last words and closes the paper before it locks', async () => {
    page = await pages.open('groups')
    await link('Shrinking civic space').click()
    await link('Protecting those who defend rights').click()
    await page.getByRole('textbox', { name: 'Paper text' }).click()
    await page.keyboard.type('Release them.')
    await button('Lock').click()
    await heading('Unlock').waitFor()
    const { calls } = await world(page)
    const order = calls.filter((call) => ['paper.edit', 'paper.close', 'vault.lock'].includes(call))
    expect(order.slice(-2)).toEqual(['paper.close', 'vault.lock'])
    expect(order).toContain('paper.edit')
  })

  it('asks before words are lost', async () => {
    page = await pages.open('groups')
    await link('Shrinking civic space').click()
    await heading('Shrinking civic space').waitFor()
    await emit(page, 'paper.status', {
      session: '0'.repeat(32),
      status: { kind: 'notSaved', reason: 'E_DISK_FULL' },
    })
    await link('All working groups').click()
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await heading('Shrinking civic space').waitFor()
    await link('All working groups').click()
    await question.getByRole('button', { name: 'Leave anyway' }).click()
    await heading('Working groups').waitFor()
  })

  it('explains a page that cannot be shown, and asks again', async () => {
    page = await pages.open('groups')
    await page.evaluate(() => window.standIn.world.failing.set('group.page', 'E_NOT_MEMBER'))
    await link('Shrinking civic space').click()
    await page.getByRole('alert').filter({ hasText: 'not a member' }).waitFor()
    await button('Try again').click()
    await heading('Shrinking civic space').waitFor()
  })

  it('keeps the page when the host is lost, and finds it again', async () => {
    page = await pages.open('groups')
    await page.evaluate(() => window.standIn.world.failing.set('app.state', 'E_NOT_CONNECTED'))
    await emit(page, 'app.changed', {})
    await page.getByRole('alert').filter({ hasText: 'lost touch' }).waitFor()
    await heading('Working groups').waitFor()
    await button('Connect again').click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })

  it('leaves nothing of where one is in the address or the title', async () => {
    page = await pages.open('groups')
    const before = page.url()
    const length = await page.evaluate(() => history.length)
    await link('Shrinking civic space').click()
    await heading('Shrinking civic space').waitFor()
    expect(page.url()).toBe(before)
    expect(await page.evaluate(() => history.length)).toBe(length)
    expect(await page.title()).toBe('Rapporteur')
  })
})
