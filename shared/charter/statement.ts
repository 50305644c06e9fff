// Codec of charter statements: the frame around every kind of body, its hash and its signature.
// What this version does not know (version, kind, role) must come out as "unknown", never as an error: it is held.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { type Crypto, SIGNATURE_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type Hash, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import { KIND_CODES, type StatementBody } from './body.ts'
import { readBody, writeBody } from './body-codec.ts'
import type { DeviceKeys } from './device-keys.ts'

export const STATEMENT_VERSION = 1
export const MAX_PARENTS = 8
/** Room for a removal that lists the leaves of every device of a large group. */
export const MAX_STATEMENT_BYTES = 64 * 1024
/** The shortest frame: no parents, no body. */
const MIN_STATEMENT_BYTES = 1 + 1 + ID_BYTES.DeviceId + 1 + 4 + SIGNATURE_BYTES

/** What can be read in every version. */
export interface SignedBytes {
  readonly hash: Hash
  readonly bytes: Uint8Array
  readonly author: DeviceId
  readonly signature: Uint8Array
}

/** What every statement of this version has, whatever its kind. */
export interface StatementFrame extends SignedBytes {
  readonly kind: number
  /** Strictly ascending. */
  readonly parents: readonly Hash[]
}

export interface Statement extends StatementFrame {
  readonly body: StatementBody
}

export type DecodedStatement =
  | { readonly form: 'known'; readonly statement: Statement }
  /** A kind, role or key class of a later version of the app; the frame is readable. */
  | { readonly form: 'unknown-body'; readonly statement: StatementFrame }
  /** Readable in every version: the hash, of all bytes before the last 64; the author; and those 64 as the author's signature over the hash. */
  | { readonly form: 'unknown-version'; readonly statement: SignedBytes }

/** Hash of a statement of any version: of everything but the signature, which is always the last 64 bytes. */
function hashOf(crypto: Crypto, bytes: Uint8Array): Hash {
  return idFrom('Hash', crypto.hash(bytes.subarray(0, bytes.length - SIGNATURE_BYTES)))
}

/** Writes and signs. `parents` in any order, at most 8, without repeats. */
export function writeStatement(
  crypto: Crypto,
  author: DeviceKeys,
  parents: readonly Hash[],
  body: StatementBody,
): Statement {
  if (parents.length > MAX_PARENTS) throw new RangeError('too many parents')
  const sorted = [...parents].sort()
  const writer = new ByteWriter(512).u8(STATEMENT_VERSION).u8(KIND_CODES[body.kind])
  writer.raw(idBytes(author.id)).u8(sorted.length)
  for (const parent of sorted) writer.raw(idBytes(parent))
  const signed = writer.long(writeBody(body)).finish()
  const hash = idFrom('Hash', crypto.hash(signed))
  const signature = crypto.sign('charter', idBytes(hash), author.signing.secretKey)
  const bytes = new ByteWriter(signed.length + SIGNATURE_BYTES).raw(signed).raw(signature).finish()
  return { hash, bytes, kind: KIND_CODES[body.kind], author: author.id, parents: sorted, signature, body }
}

/** Throws {@link MalformedBytes}. The result holds views of `bytes`, which must not change afterwards. */
export function readStatement(crypto: Crypto, bytes: Uint8Array): DecodedStatement {
  if (bytes.length < MIN_STATEMENT_BYTES || bytes.length > MAX_STATEMENT_BYTES) throw new MalformedBytes()
  const reader = new ByteReader(bytes)
  const version = reader.u8()
  if (version === 0) throw new MalformedBytes()
  const kind = reader.u8()
  const author = idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
  if (version !== STATEMENT_VERSION) {
    const signature = bytes.subarray(bytes.length - SIGNATURE_BYTES)
    return { form: 'unknown-version', statement: { hash: hashOf(crypto, bytes), bytes, author, signature } }
  }
  const parents = readParents(reader)
  const body = new ByteReader(reader.long())
  const signature = reader.raw(SIGNATURE_BYTES)
  reader.end()
  const frame = { hash: hashOf(crypto, bytes), bytes, kind, author, parents, signature }
  const known = readBody(kind, body)
  return known === undefined
    ? { form: 'unknown-body', statement: frame }
    : { form: 'known', statement: { ...frame, body: known } }
}

/** One statement must have one encoding, so parents are strictly ascending. */
function readParents(reader: ByteReader): Hash[] {
  const count = reader.u8()
  if (count > MAX_PARENTS) throw new MalformedBytes()
  const parents: Hash[] = []
  for (let i = 0; i < count; i++) {
    const parent = idFrom('Hash', reader.raw(ID_BYTES.Hash))
    const before = parents.at(-1)
    if (before !== undefined && parent <= before) throw new MalformedBytes()
    parents.push(parent)
  }
  return parents
}
