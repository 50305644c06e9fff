// An invitation works once: the stories of who claims it, who comes late and who comes back.
import { describe, expect, test } from 'vitest'
import { type DeviceId, type Hash, idFrom } from '../../../shared/ids/ids.ts'
import { decodeIssued, encodeIssued, issueInvitation } from '../../../shared/invitation/issue.ts'
import {
  answerTo,
  type ClaimAnswer,
  type InvitationEvent,
  type InvitationState,
  nextInvitationState,
} from '../../../shared/invitation/lifecycle.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(32)
const olga = idFrom('DeviceId', crypto.random(16))
const thief = idFrom('DeviceId', crypto.random(16))
const statement: Hash = idFrom('Hash', crypto.random(32))
const EXPIRES = 1_000
const open: InvitationState = { kind: 'open' }

const run = (...events: InvitationEvent[]): InvitationState =>
  events.reduce<InvitationState>((state, event) => nextInvitationState(state, EXPIRES, event), open)
const claim = (by: DeviceId, now = 0): InvitationEvent => ({ kind: 'claim', by, now })
const admit: InvitationEvent = { kind: 'admit', statement }
const refuse: InvitationEvent = { kind: 'refuse' }

describe('an invitation works once', () => {
  test.each<[string, InvitationEvent[], ClaimAnswer, ClaimAnswer]>([
    ['claimed', [claim(olga)], 'waiting', 'used'],
    ['claimed, and back after a restart', [claim(olga), claim(olga, 5_000)], 'waiting', 'used'],
    ['admitted', [claim(olga), admit], 'welcome', 'used'],
    [
      'admitted, the welcome lost, and back after the date',
      [claim(olga), admit, claim(olga, 9_999)],
      'welcome',
      'used',
    ],
    ['refused', [claim(olga), refuse], 'refused', 'used'],
    ['refused, and admitted by a slip', [claim(olga), refuse, admit], 'refused', 'used'],
    ['admitted, and refused by a slip', [claim(olga), admit, refuse], 'welcome', 'used'],
    ['admitted before anyone asked', [admit, claim(olga)], 'waiting', 'used'],
  ])('%s', (_, events, forOlga, forOthers) => {
    expect(answerTo(olga, run(...events))).toBe(forOlga)
    expect(answerTo(thief, run(...events, claim(thief)))).toBe(forOthers)
  })

  test('INVITATION_REUSE: a second device is told so whatever became of the first', () => {
    for (const state of [run(claim(olga)), run(claim(olga), admit), run(claim(olga), refuse)]) {
      const after = nextInvitationState(state, EXPIRES, claim(thief))
      expect(answerTo(thief, after)).toBe('used')
      expect(after).toMatchObject({ by: olga })
    }
  })

  test('STOLEN_INVITATION: who comes second is counted, so that both screens can show that it leaked', () => {
    const stolen = run(claim(thief), claim(olga), claim(olga))
    expect(stolen).toEqual({ kind: 'claimed', by: thief, others: 2 })
    expect(answerTo(olga, stolen)).toBe('used')
    let many = stolen
    for (let i = 0; i < 500; i++) many = nextInvitationState(many, EXPIRES, claim(olga))
    expect(many).toMatchObject({ by: thief, others: 99 })
  })

  test('EXPIRED_INVITATION: nobody can claim it after the date, whoever claimed it in time may still be admitted', () => {
    expect(run(claim(olga, EXPIRES + 1))).toEqual({ kind: 'expired' })
    expect(answerTo(olga, run(claim(olga, EXPIRES + 1)))).toBe('expired')
    expect(run({ kind: 'tick', now: EXPIRES + 1 }, claim(olga))).toEqual({ kind: 'expired' })
    expect(run({ kind: 'tick', now: EXPIRES })).toBe(open)
    expect(run(claim(olga), { kind: 'tick', now: EXPIRES + 1 }, admit).kind).toBe('admitted')
  })
})

test.each([
  open,
  { kind: 'claimed', by: olga, others: 3 },
  { kind: 'admitted', by: olga, statement, others: 0 },
  { kind: 'refused', by: olga, others: 1 },
  { kind: 'expired' },
] as const)('what the issuer stores comes back whole: $kind', (state) => {
  const { issued } = issueInvitation(crypto, {
    author: olga,
    grants: { kind: 'member', role: 'drafter' },
    addresses: [],
    now: 5,
  })
  const stored = encodeIssued({ ...issued, state })
  expect(decodeIssued(stored)).toEqual({ ...issued, state })
  for (let length = 0; length < stored.length; length++)
    expect(() => decodeIssued(stored.subarray(0, length))).toThrow('malformed')
})

test('a date, and a device of one’s own, are stored with the invitation; a plain role is stored as it always was', () => {
  const grants = [
    { kind: 'member', role: 'endorser' },
    { kind: 'member', role: 'expert', until: 1_800_000_000_000 },
    { kind: 'device' },
  ] as const
  const formats = grants.map((granted) => {
    const { issued } = issueInvitation(crypto, { author: olga, grants: granted, addresses: [], now: 5 })
    const stored = encodeIssued(issued)
    expect(decodeIssued(stored)).toEqual(issued)
    for (let length = 0; length < stored.length; length++)
      expect(() => decodeIssued(stored.subarray(0, length))).toThrow('malformed')
    return stored[0]
  })
  expect(formats).toEqual([1, 2, 2])
})

test('only an open invitation is withdrawn, and then it is as one that expired', () => {
  expect(nextInvitationState(open, EXPIRES, { kind: 'withdraw' })).toEqual({ kind: 'expired' })
  const bound = { kind: 'claimed', by: olga, others: 0 } as const
  expect(nextInvitationState(bound, EXPIRES, { kind: 'withdraw' })).toBe(bound)
})
