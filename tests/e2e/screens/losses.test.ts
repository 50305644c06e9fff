// Removals that leave words out, a device that was copied, one that brought in others: what the Members screens say and do, on the
// stand-in host, also by keyboard alone.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { editorPages, expectForEveryone, focusOn, world } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page

const GROUP = 'Shrinking civic space'
const row = (name: string) =>
  page.getByRole('list', { name: 'Members', exact: true }).getByRole('listitem', { name, exact: true })
const former = (name: string) =>
  page.getByRole('list', { name: 'Former members', exact: true }).getByRole('listitem', { name, exact: true })

async function openMembers(scene: 'losses' | 'coalition' = 'losses'): Promise<void> {
  page = await pages.open(scene)
  await page.getByRole('link', { name: GROUP, exact: true }).click()
  await page.getByRole('tab', { name: 'Members', exact: true }).click()
}

describe('what a removal left out', () => {
  it('is said in the row, read in the review, and kept with one button', async () => {
    await openMembers()
    await former('Timur').getByText('3 of their changes are left out of the papers.').waitFor()
    await former('Timur').getByRole('button', { name: 'Review what they touched' }).click()
    const dialog = page.getByRole('dialog', { name: 'What Timur changed' })
    const left = dialog.getByRole('region', { name: 'Left out by this removal' })
    await left.getByText('publish the findings within thirty days').waitFor()
    await left.getByText('A paper that is not in the list').waitFor()
    await left.getByRole('button', { name: 'Keep what they wrote' }).click()
    await dialog.getByText('It counts again, for everyone.').waitFor()
    expect(await left.count()).toBe(0)
    expect((await world(page)).calls).toContain('members.keepWritten')
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect(await former('Timur').getByText('left out of the papers').count()).toBe(0)
  })

  it('from a member’s removed device stands with that member', async () => {
    await openMembers()
    const member = row('Ирина Соколова')
    await member.getByText('4 changes of Ирина Соколова').waitFor()
    await member.getByRole('button', { name: 'Review what they touched' }).click()
    const dialog = page.getByRole('dialog', { name: 'What Ирина Соколова changed' })
    await dialog.getByRole('button', { name: 'Keep what they wrote' }).click()
    await dialog.getByText('It counts again, for everyone.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await member.getByText('4 changes').count()).toBe(0)
  })

  it('could be less if whoever removes waits, and the question says so', async () => {
    await openMembers()
    await row('Bohdan').getByRole('button', { name: 'Remove', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Remove Bohdan?' })
    await question.getByText('has not yet received everything that Bohdan wrote').waitFor()
    // It has come meanwhile.
    await page.evaluate('window.standIn.world.incomplete = false')
    await question.getByText('has not yet received').waitFor({ state: 'detached' })
    await question.getByRole('button', { name: 'Cancel' }).click()
  })

  it('could be less when somebody is to write no more, or a device goes', async () => {
    await openMembers()
    await row('Ирина Соколова').getByRole('button', { name: 'Change role' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change role' })
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Coordinator' })
    expect(await dialog.getByText('has not yet received').count()).toBe(0)
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Observer' })
    await dialog.getByText('has not yet received').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
    await page.getByRole('alertdialog').getByText('has not yet received').waitFor()
  })

  it('is not spoken of where everything is here', async () => {
    await openMembers('coalition')
    await row('Bohdan').getByRole('button', { name: 'Remove', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Remove Bohdan?' })
    await question.getByText('nobody can take that back').waitFor()
    await expect.poll(async () => (await world(page)).calls).toContain('members.lacking')
    expect(await question.getByText('has not yet received').count()).toBe(0)
  })
})

describe('a review', () => {
  it('shows the newest twenty first, and restores are undone from a list of their own', async () => {
    await openMembers()
    await former('Timur').getByRole('button', { name: 'Review what they touched' }).click()
    const dialog = page.getByRole('dialog', { name: 'What Timur changed' })
    const changes = dialog.getByRole('list', { name: 'Protecting those who defend rights', exact: true })
    await changes.getByText('Sentence 25 of theirs.').waitFor()
    expect(await changes.getByRole('listitem').count()).toBe(20)
    await dialog.getByRole('button', { name: 'Show older (5)' }).click()
    expect(await changes.getByRole('listitem').count()).toBe(25)
    const restored = dialog.getByRole('list', { name: 'Restored from this computer' })
    expect(await restored.getByRole('listitem').count()).toBe(1)
    await changes.getByRole('listitem').first().getByRole('button', { name: 'Restore' }).click()
    await expect.poll(() => restored.getByRole('listitem').count()).toBe(2)
    await changes.getByRole('listitem').first().getByText('No longer in the paper.').waitFor()
    await restored.getByRole('listitem').first().getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => restored.getByRole('listitem').count()).toBe(1)
    await changes.getByRole('listitem').first().getByRole('button', { name: 'Restore' }).waitFor()
  })
})

describe('large deletions', () => {
  it('are listed with the text before, put back by who may write, and undone', async () => {
    page = await pages.open('coalition')
    await page.getByRole('link', { name: GROUP, exact: true }).click()
    await page.getByRole('button', { name: 'Large deletions' }).click()
    const dialog = page.getByRole('dialog', { name: 'Large deletions' })
    const list = dialog.getByRole('list', { name: 'Large deletions' })
    const one = list.getByRole('listitem')
    await one.getByText('Bohdan deleted 94% of the text, 388 characters.').waitFor()
    await one.getByText('Came to this computer on 22 November 2026.').waitFor()
    await one.getByText('The text before').click()
    await one.getByText('Registration must not depend').waitFor()
    await one.getByRole('button', { name: 'Restore' }).click()
    await one.getByText('Nothing of it is missing now.').waitFor()
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await one.getByRole('button', { name: 'Restore' }).waitFor()
    await expectForEveryone(page)
    await dialog.getByRole('button', { name: 'Close' }).click()
  })

  it('are put back by nobody who only reads', async () => {
    page = await pages.open('coalition')
    await page.evaluate(() => {
      const [group] = window.standIn.world.groups
      if (group !== undefined) group.role = 'observer'
    })
    await page.getByRole('link', { name: GROUP, exact: true }).click()
    await page.getByRole('button', { name: 'Large deletions' }).click()
    await page.getByText('Bohdan deleted 94% of the text').waitFor()
    expect(await page.getByRole('button', { name: 'Restore' }).count()).toBe(0)
  })
})

describe('a device', () => {
  it('that was taken takes with it those that it brought in, unless a person says otherwise', async () => {
    await openMembers()
    await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
    const question = page.getByRole('alertdialog', { name: 'Was a device of Bohdan taken?' })
    const choice = question.getByRole('combobox', { name: 'Device' })
    const names = await choice.getByRole('option').allTextContents()
    expect(names).toHaveLength(3)
    // The first one brought in nobody; the others are offered all the same.
    expect(await question.getByRole('checkbox').count()).toBe(2)
    expect(await question.getByRole('checkbox', { checked: true }).count()).toBe(0)
    await choice.selectOption({ index: 1 })
    await question.getByText('It brought another device into the group').waitFor()
    expect(await question.getByRole('checkbox', { checked: true }).count()).toBe(1)
    await question.getByRole('button', { name: 'Remove device', exact: true }).click()
    await page.getByText('It had at least').waitFor()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
    await row('Bohdan').getByText('1 device', { exact: true }).waitFor()
  })

  it('that was copied is named as two, and stopped with one sentence and one answer', async () => {
    await openMembers()
    // Proof opens the list: nobody has to look for it.
    const device = row('Bohdan').getByRole('listitem').filter({ hasText: 'There are two of it' })
    await device.getByRole('button', { name: 'Stop device' }).click()
    const question = page.getByRole('alertdialog', { name: /^Stop device .* of Bohdan\?$/ })
    await question.getByText('its keys are in two places').waitFor()
    await focusOn(page, 'Cancel')
    await question.getByRole('button', { name: 'Stop device' }).click()
    await question.waitFor({ state: 'detached' })
    expect((await world(page)).calls).toContain('members.freezeDevice')
    expect(await row('Bohdan').getByText('There are two of it').count()).toBe(0)
  })
})

it('by keyboard alone: a review is read, what was left out is kept, a device is stopped', async () => {
  page = await pages.open('losses')
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 120; presses++) {
      if ((await page.evaluate('document.activeElement?.textContent?.trim() ?? ""')) === name) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`no way to ${name} by Tab`)
  }
  await tabTo(GROUP)
  await page.keyboard.press('Enter')
  await tabTo('Papers')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: 'Members', selected: true }).waitFor()
  await tabTo('Stop device')
  await page.keyboard.press('Enter')
  await focusOn(page, 'Cancel')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await tabTo('Review what they touched')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'What Ирина Соколова changed' })
  await dialog.getByRole('button', { name: 'Keep what they wrote' }).waitFor()
  await tabTo('Keep what they wrote')
  await page.keyboard.press('Enter')
  await dialog.getByText('It counts again, for everyone.').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

it('a row stays where it is when somebody comes or goes', async () => {
  await openMembers('coalition')
  const verified = row('Bohdan').getByText('Verified', { exact: true })
  const places = async () => [await verified.boundingBox(), await row('Dilnoza').boundingBox()]
  const contact = row('Bohdan').locator('p[data-longest]')
  await expect.poll(() => contact.textContent()).toContain('Connected now')
  const before = await places()
  const becomes = (online: boolean, road: 'webrtc' | undefined) =>
    page.evaluate(
      ([group, on, by]) => {
        const [shown] = window.standIn.world.groups
        for (const member of shown?.members ?? [])
          member.devices = member.devices.map(({ road: _, ...one }) => ({
            ...one,
            online: on,
            ...(by && { road: by }),
          }))
        if (shown?.name === group) window.standIn.emit('group.changed', { group: shown.group })
      },
      [GROUP, online, road] as const,
    )
  await becomes(false, undefined)
  await expect.poll(() => contact.textContent()).toContain('Not connected')
  expect(await places()).toEqual(before)
  await becomes(true, 'webrtc')
  await expect.poll(() => contact.textContent()).toContain('Connected directly')
  expect(await places()).toEqual(before)
})

describe('for everyone', () => {
  const SCREENS = {
    members: () => openMembers(),
    review: async () => {
      await openMembers()
      await former('Timur').getByRole('button', { name: 'Review what they touched' }).click()
      await page.getByRole('button', { name: 'Keep what they wrote' }).waitFor()
    },
    'the question before a removal': async () => {
      await openMembers()
      await row('Bohdan').getByRole('button', { name: 'Remove', exact: true }).click()
      await page.getByText('has not yet received').waitFor()
    },
    'device taken': async () => {
      await openMembers()
      await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
      await page.getByRole('combobox', { name: 'Device' }).selectOption({ index: 1 })
    },
  }

  it.each(Object.entries(SCREENS))('%s: axe finds nothing, no twins, nothing cut off', async (_, open) => {
    await open()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await twins(page), 'two controls with one role and name').toEqual([])
    await expectForEveryone(page)
  })
})
