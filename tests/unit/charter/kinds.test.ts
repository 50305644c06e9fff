// The statement kinds that came after found and admit, byte for byte as committed, and what becomes of damaged ones.
import { describe, expect, test } from 'vitest'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import type { StatementBody } from '../../../shared/charter/body.ts'
import { KIND_CODES } from '../../../shared/charter/body.ts'
import { charterOf } from '../../../shared/charter/charter.ts'
import { memberIdOf, mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { epochIdOf, outerOf } from '../../../shared/charter/epoch.ts'
import { SEALED_KEY_BYTES, SEALED_PAIR_BYTES } from '../../../shared/charter/grant.ts'
import { MAX_STATEMENT_BYTES, readStatement, writeStatement } from '../../../shared/charter/statement.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import {
  admitted,
  founder,
  gives,
  leaf,
  meetAll,
  removes,
  rotates,
  secondDevice,
} from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'

const crypto = seededCrypto(61)
const [ana, olga, ines] = [mintDeviceKeys(crypto), mintDeviceKeys(crypto), mintDeviceKeys(crypto)]
const members = { ana: memberIdOf(crypto, ana.id), olga: memberIdOf(crypto, olga.id) }
const epoch = epochIdOf(crypto, outerOf(crypto, crypto.random(32)))
const next = epochIdOf(crypto, outerOf(crypto, crypto.random(32)))
const parents = [idFrom('Hash', crypto.random(32)), idFrom('Hash', crypto.random(32))]
const leaves = [1, 2].map((incarnation) => ({
  device: olga.id,
  incarnation,
  seq: 40,
  hash: idFrom('Hash', crypto.random(32)),
}))
const [first] = leaves
if (first === undefined) throw new Error('no leaf')
const publicKeys = { signingKey: olga.signing.publicKey, boxKey: olga.box.publicKey }
// Sealed boxes are random by nature, so stand-ins of the right length take their place.
const grant = { epoch, key: 'inner', sealed: crypto.random(SEALED_KEY_BYTES) } as const

const BODIES: { readonly [Name in string]: StatementBody } = {
  'admit-expert': {
    kind: 'admit',
    member: members.olga,
    role: 'expert',
    until: 1_900_000_000_000,
    device: olga.id,
    ...publicKeys,
    grant: { ...grant, history: crypto.random(SEALED_KEY_BYTES) },
  },
  role: { kind: 'role', member: members.olga, from: 'drafter', to: 'endorser', leaves },
  'add-device': {
    kind: 'add-device',
    member: members.ana,
    device: olga.id,
    ...publicKeys,
    salt: new Uint8Array(32).fill(7),
    consent: new Uint8Array(64).fill(8),
    grant,
  },
  'remove-member': { kind: 'remove', target: { member: members.olga }, leaves },
  'remove-device': { kind: 'remove', target: { device: olga.id }, leaves: [first] },
  expire: { kind: 'expire', member: members.olga, leaves },
  freeze: {
    kind: 'freeze',
    device: olga.id,
    evidence: { first: crypto.random(90), second: crypto.random(91) },
    leaves: [first],
  },
  adopt: { kind: 'adopt', leaf: first },
  rotate: {
    kind: 'rotate',
    epoch: next,
    grants: [ana.id, ines.id].sort().map((device) => ({
      device,
      key: device === ana.id ? 'inner' : 'outer',
      sealed: crypto.random(SEALED_PAIR_BYTES),
    })),
    links: [{ epoch, boxes: { inner: crypto.random(48), outer: crypto.random(48) } }],
  },
}

describe.each(Object.entries(BODIES))('%s', (name, body) => {
  const statement = writeStatement(crypto, ana, parents, body)

  test('statement fixture', async () => {
    const bytes = await fixture(`statement-${name}.bin`, statement.bytes)
    expect(bytes).toEqual(statement.bytes)
    expect(readStatement(crypto, bytes)).toEqual({ form: 'known', statement })
  })

  test('TRUNCATE: no prefix of the body is taken for a whole one, nor one with a byte more', () => {
    const start = 1 + 1 + 16 + 1 + 64
    const length = statement.bytes.length - start - 4 - 64
    for (const change of [...Array.from({ length }, (_, cut) => -1 - cut), 1]) {
      const bodyLength = length + change
      const bytes = new Uint8Array(start + 4 + bodyLength + 64)
      bytes.set(statement.bytes.subarray(0, start + 4 + Math.min(length, bodyLength)))
      new DataView(bytes.buffer).setUint32(start, bodyLength, true)
      // Cut before the number that would say which layout it is, some are of a later version as far as anyone can tell.
      let form: string
      try {
        form = readStatement(crypto, bytes).form
      } catch (error) {
        if (!(error instanceof MalformedBytes)) throw error
        form = 'malformed'
      }
      expect(form).not.toBe('known')
    }
  })
})

