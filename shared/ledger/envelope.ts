// The envelope's bytes: header in clear, ciphertext, signature; and the stub, which proves the chain without the body.
// It must never decide whether an envelope counts: it only takes bytes apart, puts them together and names them by hash.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { type Crypto, HASH_BYTES, NONCE_BYTES, SIGNATURE_BYTES, TAG_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type EpochId, type GroupId, type Hash, idBytes, idFrom } from '../ids/ids.ts'
import type { Position } from './position.ts'

export const ENVELOPE_VERSION = 1
/** The largest encoded envelope; larger updates travel in parts. */
export const MAX_ENVELOPE_BYTES = 256 * 1024
export const MAX_HEADS = 8
/** In the place of the number of heads: the same heads as the envelope before. */
const HEADS_UNCHANGED = 0xff

/** Which of the epoch's two keys seals the body. */
export type KeyClass = 'inner' | 'outer'
const CLASS_CODES: { readonly [Name in KeyClass]: number } = { inner: 1, outer: 2 }

export interface Header {
  readonly type: KeyClass
  readonly device: DeviceId
  readonly incarnation: number
  readonly seq: number
  /** 32 bytes; zeros for the very first envelope of a device. */
  readonly prev: Uint8Array
  /** 1 to 8 charter heads; undefined when unchanged since `prev` (never at seq 0). */
  readonly heads: readonly Hash[] | undefined
  readonly epoch: EpochId
  /** 24 bytes. */
  readonly nonce: Uint8Array
}

/** Taken apart; all byte fields are views into the encoded bytes. */
export interface Envelope {
  readonly header: Header
  /** All of it is the AEAD's associated data. */
  readonly headerBytes: Uint8Array
  readonly ciphertext: Uint8Array
  readonly signature: Uint8Array
}

/** An envelope whose body is only named: enough to check signature and chain. */
export interface Stub {
  readonly header: Header
  readonly headerBytes: Uint8Array
  /** BLAKE2b-256 of the ciphertext. */
  readonly bodyHash: Uint8Array
  readonly signature: Uint8Array
}

export type ParsedEnvelope = Envelope | 'newer'

export function encodeHeader(header: Header): Uint8Array {
  const writer = new ByteWriter(128)
    .u8(ENVELOPE_VERSION)
    .u8(CLASS_CODES[header.type])
    .raw(idBytes(header.device))
    .u32(header.incarnation)
    .u32(header.seq)
    .raw(header.prev)
  if (header.heads === undefined) writer.u8(HEADS_UNCHANGED)
  else {
    writer.u8(header.heads.length)
    for (const head of header.heads) writer.raw(idBytes(head))
  }
  return writer.raw(idBytes(header.epoch)).raw(header.nonce).finish()
}

function readHeader(reader: ByteReader): Header {
  const code = reader.u8()
  if (code !== CLASS_CODES.inner && code !== CLASS_CODES.outer) throw new MalformedBytes()
  const device = idFrom('DeviceId', reader.raw(16))
  const incarnation = reader.u32()
  const seq = reader.u32()
  const prev = reader.raw(HASH_BYTES)
  const heads = readHeads(reader)
  if (heads === undefined && seq === 0) throw new MalformedBytes()
  const epoch = idFrom('EpochId', reader.raw(32))
  const nonce = reader.raw(NONCE_BYTES)
  const type = code === CLASS_CODES.inner ? 'inner' : 'outer'
  return { type, device, incarnation, seq, prev, heads, epoch, nonce }
}

function readHeads(reader: ByteReader): Hash[] | undefined {
  const count = reader.u8()
  if (count === HEADS_UNCHANGED) return undefined
  if (count === 0 || count > MAX_HEADS) throw new MalformedBytes()
  const heads: Hash[] = []
  for (let i = 0; i < count; i++) heads.push(idFrom('Hash', reader.raw(HASH_BYTES)))
  return heads
}

/** header | ciphertext | signature. */
export function encodeEnvelope(
  headerBytes: Uint8Array,
  ciphertext: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(headerBytes.length + ciphertext.length + SIGNATURE_BYTES)
  bytes.set(headerBytes)
  bytes.set(ciphertext, headerBytes.length)
  bytes.set(signature, headerBytes.length + ciphertext.length)
  return bytes
}

/** 'newer' when the version is not ours. Throws MalformedBytes. The caller has checked the size. */
export function parseEnvelope(bytes: Uint8Array): ParsedEnvelope {
  const reader = new ByteReader(bytes)
  if (reader.u8() !== ENVELOPE_VERSION) return 'newer'
  const header = readHeader(reader)
  const headerBytes = bytes.subarray(0, reader.offset)
  if (reader.left < TAG_BYTES + SIGNATURE_BYTES) throw new MalformedBytes()
  const ciphertext = reader.raw(reader.left - SIGNATURE_BYTES)
  return { header, headerBytes, ciphertext, signature: reader.raw(SIGNATURE_BYTES) }
}

/** header | hash of the ciphertext | signature. */
export function encodeStub(crypto: Crypto, envelope: Envelope): Uint8Array {
  return encodeEnvelope(envelope.headerBytes, crypto.hash(envelope.ciphertext), envelope.signature)
}

/** 'newer' when the version is not ours. Throws MalformedBytes. */
export function parseStub(bytes: Uint8Array): Stub | 'newer' {
  const reader = new ByteReader(bytes)
  if (reader.u8() !== ENVELOPE_VERSION) return 'newer'
  const header = readHeader(reader)
  const headerBytes = bytes.subarray(0, reader.offset)
  const bodyHash = reader.raw(HASH_BYTES)
  const signature = reader.raw(SIGNATURE_BYTES)
  reader.end()
  return { header, headerBytes, bodyHash, signature }
}

/**
 * The envelope's name: BLAKE2b-256 keyed with the group id over header and hash of the ciphertext. The key binds it to the
 * group, so that a signature over it says nothing in any other group.
 */
export function envelopeHash(
  crypto: Crypto,
  group: GroupId | Uint8Array,
  headerBytes: Uint8Array,
  bodyHash: Uint8Array,
): Uint8Array {
  return crypto.keyedHash(typeof group === 'string' ? idBytes(group) : group, headerBytes, bodyHash)
}

/** Where encoded bytes claim to stand and what they are called; undefined when they are no envelope of this version. */
export function nameEnvelope(
  crypto: Crypto,
  group: GroupId,
  bytes: Uint8Array,
): { readonly position: Position; readonly hash: Hash } | undefined {
  try {
    const envelope = parseEnvelope(bytes)
    if (envelope === 'newer') return undefined
    const { device, incarnation, seq } = envelope.header
    const hash = envelopeHash(crypto, group, envelope.headerBytes, crypto.hash(envelope.ciphertext))
    return { position: { device, incarnation, seq }, hash: idFrom('Hash', hash) }
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}
