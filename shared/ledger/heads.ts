// HEADS: what a device says it holds, durable and opened, signed. The only source of "On 3 of 7 devices".
// It must never be signed for envelopes that are not on disk yet: others rely on it.
import { ByteReader, ByteWriter, concat } from '../bytes/codec.ts'
import { type Crypto, SIGNATURE_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type GroupId, idBytes, idFrom } from '../ids/ids.ts'
import { type Leaf, readLeaf, writeLeaf } from './position.ts'

export const HEADS_VERSION = 1

export interface Heads {
  readonly device: DeviceId
  /** Grows with every record of the device; kept by its host across restarts. */
  readonly counter: number
  /** Its frontier, at most 65,535 leaves. */
  readonly leaves: readonly Leaf[]
}

/** version u8 | device 16 | counter u64 | count u16 | leaves of 56 | signature 64. The signature covers the group id too. */
export function signHeads(crypto: Crypto, group: GroupId, heads: Heads, signingKey: Uint8Array): Uint8Array {
  const writer = new ByteWriter(128 + heads.leaves.length * 56)
    .u8(HEADS_VERSION)
    .raw(idBytes(heads.device))
    .u64(heads.counter)
    .u16(heads.leaves.length)
  for (const leaf of heads.leaves) writeLeaf(writer, leaf)
  const body = writer.finish()
  return concat(body, crypto.sign('head', concat(idBytes(group), body), signingKey))
}

/** 'newer' when the version is not ours. Throws MalformedBytes. The signature is not checked here. */
export function parseHeads(bytes: Uint8Array): Heads | 'newer' {
  const reader = new ByteReader(bytes)
  if (reader.u8() !== HEADS_VERSION) return 'newer'
  const device = idFrom('DeviceId', reader.raw(16))
  const counter = reader.u64()
  const leaves: Leaf[] = []
  for (let left = reader.u16(); left > 0; left--) leaves.push(readLeaf(reader))
  reader.raw(SIGNATURE_BYTES)
  reader.end()
  return { device, counter, leaves }
}

/** True when the device that holds `signingKey` signed this record in this group. */
export function verifyHeads(
  crypto: Crypto,
  group: GroupId,
  bytes: Uint8Array,
  signingKey: Uint8Array,
): boolean {
  const body = bytes.subarray(0, Math.max(0, bytes.length - SIGNATURE_BYTES))
  return crypto.verify('head', concat(idBytes(group), body), bytes.subarray(body.length), signingKey)
}