test('every kind has a number of its own, and a fixture', () => {
  const kinds = new Set(Object.values(BODIES).map(({ kind }) => kind))
  expect([...kinds, 'found'].sort()).toEqual(Object.keys(KIND_CODES).sort())
  expect(new Set(Object.values(KIND_CODES)).size).toBe(Object.keys(KIND_CODES).length)
})

test('leaves and grants that repeat or are out of order are malformed: one statement, one encoding', () => {
  const body = { kind: 'expire', member: members.olga, leaves } as const
  const { bytes } = writeStatement(crypto, ana, parents, body)
  const swapped = bytes.slice()
  const at = 1 + 1 + 16 + 1 + 64 + 4 + 16 + 2
  swapped.set(bytes.subarray(at, at + 56), at + 56)
  swapped.set(bytes.subarray(at + 56, at + 112), at)
  expect(() => readStatement(crypto, swapped)).toThrow(MalformedBytes)
  swapped.set(bytes.subarray(at, at + 56), at + 56)
  swapped.set(bytes.subarray(at, at + 56), at)
  expect(() => readStatement(crypto, swapped)).toThrow(MalformedBytes)
})

test('REORDER, REPLAY_SAME_GROUP, REPLAY_OTHER_GROUP: every statement of a lively group, turned about, twice, and from elsewhere', () => {
  const [here, elsewhere] = [1, 2].map(() => {
    const chief = founder(crypto)
    const boris = admitted(crypto, chief, 'drafter')
    const carla = admitted(crypto, chief, 'coordinator')
    meetAll(chief, boris, carla)
    secondDevice(crypto, boris)
    gives(crypto, chief, boris, 'observer', () => [leaf(crypto, boris, 1)])
    removes(crypto, chief, boris)
    rotates(crypto, chief)
    return chief
  })
  if (here === undefined || elsewhere === undefined) throw new Error('no group')
  const all = here.charter.all()
  const other = charterOf(crypto, here.group, [...all.toReversed(), ...all, ...elsewhere.charter.all()])
  expect(other.members()).toEqual(here.charter.members())
  expect(other.size).toBe(all.length)
  for (const bytes of all) expect(other.add(bytes).outcome).toBe('duplicate')
  for (const bytes of elsewhere.charter.all()) expect(other.add(bytes).outcome).not.toBe('added')
  for (const bytes of all)
    for (let at = 0; at < bytes.length; at += 7) {
      const flipped = bytes.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 0x40
      expect(other.add(flipped).outcome).not.toBe('added')
    }
  expect(other.history()).toEqual(here.charter.history())
})

test('statements that cite each other in a circle wait for ever and count nowhere: a hash cannot be known in advance', () => {
  const chief = founder(crypto)
  const guess = idFrom('Hash', crypto.random(32))
  const one = writeStatement(crypto, chief.keys, [guess], { kind: 'adopt', leaf: first })
  const two = writeStatement(crypto, chief.keys, [one.hash], { kind: 'adopt', leaf: first })
  expect(chief.charter.add(two.bytes)).toMatchObject({ code: 'E_STATEMENT_UNKNOWN' })
  expect(chief.charter.add(one.bytes)).toMatchObject({ code: 'E_STATEMENT_UNKNOWN' })
  expect(chief.charter.size).toBe(1)
})

test('OVERSIZE_FRAME: a statement of more than 64 KiB is refused', () => {
  const chief = founder(crypto)
  expect(chief.charter.add(new Uint8Array(MAX_STATEMENT_BYTES + 1).fill(1))).toMatchObject({
    code: 'E_STATEMENT_MALFORMED',
  })
})

test('only what was judged when it was stored is trusted: a forged descendant in the log is refused still', () => {
  const chief = founder(crypto)
  const boris = admitted(crypto, chief, 'drafter')
  const counted = new Set<string>(chief.charter.counted())
  const forged = writeStatement(
    crypto,
    { ...chief.keys, signing: boris.keys.signing },
    chief.charter.heads(),
    {
      kind: 'adopt',
      leaf: first,
    },
  )
  const again = charterOf(crypto, chief.group, [...chief.charter.all(), forged.bytes], undefined, (hash) =>
    counted.has(hash),
  )
  expect(again.size).toBe(2)
  expect(again.members()).toEqual(chief.charter.members())
})
