// What stands inside the ciphertext: lane, kind, schema number, deps, bytes, padding.
// It must never trust a claimed length: every field is read from bytes that are there.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { padmeLength } from '../bytes/padme.ts'
import { type DeviceId, idBytes, idFrom } from '../ids/ids.ts'
import { type Lane, type LaneKind, readLane, writeLane } from '../ids/lanes.ts'

export const DEP_HASH_BYTES = 16

/** "I had accepted this envelope, and all before it in that incarnation, when I wrote." */
export interface Dep {
  readonly device: DeviceId
  readonly incarnation: number
  readonly seq: number
  /** First 16 bytes of that envelope's hash, so that nobody can name an envelope not yet written. */
  readonly hash: Uint8Array
}

export type PayloadKind = 'yjs' | 'record'
const KIND_CODES: { readonly [Kind in PayloadKind]: number } = { yjs: 1, record: 2 }
const PART_CODE = 3

/** Part `index` (from 0) of `count`; the bytes of all parts joined are the payload. */
export interface PartOf {
  readonly index: number
  readonly count: number
}

export interface Payload {
  readonly lane: Lane
  readonly kind: PayloadKind
  readonly part: PartOf | undefined
  readonly schema: number
  readonly deps: readonly Dep[]
  readonly bytes: Uint8Array
}

/** The highest lane number that this version knows; a higher one is not an error but a newer app. */
const LAST_LANE = 5

/** Length u32 | lane | kind u8 | [part: kind u8, index u16, count u16] | schema u16 | deps u16 × 40 | bytes | zeros. */
export function encodePayload(payload: Payload): Uint8Array {
  const writer = new ByteWriter(payload.bytes.length + payload.deps.length * 40 + 64).u32(0)
  writeLane(writer, payload.lane)
  if (payload.part === undefined) writer.u8(KIND_CODES[payload.kind])
  else {
    const { index, count } = payload.part
    writer.u8(PART_CODE).u8(KIND_CODES[payload.kind]).u16(index).u16(count)
  }
  writer.u16(payload.schema).u16(payload.deps.length)
  for (const dep of payload.deps)
    writer.raw(idBytes(dep.device)).u32(dep.incarnation).u32(dep.seq).raw(dep.hash)
  writer.raw(payload.bytes)
  const unpadded = writer.finish()
  const padded = new Uint8Array(padmeLength(unpadded.length))
  padded.set(unpadded)
  new DataView(padded.buffer).setUint32(0, unpadded.length - 4, true)
  return padded
}

/** 'newer' for a lane or payload kind that this version does not know. Throws MalformedBytes. `bytes` is a view. */
export function decodePayload(padded: Uint8Array): Payload | 'newer' {
  const reader = new ByteReader(new ByteReader(padded).long())
  const laneCode = new ByteReader(padded.subarray(4)).u8()
  if (laneCode > LAST_LANE) return 'newer'
  const lane = readLane(reader)
  const code = reader.u8()
  if (code > PART_CODE) return 'newer'
  const isPart = code === PART_CODE
  const kind = kindOf(isPart ? reader.u8() : code)
  const part = isPart ? readPart(reader) : undefined
  const schema = reader.u16()
  const deps: Dep[] = []
  for (let left = reader.u16(); left > 0; left--)
    deps.push({
      device: idFrom('DeviceId', reader.raw(16)),
      incarnation: reader.u32(),
      seq: reader.u32(),
      hash: reader.raw(DEP_HASH_BYTES),
    })
  return { lane, kind, part, schema, deps, bytes: reader.rest() }
}

function kindOf(code: number): PayloadKind {
  if (code === KIND_CODES.yjs) return 'yjs'
  if (code === KIND_CODES.record) return 'record'
  throw new MalformedBytes()
}

function readPart(reader: ByteReader): PartOf {
  const part = { index: reader.u16(), count: reader.u16() }
  if (part.count < 2 || part.index >= part.count) throw new MalformedBytes()
  return part
}

/** A body is a Yjs document; every other lane holds records. */
export function kindFitsLane(kind: PayloadKind, lane: LaneKind): boolean {
  return (kind === 'yjs') === (lane === 'body')
}
