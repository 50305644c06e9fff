// Frames of replication: `type u8 ‖ length u32 ‖ version u8 ‖ body`, one or more in a session frame. docs/formats/frames.md has the table.
// Unknown types and versions are stepped over, never refused: a newer app must be able to say more. Nothing here knows what the
// opaque bytes mean.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { type DeviceId, type EpochId, type Hash, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import type { DeviceAddresses, Frontier } from './replica.ts'

/** Numbers are on the wire: never reuse one. 15 and 16 are kept for snapshots and blobs. */
export const FRAME_TYPES = {
  'charter-have': 1,
  'charter-want': 2,
  statements: 3,
  summary: 4,
  have: 5,
  want: 6,
  envelopes: 7,
  ack: 8,
  heads: 9,
  presence: 10,
  signal: 11,
  addresses: 12,
  'fork-proof': 13,
  bye: 14,
  snapshot: 15,
  blob: 16,
  'key-grant': 17,
} as const

export const FRAME_VERSION = 1
/** type, length, version. */
export const FRAME_HEADER_BYTES = 6
const LEAF_BYTES = 40

export type Frame =
  /** My charter's heads. */
  | { readonly type: 'charter-have'; readonly heads: readonly Hash[] }
  /** Send me what comes after these heads of mine. */
  | { readonly type: 'charter-want'; readonly heads: readonly Hash[] }
  | { readonly type: 'statements'; readonly statements: readonly Uint8Array[] }
  /** One hash per device over its sorted leaves. */
  | { readonly type: 'summary'; readonly devices: readonly DeviceSummary[] }
  /** What I have of these devices. `answers`: everything that a WANT asked for has been sent before this. */
  | { readonly type: 'have'; readonly answers: boolean; readonly devices: readonly Frontier[] }
  /** Send me what I lack of these devices, of which I have this. */
  | { readonly type: 'want'; readonly devices: readonly Frontier[] }
  | { readonly type: 'envelopes'; readonly envelopes: readonly Uint8Array[] }
  /** Bytes of frames (ACK and BYE aside) dealt with since the session began; envelopes among them are durable. And devices whose
   * envelopes the peer should announce rather than push, because they come sooner another way. */
  | { readonly type: 'ack'; readonly received: number; readonly announce: readonly DeviceId[] }
  | { readonly type: 'heads'; readonly records: readonly Uint8Array[] }
  | { readonly type: 'presence'; readonly record: Uint8Array }
  | {
      readonly type: 'signal'
      readonly to: DeviceId
      readonly origin: DeviceId
      readonly hops: number
      readonly box: Uint8Array
    }
  | { readonly type: 'addresses'; readonly entries: readonly DeviceAddresses[] }
  | { readonly type: 'fork-proof'; readonly first: Uint8Array; readonly second: Uint8Array }
  | { readonly type: 'bye' }
  /** Epochs whose key I lack; and keys sealed to you, as charter/grant.ts encodes them. */
  | { readonly type: 'key-grant'; readonly wants: readonly EpochId[]; readonly grants: readonly Uint8Array[] }

export interface DeviceSummary {
  readonly device: DeviceId
  /** 32 bytes. */
  readonly hash: Uint8Array
}

export function encodeFrame(frame: Frame): Uint8Array {
  const body = new ByteWriter()
  writeBody(body, frame)
  const bytes = body.finish()
  return new ByteWriter(bytes.length + FRAME_HEADER_BYTES)
    .u8(FRAME_TYPES[frame.type])
    .u32(bytes.length)
    .u8(FRAME_VERSION)
    .raw(bytes)
    .finish()
}

/** Frames that an ACK does not count: they are never held back, and acknowledging them would never end. */
export function isCounted(type: number): boolean {
  return type !== FRAME_TYPES.ack && type !== FRAME_TYPES.bye
}

export interface DecodedFrames {
  /** Those that this version knows. */
  readonly frames: readonly Frame[]
  /** Bytes that the next ACK has to count. */
  readonly counted: number
}

/** Reads a whole session frame; throws {@link MalformedBytes}. Byte fields are views into `bytes`. */
export function decodeFrames(bytes: Uint8Array): DecodedFrames {
  const reader = new ByteReader(bytes)
  const frames: Frame[] = []
  let counted = 0
  while (reader.left > 0) {
    const type = reader.u8()
    const length = reader.u32()
    const version = reader.u8()
    const body = new ByteReader(reader.raw(length))
    if (isCounted(type)) counted += FRAME_HEADER_BYTES + length
    if (version !== FRAME_VERSION) continue
    const frame = readBody(type, body)
    if (frame === undefined) continue
    body.end()
    frames.push(frame)
  }
  return { frames, counted }
}

