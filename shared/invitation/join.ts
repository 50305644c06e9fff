// What the joining device says inside the IKpsk1 session: who asks, with which keys, bound by a signature to this very handshake.
// Nothing here may be believed before `readJoin` has checked it against the session.
import { ByteReader, ByteWriter, concat, MalformedBytes, sameBytes, utf8 } from '../bytes/codec.ts'
import { agrees, consentTo } from '../charter/consent.ts'
import type { DeviceKeys } from '../charter/device-keys.ts'
import { type Crypto, KEY_BYTES, SIGNATURE_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf } from '../ids/ids.ts'
import { MAX_NAME } from '../records/kinds.ts'
import { readLine, writeLine } from '../records/line.ts'

export const JOIN_VERSION = 2
/** Without the consent that is needed to become somebody's further device. */
const VERSION_WITHOUT_CONSENT = 1
export const MAX_JOIN_BYTES = 2048

export interface JoinRequest {
  readonly device: DeviceId
  readonly signingKey: Uint8Array
  /** Also the Noise static key of the session. */
  readonly boxKey: Uint8Array
  /** As the person writes it; nobody has checked it. */
  readonly name: string
  readonly organisation: string
  /** To become a further device of whoever issued the invitation. */
  readonly consent?: Uint8Array
}

/** What the session that carries the request knows for certain. */
export interface JoinSession {
  /** 32 bytes, after the handshake's last message; the same on both sides of one session and of no other. */
  readonly handshakeHash: Uint8Array
  /** The caller's static key, proved by the handshake. */
  readonly remoteStatic: Uint8Array
}

/** `secret`: the invitation's. `name` and `organisation` must be clean lines of at most 120 UTF-16 units; throws RangeError otherwise. */
export function writeJoin(
  crypto: Crypto,
  keys: DeviceKeys,
  handshakeHash: Uint8Array,
  secret: Uint8Array,
  name: string,
  organisation: string,
): Uint8Array {
  const writer = new ByteWriter(256).u8(JOIN_VERSION).raw(keys.signing.publicKey).raw(keys.box.publicKey)
  writeLine(writer, name, MAX_NAME)
  writeLine(writer, organisation, MAX_NAME)
  writer.raw(consentTo(crypto, keys, secret))
  const signed = signedBytes(crypto, handshakeHash, writer.finish())
  return writer.raw(crypto.sign('invite', signed, keys.signing.secretKey)).finish()
}

/** Throws MalformedBytes when malformed, of another version, or not made by the caller for this session. */
export function readJoin(
  crypto: Crypto,
  session: JoinSession,
  secret: Uint8Array,
  bytes: Uint8Array,
): JoinRequest {
  if (bytes.length > MAX_JOIN_BYTES) throw new MalformedBytes()
  const reader = new ByteReader(bytes)
  const version = reader.u8()
  if (version !== JOIN_VERSION && version !== VERSION_WITHOUT_CONSENT) throw new MalformedBytes()
  const signingKey = reader.raw(KEY_BYTES).slice()
  const boxKey = reader.raw(KEY_BYTES).slice()
  const name = readLine(reader, MAX_NAME)
  const organisation = readLine(reader, MAX_NAME)
  const agreed = version === JOIN_VERSION ? { consent: reader.raw(SIGNATURE_BYTES).slice() } : {}
  const signed = signedBytes(crypto, session.handshakeHash, bytes.subarray(0, reader.offset))
  const signature = reader.raw(SIGNATURE_BYTES)
  reader.end()
  if (!sameBytes(boxKey, session.remoteStatic)) throw new MalformedBytes()
  if (!crypto.verify('invite', signed, signature, signingKey)) throw new MalformedBytes()
  if (agreed.consent !== undefined && !agrees(crypto, { signingKey, boxKey }, secret, agreed.consent))
    throw new MalformedBytes()
  return { device: deviceIdOf(crypto, signingKey, boxKey), signingKey, boxKey, name, organisation, ...agreed }
}

function signedBytes(crypto: Crypto, handshakeHash: Uint8Array, request: Uint8Array): Uint8Array {
  return crypto.hash(concat(utf8('rapporteur/1/join'), handshakeHash, request))
}
