// The graph of statements: who is an ancestor of whom, as bitsets. It knows hashes and indices, nothing of what they mean.
// A node must never be added before its parents; so indices are a topological order and cycles cannot exist.
import type { Hash } from '../ids/ids.ts'

/** A set of node indices. */
export type Bits = Uint32Array

export function hasBit(bits: Bits, index: number): boolean {
  const word = bits[index >>> 5]
  return word !== undefined && (word & (1 << (index & 31))) !== 0
}

/** Calls back for each index in `bits` that is not in `without`, ascending; until it answers false. */
export function eachBit(bits: Bits, without: Bits, visit: (index: number) => boolean): void {
  for (let word = 0; word < bits.length; word++) {
    let left = (bits[word] ?? 0) & ~(without[word] ?? 0)
    while (left !== 0) {
      const bit = 31 - Math.clz32(left & -left)
      if (!visit(word * 32 + bit)) return
      left &= left - 1
    }
  }
}

export const NOTHING: Bits = new Uint32Array(0)

function include(into: Bits, other: Bits): void {
  for (let i = 0; i < other.length; i++) into[i] = (into[i] ?? 0) | (other[i] ?? 0)
}

interface Node {
  readonly hash: Hash
  readonly parents: readonly number[]
  readonly children: number[]
  /** Its ancestors and itself. */
  readonly past: Bits
}

/** Closures of several heads are asked for again and again, once per envelope. */
const CLOSURES_KEPT = 256

export class Dag {
  readonly #nodes: Node[] = []
  readonly #indices = new Map<Hash, number>()
  readonly #closures = new Map<string, Bits>()
  readonly #leaves = new Set<Hash>()
  #heads: readonly Hash[] | undefined
  #order: readonly number[] | undefined
  #positions = new Uint32Array(0)

  get size(): number {
    return this.#nodes.length
  }

  has(hash: Hash): boolean {
    return this.#indices.has(hash)
  }

  indexOf(hash: Hash): number | undefined {
    return this.#indices.get(hash)
  }

  /** Indices of the node's parents, in the order in which it names them. */
  parentsAt(index: number): readonly number[] {
    return this.#nodes[index]?.parents ?? []
  }

  /** The node's ancestors and itself. */
  pastAt(index: number): Bits {
    return this.#nodes[index]?.past ?? NOTHING
  }

  /** Adds the node's ancestors, not itself, to `into`, which has room for them. */
  includeAncestors(into: Bits, index: number): void {
    const had = hasBit(into, index)
    include(into, this.pastAt(index))
    if (!had) into[index >>> 5] = (into[index >>> 5] ?? 0) & ~(1 << (index & 31))
  }

  /** These nodes alone. */
  maskOf(indices: readonly number[]): Bits {
    const mask = new Uint32Array((this.#nodes.length >>> 5) + 1)
    for (const index of indices) mask[index >>> 5] = (mask[index >>> 5] ?? 0) | (1 << (index & 31))
    return mask
  }

  /** All these nodes and their ancestors. */
  unionOf(indices: readonly number[]): Bits {
    const union = new Uint32Array((this.#nodes.length >>> 5) + 1)
    for (const index of indices) include(union, this.pastAt(index))
    return union
  }

  /** Is the first an ancestor of the second? A node is none of itself. */
  isBefore(first: number, second: number): boolean {
    return first < second && hasBit(this.pastAt(second), first)
  }

  /** Neither is an ancestor of the other, and they are two. */
  areConcurrent(one: number, other: number): boolean {
    return one < other ? !hasBit(this.pastAt(other), one) : one > other && !hasBit(this.pastAt(one), other)
  }

  /** Place in {@link order}. Of two nodes the earlier stays the earlier, whatever is added later. */
  positionAt(index: number): number {
    // All at once: a place from before the latest statement must not be compared with one from after it.
    if (this.#positions.length !== this.#nodes.length) {
      const order = this.order()
      this.#positions = new Uint32Array(order.length)
      for (const [position, at] of order.entries()) this.#positions[at] = position
    }
    return this.#positions[index] ?? 0
  }

  /** Returns the new node's index. Every parent must be here already. */
  add(hash: Hash, parents: readonly Hash[]): number {
    const index = this.#nodes.length
    const past = new Uint32Array((index >>> 5) + 1)
    const parentIndices: number[] = []
    for (const parent of parents) {
      const at = this.#indices.get(parent)
      const node = at === undefined ? undefined : this.#nodes[at]
      if (at === undefined || node === undefined) throw new Error('parent not in graph')
      parentIndices.push(at)
      include(past, node.past)
    }
    past[index >>> 5] = (past[index >>> 5] ?? 0) | (1 << (index & 31))
    for (const at of parentIndices) this.#nodes[at]?.children.push(index)
    for (const parent of parents) this.#leaves.delete(parent)
    this.#leaves.add(hash)
    this.#nodes.push({ hash, parents: parentIndices, children: [], past })
    this.#indices.set(hash, index)
    this.#heads = undefined
    this.#order = undefined
    return index
  }

  /** Nodes that no node cites, ascending. */
  heads(): readonly Hash[] {
    this.#heads ??= [...this.#leaves].sort()
    return this.#heads
  }

  /** Every node. */
  everything(): Bits {
    const all = new Uint32Array((this.#nodes.length + 31) >>> 5).fill(0xffff_ffff)
    const beyond = this.#nodes.length & 31
    if (beyond !== 0) all[all.length - 1] = 2 ** beyond - 1
    return all
  }

  /** The named nodes and all their ancestors; undefined when one of them is not here. */
  closure(hashes: readonly Hash[]): Bits | undefined {
    const first = hashes[0]
    if (first === undefined) return NOTHING
    if (hashes.length === 1) return this.#pastOf(first)
    const key = hashes.join()
    const kept = this.#closures.get(key)
    if (kept !== undefined) return kept
    const closure = new Uint32Array((this.#nodes.length >>> 5) + 1)
    for (const hash of hashes) {
      const past = this.#pastOf(hash)
      if (past === undefined) return undefined
      include(closure, past)
    }
    if (this.#closures.size >= CLOSURES_KEPT) this.#closures.clear()
    this.#closures.set(key, closure)
    return closure
  }

  /** Every index once, parents first, of those that are ready always the one with the smallest hash: the same on every device. */
  order(): readonly number[] {
    if (this.#order !== undefined) return this.#order
    const waitingFor = this.#nodes.map((node) => node.parents.length)
    const ready: Node[] = this.#nodes.filter((node) => node.parents.length === 0)
    // Kept sorted, largest hash first, so that the smallest is popped from the end.
    ready.sort((a, b) => (a.hash < b.hash ? 1 : -1))
    const order: number[] = []
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      order.push(this.#indices.get(node.hash) ?? 0)
      for (const child of node.children) {
        const left = (waitingFor[child] ?? 0) - 1
        waitingFor[child] = left
        const freed = this.#nodes[child]
        if (left === 0 && freed !== undefined) insertDescending(ready, freed)
      }
    }
    this.#order = order
    return order
  }

  #pastOf(hash: Hash): Bits | undefined {
    const index = this.#indices.get(hash)
    return index === undefined ? undefined : this.#nodes[index]?.past
  }
}

function insertDescending(ready: Node[], node: Node): void {
  let low = 0
  let high = ready.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = ready[middle]
    if (other !== undefined && other.hash > node.hash) low = middle + 1
    else high = middle
  }
  ready.splice(low, 0, node)
}
