// What a device adopts by itself when somebody is removed on whose words its own rest: as few statements as stand for them, and a word
// when the charter does not take one. Everything real but disk and network.
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { charterOf } from '../../../shared/charter/charter.ts'
import { adopt } from '../../../shared/charter/remove.ts'
import { MAX_OF_ONE_MEMBER } from '../../../shared/charter/room.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
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

/** Boris has deleted and written within what Mallory, who starts her app this often, wrote; Ana knows nothing of it. */
async function builtUpon(starts: number) {
  const ana = await RealMember.found(new Cast(crypto, clock))
  const boris = await ana.admit('drafter')
  const mallory = await ana.admit('drafter')
  everyone = [ana, boris, mallory]
  for (const one of [boris, mallory]) await hears(one, ana)
  await typed(mallory, 'hers ')
  for (let start = 1; start < starts; start++) {
    await mallory.restart()
    await typed(mallory, `${start} `)
  }
  await reads(boris, mallory)
  const before = boris.group.log.count
  const block = boris.doc.getXmlFragment(BODY_ROOT).get(0)
  if (!(block instanceof Y.XmlElement) || !(block.firstChild instanceof Y.XmlText)) throw new Error('no text')
  const text = block.firstChild
  // One letter of each of her sessions goes, so that his deletion rests on all of them.
  boris.doc.transact(() => {
    text.delete(0, text.length - 1)
    text.insert(0, 'His own words.')
  })
  await clock.until('it to be sealed', () => boris.group.log.count > before)
  return { ana, boris, mallory }
}

async function typed(member: RealMember, word: string): Promise<void> {
  const before = member.group.log.count
  member.type(word, member.text === '' ? 0 : 1)
  await clock.until('it to be sealed', () => member.group.log.count > before)
  await member.group.durableFrontier()
}

async function hears(listener: RealMember, speaker: RealMember): Promise<void> {
  await listener.group.receiveStatements(speaker.group.state.charter.all(), speaker.keys.id)
}

async function reads(reader: RealMember, writer: RealMember): Promise<void> {
  const { ledger } = writer.group.state
  const frontier = reader.group.state.ledger.frontier()
  const wanted = ledger
    .devices()
    .map((device) => ({ device, leaves: frontier.filter((leaf) => leaf.device === device) }))
  const envelopes = await writer.group.read(ledger.missingFor(wanted))
  await reader.group.receiveEnvelopes(
    envelopes.filter((envelope) => envelope !== undefined),
    writer.keys.id,
  )
}

function adoptionsOf({ group, keys }: RealMember) {
  return group.state.charter.history().filter(({ kind, by }) => kind === 'adopt' && by === keys.id)
}

test('OWN_ROOM: a colleague who has started the app forty times is adopted with one statement, and own words stay with everybody', async () => {
  const { ana, boris, mallory } = await builtUpon(40)
  await ana.group.removeMember(mallory.member)
  await hears(boris, ana)
  expect(adoptionsOf(boris)).toHaveLength(1)
  await hears(ana, boris)
  await reads(ana, boris)
  expect(boris.counted).toContain('His own words.')
  expect(ana.counted).toBe(boris.counted)
  await typed(boris, 'Later words. ')
  await reads(ana, boris)
  expect(ana.counted).toContain('Later words. ')
  expect(boris.troubles).toEqual([])
  await boris.restart()
  await hears(boris, ana)
  expect(adoptionsOf(boris)).toHaveLength(1)
})

test('an adoption that the charter has no room for is said, and tried again', async () => {
  const { ana, boris, mallory } = await builtUpon(2)
  const charter = charterOf(crypto, boris.group.id, boris.group.state.charter.all(), boris.keys.id)
  for (let seq = 0; seq < MAX_OF_ONE_MEMBER; seq++) {
    const leaf = { device: mallory.keys.id, incarnation: 7, seq, hash: idFrom('Hash', crypto.random(32)) }
    charter.add(adopt(crypto, charter, boris.keys, leaf).bytes)
  }
  await boris.group.receiveStatements(charter.all(), boris.keys.id)
  expect(boris.troubles).toEqual([])
  await ana.group.removeMember(mallory.member)
  await hears(boris, ana)
  expect(adoptionsOf(boris)).toHaveLength(MAX_OF_ONE_MEMBER)
  expect(boris.troubles).toContain('E_STATEMENT_INVALID')
  const said = boris.troubles.length
  await ana.group.changeRole(boris.member, 'coordinator')
  // As a coordinator he has room.
  await hears(boris, ana)
  expect(adoptionsOf(boris)).toHaveLength(MAX_OF_ONE_MEMBER + 1)
  expect(boris.counted).toContain('His own words.')
  expect(boris.troubles).toHaveLength(said)
})
