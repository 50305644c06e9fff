// The Yjs clientID of one session in one lane: a function of who writes where, so nobody can type under another's id.
// It must never be 0 (Yjs reserves nothing, but 0 is what an unset id looks like) and always fits 53 bits.
import { ByteWriter, utf8 } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, type GroupId, idBytes } from '../ids/ids.ts'
import { type Lane, writeLane } from '../ids/lanes.ts'

const DOMAIN = utf8('rapporteur/1/client-id\0')

/** 53 bits of BLAKE2b(group ‖ lane ‖ device ‖ incarnation). */
export function clientIdOf(
  crypto: Crypto,
  group: GroupId,
  lane: Lane,
  device: DeviceId,
  incarnation: number,
): number {
  const writer = new ByteWriter(112).raw(DOMAIN).raw(idBytes(group))
  writeLane(writer, lane)
  const hash = crypto.hash(writer.raw(idBytes(device)).u32(incarnation).finish())
  const view = new DataView(hash.buffer, hash.byteOffset)
  const id = (view.getUint32(4, true) & 0x1f_ffff) * 2 ** 32 + view.getUint32(0, true)
  return id === 0 ? 1 : id
}
