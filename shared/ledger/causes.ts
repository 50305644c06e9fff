// Why envelopes are outside: for each, the positions beyond their devices' limits that it rests on, in any number of steps. Whoever
// may adopt those prefixes makes it count again. Not in checkpoints: asked when verdicts have just been given.
// It must never name more than what was rested on: adopting lets text back in.
import type { DeviceId } from '../ids/ids.ts'
import type { LaneKind } from '../ids/lanes.ts'
import { type Position, positionKey, sessionKey } from './position.ts'

/** The highest position of each session, by its key. */
type Cause = ReadonlyMap<string, Position>

interface OutsideEntry {
  readonly device: DeviceId
  readonly lane: LaneKind
  readonly cause: Cause
}

export class Causes {
  readonly #outside = new Map<string, OutsideEntry>()
  /** By session and lane: what its last envelope that is outside rests on. */
  readonly #last = new Map<string, Cause>()

  /** `beyond`: the position itself is beyond the limit. `deps`: those of its deps that are outside. `session`: names session and lane. */
  add(position: Position, lane: LaneKind, session: string, beyond: boolean, deps: readonly Position[]): void {
    const { device, incarnation, seq } = position
    const before = this.#last.get(session)
    const cause = new Map(before)
    if (beyond) include(cause, { device, incarnation, seq })
    for (const dep of deps)
      for (const one of this.#outside.get(positionKey(dep))?.cause.values() ?? []) include(cause, one)
    this.#last.set(session, cause)
    this.#outside.set(positionKey(position), { device, lane, cause })
  }

  /** What the device's own envelopes in these lanes rest on. */
  of(author: DeviceId, mayAdopt: (lane: LaneKind) => boolean): Position[] {
    const wanted = new Map<string, Position>()
    for (const { device, lane, cause } of this.#outside.values())
      if (device === author && mayAdopt(lane)) for (const one of cause.values()) include(wanted, one)
    return [...wanted.values()]
  }
}

function include(into: Map<string, Position>, position: Position): void {
  const key = sessionKey(position.device, position.incarnation)
  const known = into.get(key)
  if (known === undefined || known.seq < position.seq) into.set(key, position)
}
