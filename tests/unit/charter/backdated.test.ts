// Statements that claim to be older than they are: by people who were removed long ago, and by people who still belong.
import { describe, expect, test } from 'vitest'
import { charterOf } from '../../../shared/charter/charter.ts'
import { adopt } from '../../../shared/charter/remove.ts'
import {
  admitted,
  founder,
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

/** Ana founds; Carla, Dario and Boris coordinate; Olga drafts. All know of all. */
function coalition() {
  const ana = founder(crypto)
  const carla = admitted(crypto, ana, 'coordinator')
  const dario = admitted(crypto, ana, 'coordinator')
  const boris = admitted(crypto, ana, 'coordinator')
  const olga = admitted(crypto, ana, 'drafter')
  meetAll(ana, carla, dario, boris, olga)
  return { ana, carla, dario, boris, olga }
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

/** What only a coordinator may do. */
const acts = (by: Player) => {
  if (by.charter.currentEpoch() === undefined) rotates(crypto, by)
  return admitted(crypto, by, 'observer')
}
const adopts = (by: Player) => said(by, adopt(crypto, by.charter, by.keys, leaf(crypto, by, 1)))

describe('BACKDATED_MUTUAL_REMOVAL', () => {
  test('a senior who was removed does not come back once another coordinator has acted upon it, and nobody admitted since is void', () => {
    const { ana, carla, boris } = coalition()
    const liar = asOf(ana)
    removes(crypto, carla, ana)
    rotates(crypto, carla)
    const eve = admitted(crypto, carla, 'drafter')
    meet(carla, boris)
    const fred = acts(boris)
    removes(crypto, liar, carla)
    const now = together(carla, boris, eve, liar)
    expect(now.standing(ana.keys.id)).toBe('removed')
    for (const { keys } of [carla, eve, fred]) expect(now.isCurrent(keys.id)).toBe(true)
    const [first] = now.epochs()
    expect(first && now.entitledTo(ana.keys.id, first.epoch)).toBeUndefined()
  })

  test('not by claiming to be as old as the group, where more than one has acted', () => {
    const ana = founder(crypto)
    const carla = admitted(crypto, ana, 'coordinator')
    const liar = asOf(ana)
    const [boris, dario] = [admitted(crypto, ana, 'coordinator'), admitted(crypto, ana, 'coordinator')]
    meetAll(ana, carla, boris, dario)
    removes(crypto, carla, ana)
    meetAll(carla, boris, dario)
    acts(boris)
    acts(dario)
    const puppet = admitted(crypto, liar, 'coordinator')
    removes(crypto, liar, carla)
    meet(liar, puppet)
    acts(puppet)
    const now = together(carla, boris, dario, liar, puppet)
    expect(now.standing(ana.keys.id)).toBe('removed')
    expect(now.isCurrent(carla.keys.id)).toBe(true)
    expect(now.standing(puppet.keys.id)).toBe('voided')
  })

  test('nor by unsaying what she herself had said', () => {
    const { ana, carla } = coalition()
    const liar = asOf(ana)
    // Nobody else has said anything; but Ana had, and Carla had heard it.
    adopts(ana)
    meet(ana, carla)
    removes(crypto, carla, ana)
    removes(crypto, liar, carla)
    const now = together(carla, liar)
    expect(now.standing(ana.keys.id)).toBe('removed')
    expect(now.isCurrent(carla.keys.id)).toBe(true)
  })

  test('a junior who was removed does not come back by the voices of members, nor by people whom she lets in', () => {
    const { ana, carla, olga } = coalition()
    const [liar, accomplice] = [asOf(carla), asOf(olga)]
    const before = admitted(crypto, carla, 'coordinator')
    meet(ana, carla)
    const puppet = asOf(before)
    removes(crypto, ana, carla)
    removes(crypto, ana, olga)
    removes(crypto, ana, before)
    rotates(crypto, ana)
    const pavel = admitted(crypto, ana, 'drafter')
    // As if none of them had heard.
    meet(carla, liar)
    removes(crypto, liar, ana)
    for (const helper of [accomplice, puppet]) meet(liar, helper)
    adopts(accomplice)
    acts(puppet)
    rotates(crypto, liar)
    const later = [1, 2, 3].map(() => admitted(crypto, liar, 'coordinator'))
    for (const { keys } of later) expect(liar.charter.isCurrent(keys.id)).toBe(true)
    for (const helper of later) acts(helper)
    const now = together(ana, liar, accomplice, puppet, ...later)
    for (const { keys } of [carla, olga, before]) expect(now.isCurrent(keys.id)).toBe(false)
    for (const { keys } of [ana, pavel]) expect(now.isCurrent(keys.id)).toBe(true)
  })

  test('one other coordinator on each side: the senior’s removal stands', () => {
    const { ana, carla, boris, dario } = coalition()
    removes(crypto, ana, carla)
    meet(ana, boris)
    acts(boris)
    removes(crypto, carla, ana)
    meet(carla, dario)
    acts(dario)
    const now = together(ana, carla, boris, dario)
    expect(now.isCurrent(ana.keys.id)).toBe(true)
    expect(now.standing(carla.keys.id)).toBe('removed')
  })
})

describe('BACKDATED_REMOVAL: a coordinator who dates a removal back', () => {
  test('makes nothing void that her own device has built upon', () => {
    const { ana, carla, boris, dario } = coalition()
    const liar = asOf(carla)
    const pavel = admitted(crypto, dario, 'drafter')
    meetAll(ana, dario, carla)
    // Carla’s device shows that it knows of Pavel, and then removes Dario as if it did not.
    admitted(crypto, carla, 'observer')
    removes(crypto, liar, dario)
    const now = together(ana, boris, dario, carla, liar)
    expect(now.standing(dario.keys.id)).toBe('removed')
    expect(now.isCurrent(pavel.keys.id)).toBe(true)
  })

  test('an honest one who had not heard does, as ever: whom the removed lets in meanwhile is void', () => {
    const { ana, carla, boris, dario } = coalition()
    const pavel = admitted(crypto, dario, 'drafter')
    removes(crypto, carla, dario)
    const now = together(ana, boris, dario, carla)
    expect(now.standing(pavel.keys.id)).toBe('voided')
  })

  test('two devices of a member are two: what one has not heard, the other may have built upon', () => {
    const { ana, carla, boris, dario } = coalition()
    const phone = secondDevice(crypto, carla)
    meetAll(ana, carla, dario, boris, phone)
    const pavel = admitted(crypto, dario, 'drafter')
    meet(dario, carla)
    admitted(crypto, carla, 'observer')
    removes(crypto, phone, dario)
    const now = together(ana, boris, dario, carla, phone)
    expect(now.standing(pavel.keys.id)).toBe('voided')
  })
})
