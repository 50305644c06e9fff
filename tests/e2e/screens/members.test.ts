// The members of a group, on the stand-in host: entries, roles, removal, a taken device, history, leaving, and a walk by keyboard alone.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { SceneName } from '../../standin/editor/scenes.ts'
import { editorPages, expectForEveryone, focusOn, world } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page

const GROUP = 'Shrinking civic space'
const row = (name: string) =>
  page.getByRole('list', { name: 'Members', exact: true }).getByRole('listitem', { name, exact: true })

async function openMembers(scene: SceneName = 'coalition'): Promise<void> {
  page = await pages.open(scene)
  await page.getByRole('link', { name: GROUP, exact: true }).click()
  await page.getByRole('tab', { name: 'Members', exact: true }).click()
}

async function me() {
  return (await world(page)).groups[0]?.members.find((member) => member.me)
}

describe('entries', () => {
  it('show organisation, country, kind of membership and an expert’s last day', async () => {
    await openMembers()
    await row('Amina')
      .getByText('Memory and Law Initiative · Kazakhstan · Full member', { exact: true })
      .waitFor()
    await row('Dr. Helga Lindqvist').getByText('Until 31 March 2027', { exact: true }).waitFor()
    await row('Dilnoza').getByText('House of Defenders', { exact: true }).waitFor()
  })

  it('are changed by their owner alone, and what is not stated any more is gone', async () => {
    await openMembers()
    expect(await page.getByRole('button', { name: 'Edit my entry' }).count()).toBe(1)
    await row('Amina').getByRole('button', { name: 'Edit my entry' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit my entry' })
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill('Steppe Law Centre')
    await dialog.getByRole('combobox', { name: 'Country' }).selectOption({ label: 'Uzbekistan' })
    await dialog.getByRole('combobox', { name: 'Membership' }).selectOption({ label: 'Not stated' })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row('Amina').getByText('Steppe Law Centre · Uzbekistan', { exact: true }).waitFor()
    expect(await me()).toMatchObject({ country: 'UZ', organisation: 'Steppe Law Centre' })
    expect(await me()).not.toHaveProperty('membership')
  })
})

describe('roles', () => {
  it('say what they allow, what is lost and what stays; an expert needs a day to come', async () => {
    await openMembers()
    await row('Ирина Соколова').getByRole('button', { name: 'Change role' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change role' })
    const role = dialog.getByRole('combobox', { name: 'Role' })
    await role.selectOption({ label: 'Endorser' })
    await dialog.getByText('keeps the drafts that have reached them').waitFor()
    await role.selectOption({ label: 'Expert' })
    await dialog.getByText('stays in the papers').waitFor()
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await dialog.getByText('Please fill this in.').waitFor()
    await dialog.getByLabel('Access until').fill('2020-01-31')
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await dialog.getByRole('alert').filter({ hasText: 'That day is over' }).waitFor()
    await dialog.getByLabel('Access until').fill('2099-01-31')
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await row('Ирина Соколова').getByText('Until 31 January 2099', { exact: true }).waitFor()
    await row('Ирина Соколова').getByText('Expert', { exact: true }).waitFor()
  })

  it('of the only coordinator stay, with the reason', async () => {
    await openMembers('groups')
    const change = row('Amina').getByRole('button', { name: 'Change role' })
    expect(await change.isDisabled()).toBe(true)
    expect(await row('Amina').getByRole('button', { name: 'Remove' }).count()).toBe(0)
    await row('Amina').getByText('The only coordinator cannot get another role').waitFor()
  })

  it('without the right show none of it', async () => {
    await openMembers('observer')
    for (const name of ['Change role', 'Remove', 'Device taken', 'Invite'])
      expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0)
  })

  it('that see no drafts are told so where the papers would be', async () => {
    page = await pages.open('endorser')
    await page.getByRole('link', { name: GROUP, exact: true }).click()
    await page.getByText('Drafts are not shown to you').waitFor()
    expect(await page.getByRole('button', { name: 'New paper' }).count()).toBe(0)
  })
})

describe('removal', () => {
  it('asks, says what they keep, and lists them as former', async () => {
    await openMembers('groups')
    await row('Bohdan').getByRole('button', { name: 'Remove' }).click()
    const question = page.getByRole('alertdialog', { name: 'Remove Bohdan?' })
    await question.getByText('What they have already received stays with them').waitFor()
    await question.getByText('What is written from now on they cannot read').waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    await row('Bohdan').getByRole('button', { name: 'Remove' }).click()
    await question.getByRole('button', { name: 'Remove' }).click()
    await row('Bohdan').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Review what Bohdan changed' }).click()
    const review = page.getByRole('dialog', { name: 'What Bohdan changed' })
    await review.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Former members (1)').click()
    await page
      .getByRole('list', { name: 'Former members' })
      .getByRole('listitem', { name: 'Bohdan', exact: true })
      .getByText('Removed by Amina.')
      .waitFor()
  })

  it('that made somebody’s admission void says what to do', async () => {
    await openMembers()
    const saule = page
      .getByRole('list', { name: 'Former members' })
      .getByRole('listitem', { name: 'Saule', exact: true })
    await saule.getByText('To be admitted again').waitFor()
    await saule.getByRole('button', { name: 'Review what they touched' }).click()
    const dialog = page.getByRole('dialog', { name: 'What Saule changed' })
    await dialog.getByRole('deletion').filter({ hasText: 'without delay' }).waitFor()
    await dialog.getByRole('insertion').filter({ hasText: 'views of the services' }).waitFor()
    const written = dialog.getByRole('listitem', { name: 'Wrote 62 characters.' })
    await written.getByRole('button', { name: 'Restore' }).click()
    await written.getByText('No longer in the paper.').waitFor()
    const struck = dialog.getByRole('listitem', { name: 'Deleted 13 characters.' })
    await struck.getByRole('button', { name: 'Restore' }).click()
    await struck.getByText('Back in the paper.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Restore' }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Close' }).click()
  })
})

describe('a taken device', () => {
  it('of a colleague is chosen, removed, and what it had is said', async () => {
    await openMembers()
    await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
    const question = page.getByRole('alertdialog', { name: 'Was a device of Bohdan taken?' })
    const choices = question.getByRole('combobox', { name: 'Device' })
    expect(await choices.getByRole('option').count()).toBe(2)
    await question.getByRole('button', { name: 'Remove device' }).click()
    const report = page.getByRole('alertdialog', { name: 'What the device of Bohdan had' })
    await report.getByText('“Protecting those who defend rights”: all of it').waitFor()
    await report.getByText('“Foreign-agent laws: a joint statement”: all but 3 changes').waitFor()
    await report.getByText('Anything of “Warsaw, working session 4”').waitFor()
    await report.getByText('The names of: Dr. Helga Lindqvist').waitFor()
    await report.getByRole('button', { name: 'Close' }).click()
    await report.waitFor({ state: 'detached' })
    await row('Bohdan').getByText('1 device', { exact: true }).waitFor()
  })

  it('that was the member’s only one takes the row away, and the report stays until it is closed', async () => {
    await openMembers('groups')
    await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove device' }).click()
    const report = page.getByRole('alertdialog', { name: 'What the device of Bohdan had' })
    await report.waitFor()
    await row('Bohdan').waitFor({ state: 'detached' })
    await report.getByRole('button', { name: 'Close' }).click()
    await report.waitFor({ state: 'detached' })
  })

  it('is honest when nothing is known', async () => {
    await openMembers()
    await page.evaluate(() => {
      window.standIn.world.exposure = { name: '', known: false, papers: [], names: [], unknownNames: [] }
    })
    await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove device' }).click()
    await page.getByText('We do not know what this device had').waitFor()
  })

  it('of one’s own is in the list of one’s devices, and this computer is not', async () => {
    await openMembers()
    await row('Amina').getByText('2 devices').click()
    const devices = row('Amina').getByRole('list', { name: 'Devices' }).getByRole('listitem')
    expect(await devices.count()).toBe(2)
    const here = devices.filter({ hasText: 'This computer' })
    expect(await here.getByRole('button').count()).toBe(0)
    await devices.filter({ hasText: 'Not connected' }).getByRole('button', { name: 'Remove device' }).click()
    await page.getByRole('alertdialog', { name: 'Was a device of Amina taken?' }).waitFor()
    await page.keyboard.press('Escape')
  })
})

describe('the history', () => {
  it('says who did what, when it was seen here, and what was contested', async () => {
    await openMembers()
    await page.getByRole('button', { name: 'Membership history' }).click()
    const dialog = page.getByRole('dialog', { name: 'Membership history' })
    const entries = dialog.getByRole('list', { name: 'Membership history' }).getByRole('listitem')
    expect(await entries.count()).toBe(4)
    expect(await entries.nth(0).textContent()).toMatch(
      /^Bohdan removed Timur\.Seen here on 20 November 2026Made at the same time/,
    )
    await entries.nth(1).getByText('It does not count').waitFor()
    await entries.nth(2).getByText('Role: Expert. Until 31 March 2027.').waitFor()
    await entries.nth(3).getByText('not known').waitFor()
  })
})

describe('leaving', () => {
  it('says what goes, warns the only coordinator, and leads back', async () => {
    page = await pages.open('groups')
    await page.getByRole('link', { name: GROUP, exact: true }).click()
    await page.getByRole('tab', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Leave group' }).click()
    const question = page.getByRole('alertdialog', { name: `Leave ${GROUP}?` })
    await question.getByText('Everything of this group is removed from this computer').waitFor()
    await question.getByText('You are the only coordinator').waitFor()
    await question.getByRole('button', { name: 'Leave group' }).click()
    await page.getByRole('heading', { name: 'Working groups' }).first().waitFor()
    expect((await world(page)).groups.map(({ name }) => name)).toEqual(['Torture and ill-treatment'])
  })

  it('is offered where one learns of one’s own removal', async () => {
    page = await pages.open('removed')
    await page.getByRole('link', { name: GROUP, exact: true }).click()
    await page.getByText('You no longer belong to this group.').waitFor()
    expect(await page.getByRole('button', { name: 'New paper' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Leave group' }).waitFor()
    await page.getByRole('tab', { name: 'Settings', exact: true }).click()
    expect(await page.getByRole('button', { name: 'Leave group' }).count()).toBe(1)
  })
})

describe('by keyboard alone', () => {
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Tab until the control has the focus: it must be reachable, in a bounded number of steps. */
  async function tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      const at = await page.evaluate('document.activeElement?.textContent?.trim() ?? ""')
      if (at === name) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`no way to ${name} by Tab`)
  }

  it('a member is removed and the history read', async () => {
    page = await pages.open('coalition')
    await tabTo(GROUP)
    await press('Enter')
    await page.getByRole('heading', { name: GROUP }).waitFor()
    await tabTo('Papers')
    await press('ArrowRight', 'ArrowRight')
    await page.getByRole('tab', { name: 'Members', selected: true }).waitFor()
    await tabTo('Edit my entry')
    await press('Enter')
    await page.getByRole('dialog', { name: 'Edit my entry' }).waitFor()
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await tabTo('Remove')
    await press('Enter')
    const question = page.getByRole('alertdialog', { name: 'Remove Bohdan?' })
    await question.waitFor()
    // The safe answer has the focus: Enter by mistake removes nobody.
    await focusOn(page, 'Cancel')
    await press('Tab', 'Enter')
    await question.waitFor({ state: 'detached' })
    await row('Bohdan').waitFor({ state: 'detached' })
    await tabTo('Membership history')
    await press('Enter')
    await page.getByRole('dialog', { name: 'Membership history' }).waitFor()
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

describe('for everyone', () => {
  interface Screen {
    readonly name: string
    readonly open: () => Promise<void>
    readonly answers?: boolean
  }

  const SCREENS: readonly Screen[] = [
    { name: 'members', open: () => openMembers() },
    {
      name: 'removed',
      open: async () => {
        page = await pages.open('removed')
        await page.getByRole('link', { name: GROUP, exact: true }).click()
        await page.getByRole('button', { name: 'Leave group' }).waitFor()
      },
    },
    {
      name: 'edit entry',
      open: async () => {
        await openMembers()
        await row('Amina').getByRole('button', { name: 'Edit my entry' }).click()
      },
    },
    {
      name: 'change role',
      open: async () => {
        await openMembers()
        await row('Dr. Helga Lindqvist').getByRole('button', { name: 'Change role' }).click()
      },
    },
    {
      name: 'exposure',
      open: async () => {
        await openMembers()
        await row('Bohdan').getByRole('button', { name: 'Device taken' }).click()
        await page.getByRole('alertdialog').getByRole('button', { name: 'Remove device' }).click()
        await page.getByText('Anything written from now on').waitFor()
      },
    },
    {
      name: 'touched',
      open: async () => {
        await openMembers()
        await page.getByRole('button', { name: 'Review what they touched' }).first().click()
        await page.getByRole('deletion').waitFor()
      },
    },
    {
      name: 'history',
      open: async () => {
        await openMembers()
        await page.getByRole('button', { name: 'Membership history' }).click()
        await page.getByRole('dialog').waitFor()
      },
    },
    {
      name: 'leave',
      // The answer has the name of the button that asks, which is out of reach behind it.
      answers: true,
      open: async () => {
        page = await pages.open('removed')
        await page.getByRole('link', { name: GROUP, exact: true }).click()
        await page.getByRole('button', { name: 'Leave group' }).click()
        await page.getByRole('alertdialog').waitFor()
      },
    },
  ]

  it.each(SCREENS)('$name: axe finds nothing, no twins, nothing cut off', async ({ open, answers }) => {
    await open()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    if (answers !== true) expect(await twins(page), 'two controls with one role and name').toEqual([])
    await expectForEveryone(page)
  })
})
