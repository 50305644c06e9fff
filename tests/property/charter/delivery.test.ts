// Whatever order statements arrive in, twice or in pieces, every device ends with the same members, roles, heads and epochs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { charterOf } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import type { Role } from '../../../shared/charter/roles.ts'
import { admission, admitted, founder, meet, type Player } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const step = fc.oneof(
  fc.record({ do: fc.constant('admit' as const), by: fc.nat(), role: fc.nat(2), shared: fc.boolean() }),
  fc.record({ do: fc.constant('meet' as const), one: fc.nat(), other: fc.nat() }),
)
const ROLES: readonly Role[] = ['coordinator', 'drafter', 'observer']

function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

test('random histories of several coordinators, delivered in any order', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(step, { minLength: 4, maxLength: 14 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (seed, steps, dice) => {
        const crypto = seededCrypto(seed)
        const ana = founder(crypto)
        const players: Player[] = [
          ana,
          admitted(crypto, ana, 'coordinator'),
          admitted(crypto, ana, 'coordinator'),
        ]
        // Two coordinators may admit the very same device at once.
        const wanted = mintDeviceKeys(crypto)
        for (const it of steps) {
          if (it.do === 'meet') {
            meet(pick(players, it.one), pick(players, it.other))
            continue
          }
          const coordinators = players.filter(
            ({ keys, charter }) => charter.roleOf(keys.id) === 'coordinator',
          )
          const author = pick(coordinators, it.by)
          if (it.shared && author.charter.device(wanted.id) === undefined) {
            author.charter.add(admission(crypto, author, pick(ROLES, it.role), wanted))
          } else players.push(admitted(crypto, author, pick(ROLES, it.role)))
        }
        for (const player of players) meet(ana, player)
        const statements = ana.charter.all()
        const shuffled = [...statements, ...statements]
          .map((bytes) => ({ bytes, at: dice.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ bytes }) => bytes)
        const other = charterOf(crypto, ana.group, shuffled)
        expect(other.waitingCount).toBe(0)
        expect(other.members()).toEqual(ana.charter.members())
        expect(other.leaves()).toEqual(ana.charter.leaves())
        expect(other.epochs()).toEqual(ana.charter.epochs())
        const heads = ana.charter.heads()
        for (const { keys } of players) {
          expect(other.roleAt(keys.id, heads)).toBe(ana.charter.roleAt(keys.id, heads))
          expect(other.roleAt(keys.id, other.leaves())).toBe(ana.charter.roleOf(keys.id))
        }
        // What is sent for a gap is exactly what is missing, parents first.
        const half = charterOf(crypto, ana.group, statements.slice(0, Math.ceil(statements.length / 2)))
        for (const bytes of ana.charter.statementsSince(half.leaves()))
          expect(half.add(bytes).outcome).toBe('added')
        expect(half.members()).toEqual(ana.charter.members())
      },
    ),
    { numRuns: 40 },
  )
})

test('noise and damaged statements in between change nothing', () => {
  const crypto = seededCrypto(21)
  const ana = founder(crypto)
  const carla = admitted(crypto, ana, 'coordinator')
  admitted(crypto, carla, 'drafter')
  meet(ana, carla)
  const statements = ana.charter.all()
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 10 }),
      fc.array(fc.tuple(fc.nat(2), fc.nat(600), fc.integer({ min: 1, max: 255 })), { maxLength: 10 }),
      (noise, flips) => {
        const damaged = flips.map(([which, at, bits]) => {
          const bytes = pick(statements, which).slice()
          const index = at % bytes.length
          // Not the version byte: a statement of another version is rightly held.
          if (index > 0) bytes[index] = (bytes[index] ?? 0) ^ bits
          return bytes
        })
        const other = charterOf(crypto, ana.group, [...noise, ...damaged, ...statements])
        expect(other.members()).toEqual(ana.charter.members())
        expect(other.size).toBe(statements.length)
      },
    ),
    { numRuns: 60 },
  )
})
