// FORGE_ROLE and its kin: each invariant of the table is broken once, by a member who has real keys and signs properly.
import { describe, expect, test } from 'vitest'
import type { AdmitBody, FoundBody } from '../../../shared/charter/body.ts'
import { type DeviceKeys, memberIdOf, mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { mintEpoch, sealGrant } from '../../../shared/charter/epoch.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import { INVARIANTS, type InvariantName } from '../../../shared/charter/validate.ts'
import type { EpochId, Hash } from '../../../shared/ids/ids.ts'
import { admission, admitted, founder } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(12)
const ana = founder(crypto)
const boris = admitted(crypto, ana, 'drafter')
const olga = admitted(crypto, ana, 'observer')
const heads = ana.charter.heads()
const epoch = ana.charter.currentEpoch() as EpochId
const key = crypto.random(32)
const newcomer = mintDeviceKeys(crypto)

function admitBody(keys: DeviceKeys, change: Partial<AdmitBody> = {}): AdmitBody {
  return {
    kind: 'admit',
    member: memberIdOf(crypto, keys.id),
    role: 'observer',
    device: keys.id,
    signingKey: keys.signing.publicKey,
    boxKey: keys.box.publicKey,
    grant: sealGrant(crypto, keys.box.publicKey, epoch, 'inner', key),
    ...change,
  }
}

function foundBody(keys: DeviceKeys): FoundBody {
  const minted = mintEpoch(crypto)
  return {
    kind: 'found',
    nonce: crypto.random(32),
    member: memberIdOf(crypto, keys.id),
    signingKey: keys.signing.publicKey,
    boxKey: keys.box.publicKey,
    grant: sealGrant(crypto, keys.box.publicKey, minted.id, 'inner', minted.inner),
  }
}

const write = (author: DeviceKeys, parents: readonly Hash[], body: AdmitBody | FoundBody): Uint8Array =>
  writeStatement(crypto, author, parents, body).bytes

const BROKEN: { readonly [Name in InvariantName]: readonly (() => Uint8Array)[] } = {
  onlyFoundHasNoParents: [
    () => write(ana.keys, heads, foundBody(ana.keys)),
    () => write(ana.keys, [], admitBody(newcomer)),
  ],
  foundIsOfThisGroup: [() => write(ana.keys, [], foundBody(ana.keys))],
  deviceIdFitsKeys: [
    () => write(ana.keys, heads, admitBody(newcomer, { device: boris.keys.id })),
    () => write(ana.keys, heads, admitBody(newcomer, { signingKey: crypto.random(32) })),
  ],
  memberIdFitsDevice: [
    () => write(ana.keys, heads, admitBody(newcomer, { member: memberIdOf(crypto, boris.keys.id) })),
  ],
  authorIsAdmitted: [
    () => write(newcomer, heads, admitBody(newcomer)),
    // Admitted, but not as far as the statement's own ancestry shows.
    () =>
      write(boris.keys, ana.charter.members()[0] ? [ana.group as unknown as Hash] : [], admitBody(newcomer)),
  ],
  signedByAuthor: [
    () => write({ ...ana.keys, signing: boris.keys.signing }, heads, admitBody(newcomer)),
    () => write({ ...boris.keys, id: ana.keys.id }, heads, admitBody(newcomer, { role: 'coordinator' })),
  ],
  roleAllows: [
    () => write(boris.keys, heads, admitBody(newcomer)),
    () => write(boris.keys, heads, admitBody(newcomer, { role: 'coordinator' })),
    () => write(olga.keys, heads, admitBody(newcomer)),
  ],
  newcomerIsNew: [
    () => write(ana.keys, heads, admitBody(boris.keys, { role: 'coordinator' })),
    () => write(ana.keys, heads, admitBody(ana.keys)),
  ],
  epochIsKnown: [
    () =>
      write(
        ana.keys,
        heads,
        admitBody(newcomer, {
          grant: sealGrant(crypto, newcomer.box.publicKey, mintEpoch(crypto).id, 'inner', key),
        }),
      ),
  ],
  keyFitsRole: [
    () =>
      write(
        ana.keys,
        heads,
        admitBody(newcomer, { grant: sealGrant(crypto, newcomer.box.publicKey, epoch, 'outer', key) }),
      ),
  ],
}

describe.each(Object.keys(INVARIANTS) as InvariantName[])('FORGE_ROLE %s', (name) => {
  test.each(BROKEN[name].map((make, index) => ({ make, index })))(
    'case $index is refused by name',
    ({ make }) => {
      const before = ana.charter.members()
      expect(ana.charter.add(make())).toEqual({
        outcome: 'refused',
        code: INVARIANTS[name].code,
        invariant: name,
      })
      expect(ana.charter.members()).toEqual(before)
    },
  )
})

test('FORGE_ROLE: a drafter’s own app refuses to write the admission at all', () => {
  expect(() => admission(crypto, boris, 'observer', newcomer)).toThrow('E_ROLE_FORBIDS')
  expect(() => admission(crypto, ana, 'observer', boris.keys)).toThrow('E_ALREADY_MEMBER')
})

test('FORGE_ROLE: what follows a refused statement never counts either', () => {
  const rogue = writeStatement(crypto, boris.keys, heads, admitBody(newcomer, { role: 'coordinator' }))
  const next = write(newcomer, [rogue.hash], admitBody(mintDeviceKeys(crypto)))
  expect(ana.charter.add(next).outcome).toBe('held')
  expect(ana.charter.add(rogue.bytes).outcome).toBe('refused')
  expect(ana.charter.members()).toHaveLength(3)
  expect(ana.charter.roleOf(newcomer.id)).toBeUndefined()
})

test('the same bodies, unbroken and signed by the coordinator, are added', () => {
  expect(ana.charter.add(write(ana.keys, heads, admitBody(newcomer))).outcome).toBe('added')
})
