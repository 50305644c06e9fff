// The bodies of charter statements, one row per kind: its number, how it is written, how it is read.
// Ids and keys only. A name, a title or an address must never get in here: statements outlive what people are called.
import { type ByteReader, ByteWriter } from '../bytes/codec.ts'
import { KEY_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, ID_BYTES, idBytes, idFrom, type MemberId } from '../ids/ids.ts'
import { type Grant, readGrant, writeGrant } from './grant.ts'
import { type Role, roleCode, roleOfCode } from './roles.ts'

/** Begins a group, its first member and its first epoch. The author is the founder's device. */
export interface FoundBody {
  readonly kind: 'found'
  /** 32 random bytes: two groups founded by the same keys would still differ. */
  readonly nonce: Uint8Array
  readonly member: MemberId
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly grant: Grant
}

/** Makes a person a member, with their first device. */
export interface AdmitBody {
  readonly kind: 'admit'
  readonly member: MemberId
  readonly role: Role
  readonly device: DeviceId
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly grant: Grant
}

export type StatementBody = FoundBody | AdmitBody
export type StatementKind = StatementBody['kind']

/** On disk and on the wire: never reuse a number. 3–9 are spoken for: role, add-device, remove, expire, freeze, adopt, rotate. */
export const KIND_CODES: { readonly [Kind in StatementKind]: number } = { found: 1, admit: 2 }

export function writeBody(body: StatementBody): Uint8Array {
  const writer = new ByteWriter(512)
  switch (body.kind) {
    case 'found':
      writer.raw(body.nonce).raw(idBytes(body.member)).raw(body.signingKey).raw(body.boxKey)
      break
    case 'admit':
      writer.raw(idBytes(body.member)).u8(roleCode(body.role)).raw(idBytes(body.device))
      writer.raw(body.signingKey).raw(body.boxKey)
      break
  }
  writeGrant(writer, body.grant)
  return writer.finish()
}

/** undefined when kind, role or key class is a number that this version does not know; throws MalformedBytes. */
export function readBody(kind: number, reader: ByteReader): StatementBody | undefined {
  const body = readers.get(kind)?.(reader)
  if (body !== undefined) reader.end()
  return body
}

type BodyReader = (reader: ByteReader) => StatementBody | undefined

const readers: ReadonlyMap<number, BodyReader> = new Map<number, BodyReader>([
  [KIND_CODES.found, readFound],
  [KIND_CODES.admit, readAdmit],
])

function readFound(reader: ByteReader): FoundBody | undefined {
  const nonce = reader.raw(32)
  const member = idFrom('MemberId', reader.raw(ID_BYTES.MemberId))
  const signingKey = reader.raw(KEY_BYTES)
  const boxKey = reader.raw(KEY_BYTES)
  const grant = readGrant(reader)
  return grant && { kind: 'found', nonce, member, signingKey, boxKey, grant }
}

function readAdmit(reader: ByteReader): AdmitBody | undefined {
  const member = idFrom('MemberId', reader.raw(ID_BYTES.MemberId))
  const role = roleOfCode(reader.u8())
  if (role === undefined) return undefined
  const device = idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
  const signingKey = reader.raw(KEY_BYTES)
  const boxKey = reader.raw(KEY_BYTES)
  const grant = readGrant(reader)
  return grant && { kind: 'admit', member, role, device, signingKey, boxKey, grant }
}
