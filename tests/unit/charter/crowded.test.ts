// Members who say more at one moment than anybody can cite: rotations, citations and admissions go on all the same.
import { describe, expect, test } from 'vitest'
import { unlockEpochs } from '../../../shared/charter/epoch-keys.ts'
import { epochToGrant } from '../../../shared/charter/grants-for.ts'
import { adopt } from '../../../shared/charter/remove.ts'
import { canRotate, gatherings } from '../../../shared/charter/rotate.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import type { Hash } from '../../../shared/ids/ids.ts'
import {
  admitted,
  founder,
  idOf,
  leaf,
  meetAll,
  type Player,
  removes,
  rotates,
  said,
  secondDevice,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(83)
const keysOf = ({ charter, keys }: Player) => unlockEpochs(crypto, charter, keys)

const JUNK_REMOVALS = 300

/** How many rotations it took to gather what stood side by side. */
function gathers(by: Player): number {
  let count = 0
  const keys = keysOf(by)
  for (const gathered of gatherings(crypto, by.charter, by.keys, keys)) {
    said(by, gathered)
    count += 1
  }
  return count
}

function coalition() {
  const ana = founder(crypto)
  const boris = admitted(crypto, ana, 'coordinator')
  const carla = admitted(crypto, ana, 'coordinator')
  const dan = admitted(crypto, ana, 'drafter')
  const eve = admitted(crypto, ana, 'endorser')
  meetAll(ana, boris, carla, dan, eve)
  return { ana, boris, carla, dan, eve }
}

/** Adoptions side by side, upon the same statements. */
function junk(by: Player, count: number, upon: readonly Hash[]): Uint8Array[] {
  return Array.from(
    { length: count },
    (_, at) => writeStatement(crypto, by.keys, upon, { kind: 'adopt', leaf: leaf(crypto, by, at) }).bytes,
  )
}

/** Removals of people by one coordinator, side by side. */
function removalsAtOnce(by: Player, whom: readonly Player[]): Uint8Array[] {
  const parents = by.charter.heads()
  return whom.map((one) => {
    const body = { kind: 'remove', target: { member: idOf(one) }, leaves: [] } as const
    return writeStatement(crypto, by.keys, parents, body).bytes
  })
}

describe('CROWDED_CITATIONS: whoever says much at one moment keeps nothing from being cited', () => {
  test('a rotation stands upon the removal that calls for it, however much else stands beside it', () => {
    const { ana, boris, dan, eve } = coalition()
    const before = eve.charter.heads()
    for (const bytes of junk(eve, 60, before)) ana.charter.add(bytes)
    const { hash, bytes } = removes(crypto, boris, dan)
    expect(ana.charter.add(bytes).outcome).toBe('added')
    for (const late of junk(eve, 70, before)) ana.charter.add(late)
    expect(ana.charter.covers(ana.charter.heads(), [hash])).toBe(true)
    const { epoch } = rotates(crypto, ana)
    expect(ana.charter.currentEpoch()).toBe(epoch)
    expect(ana.charter.heads().length).toBeLessThanOrEqual(8)
    expect(keysOf(ana).inner(epoch)).toBeDefined()
  })

  test('what is cited never goes backwards, and holds all that coordinators say', () => {
    const { ana, boris, carla, dan, eve } = coalition()
    const before = eve.charter.heads()
    const said: Hash[] = []
    let cited = ana.charter.heads()
    const hear = (bytes: Uint8Array): void => {
      ana.charter.add(bytes)
      expect(ana.charter.heads().length).toBeLessThanOrEqual(8)
      expect(ana.charter.covers(ana.charter.heads(), cited)).toBe(true)
      cited = ana.charter.heads()
    }
    for (const bytes of junk(eve, 20, before)) hear(bytes)
    for (const by of [boris, carla]) {
      const { hash, bytes } = removes(crypto, by, by === boris ? dan : eve)
      said.push(hash)
      hear(bytes)
      for (const more of junk(eve, 20, [hash, ...before])) hear(more)
    }
    expect(ana.charter.covers(ana.charter.heads(), said)).toBe(true)
  })

  test('a coordinator can admit: if not under a colleague’s epoch, then under one of her own', () => {
    const { ana, boris, carla, dan, eve } = coalition()
    for (const bytes of junk(eve, 40, eve.charter.heads())) carla.charter.add(bytes)
    removes(crypto, boris, dan)
    rotates(crypto, boris)
    meetAll(boris, carla)
    if (epochToGrant(carla.charter, keysOf(carla), 'inner') === undefined) rotates(crypto, carla)
    const olga = admitted(crypto, carla, 'drafter')
    meetAll(ana, carla)
    expect(ana.charter.isCurrent(olga.keys.id)).toBe(true)
  })

  test('of many who adopt at one moment, each who is removed later keeps what the remover knew of', () => {
    const { ana, boris, carla, dan } = coalition()
    const others = Array.from({ length: 7 }, () => admitted(crypto, ana, 'drafter'))
    meetAll(ana, ...others)
    removes(crypto, ana, dan)
    meetAll(ana, boris, carla, ...others)
    const adopted = others.map((by, seq) => {
      const kept = leaf(crypto, dan, seq)
      said(by, adopt(crypto, by.charter, by.keys, kept))
      return kept.hash
    })
    // Heard from each, and nobody has said anything upon them.
    meetAll(ana, ...others)
    for (const by of others.toReversed()) removes(crypto, ana, by)
    const limit = ana.charter.limit(dan.keys.id, 'body') ?? []
    expect(limit.map(({ hash }) => hash).sort()).toEqual(adopted.sort())
  })

  test('where more must be covered than one can cite, some rotations gather it for the last', () => {
    const { ana, carla } = coalition()
    const people = Array.from({ length: 20 }, () => admitted(crypto, ana, 'observer'))
    meetAll(ana, carla)
    for (const bytes of removalsAtOnce(carla, people)) ana.charter.add(bytes)
    expect(gathers(ana)).toBe(2)
    expect(ana.charter.currentEpoch()).toBeUndefined()
    rotates(crypto, ana)
    expect(ana.charter.currentEpoch()).toBeDefined()
    // Those that only gather are led back to like any other.
    meetAll(ana, carla)
    const epochs = keysOf(carla)
    const held = carla.charter.epochs().filter(({ epoch }) => epochs.inner(epoch) !== undefined)
    expect(held).toHaveLength(carla.charter.epochs().length)
  })

  test('a member who takes a device out hundreds of times at one moment keeps nobody from minting', () => {
    const { ana, dan } = coalition()
    const phone = secondDevice(crypto, dan)
    meetAll(ana, dan)
    const parents = dan.charter.heads()
    const junkRemoval = (seq: number): Uint8Array => {
      const leaves = [leaf(crypto, phone, seq)]
      const body = { kind: 'remove', target: { device: phone.keys.id }, leaves } as const
      return writeStatement(crypto, dan.keys, parents, body).bytes
    }
    for (let seq = 0; seq < JUNK_REMOVALS; seq++) ana.charter.add(junkRemoval(seq))
    expect(ana.charter.currentEpoch()).toBeUndefined()
    expect(canRotate(ana.charter, ana.keys, keysOf(ana))).toBe(false)
    expect(gathers(ana)).toBe(Math.ceil((JUNK_REMOVALS - 8) / 7))
    rotates(crypto, ana)
    expect(ana.charter.currentEpoch()).toBeDefined()
  })
})
