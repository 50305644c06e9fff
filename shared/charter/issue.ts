// Signs a statement on top of what this device cites, and checks it as every other device will.
// It must never return what others would refuse.
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, Hash } from '../ids/ids.ts'
import type { Leaf } from '../ledger/position.ts'
import type { StatementBody } from './body.ts'
import type { Charter } from './charter.ts'
import type { DeviceKeys } from './device-keys.ts'
import { writeStatement } from './statement.ts'

export interface Issued {
  readonly hash: Hash
  /** The statement, to be added to the charter. */
  readonly bytes: Uint8Array
}

/** The leaves of a device's chain that the ledger holds. */
export type LeavesOf = (device: DeviceId) => readonly Leaf[]

/** `charter` must have been made for the author's device. Throws the code of the first invariant that would not hold. */
export function issue(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  body: StatementBody,
  parents = charter.heads(),
): Issued {
  const statement = writeStatement(crypto, author, parents, body)
  const broken = charter.check(statement)
  if (broken !== undefined) throw new RapporteurError(broken.code)
  return { hash: statement.hash, bytes: statement.bytes }
}

/** What the ledger knows of these devices, each leaf once. */
export function knownLeaves(devices: readonly DeviceId[], leavesOf: LeavesOf): Leaf[] {
  const leaves = new Map<Hash, Leaf>()
  for (const device of devices)
    for (const leaf of leavesOf(device)) if (leaf.device === device) leaves.set(leaf.hash, leaf)
  return [...leaves.values()]
}
