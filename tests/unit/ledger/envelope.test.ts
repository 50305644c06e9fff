// The envelope's format and the payload's, byte for byte, and what strangers' bytes meet before anything else.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ByteWriter, MalformedBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { padmeLength } from '../../../shared/bytes/padme.ts'
import { type Crypto, createCrypto } from '../../../shared/crypto/crypto.ts'
import {
  encodeHeader,
  encodeStub,
  envelopeHash,
  type Header,
  MAX_ENVELOPE_BYTES,
  nameEnvelope,
  parseEnvelope,
  parseStub,
} from '../../../shared/ledger/envelope.ts'
import { decodePayload, encodePayload, type Payload } from '../../../shared/ledger/payload.ts'
import { openEnvelope, sealEnvelope } from '../../../shared/ledger/seal.ts'
import {
  BODY,
  crypto,
  DESK,
  deviceNamed,
  EPOCH,
  forge,
  GROUP,
  hashOf,
  ledgerFor,
  outcomes,
  TestCharter,
} from './cast.ts'

const ANA = deviceNamed('Ana')
const KEY = crypto.hash(utf8('key'))
const GROUP_BYTES = Buffer.from(GROUP, 'hex')
/** The same bytes each time: fixtures and nothing else. */
const still: Crypto = createCrypto(crypto.sodium, { bytes: (length) => new Uint8Array(length).fill(7) })

const HEADER: Omit<Header, 'nonce'> = {
  type: 'inner',
  device: ANA.id,
  incarnation: 0xdead_beef,
  seq: 41,
  prev: crypto.hash(utf8('prev')),
  heads: [hashOf('head one'), hashOf('head two')],
  epoch: EPOCH,
}
const PAYLOAD: Payload = {
  lane: BODY,
  kind: 'yjs',
  part: { index: 1, count: 3 },
  schema: 1,
  deps: [{ device: ANA.id, incarnation: 5, seq: 6, hash: new Uint8Array(16).fill(9) }],
  bytes: utf8('We recommend that the Government'),
}

describe('fixtures', () => {
  const sealed = sealEnvelope(still, GROUP_BYTES, HEADER, encodePayload(PAYLOAD), KEY, ANA.signing.secretKey)

  test('envelope.bin is what this version writes, byte for byte, and reads', () => {
    expect(Buffer.from(sealed.bytes).equals(readFileSync('tests/fixtures/envelope.bin'))).toBe(true)
    const envelope = parseEnvelope(sealed.bytes)
    if (envelope === 'newer') throw new Error('version')
    expect(envelope.header).toEqual({ ...HEADER, nonce: new Uint8Array(24).fill(7) })
    const plaintext = openEnvelope(crypto, GROUP_BYTES, envelope, KEY) ?? new Uint8Array()
    expect(decodePayload(plaintext)).toEqual(PAYLOAD)
    expect(nameEnvelope(crypto, GROUP, sealed.bytes)).toEqual({
      position: { device: ANA.id, incarnation: 0xdead_beef, seq: 41 },
      hash: Buffer.from(sealed.hash).toString('hex'),
    })
  })

  test('stub.bin proves the same hash and signature without the body', () => {
    const envelope = parseEnvelope(sealed.bytes)
    if (envelope === 'newer') throw new Error('version')
    const bytes = encodeStub(crypto, envelope)
    expect(Buffer.from(bytes).equals(readFileSync('tests/fixtures/stub.bin'))).toBe(true)
    const stub = parseStub(bytes)
    if (stub === 'newer') throw new Error('version')
    const hash = envelopeHash(crypto, GROUP, stub.headerBytes, stub.bodyHash)
    expect(hash).toEqual(sealed.hash)
    expect(crypto.verify('envelope', hash, stub.signature, ANA.signing.publicKey)).toBe(true)
  })
})

