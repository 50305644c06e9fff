// The network at its worst: people who cannot hear each other take rights from each other. Whoever meets afterwards must agree.
import { describe, expect, test } from 'vitest'
import { charterOf } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import {
  admission,
  admitted,
  founder,
  gives,
  idOf,
  meet,
  meetAll,
  type Player,
  removes,
  rotates,
  said,
  secondDevice,
  takes,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(31)

/** Ana founds; Carla and Dario coordinate too; Boris drafts. All know of all. */
function coalition() {
  const ana = founder(crypto)
  const carla = admitted(crypto, ana, 'coordinator')
  const dario = admitted(crypto, ana, 'coordinator')
  const boris = admitted(crypto, ana, 'drafter')
  meetAll(ana, carla, dario, boris)
  return { ana, carla, dario, boris }
}

const roles = ({ charter }: Player) => charter.members().map(({ role }) => role)
const flags = ({ charter }: Player, hash: string) =>
  charter.history().find(({ statement }) => statement === hash)?.flags ?? []

/** All have met: they, and somebody who hears it all backwards, say the same. */
function agree(...players: readonly Player[]): void {
  meetAll(...players)
  const [first] = players
  if (first === undefined) throw new Error('nobody')
  const backwards = charterOf(crypto, first.charter.group, first.charter.all().toReversed())
  for (const charter of [...players.map((player) => player.charter), backwards]) {
    expect(charter.members()).toEqual(first.charter.members())
    expect(charter.former()).toEqual(first.charter.former())
    expect(charter.history()).toEqual(first.charter.history())
    expect(charter.currentEpoch()).toBe(first.charter.currentEpoch())
    expect(charter.verdictsKey()).toBe(first.charter.verdictsKey())
  }
}

describe('two at once', () => {
  test('CONCURRENT_REMOVALS: two coordinators remove two different people: both are gone, and nobody writes under a key that either has', () => {
    const { ana, carla, dario, boris } = coalition()
    const first = removes(crypto, ana, boris)
    const second = removes(crypto, carla, dario)
    const [underAna, underCarla] = [rotates(crypto, ana), rotates(crypto, carla)]
    agree(ana, carla)
    expect(roles(ana)).toEqual(['coordinator', 'coordinator'])
    expect(ana.charter.former().map(({ why, statement }) => [why, statement])).toEqual(
      expect.arrayContaining([
        ['removed', first.hash],
        ['removed', second.hash],
      ]),
    )
    expect(ana.charter.currentEpoch()).toBeUndefined()
    expect(ana.charter.epochFits(underAna.epoch, ana.charter.heads())).toBe(false)
    const { epoch } = rotates(crypto, ana)
    meet(ana, carla)
    expect(carla.charter.currentEpoch()).toBe(epoch)
    expect(carla.charter.epochFits(underCarla.epoch, carla.charter.heads())).toBe(false)
    for (const gone of [boris, dario])
      expect(carla.charter.grantsTo(gone.keys.id).some((grant) => grant.epoch === epoch)).toBe(false)
  })

  test('MUTUAL_REMOVAL: the senior’s removal stands, the junior’s is void, and both are flagged', () => {
    const { ana, carla, dario } = coalition()
    const [senior, junior] =
      ana.charter.members()[1]?.devices[0] === carla.keys.id ? [carla, dario] : [dario, carla]
    const stands = removes(crypto, senior, junior)
    const falls = removes(crypto, junior, senior)
    agree(ana, senior, junior)
    expect(ana.charter.isCurrent(senior.keys.id)).toBe(true)
    expect(ana.charter.standing(junior.keys.id)).toBe('removed')
    expect(flags(ana, stands.hash)).toEqual(['concurrent', 'mutual'])
    expect(flags(ana, falls.hash)).toEqual(['concurrent', 'void', 'mutual'])
  })

  test('a junior who is not removed by the senior in turn removes them all the same', () => {
    const { ana, carla } = coalition()
    removes(crypto, carla, ana)
    const beside = admission(crypto, ana, 'observer', mintDeviceKeys(crypto))
    ana.charter.add(beside)
    agree(ana, carla)
    expect(carla.charter.standing(ana.keys.id)).toBe('removed')
  })

  test('promote and remove: whoever is removed stays so', () => {
    const { ana, carla, boris } = coalition()
    const promotion = gives(crypto, ana, boris, 'coordinator')
    removes(crypto, carla, boris)
    agree(ana, carla, boris)
    expect(ana.charter.standing(boris.keys.id)).toBe('removed')
    expect(flags(ana, promotion.hash)).toEqual(['concurrent'])
  })

  test('promote and demote: the fewer rights win', () => {
    const { ana, carla, boris } = coalition()
    gives(crypto, ana, boris, 'coordinator')
    gives(crypto, carla, boris, 'observer')
    agree(ana, carla, boris)
    expect(ana.charter.roleOf(boris.keys.id)).toBe('observer')
  })

  test('the same joiner admitted twice: one member, by the lowest statement hash', () => {
    const { ana, carla } = coalition()
    const keys = mintDeviceKeys(crypto)
    said(ana, { bytes: admission(crypto, ana, 'drafter', keys), hash: ana.charter.heads()[0] as never })
    said(carla, {
      bytes: admission(crypto, carla, 'endorser', keys),
      hash: carla.charter.heads()[0] as never,
    })
    agree(ana, carla)
    const twice = ana.charter.history().filter(({ device }) => device === keys.id)
    const lowest = twice.map(({ statement }) => statement).sort()[0]
    const standing = ana.charter.members().filter(({ devices }) => devices.includes(keys.id))
    expect(standing.map(({ statement }) => statement)).toEqual([lowest])
    expect(twice.every((entry) => entry.flags.includes('concurrent'))).toBe(true)
    // Whichever stands, the newcomer was sent a key of the other class: nobody writes under that epoch any more.
    expect(ana.charter.currentEpoch()).toBeUndefined()
  })

  test('one removes the other while a third promotes: the removed one’s acts at that moment are void', () => {
    const { ana, carla, dario, boris } = coalition()
    removes(crypto, ana, carla)
    const olga = admitted(crypto, carla, 'observer')
    gives(crypto, dario, boris, 'coordinator')
    agree(ana, carla, dario, boris, olga)
    expect(ana.charter.roleOf(boris.keys.id)).toBe('coordinator')
    expect(ana.charter.standing(carla.keys.id)).toBe('removed')
    expect(ana.charter.standing(olga.keys.id)).toBe('voided')
  })

  test('a removal wins over a removal by the removed, however senior its author', () => {
    const { ana, carla, dario, boris } = coalition()
    removes(crypto, ana, boris)
    removes(crypto, dario, ana)
    agree(ana, carla, dario, boris)
    expect(carla.charter.standing(ana.keys.id)).toBe('removed')
    expect(carla.charter.isCurrent(boris.keys.id)).toBe(true)
  })

  test('a circle of three: the act of the most senior stands, and nothing that stands strikes another that does', () => {
    const { ana, carla, dario } = coalition()
    removes(crypto, ana, carla)
    removes(crypto, carla, dario)
    removes(crypto, dario, ana)
    agree(ana, carla, dario)
    expect(ana.charter.standing(carla.keys.id)).toBe('removed')
    for (const { keys } of [ana, dario]) expect(ana.charter.isCurrent(keys.id)).toBe(true)
  })
})

describe('a removal voids an admission', () => {
  test('the joiner is to be admitted again, and can be, with the same device', () => {
    const { ana, carla } = coalition()
    const removal = removes(crypto, ana, carla)
    const olga = admitted(crypto, carla, 'drafter')
    const own = { ...olga, charter: olga.charter }
    agree(ana, carla, own)
    expect(ana.charter.standing(olga.keys.id)).toBe('voided')
    expect(ana.charter.limit(olga.keys.id, 'body')).toEqual([])
    expect(ana.charter.former().find(({ devices }) => devices.includes(olga.keys.id))).toMatchObject({
      why: 'voided',
      role: 'drafter',
      statement: removal.hash,
      removedBy: ana.keys.id,
    })
    rotates(crypto, ana)
    const again = admitted(crypto, ana, 'drafter', olga.keys)
    agree(ana, again)
    expect(ana.charter.isCurrent(olga.keys.id)).toBe(true)
    expect(ana.charter.limit(olga.keys.id, 'body')).toBeUndefined()
    expect(ana.charter.former()).toHaveLength(1)
  })

  test('what the joiner said as a member is void too, and so on', () => {
    const { ana, carla } = coalition()
    const removal = removes(crypto, ana, carla)
    const eve = admitted(crypto, carla, 'coordinator')
    const fred = admitted(crypto, eve, 'coordinator')
    removes(crypto, fred, ana)
    agree(ana, carla, eve, fred)
    expect(ana.charter.isCurrent(ana.keys.id)).toBe(true)
    for (const { keys } of [eve, fred]) expect(ana.charter.standing(keys.id)).toBe('voided')
    expect(ana.charter.former().every(({ statement }) => statement === removal.hash)).toBe(true)
  })

  test('a demotion voids an admission at the same moment, and the key that it gave away is not written under again', () => {
    const { ana, carla } = coalition()
    gives(crypto, ana, carla, 'drafter')
    const olga = admitted(crypto, carla, 'observer')
    agree(ana, carla, olga)
    expect(ana.charter.roleOf(carla.keys.id)).toBe('drafter')
    expect(ana.charter.standing(olga.keys.id)).toBe('voided')
    expect(ana.charter.currentEpoch()).toBeUndefined()
  })
})

describe('somebody always coordinates', () => {
  test('E_LAST_COORDINATOR: the last one can neither be removed nor step down', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    expect(() => removes(crypto, ana, ana)).toThrow('E_LAST_COORDINATOR')
    expect(() => takes(crypto, ana, ana)).toThrow('E_LAST_COORDINATOR')
    expect(() => gives(crypto, ana, ana, 'drafter')).toThrow('E_LAST_COORDINATOR')
    gives(crypto, ana, boris, 'coordinator')
    gives(crypto, ana, ana, 'drafter')
    expect(roles(ana)).toEqual(['drafter', 'coordinator'])
  })

  test('two step down at once: the junior’s step is void, and flagged', () => {
    const ana = founder(crypto)
    const carla = admitted(crypto, ana, 'coordinator')
    meet(ana, carla)
    gives(crypto, ana, ana, 'drafter')
    const step = gives(crypto, carla, carla, 'observer')
    agree(ana, carla)
    expect(roles(ana)).toEqual(['drafter', 'coordinator'])
    expect(flags(ana, step.hash)).toEqual(['void', 'contested'])
  })
})

