// A key that a device lacks, behind hundreds of epochs that somebody made up and gives to nobody. Everything real but disk and network.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SEALED_PAIR_BYTES } from '../../../shared/charter/grant.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
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

async function hears(listener: RealMember, ...statements: Uint8Array[]): Promise<void> {
  await listener.group.receiveStatements(statements, listener.keys.id)
}

/** Epochs upon all that `by` knows, whose keys it keeps to itself. */
function madeUp(by: RealMember, count: number): Uint8Array[] {
  const parents = by.group.state.charter.heads()
  return Array.from({ length: count }, () => {
    const grant = { device: by.keys.id, key: 'inner', sealed: crypto.random(SEALED_PAIR_BYTES) } as const
    const epoch = idFrom('EpochId', crypto.random(32))
    return writeStatement(crypto, by.keys, parents, { kind: 'rotate', epoch, grants: [grant], links: [] })
      .bytes
  })
}

test('CROWDED_KEYS: what can be written under is asked for before all that was made up earlier, and comes', async () => {
  const cast = new Cast(crypto, clock)
  const ana = await RealMember.found(cast)
  const boris = await ana.admit('coordinator')
  const xenia = await ana.admit('drafter')
  const eve = await ana.admit('drafter')
  for (const one of [boris, eve]) await hears(one, ...ana.group.state.charter.all())
  // Boris has not heard of Olga, and mints without her.
  const olga = await ana.admit('drafter')
  everyone = [ana, boris, xenia, eve, olga]
  const early = madeUp(eve, 300)
  await boris.group.removeMember(xenia.member)
  const real = boris.group.state.charter.currentEpoch()
  await hears(eve, ...boris.group.state.charter.all())
  const late = madeUp(eve, 20)
  if (real === undefined) throw new Error('no epoch')
  for (const one of [olga, ana]) await hears(one, ...early, ...boris.group.state.charter.all(), ...late)
  expect(olga.group.state.lacks(real)).toBe(true)
  const wanted = olga.replica.wantedEpochs()
  expect(wanted).toHaveLength(321)
  expect(wanted.indexOf(real)).toBeLessThanOrEqual(20)
  const connecting = cast.connect(ana, olga)
  await clock.advance(500)
  await connecting
  await clock.until('the key to come', () => !olga.group.state.lacks(real), 10_000)
})

test('FORGE_ROLE: an epoch whose author keeps no key of it counts nowhere', async () => {
  const ana = await RealMember.found(new Cast(crypto, clock))
  everyone = [ana]
  const body = {
    kind: 'rotate',
    epoch: idFrom('EpochId', crypto.random(32)),
    grants: [],
    links: [],
  } as const
  const { charter } = ana.group.state
  const { bytes } = writeStatement(crypto, ana.keys, charter.heads(), body)
  expect(charter.add(bytes)).toMatchObject({ outcome: 'refused', invariant: 'minterGetsKey' })
})
