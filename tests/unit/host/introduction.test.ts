// What a caller who is not known yet may bring along: its own admission, and nothing that changes anything for anybody else.
import { describe, expect, test } from 'vitest'
import { introduce, takeIntroduction } from '../../../electron/host/groups/introduction.ts'
import { ByteWriter } from '../../../shared/bytes/codec.ts'
import { charterOf } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { admission, admitted, founder, removes } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(31)

const packed = (statements: readonly Uint8Array[]): Uint8Array => {
  const writer = new ByteWriter(64).u8(statements.length)
  for (const statement of statements) writer.long(statement)
  return writer.finish()
}

describe('REMOVED_CALLER: what a caller brings along', () => {
  test('admits a newcomer of whom this device has not heard, also by way of other newcomers', () => {
    const ana = founder(crypto)
    const before = charterOf(crypto, ana.group, ana.charter.all())
    admitted(crypto, ana, 'drafter')
    const boris = admitted(crypto, ana, 'observer')
    const brought = introduce(crypto, boris.charter, boris.keys.id)
    const taken = takeIntroduction(crypto, before, boris.keys.box.publicKey, brought)
    for (const bytes of taken) before.add(bytes)
    expect(before.isCurrent(boris.keys.id)).toBe(true)
    expect(taken).toHaveLength(2)
  })

  test('says nothing for a removed coordinator, who admits a friend or removes somebody on old heads', () => {
    const ana = founder(crypto)
    const eve = admitted(crypto, ana, 'coordinator')
    const dan = admitted(crypto, ana, 'coordinator')
    const old = eve.charter.all()
    removes(crypto, ana, eve)
    const here = charterOf(crypto, ana.group, ana.charter.all())
    const later = { keys: eve.keys, charter: charterOf(crypto, ana.group, old, eve.keys.id) }
    later.charter.add(dan.charter.all().at(-1) ?? new Uint8Array(0))
    const friend = mintDeviceKeys(crypto)
    const ofFriend = admission(crypto, later, 'drafter', friend)
    expect(takeIntroduction(crypto, here, friend.box.publicKey, packed([ofFriend]))).toEqual([])
    removes(crypto, later, dan)
    const all = later.charter.all()
    for (const { keys } of [eve, dan, { keys: friend }])
      expect(takeIntroduction(crypto, here, keys.box.publicKey, packed(all))).toEqual([])
  })

  test('takes no bytes of a version that nobody can judge, and nothing that hangs in the air', () => {
    const ana = founder(crypto)
    const here = charterOf(crypto, ana.group, ana.charter.all())
    const boris = admitted(crypto, ana, 'drafter')
    const carla = admitted(crypto, ana, 'drafter')
    const junk = new Uint8Array(150).fill(9)
    const [ofBoris, ofCarla] = ana.charter.all().slice(-2)
    if (ofBoris === undefined || ofCarla === undefined) throw new Error('no admissions')
    expect(takeIntroduction(crypto, here, boris.keys.box.publicKey, packed([junk, ofBoris]))).toEqual([
      ofBoris,
    ])
    expect(takeIntroduction(crypto, here, carla.keys.box.publicKey, packed([ofCarla]))).toEqual([])
    expect(takeIntroduction(crypto, here, carla.keys.box.publicKey, packed([ofBoris]))).toEqual([])
    expect(takeIntroduction(crypto, here, carla.keys.box.publicKey, junk)).toEqual([])
  })
})
