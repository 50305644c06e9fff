// The request to join is bound to one handshake and one device; the welcome is checked before it is believed.
import { describe, expect, test } from 'vitest'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { consentTo } from '../../../shared/charter/consent.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { acceptWelcome } from '../../../shared/invitation/accept.ts'
import {
  decodeAnswer,
  encodeAnswer,
  encodeWelcome,
  MAX_WELCOME_BYTES,
  type Welcome,
  WelcomeCollector,
} from '../../../shared/invitation/answer.ts'
import { joinPsk } from '../../../shared/invitation/issue.ts'
import { readJoin, writeJoin } from '../../../shared/invitation/join.ts'
import { admitted, founder } from '../../support/charter-cast.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(33)
const olga = mintDeviceKeys(crypto)
const handshakeHash = crypto.random(32)
const secret = crypto.random(16)
const session = { handshakeHash, remoteStatic: olga.box.publicKey }
const request = writeJoin(crypto, olga, handshakeHash, secret, 'Ольга Иванова', 'Comité de suivi')

describe('asking to join', () => {
  test('who asks, with which keys, comes out as it went in', () => {
    expect(readJoin(crypto, session, secret, request)).toEqual({
      device: olga.id,
      signingKey: olga.signing.publicKey,
      boxKey: olga.box.publicKey,
      name: 'Ольга Иванова',
      organisation: 'Comité de suivi',
      consent: consentTo(crypto, olga, secret),
    })
  })

  test('UNAUTHENTICATED_PEER: a request replayed in another session, or by another caller, is refused', () => {
    const other = mintDeviceKeys(crypto)
    for (const wrong of [
      { ...session, handshakeHash: crypto.random(32) },
      { ...session, remoteStatic: other.box.publicKey },
    ])
      expect(() => readJoin(crypto, wrong, secret, request)).toThrow(MalformedBytes)
    // Someone else's signing key with one's own static key.
    const mixed = {
      ...other,
      box: olga.box,
      signing: { ...other.signing, publicKey: olga.signing.publicKey },
    }
    const forged = writeJoin(crypto, mixed, handshakeHash, secret, 'x', 'y')
    expect(() => readJoin(crypto, session, secret, forged)).toThrow(MalformedBytes)
  })

  test('TRUNCATE, OVERSIZE_FRAME: anything cut, changed or too long is malformed', () => {
    for (let length = 0; length < request.length; length++)
      expect(() => readJoin(crypto, session, secret, request.subarray(0, length))).toThrow(MalformedBytes)
    for (let at = 0; at < request.length; at++) {
      const changed = request.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => readJoin(crypto, session, secret, changed)).toThrow(MalformedBytes)
    }
    expect(() => readJoin(crypto, session, secret, new Uint8Array(5_000))).toThrow(MalformedBytes)
  })

  test.each(['', ' padded ', 'two\nlines', 'right\u202eleft', 'x'.repeat(121), '\ud800'])(
    'a name that would disturb the screen cannot be sent: %j',
    (name) => {
      expect(() => writeJoin(crypto, olga, handshakeHash, secret, name, 'y')).toThrow(RangeError)
    },
  )

  test('the pre-shared key is not the secret', () => {
    const secret = crypto.random(16)
    expect(joinPsk(crypto, secret)).toHaveLength(32)
    expect(joinPsk(crypto, secret)).toEqual(joinPsk(crypto, secret))
    expect(joinPsk(crypto, secret)).not.toEqual(joinPsk(crypto, crypto.random(16)))
  })
})