describe('envelope', () => {
  const ledger = () => ledgerFor(new TestCharter())
  const whole = forge(ANA, {}, { lane: DESK, kind: 'record', bytes: utf8('x') })

  test('unchanged heads are one byte', () => {
    const nonce = new Uint8Array(24)
    const changed = encodeHeader({ ...HEADER, nonce })
    expect(changed.length - encodeHeader({ ...HEADER, heads: undefined, nonce }).length).toBe(64)
  })

  test('an unknown version asks for an update and is never refused', () => {
    const bytes = whole.slice()
    bytes[0] = 2
    expect(ledger().receive(bytes)).toEqual([{ outcome: 'held', code: 'E_UPDATE_APP' }])
    expect(parseStub(bytes)).toBe('newer')
  })

  test('malformed: every truncation of the header, an unknown key class, no heads, nine heads, unchanged at seq 0', () => {
    const malformed = (bytes: Uint8Array): void =>
      expect(ledger().receive(bytes)).toEqual([
        { outcome: 'refused', code: 'E_ENVELOPE_MALFORMED', chained: false },
      ])
    const shortest = encodeHeader({ ...HEADER, nonce: new Uint8Array(24) }).length + 16 + 64
    for (let end = 0; end < shortest; end += 7)
      malformed(
        sealEnvelope(
          crypto,
          GROUP_BYTES,
          HEADER,
          new Uint8Array(),
          KEY,
          ANA.signing.secretKey,
        ).bytes.subarray(0, end),
      )
    const at = (offset: number, value: number): Uint8Array => {
      const bytes = whole.slice()
      bytes[offset] = value
      return bytes
    }
    malformed(at(1, 3))
    for (const heads of [0, 9, 0xff]) malformed(at(58, heads))
  })

  test('oversize is refused by its length alone', () => {
    expect(outcomes(ledger().receive(new Uint8Array(MAX_ENVELOPE_BYTES + 1)))).toEqual([
      'E_ENVELOPE_OVERSIZE',
    ])
  })
})

describe('payload', () => {
  test('the length is padded and says little', () => {
    const lengths = new Set<number>()
    for (let length = 0; length < 400; length++)
      lengths.add(encodePayload({ ...PAYLOAD, bytes: new Uint8Array(length) }).length)
    expect(lengths.size).toBeLessThan(40)
    for (const length of [0, 1, 2, 9, 100, 1_000, 65_537, 250_000]) {
      expect(padmeLength(length)).toBeGreaterThanOrEqual(length)
      expect(padmeLength(length)).toBeLessThanOrEqual(length * 1.12 + 1)
    }
  })

  test('an unknown lane or kind is newer; anything else out of place is malformed', () => {
    const bytes = encodePayload({ ...PAYLOAD, part: undefined, lane: DESK, kind: 'record' })
    const at = (offset: number, value: number): Uint8Array => {
      const changed = bytes.slice()
      changed[offset] = value
      return changed
    }
    expect(decodePayload(at(4, 6))).toBe('newer')
    expect(decodePayload(at(5, 4))).toBe('newer')
    expect(() => decodePayload(at(4, 0))).toThrow(MalformedBytes)
    expect(() => decodePayload(at(5, 0))).toThrow(MalformedBytes)
    expect(() => decodePayload(at(3, 1))).toThrow(MalformedBytes)
    expect(() => decodePayload(at(8, 0xff))).toThrow(MalformedBytes)
    expect(() => decodePayload(new Uint8Array(2))).toThrow(MalformedBytes)
    expect(() => decodePayload(new Uint8Array(4))).toThrow(MalformedBytes)
    const part = (index: number, count: number): Uint8Array => {
      const body = new ByteWriter().u8(4).u8(3).u8(1).u16(index).u16(count).u16(1).u16(0).finish()
      return new ByteWriter().long(body).finish()
    }
    expect(() => decodePayload(part(2, 2))).toThrow(MalformedBytes)
    expect(() => decodePayload(part(0, 1))).toThrow(MalformedBytes)
    expect(decodePayload(part(1, 2))).toMatchObject({ part: { index: 1, count: 2 } })
  })

  test('a payload of a later kind holds its chain and asks for an update', () => {
    const charter = new TestCharter()
    charter.admit(ANA, 'coordinator')
    const ledger = ledgerFor(charter)
    const plain = encodePayload({ ...PAYLOAD, part: undefined, lane: DESK, kind: 'record', deps: [] })
    plain[5] = 4
    expect(outcomes(ledger.receive(forge(ANA, {}, plain)))).toEqual(['E_UPDATE_APP'])
    expect(ledger.count).toBe(0)
  })
})
