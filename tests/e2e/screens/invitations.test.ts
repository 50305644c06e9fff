// Inviting and joining by QR code, one's own devices, and checking members, on the stand-in host: what each screen says and does.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '../../support/folder.ts'
import { editorPages, expectForEveryone, world } from './editor-page.ts'
import { twins } from './names.ts'

const folder = temporaryFolders()
const pages = editorPages()
let page: Page

const GROUP = 'Shrinking civic space'
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
const row = (name: string) =>
  page.getByRole('list', { name: 'Members', exact: true }).getByRole('listitem', { name, exact: true })

async function openMembers(scene: 'groups' | 'waiting' = 'groups'): Promise<void> {
  page = await pages.open(scene)
  await page.getByRole('link', { name: GROUP, exact: true }).click()
  await page.getByRole('tab', { name: 'Members', exact: true }).click()
}

async function invite(role: string, day?: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const box = dialog('Invite a member')
  await box.getByRole('combobox', { name: 'Role' }).selectOption({ label: role })
  if (day !== undefined) await box.getByLabel('Access until').fill(day)
  await box.getByRole('button', { name: 'Create invitation' }).click()
  return box
}

describe('an invitation', () => {
  it('says what each of six roles may do, and asks for an expert’s last day, which is to come', async () => {
    await openMembers()
    const box = await invite('Expert')
    await box.getByRole('alert').waitFor()
    await box.getByLabel('Access until').fill('2020-01-01')
    await box.getByRole('button', { name: 'Create invitation' }).click()
    await box.getByRole('alert').waitFor()
    expect((await world(page)).calls).not.toContain('members.invite')
    const roles = await box.getByRole('combobox', { name: 'Role' }).getByRole('option').allTextContents()
    expect(roles).toEqual(['Coordinator', 'Drafter', 'Reviewer', 'Expert', 'Endorser', 'Observer'])
    const rights = new Set<string>()
    for (const label of roles) {
      const select = box.getByRole('combobox', { name: 'Role' })
      await select.selectOption({ label })
      const described = await select.getAttribute('aria-describedby')
      rights.add((await box.locator(`[id="${described}"]`).textContent()) ?? '')
    }
    expect(rights.size).toBe(6)
  })

  it('that was being made for another role is not shown when it comes', async () => {
    await openMembers()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const box = dialog('Invite a member')
    // The answer waits until the choice has changed.
    await page.evaluate(() => {
      const call = window.standIn.call
      window.standIn.call = async (method, input) => {
        if (method === 'members.invite') await new Promise((go) => Object.assign(window, { go }))
        return call(method, input)
      }
    })
    await box.getByRole('button', { name: 'Create invitation' }).click()
    await box.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Observer' })
    await page.evaluate('window.go()')
    await expect.poll(async () => (await world(page)).groups[0]?.invitations.length).toBe(1)
    await expect.poll(() => box.getByRole('button', { name: 'Create invitation' }).isEnabled()).toBe(true)
    expect(await box.getByRole('textbox', { name: 'Invitation link' }).count()).toBe(0)
  })

  it('stands in a list with role and dates until it is withdrawn', async () => {
    await openMembers()
    const box = await invite('Expert', '2099-03-31')
    await box.getByRole('img', { name: 'Invitation QR code' }).waitFor()
    await box.getByRole('button', { name: 'Close' }).click()
    const list = page.getByRole('list', { name: 'Open invitations' })
    const item = list.getByRole('listitem', { name: 'Expert until 31 March 2099', exact: true })
    await item.getByText('8 December 2026').waitFor()
    await item.getByRole('button', { name: 'Withdraw' }).click()
    await list.waitFor({ state: 'detached' })
  })
})

describe('a picture of the QR code', () => {
  /** The code as a colleague's screen shows it. */
  async function screenshot(): Promise<{ picture: Buffer; link: string }> {
    await openMembers()
    const box = await invite('Drafter')
    const code = box.getByRole('img', { name: 'Invitation QR code' })
    await code.scrollIntoViewIfNeeded()
    const picture = await code.screenshot()
    const link = await box.getByRole('textbox', { name: 'Invitation link' }).inputValue()
    await box.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('link', { name: 'All working groups' }).click()
    await page.getByRole('button', { name: 'Join a group' }).click()
    return { picture, link }
  }
  const textbox = () => dialog('Join a group').getByRole('textbox', { name: 'Invitation', exact: true })

  async function openFile(name: string, mimeType: string, buffer: Buffer): Promise<void> {
    const chooser = page.waitForEvent('filechooser')
    await dialog('Join a group').getByRole('button', { name: 'Open invitation file' }).click()
    await (await chooser).setFiles({ name, mimeType, buffer })
  }
  /** As a screenshot tool leaves it on the clipboard. */
  async function paste(picture: Buffer): Promise<void> {
    await textbox().evaluate((box, encoded) => {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, picture.toString('base64'))
  }
  const holds = (text: string) =>
    page.waitForFunction(
      (wanted) =>
        document.querySelector<HTMLTextAreaElement>('textarea[name="invitation"]')?.value === wanted,
      text,
    )

  it('is read from a file and from the clipboard', async () => {
    const { picture, link } = await screenshot()
    await openFile('screenshot.png', 'image/png', picture)
    await holds(link)
    await textbox().fill('')
    await paste(picture)
    await holds(link)
  })

  it('that shows none, is damaged, or is far too large gets a sentence of its own, and what was typed stays', async () => {
    await screenshot()
    await textbox().fill('rapporteur:typed by hand')
    const alert = dialog('Join a group').getByRole('alert')
    const blank = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    )
    await openFile('blank.png', 'image/png', blank)
    await alert.filter({ hasText: 'No QR code was found' }).waitFor()
    await openFile('broken.jpg', 'image/jpeg', Buffer.from('not a picture at all'))
    await alert.filter({ hasText: 'damaged' }).waitFor()
    const huge = join(await folder(), 'huge.png')
    await writeFile(huge, Buffer.alloc(50 * 1024 * 1024, 7))
    const chooser = page.waitForEvent('filechooser')
    await dialog('Join a group').getByRole('button', { name: 'Open invitation file' }).click()
    await (await chooser).setFiles(huge)
    await alert.filter({ hasText: 'too large' }).waitFor()
    await openFile('long.txt', 'text/plain', Buffer.alloc(20_000, 65))
    await alert.filter({ hasText: 'does not hold an invitation' }).waitFor()
    await paste(Buffer.from('nor is this'))
    await alert.filter({ hasText: 'damaged' }).waitFor()
    expect(await textbox().inputValue()).toBe('rapporteur:typed by hand')
  })
})