function writeBody(writer: ByteWriter, frame: Frame): void {
  switch (frame.type) {
    case 'charter-have':
    case 'charter-want':
      list(writer, frame.heads, (head) => writer.raw(idBytes(head)))
      return
    case 'statements':
      list(writer, frame.statements, (statement) => writer.long(statement))
      return
    case 'summary':
      list(writer, frame.devices, ({ device, hash }) => writer.raw(idBytes(device)).raw(hash))
      return
    case 'have':
      writer.u8(frame.answers ? 1 : 0)
      list(writer, frame.devices, (frontier) => writeFrontier(writer, frontier))
      return
    case 'want':
      list(writer, frame.devices, (frontier) => writeFrontier(writer, frontier))
      return
    case 'envelopes':
      list(writer, frame.envelopes, (envelope) => writer.long(envelope))
      return
    case 'ack':
      writer.u64(frame.received)
      list(writer, frame.announce, (device) => writer.raw(idBytes(device)))
      return
    case 'heads':
      list(writer, frame.records, (record) => writer.long(record))
      return
    case 'presence':
      writer.raw(frame.record)
      return
    case 'signal':
      writer.raw(idBytes(frame.to)).raw(idBytes(frame.origin)).u8(frame.hops).raw(frame.box)
      return
    case 'addresses':
      list(writer, frame.entries, ({ device, addresses }) => {
        writer.raw(idBytes(device))
        list(writer, addresses, (address) => writer.text(address))
      })
      return
    case 'fork-proof':
      writer.long(frame.first).long(frame.second)
      return
    case 'bye':
      return
    case 'key-grant':
      list(writer, frame.wants, (epoch) => writer.raw(idBytes(epoch)))
      list(writer, frame.grants, (grant) => writer.long(grant))
      return
  }
}

function readBody(type: number, reader: ByteReader): Frame | undefined {
  switch (type) {
    case FRAME_TYPES['charter-have']:
      return {
        type: 'charter-have',
        heads: readList(reader, () => idFrom('Hash', reader.raw(ID_BYTES.Hash))),
      }
    case FRAME_TYPES['charter-want']:
      return {
        type: 'charter-want',
        heads: readList(reader, () => idFrom('Hash', reader.raw(ID_BYTES.Hash))),
      }
    case FRAME_TYPES.statements:
      return { type: 'statements', statements: readList(reader, () => reader.long()) }
    case FRAME_TYPES.summary:
      return {
        type: 'summary',
        devices: readList(reader, () => ({ device: readDevice(reader), hash: reader.raw(ID_BYTES.Hash) })),
      }
    case FRAME_TYPES.have:
      return {
        type: 'have',
        answers: readFlag(reader),
        devices: readList(reader, () => readFrontier(reader)),
      }
    case FRAME_TYPES.want:
      return { type: 'want', devices: readList(reader, () => readFrontier(reader)) }
    case FRAME_TYPES.envelopes:
      return { type: 'envelopes', envelopes: readList(reader, () => reader.long()) }
    case FRAME_TYPES.ack:
      return { type: 'ack', received: reader.u64(), announce: readList(reader, () => readDevice(reader)) }
    case FRAME_TYPES.heads:
      return { type: 'heads', records: readList(reader, () => reader.long()) }
    case FRAME_TYPES.presence:
      return { type: 'presence', record: reader.rest() }
    case FRAME_TYPES.signal:
      return {
        type: 'signal',
        to: readDevice(reader),
        origin: readDevice(reader),
        hops: reader.u8(),
        box: reader.rest(),
      }
    case FRAME_TYPES.addresses:
      return {
        type: 'addresses',
        entries: readList(reader, () => ({
          device: readDevice(reader),
          addresses: readList(reader, () => reader.text()),
        })),
      }
    case FRAME_TYPES['fork-proof']:
      return { type: 'fork-proof', first: reader.long(), second: reader.long() }
    case FRAME_TYPES.bye:
      return { type: 'bye' }
    case FRAME_TYPES['key-grant']:
      return {
        type: 'key-grant',
        wants: readList(reader, () => idFrom('EpochId', reader.raw(ID_BYTES.EpochId))),
        grants: readList(reader, () => reader.long()),
      }
    default:
      return undefined
  }
}

function list<Item>(writer: ByteWriter, items: readonly Item[], write: (item: Item) => void): void {
  writer.u32(items.length)
  for (const item of items) write(item)
}

/** Every item takes at least a byte, so a count larger than what is left is a lie, found before anything is allocated. */
function readList<Item>(reader: ByteReader, read: () => Item): Item[] {
  const count = reader.u32()
  if (count > reader.left) throw new MalformedBytes()
  const items: Item[] = []
  for (let i = 0; i < count; i++) items.push(read())
  return items
}

function readDevice(reader: ByteReader): DeviceId {
  return idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
}

function readFlag(reader: ByteReader): boolean {
  const flag = reader.u8()
  if (flag > 1) throw new MalformedBytes()
  return flag === 1
}

function writeFrontier(writer: ByteWriter, { device, leaves }: Frontier): void {
  writer.raw(idBytes(device))
  list(writer, leaves, (leaf) => writer.u32(leaf.incarnation).u32(leaf.seq).raw(idBytes(leaf.hash)))
}

function readFrontier(reader: ByteReader): Frontier {
  const device = readDevice(reader)
  return {
    device,
    leaves: readList(reader, () => ({
      device,
      incarnation: reader.u32(),
      seq: reader.u32(),
      hash: idFrom('Hash', reader.raw(ID_BYTES.Hash)),
    })),
  }
}

/** Bytes that a frontier takes in a HAVE or WANT, for cutting long lists. */
export function frontierBytes({ leaves }: Frontier): number {
  return ID_BYTES.DeviceId + 4 + leaves.length * LEAF_BYTES
}
