// Reads the roles and names that a page shows to assistive technology, and finds two controls that cannot be told apart.
import type { Page } from 'playwright-core'

const CONTROLS = [
  'button',
  'link',
  'textbox',
  'combobox',
  'checkbox',
  'switch',
  'tab',
  'searchbox',
  'menuitem',
]

/**
 * Pairs of visible controls with one role and name, as `role "name"`. Controls in different rows of a list are told apart by
 * their row.
 */
export async function twins(page: Page): Promise<string[]> {
  const snapshot = await page.locator('body').ariaSnapshot()
  const rows: string[] = []
  const seen = new Map<string, number>()
  let row = 0
  for (const line of snapshot.split('\n')) {
    const found = /^(\s*)- (\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(line)
    if (found === null) continue
    const [, indent = '', role = '', name = ''] = found
    rows.length = Math.min(rows.length, indent.length / 2)
    rows[indent.length / 2] = role === 'listitem' ? `row ${++row}` : ''
    if (!CONTROLS.includes(role)) continue
    const key = `${rows.join('/')} ${role} "${name}"`
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return [...seen].filter(([, times]) => times > 1).map(([key]) => key.trim())
}
