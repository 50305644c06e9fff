// Signs a statement on top of what this device cites, and checks it as every other device will.
// It must never return what others would refuse.
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, Hash } from '../ids/ids.ts'
import type { Leaf } from '../ledger/position.ts'
import type { StatementBody } from './body.ts'
import type { Charter } from './charter.ts'
import type { DeviceKeys } from './device-keys.ts'
import { withoutAncestors } from './ground.ts'
import { MAX_PARENTS, writeStatement } from './statement.ts'
import { targetsOf } from './validate.ts'

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
  parents = parentsOf(charter, body),
): Issued {
  const statement = writeStatement(crypto, author, parents, body)
  const broken = charter.check(statement)
  if (broken !== undefined) throw new RapporteurError(broken.code)
  return { hash: statement.hash, bytes: statement.bytes }
}

/**
 * What this device cites. And whoever is taken a right keeps what they were known to have adopted: what the author of the statement does
 * not show to have known falls with them.
 */
function parentsOf(charter: Charter, body: StatementBody): readonly Hash[] {
  const heads = charter.heads()
  const targets = targetsOf(body, charter)
  if (targets === undefined || heads.length === MAX_PARENTS) return heads
  const parents = [...heads]
  const adopted = charter.history().filter(({ kind, by }) => kind === 'adopt' && targets.includes(by))
  for (const { statement } of adopted.toReversed())
    if (parents.length < MAX_PARENTS && !charter.covers(parents, [statement])) parents.push(statement)
  return withoutAncestors(charter, parents)
}

/** What the ledger knows of these devices, each leaf once. */
export function knownLeaves(devices: readonly DeviceId[], leavesOf: LeavesOf): Leaf[] {
  const leaves = new Map<Hash, Leaf>()
  for (const device of devices)
    for (const leaf of leavesOf(device)) if (leaf.device === device) leaves.set(leaf.hash, leaf)
  return [...leaves.values()]
}
