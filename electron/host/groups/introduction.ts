// What a device brings along when it calls someone who may not have heard of its admission: the statements that admit it.
// The acceptor believes none of them without the signatures that they carry.
import { ByteReader, ByteWriter, MalformedBytes } from '../../../shared/bytes/codec.ts'
import type { Charter } from '../../../shared/charter/charter.ts'
import { readStatement } from '../../../shared/charter/statement.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId } from '../../../shared/ids/ids.ts'

/** Well within one handshake message. */
const MOST_BYTES = 16 * 1024
const MOST_STATEMENTS = 64

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

/** Nothing at all where the bytes are not an introduction. */
export function readIntroduction(bytes: Uint8Array): Uint8Array[] {
  try {
    if (bytes.length > MOST_BYTES + 1) return []
    const reader = new ByteReader(bytes)
    const count = reader.u8()
    const statements = Array.from({ length: Math.min(count, MOST_STATEMENTS) }, () => reader.long().slice())
    reader.end()
    return statements
  } catch (error) {
    if (error instanceof MalformedBytes) return []
    throw error
  }
}
