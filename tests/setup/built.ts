// Before the tests that run the built product: make sure that it is built from the sources as they are now.
// It must never build twice for one state of the sources; two test runs may start together.
import { ensureBuilt } from '../../scripts/lib/ensure-built.mjs'

export default async function setup(): Promise<void> {
  await ensureBuilt()
}
