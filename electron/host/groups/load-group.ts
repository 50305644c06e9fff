// Loads one group from its log: replays what the checkpoint does not cover, repairs what the disk lost. What it gives is what the disk holds.
// It must never reuse a position that something lost may have held.
import type { DeviceKeys } from '../../../shared/charter/device-keys.ts'
import { codeOf, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { loadGrants } from './grant-book.ts'
import { GroupLog, type LoadedLog } from './group-log.ts'
import { GroupState } from './state.ts'

export interface GroupDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly store: SealedStore
  readonly keys: DeviceKeys
  /** Draws this host's incarnation in the group; drawn again when the store lost something. */
  incarnation(again: boolean): number
}

export interface Loaded {
  readonly log: GroupLog
  readonly state: GroupState
  readonly damaged: boolean
  readonly incarnation: number
  /** Why the repair could not be written. */
  readonly refused: ErrorCode | undefined
}

export async function loadGroup(deps: GroupDeps, id: GroupId): Promise<Loaded> {
  const { crypto, store, keys } = deps
  const log = new GroupLog(store, crypto, id)
  let loaded: LoadedLog = await log.load()
  const grants = await loadGrants(store, id)
  const stateDeps = { crypto, group: id, keys, incarnation: deps.incarnation(false), grants }
  let replayed: ReturnType<typeof GroupState.load>
  try {
    replayed = GroupState.load(stateDeps, loaded)
  } catch (error) {
    // A checkpoint that does not fit this version is only a cache: the log has everything.
    if (loaded.checkpoint === undefined) throw error
    loaded = await log.load(true)
    replayed = GroupState.load(stateDeps, loaded)
  }
  const { state, effects } = replayed
  const placed = effects.store.map(({ envelope }) => envelope)
  const damaged = loaded.damaged || placed.length < loaded.tail.length
  let refused: ErrorCode | undefined
  if (damaged || placed.length > loaded.tail.length) {
    // A full disk must not hide what is there: the group can be read, and each write tries the repair again.
    refused = await log.rewrite(loaded, state.charter.all(), placed).then(() => undefined, codeOf)
  }
  // What was lost may be out in the world: a position that it held must not be used again.
  const incarnation = damaged ? deps.incarnation(true) : stateDeps.incarnation
  state.ledger.beginIncarnation(keys.id, incarnation)
  return { log, state, damaged, incarnation, refused }
}
