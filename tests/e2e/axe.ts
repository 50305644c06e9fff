// What axe finds on the page as it stands.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** A colour on its way from one theme to the other is in neither: what ends by itself is waited for. Asking begins what is due. */
const RESTED = `Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  .map((one) => one.finished.catch(() => undefined))).then(() => undefined)`

/** `off`: rules that the page breaks on purpose. */
export async function axeFindings(page: Page, off: readonly string[] = []): Promise<string[]> {
  await page.evaluate(RESTED)
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
