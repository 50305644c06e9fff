// The tree of chains of every device: what is here, what comes next, what is a leaf, what someone else lacks.
// It must never accept two envelopes for one position, and never forget one: refused envelopes stand in the chain too.
import { type ByteReader, type ByteWriter, sameBytes } from '../bytes/codec.ts'
import { type DeviceId, idBytes, idFrom } from '../ids/ids.ts'
import { Chain, type ChainEntry, VERDICTS } from './chain.ts'
import { type Leaf, type Position, positionKey } from './position.ts'

/** Where an envelope stands relative to what is here. */
export type Placement =
  | {
      readonly at: 'next'
      readonly chain: Chain | undefined
      readonly parent: { chain: Chain; seq: number } | undefined
    }
  | { readonly at: 'duplicate' }
  | { readonly at: 'fork' }
  /** What must come first, as a key of {@link Chains.keysOf}. */
  | { readonly at: 'gap'; readonly waitsFor: string }
  /** Its `prev` names another envelope than the one that is here. */
  | { readonly at: 'broken' }

export interface Placeable extends Position {
  readonly prev: Uint8Array
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

export class Chains {
  readonly #devices = new Map<DeviceId, Map<number, Chain>>()

  chain(device: DeviceId, incarnation: number): Chain | undefined {
    return this.#devices.get(device)?.get(incarnation)
  }

  place(envelope: Placeable, hash: Uint8Array): Placement {
    const { device, incarnation, seq, prev } = envelope
    const chain = this.chain(device, incarnation)
    const length = chain?.length ?? 0
    const here = chain?.hashAt(seq)
    if (here !== undefined) return { at: sameBytes(here, hash) ? 'duplicate' : 'fork' }
    if (seq > length) return { at: 'gap', waitsFor: positionKey({ device, incarnation, seq: seq - 1 }) }
    if (chain !== undefined && seq > 0) {
      return chain.hashStartsWith(seq - 1, prev) ? { at: 'next', chain, parent: undefined } : { at: 'broken' }
    }
    if (isZero(prev)) return { at: 'next', chain: undefined, parent: undefined }
    const parent = this.find(device, prev)
    if (parent !== undefined) return { at: 'next', chain: undefined, parent }
    return { at: 'gap', waitsFor: `${device}/${idFrom('Hash', prev)}` }
  }

  /** Puts an envelope where {@link place} said it comes next. */
  append(envelope: Placeable, placement: Placement & { at: 'next' }, entry: ChainEntry): Chain {
    const { device, incarnation } = envelope
    let chain = placement.chain
    if (chain === undefined) {
      chain = new Chain(device, incarnation, placement.parent)
      const chains = this.#devices.get(device) ?? new Map<number, Chain>()
      chains.set(incarnation, chain)
      this.#devices.set(device, chains)
    }
    chain.append(entry)
    return chain
  }

  /** The keys under which others may wait for an envelope that has just been chained. */
  keysOf(position: Position, hash: Uint8Array): string[] {
    return [positionKey(position), `${position.device}/${idFrom('Hash', hash)}`]
  }

  devices(): DeviceId[] {
    return [...this.#devices.keys()]
  }

  of(device: DeviceId): Iterable<Chain> {
    return this.#devices.get(device)?.values() ?? []
  }

  leaves(device: DeviceId): Leaf[] {
    const leaves: Leaf[] = []
    for (const chain of this.#devices.get(device)?.values() ?? []) {
      const tip = chain.isLeaf ? chain.tip() : undefined
      if (tip !== undefined) leaves.push(tip)
    }
    return leaves
  }

  frontier(): Leaf[] {
    return this.devices().flatMap((device) => this.leaves(device))
  }

  has(position: Position): boolean {
    return position.seq < (this.chain(position.device, position.incarnation)?.length ?? 0)
  }

  /** True when this very envelope is here. */
  hasLeaf(leaf: Leaf): boolean {
    const chain = this.chain(leaf.device, leaf.incarnation)
    return chain?.hashStartsWith(leaf.seq, idBytes(leaf.hash)) === true
  }

  /** Per chain of the device, how many of its first envelopes someone with these leaves has. Unknown leaves cover nothing. */
  covered(device: DeviceId, leaves: readonly Leaf[]): Map<Chain, number> {
    const covered = new Map<Chain, number>()
    for (const leaf of leaves) {
      if (leaf.device !== device) continue
      let chain = this.chain(device, leaf.incarnation)
      if (chain === undefined || (leaf.seq < chain.length && !this.hasLeaf(leaf))) continue
      let length = Math.min(leaf.seq + 1, chain.length)
      while (chain !== undefined && length > (covered.get(chain) ?? 0)) {
        covered.set(chain, length)
        length = (chain.parent?.seq ?? -1) + 1
        chain = chain.parent?.chain
      }
    }
    return covered
  }

  /** Those of the positions, one of a chain at most, that no other of them goes on from: they stand for all of them. */
  uncovered(positions: readonly Position[]): Position[] {
    const behind = new Map<Chain, number>()
    for (const { device, incarnation } of positions) {
      let parent = this.chain(device, incarnation)?.parent
      while (parent !== undefined && parent.seq > (behind.get(parent.chain) ?? -1)) {
        behind.set(parent.chain, parent.seq)
        parent = parent.chain.parent
      }
    }
    return positions.filter(({ device, incarnation, seq }) => {
      const chain = this.chain(device, incarnation)
      return chain !== undefined && seq > (behind.get(chain) ?? -1)
    })
  }

  /** What someone with these leaves of the device lacks, parents before what goes on from them. */
  positionsAfter(device: DeviceId, leaves: readonly Leaf[]): Position[] {
    const covered = this.covered(device, leaves)
    const positions: Position[] = []
    for (const chain of this.#devices.get(device)?.values() ?? []) {
      const { incarnation } = chain
      for (let seq = covered.get(chain) ?? 0; seq < chain.length; seq++)
        positions.push({ device, incarnation, seq })
    }
    return positions
  }

  /** What of the device is here and does not count, though it may come to count: no refusals. */
  outside(device: DeviceId): Position[] {
    const positions: Position[] = []
    for (const chain of this.#devices.get(device)?.values() ?? []) {
      const { incarnation } = chain
      for (let seq = chain.outsideFrom; seq < chain.length; seq++)
        if (chain.verdictAt(seq) === VERDICTS.outside) positions.push({ device, incarnation, seq })
    }
    return positions
  }

  write(writer: ByteWriter): void {
    writer.u32(this.#devices.size)
    for (const [device, chains] of this.#devices) {
      writer.raw(idBytes(device)).u32(chains.size)
      for (const chain of chains.values()) chain.write(writer)
    }
  }

  /** Throws MalformedBytes. */
  static read(reader: ByteReader): Chains {
    const chains = new Chains()
    for (let devices = reader.u32(); devices > 0; devices--) {
      const device = idFrom('DeviceId', reader.raw(16))
      const byIncarnation = new Map<number, Chain>()
      for (let left = reader.u32(); left > 0; left--) {
        const chain = Chain.read(reader, device, (incarnation) => byIncarnation.get(incarnation))
        byIncarnation.set(chain.incarnation, chain)
      }
      chains.#devices.set(device, byIncarnation)
    }
    return chains
  }

  find(device: DeviceId, hash: Uint8Array): { chain: Chain; seq: number } | undefined {
    for (const chain of [...(this.#devices.get(device)?.values() ?? [])].reverse()) {
      const seq = chain.seqOf(hash)
      if (seq >= 0) return { chain, seq }
    }
    return undefined
  }
}
