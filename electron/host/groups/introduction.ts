// What a device brings along when it calls someone who may not have heard of its admission: the statements that admit it.
// The acceptor takes nothing else from it: whoever was removed can call too, and must not be able to change the charter by calling.
import { ByteReader, ByteWriter, MalformedBytes, sameBytes } from '../../../shared/bytes/codec.ts'
import type { StatementKind } from '../../../shared/charter/body.ts'
import { type Charter, charterOf } from '../../../shared/charter/charter.ts'
import { readStatement, type Statement } from '../../../shared/charter/statement.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, Hash } from '../../../shared/ids/ids.ts'

/** Well within one handshake message. */
const MOST_BYTES = 16 * 1024
const MOST_STATEMENTS = 64
/**
 * What may stand between what is known here and the caller's admission: nothing that takes a right from anybody. A disk can have lost
 * even the statement that founded the group, which nobody can forge.
 */
const HARMLESS: ReadonlySet<StatementKind> = new Set(['found', 'admit', 'add-device', 'rotate', 'adopt'])

/** The newest statements up to this device's own admission, as many as fit: count u8, each behind a u32 length. */
export function introduce(crypto: Crypto, charter: Charter, device: DeviceId): Uint8Array {
  // A member's further device is let in by a statement of its own, which may be newer than the member's.
  const own = (
    charter.history().find((entry) => entry.kind === 'add-device' && entry.device === device) ??
    charter.members().find(({ devices }) => devices.includes(device))
  )?.statement
  const chosen: Uint8Array[] = []
  let bytes = 0
  let reached = false
  for (const statement of charter.all().toReversed()) {
    if (!reached) {
      const decoded = readStatement(crypto, statement)
      reached = decoded.form === 'known' && decoded.statement.hash === own
    }
    if (!reached) continue
    bytes += statement.length + 4
    if (bytes > MOST_BYTES || chosen.length === MOST_STATEMENTS) break
    chosen.unshift(statement)
  }
  const writer = new ByteWriter(bytes + 1).u8(chosen.length)
  for (const statement of chosen) writer.long(statement)
  return writer.finish()
}

/**
 * What to take from an introduction, parents first: the statement that admits this box key and those before it that are not here
 * yet. Nothing when one is missing, takes a right from somebody, or when the caller would still not belong: such things are
 * believed of members only.
 */
export function takeIntroduction(
  crypto: Crypto,
  charter: Charter,
  boxKey: Uint8Array,
  introduction: Uint8Array,
): Uint8Array[] {
  const brought = new Map(statementsIn(crypto, introduction).map((statement) => [statement.hash, statement]))
  const own = [...brought.values()].find((statement) => {
    const device = letIn(statement)
    return device !== undefined && sameBytes(device.boxKey, boxKey)
  })
  const device = own && letIn(own)
  if (own === undefined || device === undefined) return []
  const wanted = new Set<Hash>()
  for (const stack = [own.hash]; ; ) {
    const hash = stack.pop()
    if (hash === undefined) break
    if (charter.knows(hash) || wanted.has(hash)) continue
    const statement = brought.get(hash)
    if (statement === undefined || !HARMLESS.has(statement.body.kind)) return []
    wanted.add(hash)
    stack.push(...statement.parents)
  }
  const taken = [...brought.values()].filter(({ hash }) => wanted.has(hash)).map(({ bytes }) => bytes)
  const then = charterOf(crypto, charter.group, [...charter.all(), ...taken], undefined, (hash) =>
    charter.knows(hash),
  )
  return then.isCurrent(device.id) ? taken : []
}

/** The device that a statement lets in, if it is one that does. */
function letIn({
  body,
  author,
}: Statement): { readonly id: DeviceId; readonly boxKey: Uint8Array } | undefined {
  switch (body.kind) {
    case 'found':
      return { id: author, boxKey: body.boxKey }
    case 'admit':
    case 'add-device':
      return { id: body.device, boxKey: body.boxKey }
    default:
      return undefined
  }
}

/** Those that this version understands; nothing at all where the bytes are not an introduction. */
function statementsIn(crypto: Crypto, bytes: Uint8Array): Statement[] {
  try {
    if (bytes.length > MOST_BYTES + 1) return []
    const reader = new ByteReader(bytes)
    const count = reader.u8()
    const statements = Array.from({ length: Math.min(count, MOST_STATEMENTS) }, () => reader.long().slice())
    reader.end()
    return statements
      .map((statement) => readStatement(crypto, statement))
      .flatMap((decoded) => (decoded.form === 'known' ? [decoded.statement] : []))
  } catch (error) {
    if (error instanceof MalformedBytes) return []
    throw error
  }
}
