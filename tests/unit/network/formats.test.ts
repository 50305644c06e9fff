// The two formats of this part, against their committed bytes.
import { describe, expect, it } from 'vitest'
import { openSignal, padSignal, sealSignal } from '../../../electron/host/network/signal-box.ts'
import type { Signal } from '../../../electron/hub/signal.ts'
import { creditFrame, FRAGMENT, fragmentAt, readFrame } from '../../../renderer/courier/fragments.ts'
import { ByteReader, ByteWriter } from '../../../shared/bytes/codec.ts'
import { realCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'

const OFFER: Signal = {
  type: 'signal',
  from: 'b0b0b0b0-0000-4000-8000-000000000001',
  to: 'a1a1a1a1-0000-4000-8000-000000000002',
  token: 1795493683726.25,
  signal: { type: 'offer', sdp: 'v=0\r\n' },
}

describe('the signalling box', () => {
  const keys = realCrypto.boxKeys(new Uint8Array(32).fill(7))

  it('pads to the committed bytes', async () => {
    const padded = padSignal(OFFER) ?? new Uint8Array(0)
    expect(padded).toEqual(await fixture('signal-box.bin', padded))
    expect(padded.length).toBe(512)
  })

  it('opens the committed bytes', async () => {
    const box = realCrypto.sealTo(keys.publicKey, await fixture('signal-box.bin', new Uint8Array(0)))
    expect(openSignal(realCrypto, keys, box)).toEqual(OFFER)
  })

  it('opens for nobody else, and into nothing that y-webrtc does not know', () => {
    const box = sealSignal(realCrypto, keys.publicKey, OFFER) ?? new Uint8Array(0)
    expect(openSignal(realCrypto, realCrypto.boxKeys(), box)).toBeUndefined()
    const garbage = ['', '{}', 'null', '{"type":"announce"}', '{"type":"announce","from":"x","more":1}']
    for (const json of garbage) {
      const written = new ByteWriter().u8(1).long(new TextEncoder().encode(json)).finish()
      expect(openSignal(realCrypto, keys, realCrypto.sealTo(keys.publicKey, written))).toBeUndefined()
    }
    for (const bytes of [[], [1], [2, 0, 0, 0, 0], [1, 255, 255, 255, 255]]) {
      expect(
        openSignal(realCrypto, keys, realCrypto.sealTo(keys.publicKey, Uint8Array.from(bytes))),
      ).toBeUndefined()
    }
  })

  it('says the same size for every candidate', () => {
    const sizes = ['a', 'candidate:1 1 udp 2113937151 192.0.2.7 45242 typ host'].map((candidate) => {
      const signal: Signal = {
        ...OFFER,
        signal: { type: 'candidate', candidate: { candidate, sdpMLineIndex: 0, sdpMid: '0' } },
      }
      return sealSignal(realCrypto, keys.publicKey, signal)?.length
    })
    expect(new Set(sizes).size).toBe(1)
  })
})

describe('data channel frames', () => {
  const message = Uint8Array.from({ length: FRAGMENT + 3 }, (_, index) => index % 251)

  it('are the committed bytes', async () => {
    const writer = new ByteWriter()
    for (const frame of [fragmentAt(message, 0), fragmentAt(message, FRAGMENT), creditFrame(300_000)]) {
      writer.long(frame)
    }
    const bytes = writer.finish()
    const committed = await fixture('data-channel.bin', bytes)
    expect(bytes).toEqual(committed)

    const reader = new ByteReader(committed)
    const frames = [reader.long(), reader.long(), reader.long()].map((frame) =>
      readFrame(frame.slice().buffer),
    )
    reader.end()
    expect(frames).toEqual([
      { kind: 'fragment', last: false, payload: message.subarray(0, FRAGMENT) },
      { kind: 'fragment', last: true, payload: message.subarray(FRAGMENT) },
      { kind: 'credit', bytes: 300_000 },
    ])
  })

  it('GARBAGE_FRAME: anything else is none', () => {
    const garbage = [[], [0], [3, 1], [2, 1], [2, 1, 2, 3, 4, 5], [255]]
    for (const bytes of garbage) expect(readFrame(Uint8Array.from(bytes).buffer)).toBeUndefined()
    expect(readFrame('text')).toBeUndefined()
    expect(readFrame(null)).toBeUndefined()
  })
})
