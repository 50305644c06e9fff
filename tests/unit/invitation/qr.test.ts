// The QR code of an invitation is read by a reader that is not of the library that drew it, however many roads it names.
import jsQR from 'jsqr'
import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { expect, test } from 'vitest'
import { mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { issueInvitation } from '../../../shared/invitation/issue.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(62)
const ROADS = Array.from({ length: 16 }, (_, at) => `[2001:db8:85a3:8d3:1319:8a2e:370:7${300 + at}]:48123`)

/** As the screen shows it, black on white, RGBA. */
function pixels(text: string, module: number) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'byte', border: 4 })
  const width = rows.length * module
  const data = new Uint8ClampedArray(width * width * 4)
  for (let at = 0; at < width * width; at++) {
    const dark = rows[Math.floor(at / width / module)]?.[Math.floor((at % width) / module)] === true
    data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4)
  }
  return { data, width, height: width, modules: rows.length }
}

test.each([1, 4, 16])('with %i roads', (roads) => {
  const { text } = issueInvitation(crypto, {
    author: mintDeviceKeys(crypto).id,
    grants: { kind: 'device' },
    addresses: ROADS.slice(0, roads),
    now: 1_764_000_000_000,
  })
  for (const module of [2, 4]) {
    const picture = pixels(text, module)
    expect(jsQR(picture.data, picture.width, picture.height)?.data).toBe(text)
    expect(decodeQR(picture, { timeLimit: 5_000, effort: 8 })).toBe(text)
  }
  // What the screen must have room for, at two CSS pixels a module in a dialog of 448.
  expect(pixels(text, 1).modules).toBeLessThanOrEqual(150)
})
