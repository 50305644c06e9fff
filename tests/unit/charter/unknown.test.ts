// Statements from a later version of the app: held with everything that builds on them, kept, passed on, never refused.
import { describe, expect, test } from 'vitest'
import { ByteReader, ByteWriter } from '../../../shared/bytes/codec.ts'
import { Charter, charterOf } from '../../../shared/charter/charter.ts'
import { type DeviceKeys, mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import type { HeldStatement } from '../../../shared/charter/held.ts'
import { Later } from '../../../shared/charter/later.ts'
import { ROLE_TABLE } from '../../../shared/charter/roles.ts'
import { readStatement, writeStatement } from '../../../shared/charter/statement.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { type Hash, idBytes, idFrom } from '../../../shared/ids/ids.ts'
import { admission, admitted, founder, type Player, removes } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(13)

/** A well-formed, properly signed statement of any version and kind. */
function foreign(
  author: DeviceKeys,
  parents: readonly Hash[],
  {
    version = 1,
    kind = 77,
    body = new Uint8Array(5),
  }: { version?: number; kind?: number; body?: Uint8Array } = {},
): { bytes: Uint8Array; hash: Hash } {
  const writer = new ByteWriter().u8(version).u8(kind).raw(idBytes(author.id)).u8(parents.length)
  for (const parent of [...parents].sort()) writer.raw(idBytes(parent))
  return sign(crypto, writer.long(body).finish(), author)
}

function sign(crypto: Crypto, signed: Uint8Array, author: DeviceKeys): { bytes: Uint8Array; hash: Hash } {
  const hash = crypto.hash(signed)
  const bytes = new ByteWriter()
    .raw(signed)
    .raw(crypto.sign('charter', hash, author.signing.secretKey))
    .finish()
  return { bytes, hash: idFrom('Hash', hash) }
}

/** An admission that would be valid, did it not build on what is unknown. */
function knownChild(author: Player, parents: readonly Hash[]): { bytes: Uint8Array; hash: Hash } {
  const decoded = readStatement(crypto, admission(crypto, author, 'observer', mintDeviceKeys(crypto)))
  if (decoded.form !== 'known') throw new Error('unknown')
  return writeStatement(crypto, author.keys, parents, decoded.statement.body)
}

describe('of a later version', () => {
  test('an unknown kind is held, and so is all that descends from it; both are stored and passed on', () => {
    const ana = founder(crypto)
    const heads = ana.charter.heads()
    const unknown = foreign(ana.keys, heads)
    const child = knownChild(ana, [unknown.hash])
    expect(ana.charter.add(unknown.bytes)).toMatchObject({
      outcome: 'held',
      code: 'E_UPDATE_APP',
      keep: [unknown.bytes],
    })
    expect(ana.charter.add(child.bytes)).toMatchObject({ outcome: 'held', code: 'E_UPDATE_APP' })
    expect(ana.charter.needsUpdate).toBe(true)
    expect(ana.charter.knows(unknown.hash)).toBe(false)
    expect(ana.charter.holds(unknown.hash)).toBe(true)
    // What this device writes must not build on what it cannot judge.
    expect(ana.charter.heads()).toEqual(heads)
    expect(ana.charter.leaves()).toEqual([child.hash])
    expect(ana.charter.all()).toEqual([
      ...ana.charter.statementsSince([]).slice(0, 1),
      unknown.bytes,
      child.bytes,
    ])
    expect(ana.charter.statementsSince([child.hash])).toEqual([])
    expect(ana.charter.statementsSince([unknown.hash])).toEqual([child.bytes])
    const again = charterOf(crypto, ana.group, ana.charter.all())
    expect(again.all()).toEqual(ana.charter.all())
    expect(again.add(unknown.bytes).outcome).toBe('duplicate')
  })

  test('children that came first are held for the same reason once their parent is', () => {
    const ana = founder(crypto)
    const unknown = foreign(ana.keys, ana.charter.heads())
    const child = knownChild(ana, [unknown.hash])
    expect(ana.charter.add(child.bytes)).toMatchObject({ code: 'E_STATEMENT_UNKNOWN', keep: [] })
    expect(ana.charter.add(unknown.bytes)).toMatchObject({
      code: 'E_UPDATE_APP',
      keep: [unknown.bytes, child.bytes],
    })
    expect(ana.charter.waitingCount).toBe(0)
  })

  test('an unknown version is held by its hash alone', () => {
    const ana = founder(crypto)
    const newer = sign(crypto, new ByteWriter().u8(2).raw(crypto.random(90)).finish(), ana.keys)
    expect(ana.charter.add(newer.bytes)).toMatchObject({ outcome: 'held', code: 'E_UPDATE_APP' })
    const child = knownChild(ana, [newer.hash])
    expect(ana.charter.add(child.bytes)).toMatchObject({ outcome: 'held', code: 'E_UPDATE_APP' })
    expect(ana.charter.add(new Uint8Array(200)).outcome).toBe('refused')
  })

  test.each([0, 7, 255])(
    'an admission in a role of number %i, which this version does not know, is held, not refused',
    (code) => {
      const ana = founder(crypto)
      const signed = admission(crypto, ana, 'observer', mintDeviceKeys(crypto)).slice(0, -64)
      const decoded = readStatement(crypto, ana.charter.all()[0] ?? new Uint8Array())
      expect(decoded.form).toBe('known')
      const roleAt = 1 + 1 + 16 + 1 + 32 + 4 + 16
      expect(signed[roleAt]).toBe(ROLE_TABLE.observer.code)
      signed[roleAt] = code
      expect(ana.charter.add(sign(crypto, signed, ana.keys).bytes)).toMatchObject({ code: 'E_UPDATE_APP' })
      expect(ana.charter.members()).toHaveLength(1)
    },
  )

  test('UNAUTHENTICATED_PEER: an unknown kind that no member signed is refused and asks nobody to update', () => {
    const ana = founder(crypto)
    const boris = admitted(crypto, ana, 'drafter')
    const stranger = mintDeviceKeys(crypto)
    expect(ana.charter.add(foreign(stranger, ana.charter.heads()).bytes)).toMatchObject({
      code: 'E_NOT_MEMBER',
    })
    const forged = foreign({ ...stranger, id: boris.keys.id }, ana.charter.heads())
    expect(ana.charter.add(forged.bytes)).toMatchObject({ invariant: 'signedByAuthor' })
    expect(ana.charter.needsUpdate).toBe(false)
  })

  describe('UNSIGNED_LATER: bytes that claim to be of a later version', () => {
    const numbered = (by: DeviceKeys, at: number, version = 2) =>
      foreign(by, [], { version, body: new ByteWriter().u32(at).finish() })

    test('that nobody signed who belongs take a place of their own, ask nobody to update, and keep out nothing that is signed', () => {
      const ana = founder(crypto)
      const boris = admitted(crypto, ana, 'drafter')
      const eve = admitted(crypto, ana, 'observer')
      removes(crypto, ana, eve)
      const stranger = mintDeviceKeys(crypto)
      let kept = 0
      for (let at = 0; at < 300; at++)
        for (const by of [stranger, eve.keys])
          if (ana.charter.add(numbered(by, at).bytes).outcome === 'held') kept += 1
      expect(kept).toBe(100)
      expect(ana.charter.add(numbered(stranger, 999).bytes)).toMatchObject({ code: 'E_NOT_MEMBER' })
      expect(ana.charter.needsUpdate).toBe(false)
      expect(ana.charter.add(numbered(boris.keys, 0).bytes)).toMatchObject({ code: 'E_UPDATE_APP' })
      expect(ana.charter.needsUpdate).toBe(true)
    })

    test('in a member’s name, or upon what a member signed, are refused where the signature is false', () => {
      const ana = founder(crypto)
      const forger = { ...mintDeviceKeys(crypto), id: ana.keys.id }
      const refusal = { code: 'E_STATEMENT_INVALID', invariant: 'signedByAuthor' }
      expect(ana.charter.add(numbered(forger, 1).bytes)).toMatchObject(refusal)
      const unknown = foreign(ana.keys, ana.charter.heads())
      ana.charter.add(unknown.bytes)
      expect(ana.charter.add(foreign(forger, [unknown.hash], { kind: 1 }).bytes)).toMatchObject({
        outcome: 'refused',
      })
      expect(ana.charter.add(foreign(forger, [unknown.hash], { kind: 78 }).bytes)).toMatchObject(refusal)
      expect(ana.charter.all()).toHaveLength(2)
    })

    test('whoever signs more than all others together keeps nobody out, in any order, after a restart too', () => {
      const ana = founder(crypto)
      const boris = admitted(crypto, ana, 'drafter')
      const eve = admitted(crypto, ana, 'observer')
      const founding = ana.charter.all()
      const of = (by: Player, count: number) =>
        Array.from({ length: count }, (_, at) => numbered(by.keys, at))
      const [flood, some, few] = [of(eve, 1_100), of(boris, 400), of(ana, 3)]
      const all = [...flood, ...some, ...few]
      const mixed = all.filter((_, at) => at % 2 === 0).concat(all.filter((_, at) => at % 2 === 1))
      for (const order of [all, all.toReversed(), mixed]) {
        const charter = charterOf(crypto, ana.group, [...founding, ...order.map(({ bytes }) => bytes)])
        for (const { hash } of [...some, ...few]) expect(charter.holds(hash)).toBe(true)
        expect(charter.all()).toHaveLength(founding.length + 1_000)
        const again = charterOf(crypto, ana.group, charter.all())
        expect(again.leaves()).toEqual(charter.leaves())
      }
    })

    test('two who both sign without end come to equal shares, and then nothing gives way to and fro', () => {
      const ana = founder(crypto)
      const boris = admitted(crypto, ana, 'drafter')
      const eve = admitted(crypto, ana, 'observer')
      let came = 0
      for (const round of [0, 1])
        for (let at = 0; at < 1_000; at++)
          for (const by of [eve, boris]) {
            const late = numbered(by.keys, at + round * 1_000)
            if (ana.charter.add(late.bytes).outcome === 'held') came += 1
          }
      expect(came).toBe(1_000)
    })
  })

  test('to make room for one that is long, what is kept is read once, not once for each that goes', () => {
    const later = new Later()
    let reads = 0
    const of = (length: number): HeldStatement => ({
      hash: idFrom('Hash', crypto.random(32)),
      bytes: new Uint8Array(length),
      get parents() {
        reads += 1
        return []
      },
    })
    const [eve, boris] = [mintDeviceKeys(crypto).id, mintDeviceKeys(crypto).id]
    for (let at = 0; at < 1_000; at++) later.keep(`eve ${at}`, of(8_000), eve)
    reads = 0
    expect(later.keep('boris', of(3_000_000), boris)).toBe(true)
    const gone = 1_001 - [...later.all()].length
    expect(gone).toBeGreaterThan(300)
    expect(reads).toBeLessThanOrEqual(1_000 + gone)
  })

  test('what is held for later is bounded', () => {
    const ana = founder(crypto)
    const heads = ana.charter.heads()
    for (let i = 0; i < 1_000; i++)
      ana.charter.add(foreign(ana.keys, heads, { body: new ByteWriter().u32(i).finish() }).bytes)
    expect(ana.charter.add(foreign(ana.keys, heads, { kind: 78 }).bytes).outcome).toBe('refused')
    expect(ana.charter.all()).toHaveLength(1_001)
  })
})

test('the frame is readable whatever the kind: author, parents, signature', () => {
  const ana = founder(crypto)
  const unknown = foreign(ana.keys, ana.charter.heads())
  const decoded = readStatement(crypto, unknown.bytes)
  expect(decoded).toMatchObject({
    form: 'unknown-body',
    statement: { kind: 77, author: ana.keys.id, parents: ana.charter.heads(), hash: unknown.hash },
  })
  expect(new ByteReader(unknown.bytes).u8()).toBe(1)
  expect(new Charter(crypto, ana.group).add(unknown.bytes).outcome).toBe('held')
})

test('parents that repeat or are out of order are malformed: one statement, one encoding', () => {
  const ana = founder(crypto)
  const [head] = ana.charter.heads()
  if (head === undefined) throw new Error('no head')
  expect(ana.charter.add(foreign(ana.keys, [head, head]).bytes)).toMatchObject({
    code: 'E_STATEMENT_MALFORMED',
  })
  const nine = Array.from({ length: 9 }, () => idFrom('Hash', crypto.random(32)))
  expect(ana.charter.add(foreign(ana.keys, nine).bytes)).toMatchObject({ code: 'E_STATEMENT_MALFORMED' })
})
