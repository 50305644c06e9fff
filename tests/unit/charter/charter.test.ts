// Stories of a charter with found and admit: who belongs, what is held, what is refused, in whatever order it comes.
import { describe, expect, test } from 'vitest'
import { concat } from '../../../shared/bytes/codec.ts'
import { Charter, charterOf } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys, wipeDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { epochIdOf, mintEpoch, outerOf, sealGrant } from '../../../shared/charter/epoch.ts'
import { EpochKeys, unlockEpochs } from '../../../shared/charter/epoch-keys.ts'
import { admission, admitted, founder, meet } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(11)

describe('belonging', () => {
  test('the founder coordinates and can open the epoch that founding minted', () => {
    const ana = founder(crypto)
    expect(ana.charter.members()).toMatchObject([{ role: 'coordinator', devices: [ana.keys.id] }])
    const epoch = ana.charter.currentEpoch()
    const keys = unlockEpochs(crypto, ana.charter, ana.keys)
    expect(epoch && keys.inner(epoch)).toHaveLength(32)
    expect(ana.charter.epochs()).toHaveLength(1)
  })

  test('whoever is admitted has the role, the key and a place in the list after the founder', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const olga = admitted(crypto, ana, 'observer')
    meet(boris, ana)
    for (const { charter } of [ana, boris, olga]) {
      expect(charter.members().map(({ role }) => role)).toEqual(['coordinator', 'drafter', 'observer'])
      expect(charter.members()[1]?.admittedBy).toBe(ana.keys.id)
    }
    const epoch = olga.charter.currentEpoch()
    expect(epoch && unlockEpochs(crypto, olga.charter, olga.keys).inner(epoch)).toHaveLength(32)
  })

  test('lanes: a drafter writes the body, an observer only the roster, a stranger nothing', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const olga = admitted(crypto, ana, 'observer')
    const heads = ana.charter.heads()
    expect(ana.charter.mayWrite(boris.keys.id, 'body', heads)).toBe(true)
    expect(ana.charter.mayWrite(olga.keys.id, 'body', heads)).toBe(false)
    expect(ana.charter.mayWrite(olga.keys.id, 'desk', heads)).toBe(false)
    expect(ana.charter.mayWrite(olga.keys.id, 'roster', heads)).toBe(true)
    expect(ana.charter.mayRead(olga.keys.id, 'body')).toBe(true)
    const stranger = mintDeviceKeys(crypto)
    expect(ana.charter.mayWrite(stranger.id, 'roster', heads)).toBe(false)
    expect(ana.charter.mayRead(stranger.id, 'roster')).toBe(false)
  })

  test('rights are those of the heads cited: before an admission there are none', () => {
    const ana = founder(crypto)
    const before = ana.charter.heads()
    const boris = admitted(crypto, ana, 'drafter')
    expect(ana.charter.mayWrite(boris.keys.id, 'body', before)).toBe(false)
    expect(ana.charter.roleAt(boris.keys.id, ana.charter.heads())).toBe('drafter')
    expect(ana.charter.roleAt(ana.keys.id, [])).toBeUndefined()
    expect(ana.charter.covers(ana.charter.heads(), before)).toBe(true)
    expect(ana.charter.covers(before, ana.charter.heads())).toBe(false)
  })

  test('two coordinators admit one device at once: the lowest statement hash stands, everywhere', () => {
    const ana = founder(crypto)
    const carla = admitted(crypto, ana, 'coordinator')
    const keys = mintDeviceKeys(crypto)
    const asDrafter = admission(crypto, ana, 'drafter', keys)
    const asObserver = admission(crypto, carla, 'observer', keys)
    for (const player of [ana, carla])
      for (const bytes of [asDrafter, asObserver]) expect(player.charter.add(bytes).outcome).toBe('added')
    const [first, second] = [ana.charter.heads(), carla.charter.heads()]
    expect(first).toEqual(second)
    expect(ana.charter.members()).toEqual(carla.charter.members())
    const standing = ana.charter.members().find(({ devices }) => devices.includes(keys.id))
    expect(standing?.statement).toBe(first[0])
    expect(ana.charter.members()).toHaveLength(3)
  })

  test('eleven coordinators admit at once: eight heads are cited, none is ever dropped, all are merged', () => {
    const ana = founder(crypto)
    const coordinators = Array.from({ length: 11 }, () => admitted(crypto, ana, 'coordinator'))
    for (const coordinator of coordinators) meet(coordinator, ana)
    const newcomers = coordinators.map((author) => admitted(crypto, author, 'drafter'))
    let cited = ana.charter.heads()
    for (const coordinator of coordinators) {
      meet(ana, coordinator)
      expect(ana.charter.covers(ana.charter.heads(), cited)).toBe(true)
      cited = ana.charter.heads()
    }
    expect(ana.charter.leaves()).toHaveLength(11)
    expect(cited).toHaveLength(8)
    const last = newcomers.at(-1)
    if (last === undefined) throw new Error('nobody')
    meet(last, ana)
    expect(last.charter.roleAt(last.keys.id, last.charter.heads())).toBe('drafter')
    const zoe = admitted(crypto, ana, 'observer')
    expect(zoe.charter.roleAt(zoe.keys.id, zoe.charter.heads())).toBe('observer')
    expect(ana.charter.covers(ana.charter.heads(), cited)).toBe(true)
    expect(ana.charter.heads()).toEqual(ana.charter.leaves())
  })
})

