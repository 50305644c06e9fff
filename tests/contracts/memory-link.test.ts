// The Links that tests of replication run over keep the same promises as the real ones.
import { memoryPair } from '../support/memory-links.ts'
import { systemClock } from '../support/system-clock.ts'
import { linkContract } from './link.ts'

linkContract('a memory link', async () => ({ ...memoryPair(systemClock), dispose: () => {} }))
linkContract('a memory link with delay', async () => ({
  ...memoryPair(systemClock, { delay: 1 }),
  dispose: () => {},
}))
