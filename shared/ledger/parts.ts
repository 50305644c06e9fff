// Updates larger than an envelope travel in parts, in consecutive envelopes of one incarnation, and are applied whole.
// It must never join parts of different updates, and never hold more than MAX_PAYLOAD_BYTES for one incarnation.
import { type ByteReader, type ByteWriter, concat } from '../bytes/codec.ts'
import { type Lane, laneKey, readLane, writeLane } from '../ids/lanes.ts'
import type { Payload } from './payload.ts'

/** The largest payload, parts joined. */
export const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024
/** Bytes and deps in one envelope; padding (at most 3 % here), deps and header fit beside them in 256 KiB. */
const CHUNK_BYTES = 192 * 1024
const CHUNK_DEPS = 1_000

/** Cuts a payload into as many as it needs. */
export function splitPayload(whole: Omit<Payload, 'part'>): Payload[] {
  const count = Math.max(
    1,
    Math.ceil(whole.bytes.length / CHUNK_BYTES),
    Math.ceil(whole.deps.length / CHUNK_DEPS),
  )
  if (count === 1) return [{ ...whole, part: undefined }]
  return Array.from({ length: count }, (_, index) => ({
    ...whole,
    part: { index, count },
    deps: whole.deps.slice(index * CHUNK_DEPS, (index + 1) * CHUNK_DEPS),
    bytes: whole.bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  }))
}

/** The parts of one update so far. */
export class PartsInProgress {
  readonly lane: Lane
  readonly #schema: number
  readonly #count: number
  #nextSeq: number
  readonly #chunks: Uint8Array[]
  #length: number

  private constructor(lane: Lane, schema: number, count: number, nextSeq: number) {
    this.lane = lane
    this.#schema = schema
    this.#count = count
    this.#nextSeq = nextSeq
    this.#chunks = []
    this.#length = 0
  }

  /** Undefined when the payload is not a first part. */
  static start(payload: Payload, seq: number): PartsInProgress | undefined {
    if (payload.part === undefined || payload.part.index !== 0) return undefined
    const parts = new PartsInProgress(payload.lane, payload.schema, payload.part.count, seq)
    parts.add(payload)
    return parts
  }

  /** True when the payload at `seq` is the next part of this update. (Its kind follows from the lane.) */
  continues(payload: Payload, seq: number): boolean {
    return (
      seq === this.#nextSeq &&
      payload.part?.index === this.#chunks.length &&
      payload.part.count === this.#count &&
      payload.schema === this.#schema &&
      laneKey(payload.lane) === laneKey(this.lane)
    )
  }

  /** Call only when {@link continues}. */
  add(payload: Payload): void {
    this.#chunks.push(payload.bytes.slice())
    this.#length += payload.bytes.length
    this.#nextSeq += 1
  }

  get oversize(): boolean {
    return this.#length > MAX_PAYLOAD_BYTES
  }

  /** The payload's bytes after the last part. */
  joined(): Uint8Array | undefined {
    return this.#chunks.length === this.#count ? concat(...this.#chunks) : undefined
  }

  write(writer: ByteWriter): void {
    writeLane(writer, this.lane)
    writer.u16(this.#schema).u16(this.#count).u32(this.#nextSeq)
    writer.u16(this.#chunks.length)
    for (const chunk of this.#chunks) writer.long(chunk)
  }

  /** Throws MalformedBytes. */
  static read(reader: ByteReader): PartsInProgress {
    const lane = readLane(reader)
    const parts = new PartsInProgress(lane, reader.u16(), reader.u16(), reader.u32())
    for (let left = reader.u16(); left > 0; left--) {
      const chunk = reader.long().slice()
      parts.#chunks.push(chunk)
      parts.#length += chunk.length
    }
    return parts
  }
}