describe('bytes that do not count', () => {
  test('UNAUTHENTICATED_PEER: a statement that nobody of the group signed is refused', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const genuine = admission(crypto, ana, 'observer', mintDeviceKeys(crypto))
    const forged = genuine.slice()
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    expect(boris.charter.add(forged)).toMatchObject({ outcome: 'refused', invariant: 'signedByAuthor' })
    // A refused copy must not stand in the way of the true one.
    expect(boris.charter.add(genuine).outcome).toBe('added')
  })

  test('FORGE_AUTHOR: a waiting copy with a false signature does not displace the true one', () => {
    const ana = founder(crypto)
    const late = new Charter(crypto, ana.group)
    const founding = ana.charter.all()
    const genuine = admission(crypto, ana, 'observer', mintDeviceKeys(crypto))
    const forged = genuine.slice()
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    expect(late.add(forged).outcome).toBe('held')
    expect(late.add(genuine).outcome).toBe('held')
    for (const bytes of founding) late.add(bytes)
    expect(late.members()).toHaveLength(2)
    expect(late.waitingCount).toBe(0)
  })

  test('REPLAY_OTHER_GROUP: another group’s statements never count here', () => {
    const ana = founder(crypto)
    const other = founder(crypto)
    admitted(crypto, other, 'drafter')
    const before = ana.charter.members()
    const [founding, admitting] = other.charter.all()
    if (founding === undefined || admitting === undefined) throw new Error('no statements')
    expect(ana.charter.add(founding)).toMatchObject({ outcome: 'refused', invariant: 'foundIsOfThisGroup' })
    expect(ana.charter.add(admitting).outcome).toBe('held')
    expect(ana.charter.members()).toEqual(before)
    expect(ana.charter.all()).toHaveLength(1)
  })

  test('TRUNCATE, GARBAGE_FRAME: every prefix, every extension and noise are refused without a throw', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const [, bytes] = ana.charter.all()
    if (bytes === undefined) throw new Error('no statement')
    const fresh = charterOf(crypto, ana.group, ana.charter.all().slice(0, 1))
    for (let length = 0; length < bytes.length; length++)
      expect(fresh.add(bytes.subarray(0, length)).outcome).toBe('refused')
    expect(fresh.add(concat(bytes, new Uint8Array(1))).outcome).toBe('refused')
    expect(fresh.add(new Uint8Array(70_000)).outcome).toBe('refused')
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 0x40
      expect(fresh.add(flipped).outcome).not.toBe('added')
    }
    expect(fresh.members()).toHaveLength(1)
    expect(fresh.add(bytes).outcome).toBe('added')
    expect(fresh.memberOf(boris.keys.id)).toBeDefined()
  })

  test('the charter keeps its own copy: bytes changed afterwards change nothing', () => {
    const ana = founder(crypto)
    const bytes = admission(crypto, ana, 'drafter', mintDeviceKeys(crypto))
    const given = bytes.slice()
    ana.charter.add(given)
    given.fill(0)
    expect(ana.charter.all()[1]).toEqual(bytes)
  })

  test('waiting statements are bounded, and the newest are kept', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'coordinator')
    const fresh = charterOf(crypto, ana.group, ana.charter.all().slice(0, 1))
    const chain = Array.from({ length: 1_003 }, () => {
      const bytes = admission(crypto, boris, 'observer', mintDeviceKeys(crypto))
      return bytes
    })
    for (const bytes of chain) fresh.add(bytes)
    expect(fresh.waitingCount).toBe(1_000)
    for (const bytes of boris.charter.all()) fresh.add(bytes)
    expect(fresh.size).toBe(1_002)
    expect(fresh.waitingCount).toBe(0)
  })
})

test('lock: device keys are zeroed', () => {
  const keys = mintDeviceKeys(crypto)
  wipeDeviceKeys(crypto, keys)
  expect(keys.signing.secretKey).toEqual(new Uint8Array(64))
  expect(keys.box.secretKey).toEqual(new Uint8Array(32))
})

describe('epochs', () => {
  test('holders of inner and holders of outer alone check the same id; outer does not give inner', () => {
    const { id, inner } = mintEpoch(crypto)
    const outer = outerOf(crypto, inner)
    expect(epochIdOf(crypto, outer)).toBe(id)
    const endorser = new EpochKeys(crypto)
    expect(endorser.add(id, 'outer', outer)).toBe(true)
    expect(endorser.inner(id)).toBeUndefined()
    expect(endorser.outer(id)).toEqual(outer)
    const drafter = new EpochKeys(crypto)
    expect(drafter.add(id, 'inner', inner)).toBe(true)
    expect(drafter.outer(id)).toEqual(outer)
    expect(drafter.add(id, 'inner', outer)).toBe(false)
    expect(drafter.add(id, 'inner', inner.subarray(1))).toBe(false)
  })

  test('a grant opens for its device alone, and only when the key fits the id', () => {
    const { id, inner } = mintEpoch(crypto)
    const [boris, olga] = [mintDeviceKeys(crypto), mintDeviceKeys(crypto)]
    const grant = sealGrant(crypto, boris.box.publicKey, id, 'inner', inner)
    expect(new EpochKeys(crypto).open(boris.box, grant)).toBe(true)
    expect(new EpochKeys(crypto).open(olga.box, grant)).toBe(false)
    const wrong = sealGrant(crypto, boris.box.publicKey, id, 'inner', crypto.random(32))
    expect(new EpochKeys(crypto).open(boris.box, wrong)).toBe(false)
  })

  test('wipe zeroes the keys that were handed out', () => {
    const { id, inner } = mintEpoch(crypto)
    const keys = new EpochKeys(crypto)
    keys.add(id, 'inner', inner)
    const handed = keys.inner(id)
    keys.wipe()
    expect(handed).toEqual(new Uint8Array(32))
    expect(keys.inner(id)).toBeUndefined()
    expect(inner).not.toEqual(new Uint8Array(32))
  })
})
