// Where an envelope stands: device, incarnation, seq. A leaf is a position with its hash, standing for all before it.
// It must never say anything about lanes or verdicts: chains are the same for those who may not read.
import type { ByteReader, ByteWriter } from '../bytes/codec.ts'
import { type DeviceId, type Hash, idBytes, idFrom } from '../ids/ids.ts'

export interface Position {
  readonly device: DeviceId
  /** Random u32, drawn when a host starts. */
  readonly incarnation: number
  /** From 0. */
  readonly seq: number
}

export interface Leaf extends Position {
  readonly hash: Hash
}

/** For Map keys; a session is one incarnation of one device. */
export function sessionKey(device: DeviceId, incarnation: number): string {
  return `${device}/${incarnation}`
}

/** For Map keys. */
export function positionKey(position: Position): string {
  return `${position.device}/${position.incarnation}/${position.seq}`
}

/** device 16 | incarnation u32 | seq u32 | hash 32. */
export function writeLeaf(writer: ByteWriter, leaf: Leaf): void {
  writer.raw(idBytes(leaf.device)).u32(leaf.incarnation).u32(leaf.seq).raw(idBytes(leaf.hash))
}

/** Throws MalformedBytes. */
export function readLeaf(reader: ByteReader): Leaf {
  return {
    device: idFrom('DeviceId', reader.raw(16)),
    incarnation: reader.u32(),
    seq: reader.u32(),
    hash: idFrom('Hash', reader.raw(32)),
  }
}
