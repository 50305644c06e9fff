// Cuts, adoptions, expiry and freezes: how much of what somebody wrote counts once they may not write any more.
import { describe, expect, test } from 'vitest'
import { adopt, changeRole, expire, freeze } from '../../../shared/charter/remove.ts'
import type { DeviceId } from '../../../shared/ids/ids.ts'
import { idBytes } from '../../../shared/ids/ids.ts'
import { encodeEnvelope, encodeHeader, envelopeHash } from '../../../shared/ledger/envelope.ts'
import type { Leaf } from '../../../shared/ledger/position.ts'
import {
  admitted,
  founder,
  gives,
  idOf,
  leaf,
  meetAll,
  type Player,
  removes,
  rotates,
  said,
  secondDevice,
  takes,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(41)
const knows =
  (...leaves: Leaf[]) =>
  (device: DeviceId) =>
    leaves.filter((it) => it.device === device)
const adopts = (by: Player, it: Leaf) => said(by, adopt(crypto, by.charter, by.keys, it))

function coalition() {
  const ana = founder(crypto)
  const carla = admitted(crypto, ana, 'coordinator')
  const boris = admitted(crypto, ana, 'drafter')
  const rita = admitted(crypto, ana, 'reviewer')
  meetAll(ana, carla, boris, rita)
  return { ana, carla, boris, rita }
}

describe('cut', () => {
  test('BACKDATE_AFTER_REMOVAL: of what a removed member wrote counts what the remover knew, whatever heads it cites', () => {
    const { ana, boris } = coalition()
    const before = ana.charter.heads()
    expect(ana.charter.limit(boris.keys.id, 'body')).toBeUndefined()
    expect(ana.charter.verdictsKey()).toBe('')
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 3), leaf(crypto, ana, 9)))
    expect(ana.charter.mayWrite(boris.keys.id, 'body', before)).toBe(true)
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3)])
    expect(ana.charter.mayWrite(boris.keys.id, 'body', ana.charter.heads())).toBe(false)
    // Nor does a statement that he signs as if he had not heard.
    const { bytes } = adopt(crypto, boris.charter, boris.keys, leaf(crypto, boris, 8))
    expect(ana.charter.add(bytes).outcome).toBe('added')
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3)])
    expect(ana.charter.verdictsKey()).not.toBe('')
  })

  test('a device that the cut does not name has nothing; one that stays is not touched', () => {
    const { ana, boris } = coalition()
    const second = secondDevice(crypto, boris)
    meetAll(ana, boris, second)
    takes(crypto, ana, second, knows(leaf(crypto, second, 1), leaf(crypto, boris, 5)))
    expect(ana.charter.limit(second.keys.id, 'roster')).toEqual([leaf(crypto, second, 1)])
    expect(ana.charter.limit(boris.keys.id, 'body')).toBeUndefined()
    removes(crypto, ana, boris)
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([])
    expect(ana.charter.limit(second.keys.id, 'body')).toEqual([leaf(crypto, second, 1)])
  })

  test('concurrent cuts of one member: their union', () => {
    const { ana, carla, boris } = coalition()
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 3)))
    removes(crypto, carla, boris, knows(leaf(crypto, boris, 5, 8)))
    meetAll(ana, carla)
    for (const { charter } of [ana, carla])
      expect(charter.limit(boris.keys.id, 'body')).toEqual([
        leaf(crypto, boris, 3),
        leaf(crypto, boris, 5, 8),
      ])
  })

  test('a role that lowers rights cuts the lanes it takes; a later removal does not lengthen them', () => {
    const { ana, boris } = coalition()
    gives(crypto, ana, boris, 'observer', knows(leaf(crypto, boris, 3)))
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3)])
    expect(ana.charter.limit(boris.keys.id, 'roster')).toBeUndefined()
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 6)))
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3)])
    expect(ana.charter.limit(boris.keys.id, 'roster')).toEqual([leaf(crypto, boris, 6)])
  })

  test('who gets the right back counts again, and the next cut is the one that holds', () => {
    const { ana, boris } = coalition()
    gives(crypto, ana, boris, 'observer', knows(leaf(crypto, boris, 3)))
    gives(crypto, ana, boris, 'drafter', knows(leaf(crypto, boris, 4)))
    expect(ana.charter.limit(boris.keys.id, 'body')).toBeUndefined()
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 9)))
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 9)])
  })

  test('OLD_HEADS: a right is that of the heads cited, an observer’s old promotion gives none back', () => {
    const { ana, boris } = coalition()
    const asDrafter = ana.charter.heads()
    gives(crypto, ana, boris, 'observer')
    expect(ana.charter.mayWrite(boris.keys.id, 'body', asDrafter)).toBe(true)
    expect(ana.charter.mayWrite(boris.keys.id, 'body', ana.charter.heads())).toBe(false)
    expect(ana.charter.roleAt(boris.keys.id, asDrafter)).toBe('drafter')
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([])
  })
})

