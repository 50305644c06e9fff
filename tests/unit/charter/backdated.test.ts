// Statements that claim to be older than they are: by people who were removed long ago, and by people who still belong.
import { describe, expect, test } from 'vitest'
import { charterOf } from '../../../shared/charter/charter.ts'
import { adopt } from '../../../shared/charter/remove.ts'
import {
  admitted,
  founder,
  gives,
  leaf,
  meet,
  meetAll,
  type Player,
  removes,
  rotates,
  said,
  secondDevice,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(67)

/** The same keys, with the charter as it is now: what somebody has who will say later that they have heard nothing since. */
function asOf({ keys, charter }: Player): Player {
  return { keys, charter: charterOf(crypto, charter.group, charter.all(), keys.id) }
}

/** Ana founds, Carla coordinates, Boris and Dario draft. All know of all. */
function coalition() {
  const ana = founder(crypto)
  const carla = admitted(crypto, ana, 'coordinator')
  const boris = admitted(crypto, ana, 'drafter')
  const dario = admitted(crypto, ana, 'drafter')
  meetAll(ana, carla, boris, dario)
  return { ana, carla, boris, dario }
}

/** Both orders of delivery say the same; the answer is the first's. */
function together(...players: readonly Player[]) {
  meetAll(...players)
  const [first] = players
  if (first === undefined) throw new Error('nobody')
  const backwards = charterOf(crypto, first.charter.group, first.charter.all().toReversed())
  expect(backwards.members()).toEqual(first.charter.members())
  expect(backwards.history()).toEqual(first.charter.history())
  return first.charter
}

const builds = (by: Player) => said(by, adopt(crypto, by.charter, by.keys, leaf(crypto, by, 1)))

describe('BACKDATED_MUTUAL_REMOVAL', () => {
  test('a senior who was removed does not come back once others have built on it, and nobody admitted since is void', () => {
    const { ana, carla, boris } = coalition()
    const liar = asOf(ana)
    removes(crypto, carla, ana)
    rotates(crypto, carla)
    const eve = admitted(crypto, carla, 'drafter')
    meet(carla, boris)
    builds(boris)
    removes(crypto, liar, carla)
    const now = together(carla, boris, eve, liar)
    expect(now.standing(ana.keys.id)).toBe('removed')
    expect(now.isCurrent(carla.keys.id)).toBe(true)
    expect(now.isCurrent(eve.keys.id)).toBe(true)
    expect(now.entitledTo(ana.keys.id, now.epochs()[0]?.epoch as never)).toBeUndefined()
  })

  test('not either by people whom she lets in for it, nor by claiming to be as old as the group', () => {
    const ana = founder(crypto)
    const carla = admitted(crypto, ana, 'coordinator')
    const liar = asOf(ana)
    const boris = admitted(crypto, ana, 'drafter')
    meetAll(ana, carla, boris)
    removes(crypto, carla, ana)
    meet(carla, boris)
    builds(boris)
    const puppets = [1, 2, 3].map(() => admitted(crypto, liar, 'coordinator'))
    removes(crypto, liar, carla)
    for (const puppet of puppets) {
      meet(liar, puppet)
      builds(puppet)
    }
    const now = together(carla, boris, liar, ...puppets)
    expect(now.standing(ana.keys.id)).toBe('removed')
    expect(now.isCurrent(carla.keys.id)).toBe(true)
    for (const { keys } of puppets) expect(now.standing(keys.id)).toBe('voided')
  })

  test('nor by unsaying what she herself had said', () => {
    const { ana, carla } = coalition()
    const liar = asOf(ana)
    // Nobody else has said anything; but Ana had, and Carla had heard it.
    builds(ana)
    meet(ana, carla)
    removes(crypto, carla, ana)
    removes(crypto, liar, carla)
    const now = together(carla, liar)
    expect(now.standing(ana.keys.id)).toBe('removed')
    expect(now.isCurrent(carla.keys.id)).toBe(true)
  })

  test('an accomplice weighs as one, against all who built on it', () => {
    const { ana, carla, boris, dario } = coalition()
    const olga = admitted(crypto, ana, 'drafter')
    meetAll(ana, carla, boris, dario, olga)
    const liar = asOf(ana)
    const accomplice = asOf(dario)
    removes(crypto, carla, ana)
    meetAll(carla, boris, olga)
    for (const honest of [boris, olga]) builds(honest)
    removes(crypto, liar, carla)
    meet(liar, accomplice)
    builds(accomplice)
    builds(accomplice)
    const now = together(carla, boris, olga, liar, accomplice)
    expect(now.standing(ana.keys.id)).toBe('removed')
    expect(now.isCurrent(carla.keys.id)).toBe(true)
  })

  test('a junior gains nothing by people whom she lets in for it, while the senior’s removal is built upon', () => {
    const { ana, carla, boris } = coalition()
    const liar = asOf(carla)
    removes(crypto, ana, carla)
    meet(ana, boris)
    builds(boris)
    removes(crypto, liar, ana)
    rotates(crypto, liar)
    const puppets = [1, 2, 3].map(() => admitted(crypto, liar, 'drafter'))
    for (const puppet of puppets) builds(puppet)
    const now = together(ana, boris, liar, ...puppets)
    expect(now.standing(carla.keys.id)).toBe('removed')
    expect(now.isCurrent(ana.keys.id)).toBe(true)
  })
})

describe('BACKDATED_REMOVAL: a coordinator who dates a removal back', () => {
  test('makes nothing void that her own device has built upon', () => {
    const { ana, carla, boris, dario } = coalition()
    gives(crypto, ana, dario, 'coordinator')
    meetAll(ana, carla, dario, boris)
    const liar = asOf(carla)
    const olga = admitted(crypto, dario, 'drafter')
    meetAll(ana, dario, carla)
    // Carla’s device shows that it knows of Olga, and then removes Dario as if it did not.
    admitted(crypto, carla, 'observer')
    removes(crypto, liar, dario)
    const now = together(ana, boris, dario, carla, liar)
    expect(now.standing(dario.keys.id)).toBe('removed')
    expect(now.isCurrent(olga.keys.id)).toBe(true)
  })

  test('an honest one who had not heard does, as ever: whom the removed lets in meanwhile is void', () => {
    const { ana, carla, boris, dario } = coalition()
    gives(crypto, ana, dario, 'coordinator')
    meetAll(ana, carla, dario, boris)
    const olga = admitted(crypto, dario, 'drafter')
    removes(crypto, carla, dario)
    const now = together(ana, boris, dario, carla)
    expect(now.standing(olga.keys.id)).toBe('voided')
  })

  test('two devices of a member are two: what one has not heard, the other may have built upon', () => {
    const { ana, carla, boris, dario } = coalition()
    gives(crypto, ana, dario, 'coordinator')
    const phone = secondDevice(crypto, carla)
    meetAll(ana, carla, dario, boris, phone)
    const olga = admitted(crypto, dario, 'drafter')
    meet(dario, carla)
    admitted(crypto, carla, 'observer')
    removes(crypto, phone, dario)
    const now = together(ana, boris, dario, carla, phone)
    expect(now.standing(olga.keys.id)).toBe('voided')
  })
})
