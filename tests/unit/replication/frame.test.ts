// Frames: fixed bytes, both ways; and what a stranger's bytes can do to the reader (nothing but a MalformedBytes).
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, MalformedBytes } from '../../../shared/bytes/codec.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import {
  decodeFrames,
  encodeFrame,
  FRAME_TYPES,
  FRAME_VERSION,
  type Frame,
} from '../../../shared/replication/frame.ts'
import { fixture } from '../../support/fixture.ts'
import { SEED } from '../../support/seed.ts'

const bytes = (length: number, from: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (from + i) & 0xff)
const device = (from: number) => idFrom('DeviceId', bytes(16, from))
const hash = (from: number) => idFrom('Hash', bytes(32, from))

const frontiers = [
  {
    device: device(1),
    leaves: [
      { device: device(1), incarnation: 7, seq: 0, hash: hash(2) },
      { device: device(1), incarnation: 0xffffffff, seq: 1_000_000, hash: hash(3) },
    ],
  },
  { device: device(2), leaves: [] },
]

/** One of each that is sent today. */
const everyFrame: readonly Frame[] = [
  { type: 'charter-have', heads: [hash(1), hash(2)] },
  { type: 'charter-want', heads: [] },
  { type: 'statements', statements: [bytes(5, 10), bytes(0, 0)] },
  { type: 'summary', devices: [{ device: device(3), hash: bytes(32, 4) }] },
  { type: 'have', answers: false, devices: frontiers },
  { type: 'have', answers: true, devices: [] },
  { type: 'want', devices: frontiers },
  { type: 'envelopes', envelopes: [bytes(300, 1), bytes(1, 9)] },
  { type: 'ack', received: 5_000_000_000, announce: [device(4)] },
  { type: 'heads', records: [bytes(70, 3)] },
  { type: 'presence', record: bytes(90, 8) },
  { type: 'signal', to: device(5), origin: device(6), hops: 1, box: bytes(48, 7) },
  {
    type: 'addresses',
    entries: [{ device: device(7), addresses: ['192.0.2.1:4000', '[2001:db8::1]:4000'] }],
  },
  { type: 'fork-proof', first: bytes(40, 1), second: bytes(41, 2) },
  { type: 'bye' },
]

/** It came later than the others, whose fixture stays as it is. */
const keyGrant: Frame = {
  type: 'key-grant',
  wants: [idFrom('EpochId', bytes(32, 5)), idFrom('EpochId', bytes(32, 6))],
  grants: [bytes(114, 7)],
}

describe('frames', () => {
  it('have these bytes, and mean this', async () => {
    const encoded = concat(...everyFrame.map(encodeFrame))
    const committed = await fixture('frames.bin', encoded)
    expect(Buffer.compare(committed, encoded)).toBe(0)
    const { frames, counted } = decodeFrames(committed)
    expect(frames).toEqual(everyFrame)
    const uncounted = everyFrame.filter(({ type }) => type === 'ack' || type === 'bye').map(encodeFrame)
    expect(counted).toBe(encoded.length - concat(...uncounted).length)
  })

  it('KEY_GRANT has these bytes, and means this', async () => {
    const encoded = encodeFrame(keyGrant)
    const committed = await fixture('frame-key-grant.bin', encoded)
    expect(Buffer.compare(committed, encoded)).toBe(0)
    expect(decodeFrames(committed)).toEqual({ frames: [keyGrant], counted: encoded.length })
  })

  it('keep numbers for snapshots and blobs', () => {
    expect(FRAME_TYPES.snapshot).toBe(15)
    expect(FRAME_TYPES.blob).toBe(16)
    expect(new Set(Object.values(FRAME_TYPES)).size).toBe(Object.keys(FRAME_TYPES).length)
  })

  it('of an unknown type or a later version are stepped over', () => {
    const known = encodeFrame({ type: 'charter-want', heads: [] })
    const unknown = encodeFrame({ type: 'presence', record: bytes(20, 1) })
    unknown[0] = 200
    const later = encodeFrame({ type: 'presence', record: bytes(20, 1) })
    later[5] = FRAME_VERSION + 1
    const reserved = encodeFrame({ type: 'presence', record: bytes(20, 1) })
    reserved[0] = FRAME_TYPES.blob
    const { frames, counted } = decodeFrames(concat(unknown, known, later, reserved))
    expect(frames).toEqual([{ type: 'charter-want', heads: [] }])
    expect(counted).toBe(unknown.length + known.length + later.length + reserved.length)
  })

  it('GARBAGE_FRAME: any bytes give frames or MalformedBytes, nothing else, and no large allocation', () => {
    const seed = SEED
    const read = (input: Uint8Array): void => {
      try {
        decodeFrames(input)
      } catch (error) {
        if (!(error instanceof MalformedBytes)) throw new Error(`seed ${seed}: ${String(error)}`)
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), read), { seed, numRuns: 2_000 })
    // Valid headers with garbage inside, and valid frames with a few bytes changed.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.uint8Array({ maxLength: 80 }), (type, body) => {
        const header = encodeFrame({ type: 'presence', record: body })
        header[0] = type
        read(header)
      }),
      { seed, numRuns: 2_000 },
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...everyFrame, keyGrant),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (frame, changes) => {
          const encoded = encodeFrame(frame)
          for (const [at, value] of changes) encoded[at % encoded.length] = value
          read(encoded)
        },
      ),
      { seed, numRuns: 3_000 },
    )
  })

  it('TRUNCATE: a frame cut anywhere is malformed', () => {
    for (const frame of [...everyFrame, keyGrant]) {
      const encoded = encodeFrame(frame)
      for (let length = 1; length < encoded.length; length++) {
        expect(() => decodeFrames(encoded.subarray(0, length))).toThrow(MalformedBytes)
      }
    }
  })
})
