// Who strikes whom: the rules by which one statement that stands makes another void, as a table that can be audited line by line.
// They look at two statements and how they lie in the graph, never at what has been resolved: that is settle.ts.
import type { DeviceId, MemberId } from '../ids/ids.ts'
import { type Bits, type Dag, hasBit } from './dag.ts'
import { type CharterAct, ROLE_TABLE, roleActs } from './roles.ts'
import type { Statement } from './statement.ts'

interface Placed {
  readonly index: number
  readonly statement: Statement
  readonly authorMembers: readonly MemberId[]
  readonly subjects: readonly MemberId[]
  readonly act: CharterAct | undefined
  readonly lowers: boolean
}

/**
 * A removal wins over anything concurrent by the removed. Does `one`, if it stands, make `other` void? The caller knows that the
 * two are concurrent.
 */
export function takesFrom(one: Placed, other: Placed): boolean {
  const { body } = one.statement
  switch (body.kind) {
    case 'remove':
      // Of a member: everything that any device of theirs says, devices that were added at the same moment included.
      return 'member' in body.target
        ? other.authorMembers.includes(body.target.member)
        : other.statement.author === body.target.device
    case 'expire':
      // As a removal.
      return other.authorMembers.includes(body.member)
    case 'freeze':
      // Everything that either copy of the device says.
      return other.statement.author === body.device
    case 'role':
      // Only the acts that the old role allowed and the new one does not.
      return (
        other.authorMembers.includes(body.member) &&
        other.act !== undefined &&
        roleActs(body.from, other.act) &&
        !roleActs(body.to, other.act)
      )
    default:
      return false
  }
}

/** Does the statement take from somebody a right to write or to act? */
export function isLowering({ body }: Statement): boolean {
  switch (body.kind) {
    case 'remove':
    case 'expire':
    case 'freeze':
      return true
    case 'role': {
      const [from, to] = [ROLE_TABLE[body.from], ROLE_TABLE[body.to]]
      return (
        [...from.writes].some((lane) => !to.writes.has(lane)) ||
        [...from.acts].some((act) => !to.acts.has(act))
      )
    }
    default:
      return false
  }
}

/** The device that a statement of one's own removes; undefined for any other statement. */
function ownDeviceRemoved({ statement, act }: Placed): DeviceId | undefined {
  const { body } = statement
  if (act !== 'remove-own' || body.kind !== 'remove' || !('device' in body.target)) return undefined
  return body.target.device
}

interface Placing {
  readonly dag: Dag
  about(member: MemberId): readonly Placed[]
  forkedBy(device: DeviceId): readonly Placed[]
}

/**
 * What the striker's own device has shown to know in statements that are not after the strike; undefined when it says one thing at a
 * time, as honest devices do, which cite whatever they have heard. From what is in here the strike takes nothing: it is dated back.
 */
export function builtUpon(book: Placing, closure: Bits, striker: Placed): Bits | undefined {
  const { dag } = book
  let known: Bits | undefined
  for (const { index } of book.forkedBy(striker.statement.author)) {
    if (!hasBit(closure, index) || !dag.areConcurrent(striker.index, index)) continue
    known ??= new Uint32Array(closure.length)
    // Its own place in it stays empty: a statement does not build upon itself.
    dag.includeAncestors(known, index)
  }
  return known
}

/**
 * Two devices of one member that removed each other are both frozen until a device of another member decides: by taking out, with
 * both removals before it, the device that it trusts less. That makes what the taken device said against the other void.
 */
export function decides(book: Placing, decision: Placed, own: Placed): boolean {
  const other = ownDeviceRemoved(own)
  if (other === undefined || !book.dag.isBefore(own.index, decision.index)) return false
  if (decision.authorMembers.some((member) => own.authorMembers.includes(member))) return false
  const { author } = own.statement
  const { kind } = decision.statement.body
  if (kind === 'role' || !takesFrom(decision, own)) return false
  return own.subjects.some((member) =>
    book
      .about(member)
      .some(
        (counter) =>
          counter.statement.author === other &&
          ownDeviceRemoved(counter) === author &&
          book.dag.isBefore(counter.index, decision.index) &&
          book.dag.areConcurrent(counter.index, own.index),
      ),
  )
}