describe('safety words', () => {
  it('are shown in the other language too, the same six', async () => {
    await openMembers('waiting')
    const item = page.getByRole('list', { name: 'Waiting to join' }).getByRole('listitem', { name: 'Nurlan' })
    const words = async () =>
      (await item.getByRole('region', { name: 'Safety words' }).textContent())?.trim().split(/\s+/)
    const english = await words()
    expect(english).toHaveLength(6)
    await item.getByRole('button', { name: 'Show the Russian words' }).click()
    expect((await words())?.every((word) => /^[а-я]+$/.test(word))).toBe(true)
    await item.getByRole('button', { name: 'Show the English words' }).click()
    expect(await words()).toEqual(english)
  })

  it('that were compared before admitting make a member verified', async () => {
    await openMembers('waiting')
    const item = page.getByRole('list', { name: 'Waiting to join' }).getByRole('listitem', { name: 'Nurlan' })
    await item.getByRole('checkbox', { name: 'We compared these words and they are the same' }).check()
    await item.getByRole('button', { name: 'Admit' }).click()
    await row('Nurlan').getByText('Verified', { exact: true }).waitFor()
  })

  it('verify a member by the keyboard alone, and say what to do when they differ', async () => {
    await openMembers()
    await row('Dilnoza').getByText('Not verified', { exact: true }).waitFor()
    await row('Dilnoza').getByRole('button', { name: 'Verify' }).focus()
    await page.keyboard.press('Enter')
    const box = dialog('Verify Dilnoza')
    await box.getByRole('region', { name: 'Safety words' }).waitFor()
    await box.getByRole('button', { name: 'They match' }).focus()
    await page.keyboard.press('Enter')
    await box.waitFor({ state: 'detached' })
    await row('Dilnoza').getByText('Verified', { exact: true }).waitFor()
    await row('Bohdan').getByRole('button', { name: 'Verify' }).click()
    await dialog('Verify Bohdan').getByRole('button', { name: 'They differ' }).click()
    await dialog('Verify Bohdan').getByRole('alert').filter({ hasText: 'Do not trust' }).waitFor()
    await dialog('Verify Bohdan').getByRole('button', { name: 'Close' }).click()
    await row('Bohdan').getByText('Not verified', { exact: true }).waitFor()
    await row('Bohdan').getByText('Do not trust').waitFor()
  })
})

it('another device of one’s own gets an invitation of its own', async () => {
  await openMembers()
  expect(await page.getByRole('button', { name: 'Add another device of mine' }).count()).toBe(1)
  await row('Amina').getByRole('button', { name: 'Add another device of mine' }).click()
  const box = dialog('Add another device of mine')
  await box.getByRole('button', { name: 'Create invitation' }).click()
  await box.getByRole('textbox', { name: 'Invitation link' }).waitFor()
  await box.getByRole('img', { name: 'Invitation QR code' }).waitFor()
  await box.getByRole('button', { name: 'Save as file' }).waitFor()
})

describe('for everyone', () => {
  it.each([
    [
      'invitation',
      async () => {
        await openMembers()
        await invite('Expert', '2099-03-31')
        await page.getByRole('img', { name: 'Invitation QR code' }).waitFor()
      },
    ],
    [
      'verify',
      async () => {
        await openMembers()
        await row('Dilnoza').getByRole('button', { name: 'Verify' }).click()
        await page.getByRole('button', { name: 'They match' }).waitFor()
      },
    ],
    [
      'device',
      async () => {
        await openMembers()
        await page.getByRole('button', { name: 'Add another device of mine' }).click()
        await page.getByRole('button', { name: 'Create invitation' }).click()
        await page.getByRole('img', { name: 'Invitation QR code' }).waitFor()
      },
    ],
  ] as const)('%s: axe finds nothing, no twins, nothing cut off', async (_, open) => {
    await open()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await twins(page), 'two controls with one role and name').toEqual([])
    await expectForEveryone(page)
  })
})
