// Codec of the typed records that lanes other than a paper's body consist of: appended, never changed, folded by pure code.
// Who wrote a record stands in its envelope and must never be read from the record itself.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { fromHex, toHex } from '../bytes/text.ts'
import type { Role } from '../contract/editor-api.ts'
import type { Hash, MemberId } from '../ids/ids.ts'

/** Schema number of the payloads that carry records. A payload with a higher one is kept and not read. */
export const RECORD_SCHEMA = 1
export const MAX_RECORD_BYTES = 64 * 1024
const MAX_FIELDS = 64
const ID_LENGTH = 16

export interface LaneRecord {
  /** 32 hex characters, random. */
  readonly id: string
  /** A number of the kind table, or one that this version does not know. */
  readonly kind: number
  /** 32 hex characters: what the record is about; its kind says what sort of id that is. */
  readonly target: string
  /** Values by field number, as they are on the wire. */
  readonly fields: ReadonlyMap<number, Uint8Array>
}

/** A record with what its accepted envelope says of it. */
export interface RecordEntry {
  /** The envelope's hash. */
  readonly hash: Hash
  readonly author: MemberId
  /** The author's role at the charter heads that the envelope cites. */
  readonly role: Role
  readonly record: LaneRecord
}

/** Was the first envelope in the causal past of the second? A strict partial order, the same on every device. */
export type Before = (first: Hash, second: Hash) => boolean

/** id 16, kind u16, target 16, count u8, then per field: number u8 (strictly ascending), value behind a u16 length. */
export function encodeRecord(record: LaneRecord): Uint8Array {
  const writer = new ByteWriter(256).raw(fromHex(record.id)).u16(record.kind).raw(fromHex(record.target))
  const fields = [...record.fields].sort(([a], [b]) => a - b)
  if (fields.length > MAX_FIELDS) throw new RangeError('too many fields')
  writer.u8(fields.length)
  for (const [number, value] of fields) writer.u8(number).short(value)
  if (writer.length > MAX_RECORD_BYTES) throw new RangeError('record too long')
  return writer.finish()
}

/** Throws MalformedBytes. Unknown kinds and fields decode like any other. */
export function decodeRecord(bytes: Uint8Array): LaneRecord {
  if (bytes.length > MAX_RECORD_BYTES) throw new MalformedBytes()
  const reader = new ByteReader(bytes)
  const id = toHex(reader.raw(ID_LENGTH))
  const kind = reader.u16()
  const target = toHex(reader.raw(ID_LENGTH))
  const count = reader.u8()
  if (count > MAX_FIELDS) throw new MalformedBytes()
  const fields = new Map<number, Uint8Array>()
  let last = -1
  for (let i = 0; i < count; i++) {
    const number = reader.u8()
    if (number <= last) throw new MalformedBytes()
    last = number
    fields.set(number, reader.short().slice())
  }
  reader.end()
  return { id, kind, target, fields }
}
