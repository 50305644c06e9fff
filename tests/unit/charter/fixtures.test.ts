// The formats of charter, invitation and records, byte for byte as committed: known input gives these bytes, these bytes give it back.
// A changed fixture is a changed format; somebody's disk holds the old one.
import { describe, expect, test } from 'vitest'
import { ByteWriter, fromUtf8, utf8 } from '../../../shared/bytes/codec.ts'
import { charterOf } from '../../../shared/charter/charter.ts'
import {
  decodeDeviceKeys,
  encodeDeviceKeys,
  memberIdOf,
  mintDeviceKeys,
} from '../../../shared/charter/device-keys.ts'
import { epochIdOf, outerOf } from '../../../shared/charter/epoch.ts'
import { SEALED_KEY_BYTES } from '../../../shared/charter/grant.ts'
import { readStatement, STATEMENT_VERSION, writeStatement } from '../../../shared/charter/statement.ts'
import { idBytes, idFrom } from '../../../shared/ids/ids.ts'
import { decodeAnswer, encodeAnswer, encodeWelcome } from '../../../shared/invitation/answer.ts'
import { decodeIssued, encodeIssued, joinPsk } from '../../../shared/invitation/issue.ts'
import { readJoin, writeJoin } from '../../../shared/invitation/join.ts'
import { safetyWords } from '../../../shared/invitation/safety-words.ts'
import { decodeInvitation, encodeInvitation } from '../../../shared/invitation/text.ts'
import { makeRecord } from '../../../shared/records/kinds.ts'
import { decodeRecord, encodeRecord } from '../../../shared/records/record.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'

// Sealed boxes are random by nature, so stand-ins of the right length take their place.
const crypto = seededCrypto(1)
const ana = mintDeviceKeys(crypto)
const olga = mintDeviceKeys(crypto)
const inner = crypto.random(32)
const epoch = epochIdOf(crypto, outerOf(crypto, inner))
const sealed = () => crypto.random(SEALED_KEY_BYTES)
const ids = {
  nonce: crypto.random(32),
  first: sealed(),
  second: sealed(),
  history: sealed(),
}

const found = writeStatement(crypto, ana, [], {
  kind: 'found',
  nonce: ids.nonce,
  member: memberIdOf(crypto, ana.id),
  signingKey: ana.signing.publicKey,
  boxKey: ana.box.publicKey,
  grant: { epoch, key: 'inner', sealed: ids.first },
})
const admit = writeStatement(crypto, ana, [found.hash], {
  kind: 'admit',
  member: memberIdOf(crypto, olga.id),
  role: 'drafter',
  device: olga.id,
  signingKey: olga.signing.publicKey,
  boxKey: olga.box.publicKey,
  grant: { epoch, key: 'inner', sealed: ids.second, history: ids.history },
})
const group = idFrom('GroupId', idBytes(found.hash))

function unknownStatement(): Uint8Array {
  const writer = new ByteWriter().u8(STATEMENT_VERSION).u8(9).raw(idBytes(ana.id)).u8(1)
  const signed = writer.raw(idBytes(admit.hash)).long(utf8('of a later version')).finish()
  const signature = crypto.sign('charter', crypto.hash(signed), ana.signing.secretKey)
  return new ByteWriter().raw(signed).raw(signature).finish()
}

describe('charter', () => {
  test('found.bin and admit.bin', async () => {
    for (const [name, statement] of [
      ['found.bin', found],
      ['admit.bin', admit],
    ] as const) {
      const bytes = await fixture(name, statement.bytes)
      expect(bytes).toEqual(statement.bytes)
      expect(readStatement(crypto, bytes)).toEqual({ form: 'known', statement })
    }
  })

  test('unknown-statement.bin is held on top of the two', async () => {
    const bytes = await fixture('unknown-statement.bin', unknownStatement())
    expect(bytes).toEqual(unknownStatement())
    const charter = charterOf(crypto, group, [
      await fixture('found.bin', found.bytes),
      await fixture('admit.bin', admit.bytes),
      bytes,
    ])
    expect(charter.members()).toHaveLength(2)
    expect(charter.needsUpdate).toBe(true)
    expect(charter.leaves()).toHaveLength(1)
  })

  test('device-keys.bin', async () => {
    const bytes = await fixture('device-keys.bin', encodeDeviceKeys(ana))
    expect(bytes).toEqual(encodeDeviceKeys(ana))
    expect(decodeDeviceKeys(crypto, bytes)).toEqual(ana)
  })
})