describe('adopt', () => {
  test('raises the cut to that prefix, in the lanes that the adopter may write', () => {
    const { ana, boris, rita } = coalition()
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 3)))
    const key = ana.charter.verdictsKey()
    meetAll(ana, rita)
    adopts(rita, leaf(crypto, boris, 5))
    meetAll(ana, rita)
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3)])
    expect(ana.charter.limit(boris.keys.id, 'review')).toEqual([
      leaf(crypto, boris, 3),
      leaf(crypto, boris, 5),
    ])
    expect(ana.charter.verdictsKey()).not.toBe(key)
    adopts(ana, leaf(crypto, boris, 6))
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3), leaf(crypto, boris, 6)])
  })

  test('ACCOMPLICE_LAUNDERS: an accomplice who is removed adopts nothing behind the remover’s back', () => {
    const { ana, carla, boris, rita } = coalition()
    gives(crypto, ana, rita, 'drafter')
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 3)))
    meetAll(ana, carla, boris, rita)
    const known = adopts(rita, leaf(crypto, boris, 4))
    meetAll(ana, carla, rita)
    removes(crypto, ana, rita)
    adopts(rita, leaf(crypto, boris, 9))
    meetAll(ana, carla, rita)
    // The remover knew of the first adoption, and let it be.
    expect(ana.charter.covers(ana.charter.heads(), [known.hash])).toBe(true)
    for (const { charter } of [ana, carla, rita])
      expect(charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 3), leaf(crypto, boris, 4)])
  })

  test('an adoption beside the adopter’s own demotion counts in the lanes that are left', () => {
    const { ana, carla, boris, rita } = coalition()
    gives(crypto, ana, rita, 'drafter')
    removes(crypto, ana, boris)
    meetAll(ana, carla, rita)
    adopts(rita, leaf(crypto, boris, 4))
    gives(crypto, ana, rita, 'reviewer')
    meetAll(ana, carla, rita)
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([])
    expect(ana.charter.limit(boris.keys.id, 'review')).toEqual([leaf(crypto, boris, 4)])
  })
})

describe('experts', () => {
  test('EXPERT_AFTER_DATE: once the expiry is known, the expert is nobody: no key, no answer, and a cut', () => {
    const { ana, carla } = coalition()
    const emil = admitted(crypto, ana, 'expert')
    expect(ana.charter.members().at(-1)).toMatchObject({ role: 'expert', until: 2_000_000_000_000 })
    said(ana, expire(crypto, ana.charter, ana.keys, idOf(emil), knows(leaf(crypto, emil, 2))))
    expect(ana.charter.currentEpoch()).toBeUndefined()
    const { epoch } = rotates(crypto, ana)
    expect(ana.charter.currentEpoch()).toBe(epoch)
    expect(ana.charter.entitledTo(emil.keys.id, epoch)).toBeUndefined()
    expect(ana.charter.grantsTo(emil.keys.id).map((grant) => grant.epoch)).not.toContain(epoch)
    expect(ana.charter.isCurrent(emil.keys.id)).toBe(false)
    expect(ana.charter.limit(emil.keys.id, 'review')).toEqual([leaf(crypto, emil, 2)])
    expect(ana.charter.former()).toMatchObject([{ why: 'expired', removedBy: ana.keys.id }])
    meetAll(ana, carla, emil)
    expect(() => said(emil, adopt(crypto, emil.charter, emil.keys, leaf(crypto, emil, 3)))).toThrow(
      'E_REMOVED',
    )
  })

  test('two coordinators’ devices expire the same expert; a new date is a role of its own', () => {
    const { ana, carla } = coalition()
    const emil = admitted(crypto, ana, 'expert')
    const later = 2_100_000_000_000
    said(
      ana,
      changeRole(crypto, ana.charter, ana.keys, idOf(emil), 'expert', later, () => []),
    )
    expect(ana.charter.members().at(-1)?.until).toBe(later)
    meetAll(ana, carla)
    for (const by of [ana, carla])
      said(
        by,
        expire(crypto, by.charter, by.keys, idOf(emil), () => []),
      )
    meetAll(ana, carla)
    expect(ana.charter.former()).toHaveLength(1)
    expect(ana.charter.members()).toEqual(carla.charter.members())
  })
})

