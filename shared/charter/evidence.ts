// What a `freeze` carries: proof that a device exists twice, and where its two copies part.
// It must never take a leaf on trust that the proof itself contradicts.

import { toHex } from '../bytes/text.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, GroupId } from '../ids/ids.ts'
import { parseStub } from '../ledger/envelope.ts'
import { verifyForkProof } from '../ledger/fork-proof.ts'
import type { FreezeBody } from './body.ts'

/**
 * At most one leaf. With evidence: both stubs are the device's, for one position; where both name the same envelope before them,
 * the leaf is that one, and within an incarnation it is at the seq before. Where they name none in common, nobody can prove up to
 * where the two copies were one: then any leaf of the device will do, for a fork that was made on purpose must not wipe out what
 * it wrote for years. Without evidence there is nothing to check here.
 */
export function fitsEvidence(
  crypto: Crypto,
  group: GroupId,
  { device, evidence, leaves }: FreezeBody,
  keyOf: (device: DeviceId) => Uint8Array | undefined,
): boolean {
  if (leaves.length > 1) return false
  if (evidence === undefined) return true
  const fork = verifyForkProof(crypto, group, evidence.first, evidence.second, keyOf)
  if (fork === undefined || fork.device !== device) return false
  const [first, second] = [previousOf(evidence.first), previousOf(evidence.second)]
  const [leaf] = leaves
  if (first === undefined || first !== second || /^0+$/.test(first))
    return leaf === undefined || leaf.device === device
  if (leaf === undefined || leaf.hash !== first) return false
  if (fork.seq === 0) return leaf.incarnation !== fork.incarnation
  return leaf.incarnation === fork.incarnation && leaf.seq === fork.seq - 1
}

/** Of stubs that have been verified, so they parse. */
function previousOf(stub: Uint8Array): string | undefined {
  const parsed = parseStub(stub)
  return parsed === 'newer' ? undefined : toHex(parsed.header.prev)
}
