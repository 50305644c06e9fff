// Strangers' bytes and any course of events: decoders fail in one way only, and an invitation never serves two devices.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { readStatement } from '../../../shared/charter/statement.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { decodeAnswer } from '../../../shared/invitation/answer.ts'
import { decodeIssued } from '../../../shared/invitation/issue.ts'
import { readJoin } from '../../../shared/invitation/join.ts'
import {
  answerTo,
  type InvitationEvent,
  type InvitationState,
  nextInvitationState,
} from '../../../shared/invitation/lifecycle.ts'
import { decodeInvitation } from '../../../shared/invitation/text.ts'
import { decodeRecord } from '../../../shared/records/record.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(51)
const session = { handshakeHash: crypto.random(32), remoteStatic: crypto.random(32) }

test('GARBAGE_FRAME: every decoder ends in a value or in its own error, never in another', () => {
  // The right first bytes lead deeper than pure noise would.
  const bytes = fc
    .tuple(fc.constantFrom([], [1], [1, 1], [1, 2], [1, 5], [1, 5, 1]), fc.uint8Array({ maxLength: 600 }))
    .map(([start, rest]) => Uint8Array.from([...start, ...rest]))
  fc.assert(
    fc.property(bytes, (input) => {
      for (const decode of [
        () => readStatement(crypto, input),
        () => decodeAnswer(input),
        () => decodeIssued(input),
        () => readJoin(crypto, session, crypto.random(16), input),
        () => decodeRecord(input),
      ]) {
        try {
          decode()
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBytes)
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('whatever is pasted is an invitation or one of four codes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ maxLength: 300 }).map((rest) => `rapporteur:${rest}`),
    fc.base64String({ maxLength: 300 }).map((rest) => `rapporteur:AQ${rest}`),
  )
  fc.assert(
    fc.property(text, (pasted) => {
      try {
        decodeInvitation(crypto, pasted, 0)
      } catch (error) {
        expect(error).toBeInstanceOf(RapporteurError)
        expect(String(error)).toMatch(/E_INVITATION_(MALFORMED|VERSION|EXPIRED)|E_NO_INVITATION/)
      }
    }),
    { numRuns: 500 },
  )
})

test('INVITATION_REUSE: in no course of events do two devices get further than "used"', () => {
  const devices = [1, 2, 3].map((byte) => idFrom('DeviceId', new Uint8Array(16).fill(byte)))
  const statement = idFrom('Hash', new Uint8Array(32))
  const event: fc.Arbitrary<InvitationEvent> = fc.oneof(
    fc.record({ kind: fc.constant('claim' as const), by: fc.constantFrom(...devices), now: fc.nat(2_000) }),
    fc.constant({ kind: 'admit' as const, statement }),
    fc.constant({ kind: 'refuse' as const }),
    fc.record({ kind: fc.constant('tick' as const), now: fc.nat(2_000) }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let state: InvitationState = { kind: 'open' }
      const served = new Set<string>()
      const decided = new Set<string>()
      for (const each of events) {
        state = nextInvitationState(state, 1_000, each)
        if (state.kind === 'admitted' || state.kind === 'refused') decided.add(state.kind)
        if (each.kind !== 'claim') continue
        const answer = answerTo(each.by, state)
        if (answer !== 'used' && answer !== 'expired') served.add(each.by)
      }
      expect(served.size).toBeLessThanOrEqual(1)
      // Once decided, it stays decided.
      expect(decided.size).toBeLessThanOrEqual(1)
    }),
    { numRuns: 500 },
  )
})
