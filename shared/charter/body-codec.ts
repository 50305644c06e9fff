// How the bodies of charter statements are written and read: one row per kind, fields in the order of docs/formats/charter.md.
// One body must have one encoding, and what this version does not know must come out as "unknown", never as an error.
import { type ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { KEY_BYTES, SIGNATURE_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, ID_BYTES, idBytes, idFrom, type MemberId } from '../ids/ids.ts'
import { type Leaf, readLeaf, writeLeaf } from '../ledger/position.ts'
import type {
  AddDeviceBody,
  AdmitBody,
  FoundBody,
  FreezeBody,
  RemoveBody,
  RoleBody,
  RotateBody,
  StatementBody,
} from './body.ts'
import { KIND_CODES } from './body.ts'
import { SALT_BYTES } from './consent.ts'
import { readGrant, readRotationGrants, writeGrant, writeRotationGrants } from './grant.ts'
import { readLinks, writeLinks } from './link.ts'
import { type Role, roleCode, roleOfCode } from './roles.ts'

/** What `remove` is about. */
const TARGET_MEMBER = 1
const TARGET_DEVICE = 2
/** The layout of `rotate`; another number is a later version's. */
const ROTATE_FORMAT = 1

export function writeBody(body: StatementBody): Uint8Array {
  const writer = new ByteWriter(512)
  switch (body.kind) {
    case 'found':
      writer.raw(body.nonce).raw(idBytes(body.member)).raw(body.signingKey).raw(body.boxKey)
      writeGrant(writer, body.grant)
      break
    case 'admit':
      writer.raw(idBytes(body.member))
      writeRole(writer, body.role, body.until)
      writer.raw(idBytes(body.device)).raw(body.signingKey).raw(body.boxKey)
      writeGrant(writer, body.grant)
      break
    case 'role':
      writer.raw(idBytes(body.member)).u8(roleCode(body.from))
      writeRole(writer, body.to, body.until)
      writeLeaves(writer, body.leaves)
      break
    case 'add-device':
      writer.raw(idBytes(body.member)).raw(idBytes(body.device)).raw(body.signingKey).raw(body.boxKey)
      writer.raw(body.salt).raw(body.consent)
      writeGrant(writer, body.grant)
      break
    case 'remove':
      if ('member' in body.target) writer.u8(TARGET_MEMBER).raw(idBytes(body.target.member))
      else writer.u8(TARGET_DEVICE).raw(idBytes(body.target.device))
      writeLeaves(writer, body.leaves)
      break
    case 'expire':
      writer.raw(idBytes(body.member))
      writeLeaves(writer, body.leaves)
      break
    case 'freeze':
      writer.raw(idBytes(body.device)).u8(body.evidence === undefined ? 0 : 1)
      if (body.evidence !== undefined) writer.short(body.evidence.first).short(body.evidence.second)
      writeLeaves(writer, body.leaves)
      break
    case 'adopt':
      writeLeaf(writer, body.leaf)
      break
    case 'rotate':
      writer.u8(ROTATE_FORMAT).raw(idBytes(body.epoch))
      writeRotationGrants(writer, body.grants)
      writeLinks(writer, body.links)
      break
  }
  return writer.finish()
}

/** undefined when kind, role, key class or layout is a number that this version does not know; throws MalformedBytes. */
export function readBody(kind: number, reader: ByteReader): StatementBody | undefined {
  const body = readers.get(kind)?.(reader)
  if (body !== undefined) reader.end()
  return body
}

type BodyReader = (reader: ByteReader) => StatementBody | undefined

const readers: ReadonlyMap<number, BodyReader> = new Map<number, BodyReader>([
  [KIND_CODES.found, readFound],
  [KIND_CODES.admit, readAdmit],
  [KIND_CODES.role, readRole],
  [KIND_CODES['add-device'], readAddDevice],
  [KIND_CODES.remove, readRemove],
  [
    KIND_CODES.expire,
    (reader) => ({ kind: 'expire', member: readMember(reader), leaves: readLeaves(reader) }),
  ],
  [KIND_CODES.freeze, readFreeze],
  [KIND_CODES.adopt, (reader) => ({ kind: 'adopt', leaf: readLeaf(reader) })],
  [KIND_CODES.rotate, readRotate],
])

function readFound(reader: ByteReader): FoundBody | undefined {
  const nonce = reader.raw(32)
  const member = readMember(reader)
  const keys = readKeys(reader)
  const grant = readGrant(reader)
  return grant && { kind: 'found', nonce, member, ...keys, grant }
}

function readAdmit(reader: ByteReader): AdmitBody | undefined {
  const member = readMember(reader)
  const given = readGivenRole(reader)
  if (given === undefined) return undefined
  const { role, ...until } = given
  const device = readDevice(reader)
  const keys = readKeys(reader)
  const grant = readGrant(reader)
  return grant && { kind: 'admit', member, role, ...until, device, ...keys, grant }
}

function readRole(reader: ByteReader): RoleBody | undefined {
  const member = readMember(reader)
  const from = roleOfCode(reader.u8())
  const given = readGivenRole(reader)
  if (from === undefined || given === undefined) return undefined
  const { role, ...until } = given
  return { kind: 'role', member, from, to: role, ...until, leaves: readLeaves(reader) }
}

function readAddDevice(reader: ByteReader): AddDeviceBody | undefined {
  const member = readMember(reader)
  const device = readDevice(reader)
  const keys = readKeys(reader)
  const agreed = { salt: reader.raw(SALT_BYTES), consent: reader.raw(SIGNATURE_BYTES) }
  const grant = readGrant(reader)
  return grant && { kind: 'add-device', member, device, ...keys, ...agreed, grant }
}

function readRemove(reader: ByteReader): RemoveBody | undefined {
  const code = reader.u8()
  if (code !== TARGET_MEMBER && code !== TARGET_DEVICE) return undefined
  const target = code === TARGET_MEMBER ? { member: readMember(reader) } : { device: readDevice(reader) }
  return { kind: 'remove', target, leaves: readLeaves(reader) }
}

function readFreeze(reader: ByteReader): FreezeBody {
  const device = readDevice(reader)
  const flag = reader.u8()
  if (flag > 1) throw new MalformedBytes()
  const evidence = flag === 1 ? { evidence: { first: reader.short(), second: reader.short() } } : {}
  return { kind: 'freeze', device, ...evidence, leaves: readLeaves(reader) }
}

function readRotate(reader: ByteReader): RotateBody | undefined {
  if (reader.u8() !== ROTATE_FORMAT) return undefined
  const epoch = idFrom('EpochId', reader.raw(ID_BYTES.EpochId))
  const grants = readRotationGrants(reader)
  return grants && { kind: 'rotate', epoch, grants, links: readLinks(reader) }
}

/** role u8 and, for an expert, until u64 ms. */
function writeRole(writer: ByteWriter, role: Role, until: number | undefined): void {
  if ((role === 'expert') !== (until !== undefined)) throw new RangeError('a date is for experts')
  writer.u8(roleCode(role))
  if (until !== undefined) writer.u64(until)
}

function readGivenRole(reader: ByteReader): { role: Role; until?: number } | undefined {
  const role = roleOfCode(reader.u8())
  if (role === undefined) return undefined
  return role === 'expert' ? { role, until: reader.u64() } : { role }
}

/** count u16, then leaves in ascending order of their bytes' meaning: device, incarnation, seq, hash. */
function writeLeaves(writer: ByteWriter, leaves: readonly Leaf[]): void {
  writer.u16(leaves.length)
  for (const leaf of [...leaves].sort(compareLeaves)) writeLeaf(writer, leaf)
}

function readLeaves(reader: ByteReader): Leaf[] {
  const count = reader.u16()
  const leaves: Leaf[] = []
  for (let i = 0; i < count; i++) {
    const leaf = readLeaf(reader)
    const before = leaves.at(-1)
    if (before !== undefined && compareLeaves(before, leaf) >= 0) throw new MalformedBytes()
    leaves.push(leaf)
  }
  return leaves
}

export function compareLeaves(a: Leaf, b: Leaf): number {
  if (a.device !== b.device) return a.device < b.device ? -1 : 1
  if (a.incarnation !== b.incarnation) return a.incarnation - b.incarnation
  if (a.seq !== b.seq) return a.seq - b.seq
  if (a.hash === b.hash) return 0
  return a.hash < b.hash ? -1 : 1
}

function readMember(reader: ByteReader): MemberId {
  return idFrom('MemberId', reader.raw(ID_BYTES.MemberId))
}

function readDevice(reader: ByteReader): DeviceId {
  return idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
}

function readKeys(reader: ByteReader): { signingKey: Uint8Array; boxKey: Uint8Array } {
  return { signingKey: reader.raw(KEY_BYTES), boxKey: reader.raw(KEY_BYTES) }
}
