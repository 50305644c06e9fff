// Two signed stubs for one position: a device that wrote both is two devices, and anyone can check it.
// It must never take an unsigned or unrelated pair for a proof: it is spread, shown and acted upon.
import { MalformedBytes, sameBytes } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, GroupId } from '../ids/ids.ts'
import { encodeStub, envelopeHash, parseEnvelope, parseStub, type Stub } from './envelope.ts'
import type { Position } from './position.ts'

/** The encoded stub of a stored envelope; undefined when it is of another version. Throws MalformedBytes. */
export function stubOf(crypto: Crypto, envelope: Uint8Array): Uint8Array | undefined {
  const parsed = parseEnvelope(envelope)
  return parsed === 'newer' ? undefined : encodeStub(crypto, parsed)
}

/** The position that two encoded stubs prove a fork of; undefined when they prove nothing. */
export function verifyForkProof(
  crypto: Crypto,
  group: GroupId,
  first: Uint8Array,
  second: Uint8Array,
  keyOf: (device: DeviceId) => Uint8Array | undefined,
): Position | undefined {
  const [a, b] = [parsed(first), parsed(second)]
  if (a === undefined || b === undefined) return undefined
  const { device, incarnation, seq } = a.header
  if (b.header.device !== device || b.header.incarnation !== incarnation || b.header.seq !== seq)
    return undefined
  const key = keyOf(device)
  if (key === undefined) return undefined
  const hashes = [a, b].map((stub) => envelopeHash(crypto, group, stub.headerBytes, stub.bodyHash))
  const [hashA, hashB] = hashes
  if (hashA === undefined || hashB === undefined || sameBytes(hashA, hashB)) return undefined
  if (!crypto.verify('envelope', hashA, a.signature, key)) return undefined
  if (!crypto.verify('envelope', hashB, b.signature, key)) return undefined
  return { device, incarnation, seq }
}

function parsed(stub: Uint8Array): Stub | undefined {
  try {
    const result = parseStub(stub)
    return result === 'newer' ? undefined : result
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}
