// Codec of the invitation's text, which people paste, mail and print. No group, name, role or member may be in it: whoever finds
// one must learn nothing but where to knock.
import { ByteReader, ByteWriter, fromUtf8, MalformedBytes, sameBytes, utf8 } from '../bytes/codec.ts'
import { fromBase64Url, toBase64Url } from '../bytes/text.ts'
import { RapporteurError } from '../contract/errors.ts'
import { type Crypto, KEY_BYTES } from '../crypto/crypto.ts'
import { isAddress } from './address.ts'

export const INVITATION_VERSION = 1
export const INVITATION_SECRET_BYTES = 16
export const MAX_ROADS = 16
/** A joiner's clock may be wrong; the issuer's alone decides to the minute. */
export const EXPIRY_TOLERANCE = 24 * 60 * 60 * 1000

const SCHEME = 'rapporteur:'
const CHECKSUM_BYTES = 4
const ROAD_ADDRESS = 1
/** Longer than words are, shorter than any invitation. */
const LONG_PIECE = /[A-Za-z0-9_-]{40}/
const MAX_BYTES = 4096

/** A way to the issuing device. Later versions add types; the ones that this version does not know are skipped. */
export interface InvitationRoad {
  readonly type: 'address'
  /** `host:port` */
  readonly address: string
}

export interface Invitation {
  /** X25519 key that the issuing device made for this invitation alone. */
  readonly publicKey: Uint8Array
  /** 128 bits; proved in the handshake, never sent. */
  readonly secret: Uint8Array
  /** Milliseconds since 1970 by the issuer's clock. */
  readonly expires: number
  readonly roads: readonly InvitationRoad[]
}

/** Throws E_ADDRESS_MALFORMED. */
export function encodeInvitation(crypto: Crypto, invitation: Invitation): string {
  if (invitation.roads.length > MAX_ROADS) throw new RangeError('too many roads')
  const body = new ByteWriter()
  body.raw(invitation.publicKey).raw(invitation.secret).u64(invitation.expires).u8(invitation.roads.length)
  for (const { address } of invitation.roads) {
    if (!isAddress(address)) throw new RapporteurError('E_ADDRESS_MALFORMED')
    body.u8(ROAD_ADDRESS).short(utf8(address))
  }
  const written = body.finish()
  const writer = new ByteWriter().u8(INVITATION_VERSION).u16(written.length).raw(written)
  const checked = writer.finish()
  return SCHEME + toBase64Url(writer.raw(checksum(crypto, checked)).finish())
}

/**
 * Finds an invitation in pasted text: whatever stands around it, and line breaks, blanks and mail quoting inside it, do not
 * matter. `now` by this device's clock; left out where the date is no question any more. Throws E_NO_INVITATION (something else was pasted), E_INVITATION_MALFORMED (cut short or
 * changed), E_INVITATION_VERSION (made by a newer app) or E_INVITATION_EXPIRED.
 */
export function decodeInvitation(crypto: Crypto, text: string, now?: number): Invitation {
  const bytes = findBytes(crypto, text)
  if (bytes === undefined)
    throw new RapporteurError(isPiece(text) ? 'E_INVITATION_MALFORMED' : 'E_NO_INVITATION')
  if (bytes[0] !== INVITATION_VERSION) throw new RapporteurError('E_INVITATION_VERSION')
  const invitation = readBody(bytes)
  if (now !== undefined && now > invitation.expires + EXPIRY_TOLERANCE)
    throw new RapporteurError('E_INVITATION_EXPIRED')
  return invitation
}

/** Whether this may be what is left of an invitation: its beginning, or a long piece from its middle. */
function isPiece(text: string): boolean {
  return text.toLowerCase().includes(SCHEME) || LONG_PIECE.test(text)
}

/** Version, length and checksum stay as they are in every version, so that a newer invitation is known from a damaged one. */
function findBytes(crypto: Crypto, text: string): Uint8Array | undefined {
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(SCHEME); at !== -1; at = lower.indexOf(SCHEME, at + 1)) {
    const found = bytesAt(crypto, text.slice(at + SCHEME.length))
    if (found !== undefined) return found
  }
  return undefined
}

/** The invitation that the text begins with; what follows it may be anything. */
function bytesAt(crypto: Crypto, text: string): Uint8Array | undefined {
  const characters = unwrap(text, charactersFor(MAX_BYTES))
  const head = decodePrefix(characters, 3)
  if (head === undefined) return undefined
  const reader = new ByteReader(head)
  const version = reader.u8()
  const length = 3 + reader.u16() + CHECKSUM_BYTES
  const bytes = version === 0 || length > MAX_BYTES ? undefined : decodePrefix(characters, length)
  if (bytes === undefined) return undefined
  const end = length - CHECKSUM_BYTES
  return sameBytes(checksum(crypto, bytes.subarray(0, end)), bytes.subarray(end)) ? bytes : undefined
}

/** base64url characters from the start, passing over what mail and messengers put between them. */
function unwrap(text: string, enough: number): string {
  let characters = ''
  // Some systems put slashes behind a scheme of their own accord.
  for (const character of text.replace(/^\/{1,3}/, '')) {
    if (/[A-Za-z0-9_-]/.test(character)) characters += character
    else if (!/[\s>|\u00ad\u200b-\u200d\u2060\ufeff]/.test(character)) break
    if (characters.length === enough) break
  }
  return characters
}

function charactersFor(bytes: number): number {
  return Math.ceil((bytes * 8) / 6)
}

/** The first `length` bytes, when the characters hold that many. The bits of a cut last character need not be zero. */
function decodePrefix(characters: string, length: number): Uint8Array | undefined {
  const whole = Math.ceil(charactersFor(length) / 4) * 4
  const padded = characters.slice(0, whole)
  if (padded.length < charactersFor(length)) return undefined
  try {
    return fromBase64Url(padded.padEnd(whole, 'A')).slice(0, length)
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}

function checksum(crypto: Crypto, bytes: Uint8Array): Uint8Array {
  return crypto.hash(utf8('rapporteur/1/invitation'), bytes).subarray(0, CHECKSUM_BYTES)
}

function readBody(bytes: Uint8Array): Invitation {
  try {
    const reader = new ByteReader(bytes.slice(3, bytes.length - CHECKSUM_BYTES))
    const publicKey = reader.raw(KEY_BYTES)
    const secret = reader.raw(INVITATION_SECRET_BYTES)
    const expires = reader.u64()
    const roads: InvitationRoad[] = []
    const count = reader.u8()
    if (count > MAX_ROADS) throw new MalformedBytes()
    for (let i = 0; i < count; i++) {
      const type = reader.u8()
      const value = reader.short()
      if (type !== ROAD_ADDRESS) continue
      const address = fromUtf8(value)
      if (!isAddress(address)) throw new MalformedBytes()
      roads.push({ type: 'address', address })
    }
    reader.end()
    return { publicKey, secret, expires, roads }
  } catch (error) {
    if (error instanceof MalformedBytes) throw new RapporteurError('E_INVITATION_MALFORMED')
    throw error
  }
}