describe('answers', () => {
  test.each(['waiting', 'refused', 'used', 'expired'] as const)('%s', (kind) => {
    expect(decodeAnswer(encodeAnswer(kind))).toEqual({ kind })
    expect(() => decodeAnswer(encodeAnswer(kind).subarray(0, 1))).toThrow(MalformedBytes)
  })

  test('GARBAGE_FRAME: unknown answers are malformed', () => {
    for (const bytes of [[], [1, 9], [2, 1], [1, 1, 0], [1, 5, 2]])
      expect(() => decodeAnswer(Uint8Array.from(bytes))).toThrow(MalformedBytes)
  })

  const ana = founder(crypto)
  const member = admitted(crypto, ana, 'observer', olga)
  const welcome: Welcome = {
    group: ana.group,
    statements: ana.charter.all(),
    addresses: [{ device: ana.keys.id, addresses: ['10.0.0.7:9000', '[fd00::1]:9000'] }],
  }

  function collect({ group, statements, addresses }: Welcome): Welcome {
    const collector = new WelcomeCollector()
    const pages = encodeWelcome({ group, statements, addresses })
    let whole: Welcome | undefined
    for (const bytes of pages) {
      const answer = decodeAnswer(bytes)
      if (answer.kind !== 'welcome') throw new Error('not a welcome')
      expect(whole).toBeUndefined()
      whole = collector.add(answer.page)
    }
    if (whole === undefined) throw new Error('no last page')
    return whole
  }

  test('a welcome gives the joiner a charter, a place in it and the key', () => {
    expect(collect(welcome)).toEqual(welcome)
    const accepted = acceptWelcome(crypto, olga, collect(welcome))
    expect(accepted.member).toBe(member.charter.memberOf(olga.id))
    const epoch = accepted.charter.currentEpoch()
    expect(epoch && accepted.keys.inner(epoch)).toHaveLength(32)
  })

  test('a large charter comes in pages that fit a frame', () => {
    const big = { ...welcome, statements: Array.from({ length: 2_000 }, () => crypto.random(350)) }
    const pages = encodeWelcome(big)
    expect(pages.length).toBeGreaterThan(4)
    for (const page of pages) expect(page.length).toBeLessThan(256 * 1024)
    expect(collect(big)).toEqual(big)
  })

  test('REPLAY_OTHER_GROUP, FORGE_ROLE: a welcome that does not admit this device, or not to this group, is not believed', () => {
    const other = founder(crypto)
    for (const wrong of [
      { ...welcome, group: other.group },
      { ...welcome, statements: welcome.statements.slice(0, 1) },
      { ...welcome, statements: [] },
    ])
      expect(() => acceptWelcome(crypto, olga, wrong)).toThrow('E_STATEMENT_INVALID')
    expect(() => acceptWelcome(crypto, mintDeviceKeys(crypto), welcome)).toThrow('E_STATEMENT_INVALID')
  })

  test('DECODE_BOMB: a page before the last brings statements and no addresses, so that pages cannot go on for ever', () => {
    const [statement = new Uint8Array()] = welcome.statements
    const between = { group: welcome.group, addresses: [], last: false }
    expect(() => new WelcomeCollector().add({ ...between, statements: [] })).toThrow(MalformedBytes)
    const early = { ...between, statements: [statement], addresses: welcome.addresses }
    expect(welcome.addresses.length).toBeGreaterThan(0)
    expect(() => new WelcomeCollector().add(early)).toThrow(MalformedBytes)
  })

  test('DECODE_BOMB: an inviter who sends statement after statement is heard out to 32 MiB, not to gigabytes', () => {
    const collector = new WelcomeCollector()
    const statements = [new Uint8Array(64 * 1024), new Uint8Array(64 * 1024)]
    const page = { group: welcome.group, statements, addresses: [], last: false }
    for (let i = 0; i < MAX_WELCOME_BYTES / (128 * 1024); i++) collector.add(page)
    expect(() => collector.add(page)).toThrow(MalformedBytes)
  })

  test('pages of different groups do not make a welcome', () => {
    const collector = new WelcomeCollector()
    const page = { ...welcome, addresses: [], last: false }
    collector.add(page)
    expect(() => collector.add({ ...page, group: founder(crypto).group })).toThrow(MalformedBytes)
  })

  test('TRUNCATE: a cut page is malformed', () => {
    const [page] = encodeWelcome(welcome)
    if (page === undefined) throw new Error('no page')
    for (let length = 0; length < page.length; length++)
      expect(() => decodeAnswer(page.subarray(0, length))).toThrow(MalformedBytes)
  })
})
