// The paper page on a stand-in host with several people, for the tests of the editor, and how they reach into it.
// It must never do in the page what a person could not.
import type { Locator, Page } from 'playwright-core'
import type { PaperRoom } from '../../standin/paper-room.ts'
import { type ServedPages, servedPages } from '../served-pages.ts'

declare global {
  interface Window {
    room: PaperRoom
  }
}

/** The buttons of the toolbar, those that work and no others. */
export const TOOLS = [
  'Bold',
  'Italic',
  'Underline',
  'Link',
  'Bulleted list',
  'Numbered list',
  'Move up',
  'Move down',
  'Undo',
  'Redo',
  'Add recommendation',
]

/** As {@link servedPages}; `query` as tests/standin/paper/main.tsx reads it. */
export function paperPages(): ServedPages {
  return servedPages('paper')
}

/** One person's half of the page. */
export function person(page: Page, name: string): Locator {
  return page.getByRole('main', { name, exact: true })
}

export function textOf(page: Page, name: string): Locator {
  return person(page, name).getByRole('textbox', { name: 'Paper text', exact: true })
}

/** How many edits this person's editor has sent. */
export function sentBy(page: Page, name: string): Promise<number> {
  return page.evaluate((who) => window.room.device(who).sent.length, name)
}

/** What the clipboard would hand over, without a clipboard, which a page may not touch. */
export function paste(page: Page, name: string, data: Readonly<Record<string, string>>): Promise<void> {
  return textOf(page, name).evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, data)
}
