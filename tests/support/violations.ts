// Collects what a page's policy refused and what the page complained about: a test that ends with any unlisted one has failed.
// It must never be started after the page has: what happens first counts too.
import type { Page } from 'playwright-core'

export interface Complaints {
  /** `directive blocked-uri` of each violation. */
  readonly violations: string[]
  /** Errors of scripts and errors on the console. */
  readonly errors: string[]
}

export async function watchComplaints(page: Page): Promise<Complaints> {
  const complaints: Complaints = { violations: [], errors: [] }
  await page.exposeFunction('rapporteurTestViolation', (text: string) => complaints.violations.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'rapporteurTestViolation')
      if (typeof report === 'function') report(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  page.on('pageerror', (error) => complaints.errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.errors.push(message.text())
  })
  return complaints
}
