// Epochs after removals: who gets which key, what can be read of the past, and under which key one writes.
import { expect, test } from 'vitest'
import { EpochKeys, unlockEpochs } from '../../../shared/charter/epoch-keys.ts'
import { grantAgain } from '../../../shared/charter/grants-for.ts'
import type { EpochId } from '../../../shared/ids/ids.ts'
import {
  admitted,
  founder,
  gives,
  meetAll,
  type Player,
  removes,
  rotates,
  secondDevice,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(51)
const keysOf = ({ charter, keys }: Player) => unlockEpochs(crypto, charter, keys)
const epochsOf = ({ charter }: Player) => charter.epochs().map(({ epoch }) => epoch)

function coalition() {
  const ana = founder(crypto)
  const boris = admitted(crypto, ana, 'drafter')
  const ines = admitted(crypto, ana, 'endorser')
  const rita = admitted(crypto, ana, 'reviewer')
  meetAll(ana, boris, ines, rita)
  return { ana, boris, ines, rita }
}

test('ENDORSER_READS_DRAFT: outer keys of every epoch, an inner key of none, whichever way one looks', () => {
  const { ana, boris, ines, rita } = coalition()
  for (const gone of [rita, boris]) {
    removes(crypto, ana, gone)
    rotates(crypto, ana)
  }
  meetAll(ana, ines)
  const keys = keysOf(ines)
  expect(epochsOf(ines)).toHaveLength(3)
  for (const epoch of epochsOf(ines)) {
    expect(keys.outer(epoch)).toEqual(keysOf(ana).outer(epoch))
    expect(keys.inner(epoch)).toBeUndefined()
    expect(keys.history(epoch, 'inner')).toBeUndefined()
    expect(ines.charter.entitledTo(ines.keys.id, epoch)).toBe('outer')
    const again = grantAgain(crypto, ana.charter, keysOf(ana), ines.keys.id, epoch)
    expect(again?.key).toBe('outer')
    const fresh = new EpochKeys(crypto)
    expect(again && fresh.open(ines.keys.box, again)).toBe(true)
    expect(fresh.inner(epoch)).toBeUndefined()
  }
  expect(ines.charter.mayRead(ines.keys.id, 'body')).toBe(false)
  expect(() => rotates(crypto, ines)).toThrow('E_ROLE_FORBIDS')
})

test('READ_AFTER_REMOVAL: the removed opens nothing that is minted after', () => {
  const { ana, boris } = coalition()
  removes(crypto, ana, boris)
  const { epoch } = rotates(crypto, ana)
  for (const bytes of ana.charter.all()) boris.charter.add(bytes)
  const keys = keysOf(boris)
  expect(keys.outer(epoch)).toBeUndefined()
  expect(grantAgain(crypto, ana.charter, keysOf(ana), boris.keys.id, epoch)).toBeUndefined()
})

test('whoever comes later reads what was before, through the links, in every class', () => {
  const { ana, boris, rita } = coalition()
  removes(crypto, ana, rita)
  rotates(crypto, ana)
  removes(crypto, ana, boris)
  rotates(crypto, ana)
  const olga = admitted(crypto, ana, 'observer')
  const emma = admitted(crypto, ana, 'endorser')
  const second = secondDevice(crypto, olga)
  for (const epoch of epochsOf(ana)) {
    expect(keysOf(olga).inner(epoch)).toEqual(keysOf(ana).inner(epoch))
    expect(keysOf(second).inner(epoch)).toEqual(keysOf(ana).inner(epoch))
    expect(keysOf(emma).outer(epoch)).toEqual(keysOf(ana).outer(epoch))
    expect(keysOf(emma).inner(epoch)).toBeUndefined()
  }
})

test('two epochs minted at once: the smaller id is written under, and the next links to both', () => {
  const { ana, boris, rita } = coalition()
  removes(crypto, ana, rita)
  meetAll(ana, boris)
  const both = [rotates(crypto, ana).epoch, rotates(crypto, boris).epoch].sort()
  meetAll(ana, boris)
  for (const { charter } of [ana, boris]) {
    expect(charter.currentEpoch()).toBe(both[0])
    for (const epoch of both) expect(charter.epochFits(epoch, charter.heads())).toBe(true)
    expect(charter.currentEpoch((epoch) => epoch === both[1])).toBe(both[1])
  }
  const { epoch } = rotates(crypto, boris)
  expect(boris.charter.rotations(epoch).flatMap(({ links }) => links.map((link) => link.epoch))).toEqual(both)
})

test('OLD_HEADS: an epoch fits the heads that its removals leave, and no later ones', () => {
  const { ana, boris } = coalition()
  const [first] = epochsOf(ana) as [EpochId]
  const before = ana.charter.heads()
  removes(crypto, ana, boris)
  expect(ana.charter.epochFits(first, before)).toBe(true)
  expect(ana.charter.epochFits(first, ana.charter.heads())).toBe(false)
  expect(ana.charter.epochFits(first, [])).toBe(true)
})

test('losing the right to read drafts calls for a new key; a right to write lost does not', () => {
  const { ana, boris, rita } = coalition()
  gives(crypto, ana, boris, 'observer')
  expect(ana.charter.currentEpoch()).toBeDefined()
  gives(crypto, ana, rita, 'endorser')
  expect(ana.charter.currentEpoch()).toBeUndefined()
  const { epoch } = rotates(crypto, ana)
  meetAll(ana, rita)
  expect(keysOf(rita).inner(epoch)).toBeUndefined()
  expect(keysOf(rita).outer(epoch)).toBeDefined()
})

test('a false history key opens nothing, and does not displace the true one', () => {
  const { ana, boris, rita } = coalition()
  removes(crypto, ana, rita)
  const { epoch } = rotates(crypto, ana)
  meetAll(ana, boris)
  const [first] = epochsOf(ana) as [EpochId]
  const keys = new EpochKeys(crypto)
  keys.addHistory(epoch, 'inner', crypto.random(32))
  expect(keys.follow(boris.charter)).toBe(false)
  const grant = boris.charter.grantsTo(boris.keys.id).find((it) => it.epoch === epoch)
  expect(grant && keys.open(boris.keys.box, grant)).toBe(true)
  expect(keys.follow(boris.charter)).toBe(true)
  expect(keys.inner(first)).toHaveLength(32)
  const handed = keys.inner(first)
  keys.wipe()
  expect(handed).toEqual(new Uint8Array(32))
})
