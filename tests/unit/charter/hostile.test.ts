// Members with real keys who say what no honest app would, backdated: others' devices stay theirs, and all replicas agree.
import { describe, expect, test } from 'vitest'
import { addDevice } from '../../../shared/charter/admit.ts'
import { charterOf, MAX_STATEMENTS } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { unlockEpochs } from '../../../shared/charter/epoch-keys.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import {
  admission,
  admitted,
  consentFor,
  founder,
  leaf,
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

test('FLOODED_CHARTER: whoever fills the charter can still be removed, and the epoch changed', () => {
  const ana = founder(crypto)
  const eve = admitted(crypto, ana, 'endorser')
  const flood = ana.charter.all()
  let heads = ana.charter.heads()
  const body = { kind: 'adopt', leaf: leaf(crypto, eve, 1) } as const
  while (flood.length < MAX_STATEMENTS) {
    const { hash, bytes } = writeStatement(crypto, eve.keys, heads, body)
    heads = [hash]
    flood.push(bytes)
  }
  // As stored before: what this test is about comes after.
  const late = writeStatement(crypto, eve.keys, heads, body)
  const full = charterOf(crypto, ana.group, flood, ana.keys.id, (hash) => hash !== late.hash)
  expect(full.size).toBe(MAX_STATEMENTS)
  expect(full.add(late.bytes).outcome).toBe('refused')
  const player = { keys: ana.keys, charter: full }
  removes(crypto, player, eve)
  rotates(crypto, player)
  expect(full.isCurrent(eve.keys.id)).toBe(false)
  expect(full.currentEpoch()).toBeDefined()
}, 60_000)
