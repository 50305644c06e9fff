// What axe finds on the page as it stands.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** `off`: rules that the page breaks on purpose. */
export async function axeFindings(page: Page, off: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe.source)
  const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]))
  const { violations } = await page.evaluate(
    (chosen) => (window as unknown as { axe: typeof axe }).axe.run(document, { rules: chosen }),
    rules,
  )
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}
