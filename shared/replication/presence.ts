// PRESENCE: where in which lane somebody is. The header is in clear inside the session so that neighbours can pass it on and drop what
// is old; place and lane are sealed under the epoch's key, and all of it is signed. It must never carry a name or a colour: the
// receiving host knows whose device it is. docs/formats/presence.md has the table.
import { ByteReader, ByteWriter, concat, MalformedBytes } from '../bytes/codec.ts'
import { type Crypto, NONCE_BYTES, SIGNATURE_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type EpochId, type GroupId, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import { type Lane, OUTER_LANES, readLane, writeLane } from '../ids/lanes.ts'
import type { KeyClass } from '../ledger/envelope.ts'

export const PRESENCE_VERSION = 1
/** Largest anchor or head, and largest record. */
export const MAX_PLACE_BYTES = 512
export const MAX_PRESENCE_BYTES = 2048
/** Sizes say nothing about how deep in a paper somebody is. */
const PADDED_TO = 128
const CLASS_CODES: { readonly [Name in KeyClass]: number } = { inner: 1, outer: 2 }

export interface PresenceHeader {
  readonly device: DeviceId
  readonly incarnation: number
  /** Kept by the host, from 1 in each incarnation, never repeated: the newest counts. */
  readonly counter: number
  readonly epoch: EpochId
  readonly keyClass: KeyClass
}

export interface Place {
  readonly lane: Lane
  /** Relative positions as the editor gives them, opaque here; empty when there is no selection. */
  readonly anchor: Uint8Array
  readonly head: Uint8Array
}

export interface Presence extends PresenceHeader {
  /** undefined: nowhere any more. */
  readonly place: Place | undefined
}

/** The class of the key that seals a place: that of its lane; having left is sealed so that everybody may know. */
export function keyClassOf(place: Place | undefined): KeyClass {
  return place === undefined || OUTER_LANES.has(place.lane.kind) ? 'outer' : 'inner'
}

/** `epochKey` is the epoch's key of that class. Throws RangeError for a place over {@link MAX_PLACE_BYTES}. */
export function encodePresence(
  crypto: Crypto,
  group: GroupId,
  keys: { readonly epochKey: Uint8Array; readonly signingKey: Uint8Array },
  presence: Omit<Presence, 'keyClass'>,
): Uint8Array {
  const nonce = crypto.random(NONCE_BYTES)
  const header = encodeHeader({ ...presence, keyClass: keyClassOf(presence.place) }, nonce)
  const sealed = crypto.seal(keys.epochKey, nonce, encodePlace(presence.place), header)
  const signed = concat(header, sealed)
  return concat(signed, crypto.sign('presence', concat(idBytes(group), signed), keys.signingKey))
}

/** Whose it is and how new, before any key is touched. Throws {@link MalformedBytes}. */
export function readPresenceHeader(record: Uint8Array): PresenceHeader {
  return take(record).header
}

/** undefined when the signature or the seal is not theirs, or the inside is not a presence. Throws {@link MalformedBytes}. */
export function openPresence(
  crypto: Crypto,
  group: GroupId,
  keys: { readonly epochKey: Uint8Array; readonly signingKey: Uint8Array },
  record: Uint8Array,
): Presence | undefined {
  const { header, headerBytes, nonce, sealed, signature } = take(record)
  const signed = record.subarray(0, record.length - SIGNATURE_BYTES)
  if (!crypto.verify('presence', concat(idBytes(group), signed), signature, keys.signingKey)) return undefined
  const inside = crypto.open(keys.epochKey, nonce, sealed, headerBytes)
  if (inside === undefined) return undefined
  const place = decodePlace(inside)
  // A place sealed under the wrong class would tell endorsers where in a draft somebody is.
  return keyClassOf(place) === header.keyClass ? { ...header, place } : undefined
}

interface Taken {
  readonly header: PresenceHeader
  readonly headerBytes: Uint8Array
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
  readonly signature: Uint8Array
}

function take(record: Uint8Array): Taken {
  if (record.length > MAX_PRESENCE_BYTES) throw new MalformedBytes()
  const reader = new ByteReader(record)
  if (reader.u8() !== PRESENCE_VERSION) throw new MalformedBytes()
  const keyClass = classOf(reader.u8())
  const device = idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
  const incarnation = reader.u32()
  const counter = reader.u32()
  const epoch = idFrom('EpochId', reader.raw(ID_BYTES.EpochId))
  const nonce = reader.raw(NONCE_BYTES)
  const headerBytes = record.subarray(0, reader.offset)
  const sealed = reader.raw(reader.left - SIGNATURE_BYTES)
  return {
    header: { device, incarnation, counter, epoch, keyClass },
    headerBytes,
    nonce,
    sealed,
    signature: reader.rest(),
  }
}

function classOf(code: number): KeyClass {
  if (code === CLASS_CODES.inner) return 'inner'
  if (code === CLASS_CODES.outer) return 'outer'
  throw new MalformedBytes()
}

function encodeHeader(header: PresenceHeader, nonce: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u8(PRESENCE_VERSION)
    .u8(CLASS_CODES[header.keyClass])
    .raw(idBytes(header.device))
    .u32(header.incarnation)
    .u32(header.counter)
    .raw(idBytes(header.epoch))
    .raw(nonce)
    .finish()
}

function encodePlace(place: Place | undefined): Uint8Array {
  const writer = new ByteWriter().u8(place === undefined ? 0 : 1)
  if (place !== undefined) {
    if (Math.max(place.anchor.length, place.head.length) > MAX_PLACE_BYTES)
      throw new RangeError('place too long')
    writeLane(writer, place.lane)
    writer.short(place.anchor).short(place.head)
  }
  const padding = Math.ceil(writer.length / PADDED_TO) * PADDED_TO - writer.length
  return writer.raw(new Uint8Array(padding)).finish()
}

/** Throws {@link MalformedBytes}. */
function decodePlace(inside: Uint8Array): Place | undefined {
  const reader = new ByteReader(inside)
  const here = reader.u8()
  if (here > 1) throw new MalformedBytes()
  if (here === 0) return undefined
  const lane = readLane(reader)
  const anchor = reader.short().slice()
  const head = reader.short().slice()
  if (Math.max(anchor.length, head.length) > MAX_PLACE_BYTES) throw new MalformedBytes()
  return { lane, anchor, head }
}
