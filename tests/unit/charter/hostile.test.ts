// Members with real keys who say what no honest app would, backdated: others' devices stay theirs, and all replicas agree.
import { describe, expect, test } from 'vitest'
import { addDevice } from '../../../shared/charter/admit.ts'
import { charterOf } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { unlockEpochs } from '../../../shared/charter/epoch-keys.ts'
import { MAX_OF_ONE_DEVICE } from '../../../shared/charter/room.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import type { Hash } from '../../../shared/ids/ids.ts'
import {
  admission,
  admitted,
  consentFor,
  founder,
  leaf,
  meet,
  meetAll,
  type Player,
  removes,
  rotates,
  secondDevice,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(77)

describe('STOLEN_NAME: nobody adds a device that did not ask them', () => {
  test('whoever knows its public keys cannot add it before its admission', () => {
    const ana = founder(crypto)
    const eve = admitted(crypto, ana, 'endorser')
    const bob = admitted(crypto, ana, 'coordinator')
    const epochs = unlockEpochs(crypto, eve.charter, eve.keys)
    const { signing, box } = bob.keys
    const keys = { signingKey: signing.publicKey, boxKey: box.publicKey }
    // What Bob signed for Ana's invitation is no use to Eve.
    const agreed = consentFor(crypto, bob.keys, ana.keys.id)
    expect(() => addDevice(crypto, eve.charter, eve.keys, epochs, { ...keys, ...agreed })).toThrow(
      'E_STATEMENT_INVALID',
    )
  })

  test('an admission stands, whichever hash is lower, and removing the adder takes nothing from the person', () => {
    for (let round = 0; round < 6; round++) {
      const ana = founder(crypto)
      const eve = admitted(crypto, ana, 'drafter')
      const keys = mintDeviceKeys(crypto)
      const bytes = admission(crypto, ana, 'drafter', keys)
      secondDevice(crypto, eve, keys)
      removes(crypto, eve, eve)
      const all = [...eve.charter.all(), bytes]
      for (const statements of [all, all.toReversed()]) {
        const charter = charterOf(crypto, ana.group, statements)
        expect(charter.standing(keys.id)).toBe('current')
        expect(charter.memberOf(keys.id)).not.toBe(charter.memberOf(eve.keys.id))
      }
    }
  })
})

test('a device admitted and added at once with different keys: which epochs fit does not hang on what came first', () => {
  const ana = founder(crypto)
  const dan = admitted(crypto, ana, 'drafter')
  const eve = mintDeviceKeys(crypto)
  const before = ana.charter.all()
  const one = admission(crypto, ana, 'endorser', eve)
  secondDevice(crypto, dan, eve)
  const other = dan.charter.all().slice(before.length)
  const [first, second] = [
    charterOf(crypto, ana.group, [...before, one, ...other]),
    charterOf(crypto, ana.group, [...before, ...other, one]),
  ]
  const [epoch] = ana.charter.epochs()
  if (epoch === undefined) throw new Error('no epoch')
  expect(first.currentEpoch()).toBeUndefined()
  expect(second.currentEpoch()).toBeUndefined()
  expect(first.epochFits(epoch.epoch, first.leaves())).toBe(false)
  expect(second.epochFits(epoch.epoch, second.leaves())).toBe(false)
})

describe('FLOODED_CHARTER: one device says more than anyone has to say', () => {
  const body = (of: Player, seq: number) => ({ kind: 'adopt', leaf: leaf(crypto, of, seq) }) as const

  /** Ana founds, Boris drafts, Eve endorses; and a thousand and some statements of Eve's, in one line or side by side. */
  function flooded(length: number, form: 'line' | 'side by side') {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const eve = admitted(crypto, ana, 'endorser')
    meetAll(ana, boris, eve)
    const start = ana.charter.heads()
    const flood: { hash: Hash; bytes: Uint8Array }[] = []
    for (let seq = 0; seq < length; seq++) {
      const last = flood.at(-1)
      const parents = form === 'line' && last !== undefined ? [last.hash] : start
      flood.push(writeStatement(crypto, eve.keys, parents, body(eve, seq)))
    }
    return { ana, boris, eve, flood, founding: ana.charter.all() }
  }

  test('whoever fills the charter can still be removed, and the epoch changed', () => {
    const { ana, eve, flood } = flooded(MAX_OF_ONE_DEVICE + 5, 'line')
    const outcomes = flood.map(({ bytes }) => ana.charter.add(bytes).outcome)
    expect(outcomes.slice(0, MAX_OF_ONE_DEVICE).every((it) => it === 'added')).toBe(true)
    expect(outcomes[MAX_OF_ONE_DEVICE]).toBe('refused')
    removes(crypto, ana, eve)
    rotates(crypto, ana)
    expect(ana.charter.isCurrent(eve.keys.id)).toBe(false)
    expect(ana.charter.currentEpoch()).toBeDefined()
  }, 60_000)

  test('in one line, all hear the same of it, whatever came first', () => {
    const { ana, flood, founding } = flooded(MAX_OF_ONE_DEVICE + 5, 'line')
    const all = [...founding, ...flood.map(({ bytes }) => bytes)]
    const [forwards, backwards] = [all, [...all.slice(0, 900), ...all.slice(900).toReversed()]].map((it) =>
      charterOf(crypto, ana.group, it),
    )
    expect(forwards?.leaves()).toEqual(backwards?.leaves())
    expect(forwards?.size).toBe(founding.length + MAX_OF_ONE_DEVICE)
  }, 60_000)

  test('side by side, others meet over what they have built upon, though each had heard another half', () => {
    const { ana, boris, eve, flood, founding } = flooded(MAX_OF_ONE_DEVICE + 50, 'side by side')
    for (const { bytes } of flood) ana.charter.add(bytes)
    for (const { bytes } of flood.toReversed()) boris.charter.add(bytes)
    expect(ana.charter.leaves()).not.toEqual(boris.charter.leaves())
    removes(crypto, ana, eve)
    rotates(crypto, ana)
    const own = mintDeviceKeys(crypto)
    secondDevice(crypto, boris, own)
    // Twice: the first time what is cited has been refused already.
    for (let round = 0; round < 2; round++) meet(ana, boris)
    for (const { charter } of [ana, boris]) {
      expect(charter.waitingCount).toBe(0)
      expect(charter.isCurrent(eve.keys.id)).toBe(false)
      expect(charter.roleOf(own.id)).toBe('drafter')
    }
    expect(ana.charter.currentEpoch()).toBe(boris.charter.currentEpoch())
    expect(ana.charter.members()).toEqual(boris.charter.members())
    // Somebody who hears it all from both, in whatever order, agrees.
    const late = charterOf(crypto, ana.group, [...founding, ...flood.map(({ bytes }) => bytes)])
    for (let round = 0; round < 2; round++)
      for (const bytes of [...boris.charter.all(), ...ana.charter.all()]) late.add(bytes)
    expect(late.members()).toEqual(ana.charter.members())
  }, 60_000)

  test('an accomplice who has forked as well pulls nothing in', () => {
    const { ana, boris, flood } = flooded(MAX_OF_ONE_DEVICE + 2, 'side by side')
    for (const { bytes } of flood) ana.charter.add(bytes)
    const beyond = flood.at(-1)
    if (beyond === undefined) throw new Error('no flood')
    const start = boris.charter.heads()
    for (const seq of [1, 2])
      ana.charter.add(writeStatement(crypto, boris.keys, start, body(boris, seq)).bytes)
    ana.charter.add(writeStatement(crypto, boris.keys, [beyond.hash], body(boris, 3)).bytes)
    expect(ana.charter.add(beyond.bytes).outcome).toBe('refused')
  }, 60_000)
})
