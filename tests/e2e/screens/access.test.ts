// Every screen for everyone: axe finds nothing, no two controls share role and name, the keyboard reaches everything, nothing is cut off.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { SceneName } from '../../standin/editor/scenes.ts'
import { editorPages, emit, expectForEveryone, focusOn } from './editor-page.ts'
import { twins } from './names.ts'

const pages = editorPages()
let page: Page

type Step = readonly ['button' | 'link' | 'tab', string]

interface Screen {
  readonly name: string
  readonly scene: SceneName
  /** What is pressed to get there. */
  readonly steps: readonly Step[]
  /** A textbox that says that the screen is there, where the steps alone do not. */
  readonly shows?: string
  /** The host warns that it locks in so many milliseconds. */
  readonly locksIn?: number
}

const SCREENS: readonly Screen[] = [
  { name: 'create vault', scene: 'first', steps: [] },
  { name: 'unlock', scene: 'locked', steps: [] },
  { name: 'no groups', scene: 'empty', steps: [] },
  { name: 'groups', scene: 'groups', steps: [] },
  { name: 'joining', scene: 'joining', steps: [] },
  { name: 'new group', scene: 'groups', steps: [['button', 'New working group']] },
  { name: 'join', scene: 'groups', steps: [['button', 'Join a group']] },
  { name: 'papers', scene: 'groups', steps: [['link', 'Shrinking civic space']] },
  {
    name: 'members',
    scene: 'waiting',
    steps: [
      ['link', 'Shrinking civic space'],
      ['tab', 'Members'],
    ],
  },
  {
    name: 'invitation',
    scene: 'groups',
    steps: [
      ['link', 'Shrinking civic space'],
      ['tab', 'Members'],
      ['button', 'Invite'],
      ['button', 'Create invitation'],
    ],
  },
  {
    name: 'new paper',
    scene: 'groups',
    steps: [
      ['link', 'Shrinking civic space'],
      ['button', 'New paper'],
    ],
  },
  {
    name: 'paper',
    scene: 'groups',
    steps: [
      ['link', 'Shrinking civic space'],
      ['link', 'Protecting those who defend rights'],
    ],
    shows: 'Paper text',
  },
  { name: 'preferences', scene: 'groups', steps: [['button', 'Preferences']] },
  {
    name: 'change passphrase',
    scene: 'groups',
    steps: [
      ['button', 'Preferences'],
      ['button', 'Change passphrase'],
    ],
  },
  {
    name: 'backup',
    scene: 'groups',
    steps: [
      ['button', 'Preferences'],
      ['button', 'Save a backup'],
    ],
  },
  { name: 'restore', scene: 'first', steps: [['button', 'Restore from a backup']] },
  { name: 'about to lock', scene: 'groups', steps: [], locksIn: 600_000 },
]

async function walk(steps: readonly Step[]): Promise<void> {
  for (const [role, name] of steps) await page.getByRole(role, { name, exact: true }).click()
}

/** Several people may wait at once, each with safety words of that very name: the contract wants it so. */
const OFF = ['landmark-unique']

describe('every screen', () => {
  it.each(SCREENS)('$name is for everyone', async ({ scene, steps, shows, locksIn }) => {
    page = await pages.open(scene)
    await walk(steps)
    if (locksIn !== undefined) {
      await emit(page, 'vault.idle', { locksIn })
      await page.getByRole('alertdialog').waitFor()
    }
    if (shows !== undefined) await page.getByRole('textbox', { name: shows }).waitFor()
    expect(await twins(page), 'two controls with one role and name').toEqual([])
    await expectForEveryone(page, OFF)
  })
})

describe('the keyboard', () => {
  /** Presses Tab until the focus comes round again, and says what had it. */
  async function tabThrough(): Promise<string[]> {
    const names: string[] = []
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      const name = await page.evaluate(() => {
        const at = document.activeElement
        if (at === null || at === document.body) return ''
        const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined
        return (label ?? at.textContent ?? '').trim()
      })
      if (names[0] === name) break
      // Between the last control and the first, the focus is on the browser's own.
      if (name !== '') names.push(name)
    }
    return names
  }

  it('reaches everything on the first page, in reading order', async () => {
    page = await pages.open('groups')
    expect(await tabThrough()).toEqual([
      'Join a group',
      'New working group',
      'Shrinking civic space',
      'Torture and ill-treatment',
      'Let colleagues connect to this computer',
      'Preferences',
      'Lock',
    ])
  })

  it('opens a group, moves between its tabs, opens a dialog and leaves it', async () => {
    page = await pages.open('groups')
    await page.getByRole('link', { name: 'Shrinking civic space' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Papers' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('tab', { name: 'Recommendations', selected: true }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('tab', { name: 'Members', selected: true }).waitFor()
    await page.getByRole('button', { name: 'Invite' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Invite a member' })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await focusOn(page, 'Invite')
  })

  it('shows where it is', async () => {
    page = await pages.open('groups')
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const at = document.activeElement
      return at === null ? '' : getComputedStyle(at).outlineStyle
    })
    expect(outline).toBe('solid')
  })
})
