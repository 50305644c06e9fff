// The invitation's text survives what mail, messengers and hurried people do to it; anything else gets its own code.
import { describe, expect, test } from 'vitest'
import { ByteWriter, concat, utf8 } from '../../../shared/bytes/codec.ts'
import { fromBase64Url, toBase64Url, toHex } from '../../../shared/bytes/text.ts'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { isAddress } from '../../../shared/invitation/address.ts'
import { issueInvitation } from '../../../shared/invitation/issue.ts'
import { decodeInvitation, EXPIRY_TOLERANCE, encodeInvitation } from '../../../shared/invitation/text.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(31)
const NOW = 1_800_000_000_000
const invitation = {
  publicKey: crypto.random(32),
  secret: crypto.random(16),
  expires: NOW + 1_000,
  roads: [
    { type: 'address' as const, address: '192.168.1.20:43117' },
    { type: 'address' as const, address: '[fd00::1]:43117' },
  ],
}
const text = encodeInvitation(crypto, invitation)

/** Signed off with a right checksum, as another version or with other roads would be. */
function made(version: number, body: Uint8Array): string {
  const checked = new ByteWriter().u8(version).u16(body.length).raw(body).finish()
  const checksum = crypto.hash(utf8('rapporteur/1/invitation'), checked).subarray(0, 4)
  return `rapporteur:${toBase64Url(concat(checked, checksum))}`
}

describe('what people paste', () => {
  test.each([
    ['as it is', text],
    ['in prose', `Dear Olga, here it is:\n\n  ${text}\n\nSee you on Monday.`],
    ['in quotes', `"${text}"`],
    ['in angle brackets', `<${text}>`],
    ['wrapped by mail', text.replace(/(.{40})/g, '$1\r\n')],
    ['quoted in a reply', `> ${text.replace(/(.{40})/g, '$1\n> ')}\n> Best`],
    ['with an upper-case scheme and slashes', text.replace('rapporteur:', 'RAPPORTEUR://')],
    ['with invisible breaks', text.replace(/(.{30})/g, '$1\u200b')],
    ['twice', `${text} ${text}`],
    ['after a damaged one', `${text.slice(0, 60)} ${text}`],
    ['directly followed by words', `${text}\nSeeYouOnMonday`],
  ])('%s', (_, pasted) => {
    expect(decodeInvitation(crypto, pasted, NOW)).toEqual(invitation)
  })

  test('every truncation, and every changed character, is malformed', () => {
    for (let length = 0; length < text.length; length++)
      expect(() => decodeInvitation(crypto, text.slice(0, length), NOW)).toThrow(
        length < 'rapporteur:'.length ? 'E_NO_INVITATION' : 'E_INVITATION_MALFORMED',
      )
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}${text[at] === 'B' ? 'C' : 'B'}${text.slice(at + 1)}`
      if (changed.toLowerCase() === text.toLowerCase()) continue
      // The last character holds bits beyond the last byte, which say nothing.
      if (at === text.length - 1) continue
      expect(() => decodeInvitation(crypto, changed, NOW), changed).toThrow('E_INVITATION_MALFORMED')
    }
    for (const piece of ['rapporteur:', 'rapporteur:!!!', text.slice(5), text.slice(30, 90)])
      expect(() => decodeInvitation(crypto, piece, NOW), piece).toThrow('E_INVITATION_MALFORMED')
  })

  test('what is no piece of one either is told from a damaged one', () => {
    for (const other of ['', 'hello', 'Rapporteur is nice', 'https://example.org/join', 'слово '.repeat(500)])
      expect(() => decodeInvitation(crypto, other, NOW), other).toThrow('E_NO_INVITATION')
  })

  test('a newer version is told from a damaged text', () => {
    expect(() => decodeInvitation(crypto, made(2, crypto.random(50)), NOW)).toThrow('E_INVITATION_VERSION')
    expect(() => decodeInvitation(crypto, made(1, crypto.random(20)), NOW)).toThrow('E_INVITATION_MALFORMED')
    expect(() => decodeInvitation(crypto, made(0, crypto.random(80)), NOW)).toThrow('E_INVITATION_MALFORMED')
  })

  test('roads of a later version are skipped', () => {
    const body = new ByteWriter().raw(invitation.publicKey).raw(invitation.secret).u64(invitation.expires)
    body.u8(2).u8(9).short(crypto.random(7)).u8(1).text('example.org:1234')
    expect(decodeInvitation(crypto, made(1, body.finish()), NOW).roads).toEqual([
      { type: 'address', address: 'example.org:1234' },
    ])
  })

  test('EXPIRED_INVITATION: refused after the date, with a day for clocks that are wrong', () => {
    expect(decodeInvitation(crypto, text, invitation.expires + EXPIRY_TOLERANCE)).toEqual(invitation)
    expect(() => decodeInvitation(crypto, text, invitation.expires + EXPIRY_TOLERANCE + 1)).toThrow(
      'E_INVITATION_EXPIRED',
    )
  })
})

test('an issued text holds no role, and differs each time', () => {
  const author = mintDeviceKeys(crypto).id
  const issue = { author, addresses: ['10.0.0.7:9000'], now: NOW }
  const one = issueInvitation(crypto, { grants: { kind: 'member', role: 'coordinator' }, ...issue })
  const two = issueInvitation(crypto, { grants: { kind: 'device' }, ...issue })
  expect(one.text).not.toBe(two.text)
  expect(one.text.length).toBe(two.text.length)
  const read = decodeInvitation(crypto, one.text, NOW)
  expect(read.publicKey).toEqual(one.issued.keys.publicKey)
  expect(read.secret).toEqual(one.issued.secret)
  const bytes = toHex(fromBase64Url(one.text.slice('rapporteur:'.length)))
  expect(bytes).not.toContain(toHex(one.issued.keys.secretKey))
  expect(() =>
    issueInvitation(crypto, { author, grants: { kind: 'device' }, addresses: ['no port'], now: NOW }),
  ).toThrow('E_ADDRESS_MALFORMED')
})

test.each([
  ['localhost:1', true],
  ['a-b.example.org:65535', true],
  ['192.0.2.1:80', true],
  ['[2001:db8::1]:443', true],
  ['[fe80::1%eth0]:443', true],
  ['host:0', false],
  ['host:65536', false],
  ['host:080', false],
  ['host', false],
  [':80', false],
  ['ho st:80', false],
  ['host/path:80', false],
  ['user@host:80', false],
  ['2001:db8::1:80', false],
  [`${'a'.repeat(254)}:80`, false],
])('address %s: %s', (address, fits) => {
  expect(isAddress(address)).toBe(fits)
})
