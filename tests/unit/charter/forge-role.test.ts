// FORGE_ROLE and its kin: each invariant of the table is broken once, by a member who has real keys and signs properly.
import { describe, expect, test } from 'vitest'
import type {
  AddDeviceBody,
  AdmitBody,
  FoundBody,
  RoleBody,
  RotateBody,
  StatementBody,
} from '../../../shared/charter/body.ts'
import { type DeviceKeys, memberIdOf, mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { mintEpoch, sealGrant } from '../../../shared/charter/epoch.ts'
import { SEALED_PAIR_BYTES } from '../../../shared/charter/grant.ts'
import { removeMember } from '../../../shared/charter/remove.ts'
import type { KeyClass, Role } from '../../../shared/charter/roles.ts'
import { writeStatement } from '../../../shared/charter/statement.ts'
import { INVARIANTS, type InvariantName } from '../../../shared/charter/validate.ts'
import { type EpochId, type Hash, idFrom, type MemberId } from '../../../shared/ids/ids.ts'
import type { Leaf } from '../../../shared/ledger/position.ts'
import { admission, admitted, consentFor, founder, type Player } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(12)
const ana = founder(crypto)
const boris = admitted(crypto, ana, 'drafter')
const olga = admitted(crypto, ana, 'observer')
const epoch = ana.charter.epochs()[0]?.epoch as EpochId
const key = crypto.random(32)
const newcomer = mintDeviceKeys(crypto)
const ines = admitted(crypto, ana, 'endorser')
const rita = admittedWithout(ana)
const member = (keys: DeviceKeys): MemberId => memberIdOf(crypto, keys.id)
const leafOf = (keys: DeviceKeys): Leaf => ({
  device: keys.id,
  incarnation: 1,
  seq: 2,
  hash: idFrom('Hash', crypto.hash(keys.signing.publicKey)),
})

const heads = ana.charter.heads()

/** Admitted, and removed at once. */
function admittedWithout(author: Player): Player {
  const player = admitted(crypto, author, 'drafter')
  const { bytes } = removeMember(
    crypto,
    author.charter,
    author.keys,
    memberIdOf(crypto, player.keys.id),
    () => [],
  )
  expect(author.charter.add(bytes).outcome).toBe('added')
  return player
}

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

function addBody(keys: DeviceKeys, to: DeviceKeys): AddDeviceBody {
  return {
    ...consentFor(crypto, keys, to.id),
    kind: 'add-device',
    member: member(to),
    device: keys.id,
    signingKey: keys.signing.publicKey,
    boxKey: keys.box.publicKey,
    grant: sealGrant(crypto, keys.box.publicKey, epoch, 'inner', key),
  }
}

const role = (keys: DeviceKeys, from: Role, to: Role): RoleBody => ({
  kind: 'role',
  member: member(keys),
  from,
  to,
  leaves: [],
})

function rotation(grants: readonly { keys: DeviceKeys; key: KeyClass }[]): RotateBody {
  return {
    kind: 'rotate',
    epoch: mintEpoch(crypto).id,
    grants: grants.map((it) => ({
      device: it.keys.id,
      key: it.key,
      sealed: crypto.random(SEALED_PAIR_BYTES),
    })),
    links: [],
  }
}

const write = (author: DeviceKeys, parents: readonly Hash[], body: StatementBody): Uint8Array =>
  writeStatement(crypto, author, parents, body).bytes

const own = { keys: boris.keys, key: 'inner' } as const

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
  authorIsCurrent: [
    () => write(rita.keys, heads, admitBody(newcomer)),
    () => write(rita.keys, heads, { kind: 'adopt', leaf: leafOf(rita.keys) }),
  ],
  roleAllows: [
    () => write(boris.keys, heads, role(olga.keys, 'observer', 'coordinator')),
    () => write(boris.keys, heads, { kind: 'remove', target: { member: member(olga.keys) }, leaves: [] }),
    () => write(boris.keys, heads, { kind: 'remove', target: { device: olga.keys.id }, leaves: [] }),
    () => write(boris.keys, heads, { kind: 'expire', member: member(olga.keys), leaves: [] }),
    () => write(boris.keys, heads, { kind: 'freeze', device: olga.keys.id, leaves: [] }),
    // An endorser who minted an epoch would hold the key to its drafts.
    () => write(ines.keys, heads, rotation([])),
    () => write(boris.keys, heads, admitBody(newcomer)),
    () => write(boris.keys, heads, admitBody(newcomer, { role: 'coordinator' })),
    () => write(olga.keys, heads, admitBody(newcomer)),
  ],
  newcomerIsNew: [
    () => write(ana.keys, heads, admitBody(boris.keys, { role: 'coordinator' })),
    () => write(ana.keys, heads, admitBody(ana.keys)),
  ],
  deviceIsOwn: [() => write(boris.keys, heads, addBody(newcomer, olga.keys))],
  deviceAgrees: [
    // Copied from what the device said to somebody else.
    () =>
      write(ines.keys, heads, {
        ...addBody(newcomer, ines.keys),
        ...consentFor(crypto, newcomer, boris.keys.id),
        grant: sealGrant(crypto, newcomer.box.publicKey, epoch, 'outer', key),
      }),
  ],
  targetBelongs: [
    () => write(ana.keys, heads, { kind: 'remove', target: { device: newcomer.id }, leaves: [] }),
    () => write(ana.keys, heads, { kind: 'remove', target: { member: member(rita.keys) }, leaves: [] }),
    () => write(ana.keys, heads, role(newcomer, 'observer', 'drafter')),
    () => write(ana.keys, heads, { kind: 'freeze', device: newcomer.id, leaves: [] }),
  ],
  roleChangesAsSaid: [
    () => write(ana.keys, heads, role(boris.keys, 'observer', 'coordinator')),
    () => write(ana.keys, heads, role(boris.keys, 'drafter', 'drafter')),
  ],
  onlyExpertsExpire: [
    () => write(ana.keys, heads, { kind: 'expire', member: member(boris.keys), leaves: [] }),
  ],
  coordinatorStays: [
    () => write(ana.keys, heads, role(ana.keys, 'coordinator', 'drafter')),
    () => write(ana.keys, heads, { kind: 'remove', target: { member: member(ana.keys) }, leaves: [] }),
    () => write(ana.keys, heads, { kind: 'remove', target: { device: ana.keys.id }, leaves: [] }),
    () => write(ana.keys, heads, { kind: 'freeze', device: ana.keys.id, leaves: [] }),
  ],
  leavesAreOfTarget: [
    () =>
      write(ana.keys, heads, {
        kind: 'remove',
        target: { member: member(boris.keys) },
        leaves: [leafOf(olga.keys)],
      }),
    () => write(ana.keys, heads, { kind: 'freeze', device: boris.keys.id, leaves: [leafOf(olga.keys)] }),
    () => write(ana.keys, heads, { ...role(boris.keys, 'drafter', 'observer'), leaves: [leafOf(ana.keys)] }),
  ],
  adoptedIsKnown: [() => write(boris.keys, heads, { kind: 'adopt', leaf: leafOf(newcomer) })],
  evidenceProvesFork: [
    () =>
      write(ines.keys, heads, {
        kind: 'freeze',
        device: boris.keys.id,
        evidence: { first: new Uint8Array(10), second: new Uint8Array(20) },
        leaves: [],
      }),
    () =>
      write(ana.keys, heads, {
        kind: 'freeze',
        device: boris.keys.id,
        leaves: [leafOf(boris.keys), { ...leafOf(boris.keys), seq: 3 }],
      }),
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
  mintedIsNew: [
    () => write(boris.keys, heads, { ...rotation([]), epoch }),
    () =>
      write(boris.keys, heads, {
        ...rotation([]),
        links: [
          {
            epoch: mintEpoch(crypto).id,
            boxes: { inner: crypto.random(48), outer: crypto.random(48) },
          },
        ],
      }),
  ],
  minterGetsKey: [
    () => write(boris.keys, heads, rotation([])),
    () => write(boris.keys, heads, rotation([{ keys: ana.keys, key: 'inner' }])),
  ],
  keyFitsRole: [
    () => write(boris.keys, heads, rotation([own, { keys: ines.keys, key: 'inner' }])),
    () => write(boris.keys, heads, rotation([own, { keys: rita.keys, key: 'inner' }])),
    () => write(boris.keys, heads, rotation([own, { keys: newcomer, key: 'outer' }])),
    () =>
      write(ines.keys, heads, {
        ...addBody(newcomer, ines.keys),
        grant: sealGrant(crypto, newcomer.box.publicKey, epoch, 'inner', key),
      }),
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
  expect(ana.charter.members()).toHaveLength(4)
  expect(ana.charter.roleOf(newcomer.id)).toBeUndefined()
})

test('the same bodies, unbroken and signed by the coordinator, are added', () => {
  expect(ana.charter.add(write(ana.keys, heads, admitBody(newcomer))).outcome).toBe('added')
})
