// What counts of a limited device: the charter names leaves, the tree of chains says what stands before them. A leaf may come later
// than what it stands for, also in another incarnation; then verdicts given meanwhile have moved, and the log is judged again.
// It must never let something count on the word of a leaf that is not here, but for the same incarnation, which the leaf names.
import { type DeviceId, type Hash, idFrom } from '../ids/ids.ts'
import { LANE_KINDS, type LaneKind } from '../ids/lanes.ts'
import type { Chain } from './chain.ts'
import type { Chains } from './chains.ts'
import type { CharterView } from './charter-view.ts'
import type { Leaf, Position } from './position.ts'

export class Limits {
  readonly #charter: () => CharterView
  readonly #chains: Chains
  /** While a log is judged again: the chains as the whole of it makes them. */
  #whole: Chains | undefined
  #covered = new WeakMap<readonly Leaf[], Map<Chain, number>>()
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

  /** The same, for the last of several envelopes in one chain that are here: then for all before it too. */
  holdsFor(chain: Chain, seq: number, lane: LaneKind): boolean {
    const leaves = this.#charter().limit(chain.device, lane)
    return leaves === undefined || (this.#chains.covered(chain.device, leaves).get(chain) ?? 0) > seq
  }

  /** Call when an envelope has been chained. */
  chained(chain: Chain): void {
    const seq = chain.length - 1
    for (const lane of LANE_KINDS) {
      const leaves = this.#charter().limit(chain.device, lane)
      if (leaves === undefined || leaves.length === 0 || this.#moved) continue
      const named = leaves.find((leaf) => leaf.incarnation === chain.incarnation && leaf.seq === seq)
      // Of a fork the other side was named: what was believed of this one on its word no longer is.
      if (named !== undefined && !this.#chains.hasLeaf(named)) this.#moved = seq > 0
      if (seq > 0 && named === undefined) continue
      for (const [other, length] of this.#chains.covered(chain.device, leaves))
        if (other.outsideFrom < length) this.#moved = true
    }
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
