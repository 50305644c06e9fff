// A review plays the log again beside the state in force, over the same charter. The charter must go on listening for what the envelopes
// of the state in force wait for, and never for what the replay, which is dropped, has met.
import { expect, test, vi } from 'vitest'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

test('WAITING_FOR_REFUSED: a review does not make the charter deaf to what envelopes wait for', async () => {
  const ana = await RealMember.found(new Cast(crypto, new VirtualClock()))
  const { state } = ana.group
  const heed = vi.spyOn(state.charter, 'heed')
  const waited = vi.spyOn(state.ledger, 'citedByHeld')
  await ana.group.retell(() => undefined)
  expect(heed).not.toHaveBeenCalled()
  state.takesOver(ana.keys.id, 1)
  heed.mock.lastCall?.[0]()
  expect(waited).toHaveBeenCalledOnce()
})
