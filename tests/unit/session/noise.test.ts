// The handshake against the published vectors: cacophony, snow and flynn/noise agree byte for byte, or sessions are not Noise.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../../../shared/bytes/text.ts'
import type { Crypto, KeyPair } from '../../../shared/crypto/crypto.ts'
import { Handshake } from '../../../shared/session/noise.ts'
import { seededCrypto } from '../../support/crypto.ts'

interface Vector {
  readonly origin: string
  readonly name: string
  readonly prologue: string
  readonly initiatorStatic: string
  readonly initiatorEphemeral: string
  readonly responderStatic: string
  readonly responderEphemeral: string
  readonly psk: string
  readonly handshakeHash: string
  readonly messages: readonly { readonly payload: string; readonly ciphertext: string }[]
}

const { vectors } = JSON.parse(
  readFileSync(new URL('../../fixtures/noise-vectors.json', import.meta.url), 'utf8'),
) as { vectors: readonly Vector[] }

let crypto: Crypto
beforeAll(() => {
  crypto = seededCrypto(1)
})

function keys(secret: string): KeyPair {
  const secretKey = fromHex(secret)
  return { secretKey, publicKey: crypto.sodium.crypto_scalarmult_base(secretKey) }
}

function both(vector: Vector): { initiator: Handshake; responder: Handshake } {
  const common = {
    prologue: fromHex(vector.prologue),
    ...(vector.psk && { psk: fromHex(vector.psk) }),
  }
  return {
    initiator: new Handshake(crypto, {
      ...common,
      role: 'initiator',
      local: keys(vector.initiatorStatic),
      ephemeral: () => keys(vector.initiatorEphemeral),
      remote: keys(vector.responderStatic).publicKey,
    }),
    responder: new Handshake(crypto, {
      ...common,
      role: 'responder',
      local: keys(vector.responderStatic),
      ephemeral: () => keys(vector.responderEphemeral),
    }),
  }
}

describe('published Noise vectors', () => {
  it('there are some for both suites', () => {
    const names = new Set(vectors.map(({ name }) => name))
    expect([...names].sort()).toEqual([
      'Noise_IK_25519_ChaChaPoly_BLAKE2b',
      'Noise_IKpsk1_25519_ChaChaPoly_BLAKE2b',
    ])
    expect(vectors.length).toBeGreaterThan(8)
  })

  for (const [number, vector] of vectors.entries()) {
    it(`${vector.name}, ${vector.origin} (${number})`, () => {
      const { initiator, responder } = both(vector)
      const [first, second, ...transport] = vector.messages
      if (!first || !second) throw new Error('a vector has two handshake messages')
      const one = initiator.write(fromHex(first.payload))
      expect(toHex(one)).toBe(first.ciphertext)
      expect(toHex(responder.read(one) ?? new Uint8Array(0))).toBe(first.payload)
      const two = responder.write(fromHex(second.payload))
      expect(toHex(two)).toBe(second.ciphertext)
      expect(toHex(initiator.read(two) ?? new Uint8Array(0))).toBe(second.payload)
      const left = initiator.finish()
      const right = responder.finish()
      expect(left.hash).toEqual(right.hash)
      if (vector.handshakeHash) expect(toHex(left.hash)).toBe(vector.handshakeHash)
      expect(toHex(right.remote)).toBe(toHex(keys(vector.initiatorStatic).publicKey))
      for (const [i, message] of transport.entries()) {
        const [from, to] = i % 2 === 0 ? [left, right] : [right, left]
        const ciphertext = from.send.seal(fromHex(message.payload))
        expect(toHex(ciphertext)).toBe(message.ciphertext)
        expect(toHex(to.receive.open(ciphertext) ?? new Uint8Array(0))).toBe(message.payload)
      }
    })
  }

  it('a changed byte anywhere in message 1 or 2 is refused', () => {
    const vector = vectors[0]
    if (!vector) throw new Error('no vector')
    const length = both(vector).initiator.write(new Uint8Array(0)).length
    for (let at = 0; at < length; at++) {
      const { initiator, responder } = both(vector)
      const one = initiator.write(new Uint8Array(0))
      one[at] = (one[at] ?? 0) ^ 1
      expect(responder.read(one)).toBeUndefined()
    }
    const { initiator, responder } = both(vector)
    responder.read(initiator.write(new Uint8Array(0)))
    const two = responder.write(new Uint8Array(0))
    two[two.length - 1] = (two[two.length - 1] ?? 0) ^ 1
    expect(initiator.read(two)).toBeUndefined()
  })

  it('an ephemeral key of small order is refused', () => {
    const vector = vectors[0]
    if (!vector) throw new Error('no vector')
    const { initiator, responder } = both(vector)
    const one = initiator.write(new Uint8Array(0))
    one.fill(0, 0, 32)
    expect(responder.read(one)).toBeUndefined()
  })
})
