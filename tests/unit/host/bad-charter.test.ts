// Statements that no honest device says, given to a whole group by a peer: each is refused with its code and counted for the members' page,
// nobody gains or loses anything, and the true ones count as if nothing had been said.
import { afterEach, describe, expect, test } from 'vitest'
import { Troubles } from '../../../electron/host/groups/troubles.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { found } from '../../../shared/charter/found.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { systemClock } from '../../support/system-clock.ts'

const everyone: RealMember[] = []

afterEach(async () => {
  for (const member of everyone.splice(0)) await member.stop()
})

interface World {
  readonly ana: RealMember
  readonly boris: RealMember
  /** Removed before anything bad is said. */
  readonly eve: RealMember
  /** Hears everything; its page is looked at. */
  readonly carla: RealMember
}

async function coalition(): Promise<World> {
  const ana = await RealMember.found(new Cast(crypto, systemClock))
  const [boris, eve, carla] = [
    await ana.admit('drafter'),
    await ana.admit('coordinator'),
    await ana.admit('coordinator'),
  ]
  everyone.push(ana, boris, eve, carla)
  await ana.group.removeMember(eve.member)
  for (const member of [boris, carla])
    await member.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  return { ana, boris, eve, carla }
}

const removal = (whom: RealMember) =>
  ({ kind: 'remove', target: { member: whom.member }, leaves: [] }) as const

const BAD: {
  readonly [what: string]: (world: World) => readonly [ErrorCode | undefined, ...Uint8Array[]]
} = {
  'FORGE_AUTHOR: a forged one, signed by nobody': ({ ana, boris }) => {
    const { bytes } = writeStatement(crypto, ana.keys, ana.group.state.charter.heads(), removal(boris))
    const forged = bytes.slice()
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    return ['E_STATEMENT_INVALID', forged]
  },
  'FORGE_AUTHOR: the wrong device of the right member, in the name of the right one': ({ ana, boris }) => {
    const other = mintDeviceKeys(crypto)
    const keys = { ...ana.keys, signing: other.signing }
    return [
      'E_STATEMENT_INVALID',
      writeStatement(crypto, keys, ana.group.state.charter.heads(), removal(boris)).bytes,
    ]
  },
  'UNAUTHENTICATED_PEER: one by somebody who is no member': ({ ana, boris }) => [
    'E_NOT_MEMBER',
    writeStatement(crypto, mintDeviceKeys(crypto), ana.group.state.charter.heads(), removal(boris)).bytes,
  ],
  'REMOVED_CALLER: one by the removed, who knows it': ({ ana, boris, eve }) => [
    'E_REMOVED',
    writeStatement(crypto, eve.keys, ana.group.state.charter.heads(), removal(boris)).bytes,
  ],
  'FORGE_ROLE: one by a member whose role forbids it': ({ ana, boris, carla }) => [
    'E_ROLE_FORBIDS',
    writeStatement(crypto, boris.keys, ana.group.state.charter.heads(), removal(carla)).bytes,
  ],
  'TRUNCATE: one cut short': ({ ana, boris }) => {
    const { bytes } = writeStatement(crypto, ana.keys, ana.group.state.charter.heads(), removal(boris))
    return ['E_STATEMENT_MALFORMED', bytes.slice(0, bytes.length - 7), bytes.slice(0, 3), new Uint8Array(0)]
  },
  'REPLAY_OTHER_GROUP: another group’s founding': () => [
    'E_STATEMENT_INVALID',
    found(crypto, mintDeviceKeys(crypto)).bytes,
  ],
  'REPLAY_SAME_GROUP: everything once more': ({ ana }) => [undefined, ...ana.group.state.charter.all()],
  'TRUNCATE: one that builds on itself, and two on each other, as a circle would': ({ ana, boris }) => {
    // A parent is named by the hash of what it says, its own parents included: a circle can be claimed, and waits for ever.
    const [first, second] = [crypto.random(32), crypto.random(32)].map((bytes) => idFrom('Hash', bytes))
    const one = writeStatement(crypto, ana.keys, first === undefined ? [] : [first], removal(boris))
    const two = writeStatement(crypto, ana.keys, [one.hash], removal(boris))
    const three = writeStatement(
      crypto,
      ana.keys,
      second === undefined ? [] : [two.hash, second],
      removal(boris),
    )
    return [undefined, three.bytes, two.bytes, one.bytes]
  },
}

describe('what a peer brings that no honest device says', () => {
  test.each(Object.entries(BAD))('%s', async (_, make) => {
    const world = await coalition()
    const { ana, carla } = world
    const troubles = new Troubles()
    const refused: ErrorCode[] = []
    carla.group.listen({
      troubled: (codes) => {
        refused.push(...codes)
        troubles.add(codes)
      },
    })
    const before = carla.group.state.charter.all()
    const members = carla.group.state.charter.members()
    const [code, ...bad] = make(world)
    await carla.group.receiveStatements(bad, ana.keys.id)
    expect(refused).toEqual(code === undefined ? [] : bad.map(() => code))
    // What the page counts says that a change was refused, not that the reader did something.
    const shown = code === 'E_STATEMENT_MALFORMED' ? code : 'E_STATEMENT_INVALID'
    expect(troubles.list()).toEqual(code === undefined ? [] : [{ code: shown, count: bad.length }])
    expect(carla.group.state.charter.members()).toEqual(members)
    expect(carla.group.state.charter.all()).toEqual(before)
    // Nothing of it stands in the way of the true ones, nor after a restart.
    await ana.group.changeRole(world.boris.member, 'reviewer')
    await carla.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
    expect(carla.group.state.charter.roleOf(world.boris.keys.id)).toBe('reviewer')
    await carla.restart()
    expect(carla.group.state.charter.roleOf(world.boris.keys.id)).toBe('reviewer')
  })

  test('REORDER: in any order, the children before their parents, it comes to the same', async () => {
    const { ana, boris } = await coalition()
    await ana.group.changeRole(boris.member, 'reviewer')
    const dora = await ana.admit('drafter')
    everyone.push(dora)
    await dora.loseDisk()
    const late = await ana.admit('observer')
    everyone.push(late)
    const reversed = ana.group.state.charter.all().toReversed()
    for (const bytes of reversed) await dora.group.receiveStatements([bytes], ana.keys.id)
    expect(dora.group.state.charter.members()).toEqual(ana.group.state.charter.members())
    expect(dora.group.state.charter.waitingCount).toBe(0)
    expect(dora.troubles).toEqual([])
  })
})
