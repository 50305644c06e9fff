// Signed heads: who holds what, and who announced what nobody hands over.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { type Heads, parseHeads, signHeads, verifyHeads } from '../../../shared/ledger/heads.ts'
import { crypto, deviceNamed, GROUP, hashOf, TestCharter, Writer } from './cast.ts'

const ANA = deviceNamed('Ana')
const BORIS = deviceNamed('Boris')
const HEADS: Heads = {
  device: ANA.id,
  counter: 2 ** 40,
  leaves: [
    { device: ANA.id, incarnation: 7, seq: 3, hash: hashOf('a') },
    { device: BORIS.id, incarnation: 0xffff_ffff, seq: 0, hash: hashOf('b') },
  ],
}

test('heads.bin is what this version writes, byte for byte, and reads', () => {
  const bytes = signHeads(crypto, GROUP, HEADS, ANA.signing.secretKey)
  expect(Buffer.from(bytes).equals(readFileSync('tests/fixtures/heads.bin'))).toBe(true)
  expect(parseHeads(bytes)).toEqual(HEADS)
  expect(verifyHeads(crypto, GROUP, bytes, ANA.signing.publicKey)).toBe(true)
})

test('a record counts only unchanged, in its group, by its device', () => {
  const bytes = signHeads(crypto, GROUP, HEADS, ANA.signing.secretKey)
  expect(verifyHeads(crypto, GROUP, bytes, BORIS.signing.publicKey)).toBe(false)
  const elsewhere = idFrom('GroupId', crypto.hash(new Uint8Array(1)))
  expect(verifyHeads(crypto, elsewhere, bytes, ANA.signing.publicKey)).toBe(false)
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(verifyHeads(crypto, GROUP, changed, ANA.signing.publicKey), `byte ${at}`).toBe(false)
  }
  expect(verifyHeads(crypto, GROUP, new Uint8Array(3), ANA.signing.publicKey)).toBe(false)
})

test('another version is newer, a short or long one malformed', () => {
  const bytes = signHeads(crypto, GROUP, HEADS, ANA.signing.secretKey)
  expect(parseHeads(Uint8Array.of(2))).toBe('newer')
  for (let end = 0; end < bytes.length; end++)
    expect(() => parseHeads(bytes.subarray(0, end))).toThrow(MalformedBytes)
  expect(() => parseHeads(Uint8Array.from([...bytes, 0]))).toThrow(MalformedBytes)
})

test('leaves cover what came before them, through incarnations, and nothing after', () => {
  const charter = new TestCharter()
  charter.admit(ANA, 'coordinator')
  const ana = new Writer(ANA, charter, 1)
  ana.type('one')
  ana.type('two')
  const early = ana.ledger.frontier()
  ana.begin(2)
  ana.type('three')
  const at = (incarnation: number, seq: number) => ({ device: ANA.id, incarnation, seq })
  expect(ana.ledger.covers(early, at(1, 1))).toBe(true)
  expect(ana.ledger.covers(early, at(2, 0))).toBe(false)
  expect(ana.ledger.covers(ana.ledger.frontier(), at(1, 1))).toBe(true)
  expect(ana.ledger.covers([], at(1, 0))).toBe(false)
  const ahead = [{ ...at(2, 9), hash: hashOf('not here yet') }]
  expect(ana.ledger.covers(ahead, at(1, 0))).toBe(true)
  const other = [{ ...at(1, 1), hash: hashOf('another branch') }]
  expect(ana.ledger.covers(other, at(1, 0))).toBe(false)
})