describe('freeze', () => {
  /** A stub that `player` signed for a position, on top of `prev`. */
  function stub(player: Player, seq: number, prev: Uint8Array, salt: number): Uint8Array {
    const header = encodeHeader({
      type: 'inner',
      device: player.keys.id,
      incarnation: 7,
      seq,
      prev,
      heads: player.charter.heads(),
      epoch: player.charter.epochs()[0]?.epoch as never,
      nonce: new Uint8Array(24).fill(salt),
    })
    const body = crypto.hash(new Uint8Array([salt]))
    const hash = envelopeHash(crypto, player.charter.group, header, body)
    return encodeEnvelope(header, body, crypto.sign('envelope', hash, player.keys.signing.secretKey))
  }

  test('FORK: anyone may freeze upon proof, at the last common envelope; all incarnations are cut there', () => {
    const { ana, carla, boris, rita } = coalition()
    const common = leaf(crypto, boris, 4)
    const prev = Uint8Array.from(Buffer.from(common.hash, 'hex'))
    const evidence = { first: stub(boris, 5, prev, 1), second: stub(boris, 5, prev, 2) }
    const freezing = (it: Leaf | undefined, proof = evidence) =>
      freeze(crypto, rita.charter, rita.keys, boris.keys.id, it, proof)
    expect(() => freezing(undefined)).toThrow('E_STATEMENT_INVALID')
    expect(() => freezing({ ...common, seq: 3 })).toThrow('E_STATEMENT_INVALID')
    expect(() => freezing(leaf(crypto, boris, 3))).toThrow('E_STATEMENT_INVALID')
    expect(() => freezing(common, { first: evidence.first, second: evidence.first })).toThrow(
      'E_STATEMENT_INVALID',
    )
    expect(() => freeze(crypto, rita.charter, rita.keys, boris.keys.id, common)).toThrow('E_ROLE_FORBIDS')
    said(rita, freezing(common))
    meetAll(ana, carla, rita)
    expect(ana.charter.standing(boris.keys.id)).toBe('frozen')
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([common])
    expect(ana.charter.currentEpoch()).toBeUndefined()
    expect(ana.charter.history().at(-1)).toMatchObject({ kind: 'freeze', device: boris.keys.id })
  })

  test('FORK: where the two stubs name no envelope in common, any of the device may be the last, or none, and nobody else’s', () => {
    const { boris, rita } = coalition()
    const prevs = [leaf(crypto, boris, 4), leaf(crypto, boris, 40)].map(({ hash }) => idBytes(hash))
    const apart = prevs.map((prev, at) => stub(boris, 5, prev, at + 1))
    const beginnings = [1, 2].map((salt) => stub(boris, 0, new Uint8Array(32), salt))
    for (const [first, second] of [apart, beginnings]) {
      if (first === undefined || second === undefined) throw new Error('no stubs')
      const freezing = (it: Leaf | undefined) =>
        freeze(crypto, rita.charter, rita.keys, boris.keys.id, it, { first, second })
      expect(() => freezing(leaf(crypto, boris, 2, 3))).not.toThrow()
      expect(() => freezing(undefined)).not.toThrow()
      expect(() => freezing(leaf(crypto, rita, 2))).toThrow('E_STATEMENT_INVALID')
    }
  })

  test('a coordinator may freeze without proof', () => {
    const { ana, boris } = coalition()
    said(ana, freeze(crypto, ana.charter, ana.keys, boris.keys.id, leaf(crypto, boris, 1)))
    expect(ana.charter.limit(boris.keys.id, 'body')).toEqual([leaf(crypto, boris, 1)])
    expect(ana.charter.members().find(({ member }) => member === idOf(boris))?.devices).toEqual([])
    removes(crypto, ana, boris, knows(leaf(crypto, boris, 1)))
    expect(ana.charter.standing(boris.keys.id)).toBe('removed')
  })
})
