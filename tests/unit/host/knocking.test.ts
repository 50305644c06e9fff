// What a caller who holds an invitation's secret can make the issuing device hold: little, and not for long.
import { expect, test } from 'vitest'
import type { Group } from '../../../electron/host/groups/group.ts'
import { Invitations } from '../../../electron/host/joining/invitations.ts'
import type { Session } from '../../../shared/session/session.ts'
import { founder } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const crypto = seededCrypto(71)

/** A session whose caller says nothing. */
function silent() {
  const closing: (() => void)[] = []
  const state = { closed: false }
  const session = {
    peerKey: crypto.random(32),
    handshakeHash: crypto.random(64),
    onFrame: () => undefined,
    onClose: (listener: () => void) => closing.push(listener),
    send: () => true,
    close: () => {
      if (state.closed) return
      state.closed = true
      for (const listener of closing) listener()
    },
  }
  return { session: session as unknown as Session, state }
}

async function issuer() {
  const clock = new VirtualClock()
  const { keys, charter, group } = founder(crypto)
  const invitations = new Invitations({
    crypto,
    clock,
    // Of a group, knocking needs the charter and whose device this is.
    group: { id: group, keys, state: { charter } } as unknown as Group,
    record: { group, deviceKeys: new Uint8Array(), addresses: [], invitations: [] },
    ownAddresses: () => ['10.0.0.7:9000'],
    knownAddresses: () => [],
    save: async () => undefined,
    changed: () => undefined,
  })
  await invitations.issue({ kind: 'member', role: 'drafter' })
  const [open] = invitations.open()
  return { clock, invitations, id: open?.invitation ?? '' }
}

test('two callers may be silent at once; of more, the one who has been so longest is let go', async () => {
  const { clock, invitations, id } = await issuer()
  const callers = Array.from({ length: 6 }, silent)
  for (const { session } of callers) void invitations.knock(id, session)
  expect(callers.map(({ state }) => state.closed)).toEqual([true, true, true, true, false, false])
  await clock.advance(10_000)
  expect(callers.every(({ state }) => state.closed)).toBe(true)
  // The places are free again.
  const later = [silent(), silent()]
  for (const { session } of later) void invitations.knock(id, session)
  expect(later.map(({ state }) => state.closed)).toEqual([false, false])
})

test('withdrawing an invitation hangs up on whoever has it in hand', async () => {
  const { invitations, id } = await issuer()
  const caller = silent()
  void invitations.knock(id, caller.session)
  await invitations.withdraw(id)
  expect(caller.state.closed).toBe(true)
  expect(invitations.open()).toEqual([])
})