describe('invitation', () => {
  const invitation = {
    publicKey: olga.box.publicKey,
    secret: ids.nonce.slice(0, 16),
    expires: 1_900_000_000_000,
    roads: [{ type: 'address' as const, address: '192.0.2.7:43117' }],
  }
  const handshakeHash = crypto.hash(utf8('a handshake'))

  test('invitation.txt', async () => {
    const text = encodeInvitation(crypto, invitation)
    const bytes = await fixture('invitation.txt', utf8(text))
    expect(fromUtf8(bytes)).toBe(text)
    expect(decodeInvitation(crypto, fromUtf8(bytes), invitation.expires)).toEqual(invitation)
  })

  test('invitation-issued.bin', async () => {
    const issued = {
      id: '0'.repeat(32),
      keys: olga.box,
      secret: invitation.secret,
      grants: { kind: 'member', role: 'drafter' } as const,
      expires: invitation.expires,
      state: { kind: 'admitted' as const, by: olga.id, statement: admit.hash, others: 1 },
    }
    const bytes = await fixture('invitation-issued.bin', encodeIssued(issued))
    expect(bytes).toEqual(encodeIssued(issued))
    expect(decodeIssued(bytes)).toEqual(issued)
  })

  test('invitation-issued-2.bin: a later form, for what the first cannot say', async () => {
    const issued = {
      id: '1'.repeat(32),
      keys: olga.box,
      secret: invitation.secret,
      grants: { kind: 'member' as const, role: 'expert' as const, until: 1_800_000_000_000 },
      expires: invitation.expires,
      state: { kind: 'open' as const },
    }
    const bytes = await fixture('invitation-issued-2.bin', encodeIssued(issued))
    expect(bytes).toEqual(encodeIssued(issued))
    expect(decodeIssued(bytes)).toEqual(issued)
  })

  test('join.bin, join-2.bin, and what follows from the secret and the handshake', async () => {
    const session = { handshakeHash, remoteStatic: olga.box.publicKey }
    const old = await fixture('join.bin', new Uint8Array())
    expect(readJoin(crypto, session, invitation.secret, old)).toEqual({
      device: olga.id,
      signingKey: olga.signing.publicKey,
      boxKey: olga.box.publicKey,
      name: 'Ольга',
      organisation: 'An NGO',
    })
    const join = writeJoin(crypto, olga, handshakeHash, invitation.secret, 'Ольга', 'An NGO')
    const bytes = await fixture('join-2.bin', join)
    expect(bytes).toEqual(join)
    expect(readJoin(crypto, session, invitation.secret, bytes)).toMatchObject({
      device: olga.id,
      name: 'Ольга',
    })
    const psk = joinPsk(crypto, invitation.secret)
    expect(await fixture('join-psk.bin', psk)).toEqual(psk)
    const words = utf8(safetyWords(crypto, handshakeHash).en.join(' '))
    expect(await fixture('safety-words.txt', words)).toEqual(words)
  })

  test('welcome.bin and join-waiting.bin', async () => {
    const welcome = {
      group,
      statements: [found.bytes, admit.bytes],
      addresses: [{ device: ana.id, addresses: ['192.0.2.7:43117'] }],
    }
    const [page] = encodeWelcome(welcome)
    const bytes = await fixture('welcome.bin', page ?? new Uint8Array())
    expect(bytes).toEqual(page)
    expect(decodeAnswer(bytes)).toEqual({ kind: 'welcome', page: { ...welcome, last: true } })
    expect(await fixture('join-waiting.bin', encodeAnswer('waiting'))).toEqual(encodeAnswer('waiting'))
  })
})

test('record.bin', async () => {
  const record = makeRecord('paper', '0f'.repeat(16), '1e'.repeat(16), {
    title: 'Рекомендации',
    kind: 'recommendations',
  })
  const bytes = await fixture('record.bin', encodeRecord(record))
  expect(bytes).toEqual(encodeRecord(record))
  expect(decodeRecord(bytes)).toEqual(record)
})
