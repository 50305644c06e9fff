// What the status line may say of one paper, from signed heads alone. It must never say that a device has what that device did
// not sign for.
import type { Charter } from '../../../shared/charter/charter.ts'
import type { SyncStatus } from '../../../shared/contract/editor-api.ts'
import type { DeviceId, PaperId } from '../../../shared/ids/ids.ts'
import type { HeadsBook } from '../groups/heads-book.ts'
import type { GroupState } from '../groups/state.ts'

/** Devices of current members that may read the body of papers. */
export function readers(charter: Charter): DeviceId[] {
  return charter
    .members()
    .flatMap(({ devices }) => devices)
    .filter((device) => charter.mayRead(device, 'body'))
}

/** `self` counts as holding what is durable here; the caller does not ask while a write is under way. */
export function statusOf(state: GroupState, heads: HeadsBook, self: DeviceId, paper: PaperId): SyncStatus {
  const devices = readers(state.charter)
  if (devices.length <= 1) return { kind: 'saved' }
  const others = devices.filter((device) => device !== self)
  const ahead = others.filter((device) => state.ledger.missing(heads.leaves(device)).length > 0)
  if (ahead.length > 0) return { kind: 'waiting', devices: ahead.length }
  const tips = state.tips({ kind: 'body', paper })
  const holding = others.filter((device) => {
    const leaves = heads.leaves(device)
    return tips.every(
      (tip) =>
        tip.device === device ||
        state.ledger.covers(
          leaves.filter((leaf) => leaf.device === tip.device),
          tip,
        ),
    )
  })
  const held = holding.length + 1
  return held === devices.length
    ? { kind: 'all', devices: held }
    : { kind: 'on', held, devices: devices.length }
}
