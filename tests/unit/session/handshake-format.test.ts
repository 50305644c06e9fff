// The bytes of a session's beginning, fixed: what is on the wire today must open with tomorrow's code.
import { expect, it } from 'vitest'
import { ByteReader, ByteWriter, utf8 } from '../../../shared/bytes/codec.ts'
import { frameHandshake, unframeHandshake } from '../../../shared/session/handshake-wire.ts'
import { Handshake, PROLOGUE } from '../../../shared/session/noise.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'

const crypto = seededCrypto(20)
const caller = crypto.boxKeys()
const acceptor = crypto.boxKeys()
const psk = crypto.random(32)

/** Messages 1 and 2, then one frame each way; for IK and for IKpsk1. */
function conversation(secret: Uint8Array | undefined): Uint8Array[] {
  const common = { prologue: PROLOGUE, ephemeral: () => crypto.boxKeys(), ...(secret && { psk: secret }) }
  const left = new Handshake(crypto, {
    ...common,
    role: 'initiator',
    local: caller,
    remote: acceptor.publicKey,
  })
  const right = new Handshake(crypto, { ...common, role: 'responder', local: acceptor })
  const first = left.write(utf8('payload of message 1'))
  right.read(first)
  const second = right.write(utf8('payload of message 2'))
  left.read(second)
  const a = left.finish()
  const b = right.finish()
  return [
    frameHandshake(first),
    frameHandshake(second),
    a.send.seal(new Uint8Array(0)),
    a.send.seal(utf8('caller to acceptor')),
    b.send.seal(utf8('acceptor to caller')),
  ]
}

it('a conversation under known keys has these bytes', async () => {
  const writer = new ByteWriter()
  for (const message of [...conversation(undefined), ...conversation(psk)]) writer.long(message)
  const bytes = writer.finish()
  expect(Buffer.compare(await fixture('session-handshake.bin', bytes), bytes)).toBe(0)
})

it('the committed message 1 opens with the acceptor’s key, and only as what it is', async () => {
  const reader = new ByteReader(await fixture('session-handshake.bin', new Uint8Array(0)))
  const messages: Uint8Array[] = []
  while (reader.left > 0) messages.push(reader.long())
  expect(messages).toHaveLength(10)
  const read = (message: Uint8Array | undefined, secret?: Uint8Array): string | undefined => {
    const noise = message && unframeHandshake(message)
    const handshake = new Handshake(crypto, {
      prologue: PROLOGUE,
      role: 'responder',
      local: acceptor,
      ephemeral: () => crypto.boxKeys(),
      ...(secret && { psk: secret }),
    })
    const payload = noise && handshake.read(noise)
    return payload && new TextDecoder().decode(payload)
  }
  expect(read(messages[0])).toBe('payload of message 1')
  expect(read(messages[0], psk)).toBeUndefined()
  expect(read(messages[5], psk)).toBe('payload of message 1')
  expect(read(messages[5])).toBeUndefined()
})

it('another version is not read', async () => {
  const [message] = conversation(undefined)
  if (!message) throw new Error('no message')
  message[0] = 2
  expect(unframeHandshake(message)).toBeUndefined()
})