describe('two devices of one member', () => {
  test('STOLEN_OLDER_DEVICE: the older and the newer remove each other: both are frozen until another coordinator decides', () => {
    const { ana, carla, dario } = coalition()
    const newer = secondDevice(crypto, carla)
    meetAll(ana, carla, dario, newer)
    const thief = carla
    const accomplice = admitted(crypto, thief, 'coordinator')
    const byThief = takes(crypto, thief, newer)
    const byOwner = takes(crypto, newer, thief)
    agree(ana, dario, thief, newer, accomplice)
    for (const { keys } of [thief, newer]) expect(ana.charter.standing(keys.id)).toBe('frozen')
    expect(ana.charter.standing(accomplice.keys.id)).toBe('voided')
    for (const { hash } of [byThief, byOwner]) expect(flags(ana, hash)).toEqual(['concurrent', 'contested'])
    expect(ana.charter.members().find(({ member }) => member === idOf(newer))?.devices).toEqual([])
    expect(ana.charter.currentEpoch()).toBeUndefined()
    // Neither can decide for itself.
    expect(() => admitted(crypto, thief, 'observer')).toThrow()
    takes(crypto, dario, thief)
    agree(ana, dario, thief, newer)
    expect(ana.charter.standing(thief.keys.id)).toBe('removed')
    expect(ana.charter.isCurrent(newer.keys.id)).toBe(true)
    expect(flags(ana, byThief.hash)).toContain('void')
    expect(ana.charter.limit(newer.keys.id, 'body')).toBeUndefined()
  })

  test('STOLEN_OLDER_DEVICE: a thief who did not hear of the removal says nothing that counts', () => {
    const { ana, carla } = coalition()
    const newer = secondDevice(crypto, carla)
    meetAll(ana, carla, newer)
    takes(crypto, newer, carla)
    const accomplice = admitted(crypto, carla, 'coordinator')
    agree(ana, carla, newer, accomplice)
    expect(ana.charter.standing(carla.keys.id)).toBe('removed')
    expect(ana.charter.standing(accomplice.keys.id)).toBe('voided')
    expect(ana.charter.isCurrent(newer.keys.id)).toBe(true)
    expect(ana.charter.roleOf(newer.keys.id)).toBe('coordinator')
  })

  test('a device that is added while its member is removed goes with the member', () => {
    const { ana, carla } = coalition()
    removes(crypto, ana, carla)
    const second = secondDevice(crypto, carla)
    agree(ana, carla, second)
    expect(ana.charter.standing(second.keys.id)).toBe('removed')
    expect(ana.charter.limit(second.keys.id, 'body')).toEqual([])
  })

  test('only one’s own: a drafter adds a device, takes it away, and nobody else’s', () => {
    const { ana, boris, carla } = coalition()
    const second = secondDevice(crypto, boris)
    meetAll(ana, boris, carla, second)
    expect(ana.charter.roleOf(second.keys.id)).toBe('drafter')
    expect(ana.charter.members().find(({ member }) => member === idOf(boris))?.devices).toHaveLength(2)
    expect(() => takes(crypto, boris, carla)).toThrow('E_ROLE_FORBIDS')
    takes(crypto, boris, second)
    agree(ana, boris)
    expect(ana.charter.standing(second.keys.id)).toBe('removed')
    expect(ana.charter.standing(boris.keys.id)).toBe('current')
    expect(() => secondDevice(crypto, boris, second.keys)).toThrow('E_ALREADY_MEMBER')
  })
})
