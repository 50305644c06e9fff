// Members with real keys who say what no honest app would, backdated: others' devices stay theirs, and all replicas agree.
import { describe, expect, test } from 'vitest'
import { addDevice } from '../../../shared/charter/admit.ts'
import { charterOf } from '../../../shared/charter/charter.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { unlockEpochs } from '../../../shared/charter/epoch-keys.ts'
import {
  MAX_FOR_ONE_MEMBER,
  MAX_OF_ONE_MEMBER,
  MAX_STATEMENTS,
  type WaitedFor,
} from '../../../shared/charter/room.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import type { DeviceId, Hash } from '../../../shared/ids/ids.ts'
import {
  admission,
  admitted,
  consentFor,
  founder,
  gives,
  leaf,
  meet,
  meetAll,
  type Player,
  removes,
  rotates,
  secondDevice,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(77)

describe('STOLEN_NAME: nobody adds a device that did not ask them', () => {
  test('whoever knows its public keys cannot add it before its admission', () => {
    const ana = founder(crypto)
    const eve = admitted(crypto, ana, 'endorser')
    const bob = admitted(crypto, ana, 'coordinator')
    const epochs = unlockEpochs(crypto, eve.charter, eve.keys)
    const { signing, box } = bob.keys
    const keys = { signingKey: signing.publicKey, boxKey: box.publicKey }
    // What Bob signed for Ana's invitation is no use to Eve.
    const agreed = consentFor(crypto, bob.keys, ana.keys.id)
    expect(() => addDevice(crypto, eve.charter, eve.keys, epochs, { ...keys, ...agreed })).toThrow(
      'E_STATEMENT_INVALID',
    )
  })

  test('an admission stands, whichever hash is lower, and removing the adder takes nothing from the person', () => {
    for (let round = 0; round < 6; round++) {
      const ana = founder(crypto)
      const eve = admitted(crypto, ana, 'drafter')
      const keys = mintDeviceKeys(crypto)
      const bytes = admission(crypto, ana, 'drafter', keys)
      secondDevice(crypto, eve, keys)
      removes(crypto, eve, eve)
      const all = [...eve.charter.all(), bytes]
      for (const statements of [all, all.toReversed()]) {
        const charter = charterOf(crypto, ana.group, statements)
        expect(charter.standing(keys.id)).toBe('current')
        expect(charter.memberOf(keys.id)).not.toBe(charter.memberOf(eve.keys.id))
      }
    }
  })
})

test('a device admitted and added at once with different keys: which epochs fit does not hang on what came first', () => {
  const ana = founder(crypto)
  const dan = admitted(crypto, ana, 'drafter')
  const eve = mintDeviceKeys(crypto)
  const before = ana.charter.all()
  const one = admission(crypto, ana, 'endorser', eve)
  secondDevice(crypto, dan, eve)
  const other = dan.charter.all().slice(before.length)
  const [first, second] = [
    charterOf(crypto, ana.group, [...before, one, ...other]),
    charterOf(crypto, ana.group, [...before, ...other, one]),
  ]
  const [epoch] = ana.charter.epochs()
  if (epoch === undefined) throw new Error('no epoch')
  expect(first.currentEpoch()).toBeUndefined()
  expect(second.currentEpoch()).toBeUndefined()
  expect(first.epochFits(epoch.epoch, first.leaves())).toBe(false)
  expect(second.epochFits(epoch.epoch, second.leaves())).toBe(false)
})

describe('FLOODED_CHARTER: a member says more than anyone has to say', () => {
  const body = (of: Player, seq: number) => ({ kind: 'adopt', leaf: leaf(crypto, of, seq) }) as const

  /** Ana founds, Boris drafts, Eve endorses; and what Eve says, in one line or side by side. */
  function flooded(length: number, form: 'line' | 'side by side') {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const eve = admitted(crypto, ana, 'endorser')
    meetAll(ana, boris, eve)
    const start = ana.charter.heads()
    const flood: { hash: Hash; bytes: Uint8Array }[] = []
    for (let seq = 0; seq < length; seq++) {
      const last = flood.at(-1)
      const parents = form === 'line' && last !== undefined ? [last.hash] : start
      flood.push(writeStatement(crypto, eve.keys, parents, body(eve, seq)))
    }
    return { ana, boris, eve, flood, founding: ana.charter.all() }
  }

  test('in one line all hear the same thousand of it, whatever came first, and what a person has to say has room beside it', () => {
    const { ana, eve, flood, founding } = flooded(MAX_OF_ONE_MEMBER + 5, 'line')
    const all = [...founding, ...flood.map(({ bytes }) => bytes)]
    const [forwards, backwards] = [all, [...all.slice(0, 900), ...all.slice(900).toReversed()]].map((it) =>
      charterOf(crypto, ana.group, it, eve.keys.id),
    )
    if (forwards === undefined || backwards === undefined) throw new Error('no charter')
    expect(forwards.leaves()).toEqual(backwards.leaves())
    expect(forwards.size).toBe(founding.length + MAX_OF_ONE_MEMBER)
    removes(crypto, { keys: eve.keys, charter: forwards }, eve)
    expect(forwards.standing(eve.keys.id)).toBe('removed')
  }, 60_000)

  test('further devices give no further room in a line', () => {
    const { ana, eve, flood } = flooded(MAX_OF_ONE_MEMBER - 1, 'line')
    for (const { bytes } of flood) eve.charter.add(bytes)
    const second = secondDevice(crypto, eve)
    const upon = second.charter.heads()
    const last = writeStatement(crypto, second.keys, upon, body(eve, 1))
    const beyond = writeStatement(crypto, second.keys, [last.hash], body(eve, 2))
    meet(eve, ana)
    expect(ana.charter.add(last.bytes).outcome).toBe('added')
    expect(ana.charter.add(beyond.bytes).outcome).toBe('refused')
  }, 60_000)

  /** As stored before: the flood up to the bound of the whole is not judged again, what comes after it is. */
  function full(form: 'line' | 'side by side', beyond = 40) {
    const group = flooded(MAX_STATEMENTS + beyond, form)
    const stored = group.flood.slice(0, MAX_STATEMENTS - group.founding.length - 10)
    const late = group.flood.slice(stored.length)
    const trusted = new Set<string>(stored.map(({ hash }) => hash))
    const open = (player: Player): Player => ({
      keys: player.keys,
      charter: charterOf(
        crypto,
        group.ana.group,
        [...group.founding, ...stored.map(({ bytes }) => bytes)],
        player.keys.id,
        (hash) => trusted.has(hash),
      ),
    })
    return { ...group, late, ana: open(group.ana), boris: open(group.boris) }
  }

  test('whoever fills the charter can still be removed, and the epoch changed; and each hears what others have built upon', () => {
    const { ana, boris, eve, late } = full('side by side')
    for (const { bytes } of late) ana.charter.add(bytes)
    for (const { bytes } of late.toReversed()) boris.charter.add(bytes)
    expect(ana.charter.size).toBe(MAX_STATEMENTS)
    expect(ana.charter.leaves()).not.toEqual(boris.charter.leaves())
    removes(crypto, ana, eve)
    const { epoch } = rotates(crypto, ana)
    // Twice: the first time what is cited has been refused already.
    for (let round = 0; round < 2; round++) meet(ana, boris)
    for (const { charter } of [ana, boris]) {
      expect(charter.waitingCount).toBe(0)
      expect(charter.isCurrent(eve.keys.id)).toBe(false)
      expect(charter.currentEpoch()).toBe(epoch)
    }
  }, 120_000)

  test('nobody who has forked as well pulls anything in', () => {
    const { ana, boris, founding, late } = full('side by side')
    for (const { bytes } of late) ana.charter.add(bytes)
    const beyond = late.at(-1)
    const start = charterOf(crypto, ana.charter.group, founding).leaves()
    if (beyond === undefined) throw new Error('no flood')
    const forked = [1, 2].map((seq) => writeStatement(crypto, boris.keys, start, body(boris, seq)))
    const trusting = new Set<string>(forked.map(({ hash }) => hash))
    const charter = charterOf(
      crypto,
      ana.charter.group,
      [...ana.charter.all(), ...forked.map(({ bytes }) => bytes)],
      ana.keys.id,
      (hash) => ana.charter.knows(hash) || trusting.has(hash),
    )
    charter.add(writeStatement(crypto, boris.keys, [beyond.hash], body(boris, 3)).bytes)
    expect(charter.add(beyond.bytes).outcome).toBe('refused')
  }, 120_000)

  const bytesOf = ({ bytes }: { bytes: Uint8Array }): Uint8Array => bytes

  describe('WAITING_FOR_REFUSED: an envelope cites what had no room here', () => {
    test('what a member’s envelope waits for is heard, in whatever order it comes, and nothing else', () => {
      const { ana, boris, late } = full('side by side')
      for (const { bytes } of late) ana.charter.add(bytes)
      const beyond = late.slice(30, 34)
      // What Boris writes cites one of them, and one that he has said upon another: he had room for them.
      const [cited, under] = beyond
      if (cited === undefined || under === undefined) throw new Error('no flood')
      const upon = writeStatement(crypto, boris.keys, [under.hash], body(boris, 7))
      const citedBy = (device: DeviceId): WaitedFor =>
        new Map([cited, upon].map(({ hash }) => [hash, new Set([device])]))
      const before = ana.charter.all()
      const all = [...beyond, upon].map(bytesOf)
      ana.charter.heed(() => citedBy(mintDeviceKeys(crypto).id))
      ana.charter.add(cited.bytes)
      expect(ana.charter.knows(cited.hash)).toBe(false)
      const waiting = citedBy(boris.keys.id)
      const trusted = new Set<string>(ana.charter.counted())
      for (const order of [all, all.toReversed()]) {
        const charter = charterOf(crypto, ana.charter.group, before, ana.keys.id, (hash) => trusted.has(hash))
        charter.heed(() => waiting)
        // Twice: the first time what is cited has been refused already.
        for (const bytes of [...order, ...order]) charter.add(bytes)
        expect([cited, under, upon].map(({ hash }) => charter.knows(hash))).toEqual([true, true, true])
        expect(beyond.slice(2).map(({ hash }) => charter.knows(hash))).toEqual([false, false])
        expect(charter.waitingCount).toBe(0)
      }
    }, 120_000)

    test('an accomplice’s envelopes open no floodgate: so many for each member, whatever devices they have', () => {
      const { ana, boris, eve, late } = full('side by side', MAX_FOR_ONE_MEMBER + 60)
      const brought = late.slice(10)
      const citedBy = (...by: readonly Player[]): WaitedFor =>
        new Map(brought.map(({ hash }) => [hash, new Set(by.map(({ keys }) => keys.id))]))
      for (const { bytes } of late.slice(0, 10)) ana.charter.add(bytes)
      expect(ana.charter.size).toBe(MAX_STATEMENTS)
      const heard = (said: typeof brought, waiting: WaitedFor): number => {
        ana.charter.heed(() => waiting)
        for (const { bytes } of [...said, ...said]) ana.charter.add(bytes)
        return said.filter(({ hash }) => ana.charter.knows(hash)).length
      }
      const [many, rest] = [brought.slice(0, MAX_FOR_ONE_MEMBER), brought.slice(MAX_FOR_ONE_MEMBER)]
      expect(heard(many, citedBy(boris, eve))).toBe(MAX_FOR_ONE_MEMBER)
      expect(heard(rest, citedBy(eve))).toBe(0)
      expect(heard(rest.slice(0, 20), citedBy(boris))).toBe(20)
      // A coordinator is heard whatever she says, and so is what her envelopes wait for.
      expect(heard(rest.slice(20, 40), citedBy(ana))).toBe(20)
      // Until a statement takes that right away, though nothing else waits since.
      gives(crypto, ana, boris, 'coordinator')
      const his = citedBy(boris)
      expect(heard(rest.slice(40, 50), his)).toBe(10)
      removes(crypto, ana, boris)
      expect(heard(rest.slice(50, 60), his)).toBe(0)
    }, 120_000)
  })
})
