// What a device does by itself around a person's deed: a key that may be given, what own text rests on. Everything real but disk and network.
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import { consentFor } from '../../support/charter-cast.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let clock: VirtualClock
let everyone: RealMember[] = []

beforeEach(() => {
  clock = new VirtualClock()
})

afterEach(async () => {
  for (const member of everyone) await member.stop()
  everyone = []
})

async function coalition() {
  const ana = await RealMember.found(new Cast(crypto, clock))
  const boris = await ana.admit('coordinator')
  const carla = await ana.admit('drafter')
  const dan = await ana.admit('drafter')
  everyone = [ana, boris, carla, dan]
  for (const one of everyone) await hears(one, ana)
  return { ana, boris, carla, dan }
}

async function hears(listener: RealMember, speaker: RealMember): Promise<void> {
  await listener.group.receiveStatements(speaker.group.state.charter.all(), speaker.keys.id)
}

function newDevice() {
  const keys = mintDeviceKeys(crypto)
  return { keys, signingKey: keys.signing.publicKey, boxKey: keys.box.publicKey }
}

test('CONCURRENT_REMOVALS: a device is added, and a person admitted, at once after two removals that knew nothing of each other', async () => {
  const { ana, boris, carla, dan } = await coalition()
  await ana.group.removeMember(carla.member)
  await boris.group.removeMember(dan.member)
  await hears(boris, ana)
  await hears(ana, boris)
  for (const { group } of [ana, boris]) expect(group.state.charter.currentEpoch()).toBeUndefined()
  const { keys, signingKey, boxKey } = newDevice()
  await boris.group.addDevice({ signingKey, boxKey, ...consentFor(crypto, keys, boris.keys.id) })
  expect(boris.group.state.charter.isCurrent(keys.id)).toBe(true)
  const olga = newDevice()
  await ana.group.admit({ signingKey: olga.signingKey, boxKey: olga.boxKey, role: 'drafter' })
  for (const { group } of [ana, boris]) expect(group.state.charter.currentEpoch()).toBeDefined()
})

test('what the disk refused to keep of an adoption is adopted again: own words stay', async () => {
  const { ana, carla, dan } = await coalition()
  dan.type('late', 0)
  await clock.until('it to be sealed', () => dan.group.log.count === 1)
  const [late] = await dan.group.read(dan.group.state.ledger.positionsAfter(dan.keys.id, []))
  if (late === undefined) throw new Error('nothing written')
  await carla.group.receiveEnvelopes([late], dan.keys.id)
  const block = carla.doc.getXmlFragment(BODY_ROOT).get(0)
  if (!(block instanceof Y.XmlElement) || !(block.firstChild instanceof Y.XmlText)) throw new Error('no text')
  block.firstChild.insert(4, ' and hers')
  await clock.until('it to be sealed', () => carla.group.log.count === 2)
  await ana.group.removeMember(dan.member)
  // The removal finds room, the adoption does not.
  carla.disk.writesLeft = 1
  await expect(hears(carla, ana)).rejects.toThrow('E_DISK_FULL')
  carla.disk.writesLeft = undefined
  await hears(carla, ana)
  expect(carla.counted).toContain('late and hers')
  await carla.restart()
  expect(carla.counted).toContain('late and hers')
  const adopts = carla.group.state.charter.history().filter(({ kind }) => kind === 'adopt')
  expect(adopts).toHaveLength(1)
})
