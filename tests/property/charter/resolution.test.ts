// Random groups of up to twelve people who admit, promote, demote, remove, freeze, adopt and rotate in a network that is split over and
// over: every replica, in every order of delivery, reaches the same members, roles, limits, epochs and history.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat } from '../../../shared/bytes/codec.ts'
import { toHex } from '../../../shared/bytes/text.ts'
import { type Charter, charterOf } from '../../../shared/charter/charter.ts'
import { adopt, expire, freeze } from '../../../shared/charter/remove.ts'
import type { Role } from '../../../shared/charter/roles.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { LaneKind } from '../../../shared/ids/lanes.ts'
import {
  admission,
  admitted,
  founder,
  gives,
  idOf,
  leaf,
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
import { cases, SEED } from '../../support/seed.ts'

const ROLES: readonly Role[] = [
  'coordinator',
  'drafter',
  'reviewer',
  'expert',
  'endorser',
  'observer',
  'coordinator',
]
const LANES: readonly LaneKind[] = ['body', 'review', 'adoption', 'desk', 'roster']
const MAX_PLAYERS = 12

/** A small generator of its own, so that a run is named by one number. */
function dice(seed: number): (sides: number) => number {
  let state = seed | 0
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

function pick<Item>(items: readonly Item[], roll: (sides: number) => number): Item {
  const item = items[roll(items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** A run is named by its seed. Each signature is verified once, not once for each of a dozen replicas: so that many more groups fit into a minute. */
function cryptoOf(seed: number): Crypto {
  const crypto = seededCrypto(seed >>> 0)
  const verified = new Map<string, boolean>()
  return {
    ...crypto,
    // As crypto_box_seal, but its one-time key is drawn from the seed: hashes, and so resolution, repeat with it.
    sealTo(publicKey, plaintext) {
      const { crypto_box_easy, crypto_generichash } = crypto.sodium
      const once = crypto.boxKeys()
      const nonce = crypto_generichash(24, concat(once.publicKey, publicKey), null)
      return concat(once.publicKey, crypto_box_easy(plaintext, nonce, publicKey, once.secretKey))
    },
    verify(domain, message, signature, publicKey) {
      const key = [domain, toHex(message), toHex(signature), toHex(publicKey)].join()
      const known = verified.get(key) ?? crypto.verify(domain, message, signature, publicKey)
      verified.set(key, known)
      return known
    },
  }
}

/** What a charter says, in a form that can be compared. */
function everything(charter: Charter) {
  const devices = charter
    .history()
    .flatMap(({ device }) => (device === undefined ? [] : [device]))
    .sort()
  return {
    members: charter.members(),
    former: charter.former(),
    history: charter.history(),
    epoch: charter.currentEpoch(),
    key: charter.verdictsKey(),
    leaves: charter.leaves(),
    limits: devices.map((device) => [
      device,
      charter.standing(device),
      charter.roleOf(device),
      ...LANES.map((lane) => charter.limit(device, lane)),
    ]),
    epochs: charter
      .epochs()
      .map(({ epoch }) => [epoch, charter.epochFits(epoch, charter.heads())])
      .sort(),
  }
}

/**
 * Somebody who dates back: the same keys, and of what they know only the beginning. What they say then they had heard nothing of, they
 * pass on as everything else.
 */
function datedBack(crypto: Crypto, by: Player, roll: (sides: number) => number): Player {
  const all = by.charter.all()
  const known = all.slice(0, 1 + roll(all.length))
  return { keys: by.keys, charter: charterOf(crypto, by.charter.group, known, by.keys.id) }
}

function actOf(
  crypto: Crypto,
  players: Player[],
  roll: (sides: number) => number,
  gentle: boolean,
  liars: boolean,
): void {
  if (!liars || roll(5) > 0) {
    act(crypto, players, pick(players, roll), roll, gentle)
    return
  }
  const by = pick(players, roll)
  const earlier = datedBack(crypto, by, roll)
  act(crypto, players, earlier, roll, gentle)
  meet(earlier, by)
}

/** One random act; what the person's own app refuses is not done. */
function act(
  crypto: Crypto,
  players: Player[],
  by: Player,
  roll: (sides: number) => number,
  gentle: boolean,
): void {
  const whom = pick(players, roll)
  const leavesOf = () => (roll(2) === 0 ? [] : [leaf(crypto, whom, roll(9), roll(2))])
  const choice = roll(14)
  // In a long history most acts take nothing from anyone, or soon nobody would be left to act.
  switch (gentle && choice >= 5 && choice <= 11 && roll(12) > 0 ? 12 : choice) {
    case 0:
    case 1:
      if (players.length < MAX_PLAYERS) players.push(admitted(crypto, by, pick(ROLES, roll)))
      return
    case 2:
      // Somebody who is there already, perhaps unknown to this author, perhaps void.
      by.charter.add(admission(crypto, by, pick(ROLES, roll), whom.keys))
      return
    case 3:
      if (players.length < MAX_PLAYERS) players.push(secondDevice(crypto, by))
      return
    case 4:
    case 5:
    case 6:
      gives(crypto, by, whom, pick(ROLES, roll), leavesOf)
      return
    case 7:
    case 8:
      removes(crypto, by, whom, leavesOf)
      return
    case 9:
    case 10:
      takes(crypto, by, whom, leavesOf)
      return
    case 11:
      if (roll(3) > 0) said(by, expire(crypto, by.charter, by.keys, idOf(whom), leavesOf))
      else said(by, freeze(crypto, by.charter, by.keys, whom.keys.id, leavesOf()[0]))
      return
    case 12:
      said(by, adopt(crypto, by.charter, by.keys, leaf(crypto, whom, roll(9), roll(2))))
      return
    default:
      rotates(crypto, by)
  }
}

function shuffled<Item>(items: readonly Item[], roll: (sides: number) => number): Item[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = roll(i + 1)
    const [a, b] = [copy[i], copy[j]]
    if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a]
  }
  return copy
}

function play(crypto: Crypto, seed: number, statements: number, liars: boolean): Player[] {
  const roll = dice(seed)
  const ana = founder(crypto)
  const players: Player[] = [ana, admitted(crypto, ana, 'coordinator'), admitted(crypto, ana, 'coordinator')]
  meetAll(...players)
  for (let tries = 0; tries < statements * 6 && ana.charter.size < statements; tries++) {
    // Partitions: now and then two hear each other, or a whole half does.
    const chance = roll(6)
    if (chance === 0) meet(pick(players, roll), pick(players, roll))
    if (chance === 1 && roll(6) === 0) meetAll(...players.filter(() => roll(2) === 0))
    try {
      actOf(crypto, players, roll, statements > 100, liars)
    } catch (error) {
      if (
        !(error instanceof RapporteurError) &&
        !(error instanceof Error && error.message === 'not admitted')
      )
        throw error
    }
  }
  meetAll(...players)
  return players
}

function holds(seed: number, statements: number, liars = false): void {
  const crypto = cryptoOf(seed)
  const players = play(crypto, seed, statements, liars)
  const [ana] = players
  if (ana === undefined) throw new Error('nobody')
  const expected = everything(ana.charter)
  for (const { charter } of players.slice(1, 4)) expect(everything(charter)).toEqual(expected)
  const roll = dice(seed ^ 0x5eed)
  const all = ana.charter.all()
  const { group } = ana.charter
  // In any order, twice, and in two halves that meet.
  const other = charterOf(crypto, group, shuffled([...all, ...all], roll))
  expect(other.waitingCount).toBe(0)
  expect(everything(other)).toEqual(expected)
  const trusted = new Set<string>(ana.charter.counted())
  const stored = charterOf(crypto, group, all, undefined, (hash) => trusted.has(hash))
  expect(everything(stored)).toEqual(expected)
  // Asked in between, it remembers nothing that is wrong later.
  const asked = charterOf(crypto, group, [])
  for (const bytes of shuffled(all, roll)) {
    asked.add(bytes)
    if (roll(4) === 0) asked.members()
    if (roll(4) === 0) asked.verdictsKey()
  }
  expect(everything(asked)).toEqual(expected)
  // Somebody always coordinates, and no role is had by who does not belong.
  expect(expected.members.some(({ role }) => role === 'coordinator')).toBe(true)
  for (const { devices } of expected.former)
    for (const device of devices) expect(ana.charter.roleOf(device)).toBeUndefined()
  // The past of a statement is the same whoever looks at it, and whatever they know besides.
  const some = pick(expected.history, roll)
  for (const { keys } of players)
    for (const lane of LANES)
      expect(other.mayWrite(keys.id, lane, [some.statement])).toBe(
        ana.charter.mayWrite(keys.id, lane, [some.statement]),
      )
  const half = charterOf(crypto, group, all.slice(0, all.length >> 1))
  const heads = half.leaves().slice(0, 8)
  for (const { keys } of players) {
    expect(half.roleAt(keys.id, heads)).toBe(ana.charter.roleAt(keys.id, heads))
    if (half.leaves().length <= 8) expect(half.roleOf(keys.id)).toBe(ana.charter.roleAt(keys.id, heads))
  }
}

test('whatever happens in a split network, everyone who has heard the same says the same', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => holds(seed, 40)),
    // The examples found mistakes once.
    {
      numRuns: cases(2_000, 15),
      seed: SEED,
      endOnFailure: true,
      examples: [[48_682_599], [1_942_817_951], [-7]],
    },
  )
})

test('so they do when people date back what they say', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => holds(seed, 40, true)),
    { numRuns: cases(2_000, 15), seed: SEED, endOnFailure: true },
  )
})

test('and so do groups of two hundred statements', () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, liars) => holds(seed, 200, liars)),
    { numRuns: cases(200, 2), seed: SEED, endOnFailure: true },
  )
})
