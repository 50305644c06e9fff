// What counts of a limited device: the charter names leaves, the tree of chains says what stands before them. A leaf may come later
// than what it stands for, also in another incarnation; then verdicts given meanwhile have moved, and the log is judged again.
// It must never let something count on the word of a leaf that is not here, but for the same incarnation, which the leaf names.
import { type DeviceId, type Hash, idFrom } from '../ids/ids.ts'
import { LANE_KINDS, type LaneKind } from '../ids/lanes.ts'
import type { Chain } from './chain.ts'
import type { Chains } from './chains.ts'
import type { CharterView } from './charter-view.ts'
import type { Leaf, Position } from './position.ts'

/** A chain of which more or less counts in a lane than when it was judged: how many of its first envelopes, then and now. */
export interface Shift {
  readonly chain: Chain
  readonly lane: LaneKind
  readonly was: number
  readonly is: number
}

type LaneLimits = readonly (readonly Leaf[] | undefined)[]

export class Limits {
  readonly #charter: () => CharterView
  readonly #chains: Chains
  /** While a log is judged again: the chains as the whole of it makes them. */
  #whole: Chains | undefined
  #covered = new WeakMap<readonly Leaf[], Map<Chain, number>>()
  /** The limits, as LANE_KINDS has the lanes, under which what is here of a device was judged. */
  readonly #under = new Map<DeviceId, LaneLimits>()
  #moved = false

  constructor(charter: () => CharterView, chains: Chains, whole: Chains | undefined) {
    this.#charter = charter
    this.#chains = chains
    this.#whole = whole
  }

  /** A leaf came after what it stands for: earlier verdicts may no longer be those of the whole. */
  get moved(): boolean {
    return this.#moved
  }

  /** The log is through: from here on leaves come one by one again. */
  settle(): void {
    this.#whole = undefined
    this.#covered = new WeakMap()
    this.#moved = false
  }

  /** Does what stands at the position, under this hash, count in the lane? It need not be chained yet. */
  within(position: Position, hash: Uint8Array, lane: LaneKind): boolean {
    const { device, incarnation, seq } = position
    const leaves = this.#charter().limit(device, lane)
    if (leaves === undefined) return true
    const chain = this.#whole?.chain(device, incarnation)
    if (chain !== undefined && seq < chain.length)
      return (this.#coveredBy(device, leaves).get(chain) ?? 0) > seq
    const name = idFrom('Hash', hash)
    return leaves.some((leaf) => leaf.incarnation === incarnation && standsFor(leaf, seq, name))
  }

  /** Call when an envelope has been chained. */
  chained(chain: Chain): void {
    const seq = chain.length - 1
    for (const leaves of this.judged(chain.device)) {
      if (leaves === undefined || leaves.length === 0 || this.#moved) continue
      const named = leaves.find((leaf) => leaf.incarnation === chain.incarnation && leaf.seq === seq)
      // Of a fork the other side was named: what was believed of this one on its word no longer is.
      if (named !== undefined && !this.#chains.hasLeaf(named)) this.#moved = seq > 0
      if (seq > 0 && named === undefined) continue
      for (const [other, length] of this.#chains.covered(chain.device, leaves))
        if (other.outsideFrom < length) this.#moved = true
    }
  }

  /** Call for whatever is written or chained: its device's limits of the moment, and what is told of {@link shifts} later. */
  judged(device: DeviceId): LaneLimits {
    const limits = this.#limitsOf(device)
    if (!this.#under.has(device)) this.#under.set(device, limits)
    return limits
  }

  /** Leaves that are not here, or say nothing that others do not, shift nothing: whoever adopts them makes no work for anybody. */
  *shifts(): Generator<Shift> {
    for (const [device, under] of this.#under) {
      const now = this.#limitsOf(device)
      for (const [i, lane] of LANE_KINDS.entries()) {
        const [before, after] = [under[i], now[i]]
        if (sameLeaves(before, after)) continue
        const [was, is] = [this.#counting(device, before), this.#counting(device, after)]
        for (const chain of this.#chains.of(device))
          if (was(chain) !== is(chain)) yield { chain, lane, was: was(chain), is: is(chain) }
      }
    }
  }

  /** Everything here stands as these limits have it: from now on {@link shifts} are counted from them. */
  rebase(): void {
    for (const device of this.#chains.devices()) this.#under.set(device, this.#limitsOf(device))
  }

  #limitsOf(device: DeviceId): LaneLimits {
    const charter = this.#charter()
    return LANE_KINDS.map((lane) => charter.limit(device, lane))
  }

  #counting(device: DeviceId, leaves: readonly Leaf[] | undefined): (chain: Chain) => number {
    if (leaves === undefined) return ({ length }) => length
    const covered = this.#chains.covered(device, leaves)
    return (chain) => covered.get(chain) ?? 0
  }

  /** In the whole, where nothing grows. */
  #coveredBy(device: DeviceId, leaves: readonly Leaf[]): Map<Chain, number> {
    const known = this.#covered.get(leaves)
    if (known !== undefined) return known
    const covered = (this.#whole ?? this.#chains).covered(device, leaves)
    this.#covered.set(leaves, covered)
    return covered
  }
}

function standsFor(leaf: Leaf, seq: number, name: Hash): boolean {
  return leaf.seq > seq || (leaf.seq === seq && leaf.hash === name)
}

function sameLeaves(one: readonly Leaf[] | undefined, other: readonly Leaf[] | undefined): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined || one.length !== other.length) return false
  return one.every(({ hash }, at) => hash === other[at]?.hash)
}
